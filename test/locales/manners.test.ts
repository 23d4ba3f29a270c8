import { describe, expect, it } from 'vitest';
import { loadTexts } from '../../locales/index.ts';

/** Verbs that give an order when a sentence begins with them. */
const VERBS = [
  ...['gửi', 'nhập', 'chọn', 'gõ', 'bấm', 'nhấn', 'kiểm tra', 'liên hệ', 'xem', 'thử', 'mở'],
  ...['điền', 'ghi', 'viết', 'trả lời', 'nhắn', 'chờ', 'đợi', 'tải', 'đọc', 'sửa', 'nhắc', 'nêu'],
];
/** Words that turn an order into a request. */
const SOFT = /anh\/chị|(?<!\p{L})(?:xin|giúp|nhé|mời|ạ|mình)(?!\p{L})/u;
/** Labels of buttons and the like, by the last parts of their keys; no sentences. */
const LABELS =
  /(^|\.)(button|control|answer|command|correct|choice|short|kind|name|title|size|open_\w+|\w+_button|accept|return|open|files|history|again|yes|no|edit|edit_item|see_\w+|more|send|attach|choose|review|collect|step|help|later|with|without|plain|back|use|drop|heading|example|all|prefer|go_on|here|heading_\w+|begin_again|see)(\.|$)/;
/** Rows of the history and of Excel sheets say what was done, or head a column. */
const NOT_SPOKEN =
  /^(history|template|since|stated\.button|finding|export\.button|describe\.preview)\b/;

const vi = flat(loadTexts('vi'));
const en = flat(loadTexts('en'));

function flat(texts: Record<string, unknown>, before = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string'
      ? [[before + key, value]]
      : flat(value as Record<string, unknown>, `${before}${key}.`),
  );
}

/** Sentences without markup, values and leading signs. */
function sentences(text: string): string[] {
  return text
    .replace(/<[^>]+>/g, '')
    .split(/\n|(?<=[.!?…])\s+/u)
    .map((one) => one.replace(/^[^\p{L}{“]+/u, '').trim())
    .filter((one) => one !== '');
}

function isOrder(sentence: string): boolean {
  const lower = sentence.toLowerCase();
  // "Ghi chú: …" and "Đọc được 3 ô" name and tell.
  if (/^[^.]*: \{\{|^(đọc|ghi|gửi|xem) được |^gửi (đúng|trễ) hạn/u.test(lower)) return false;
  return VERBS.some((verb) => lower.startsWith(`${verb} `)) && !SOFT.test(lower);
}

describe('the Vietnamese texts', () => {
  it('ask, and never give orders', () => {
    const orders = vi
      .filter(([key]) => !LABELS.test(key) && !NOT_SPOKEN.test(key))
      .flatMap(([key, text]) =>
        sentences(text)
          .filter(isOrder)
          .map((one) => `${key}: ${one}`),
      );
    expect(orders).toEqual([]);
  });

  it('say anh/chị, and never bạn, or vui lòng without anybody', () => {
    const rude = vi.filter(([, text]) => /(?<!\p{L})(bạn|quý vị|ông\/bà)(?!\p{L})/iu.test(text));
    expect(rude.map(([key]) => key)).toEqual([]);
    const bare = vi.filter(([, text]) => /(?<!anh\/chị )vui lòng/iu.test(text));
    expect(bare.map(([key]) => key)).toEqual([]);
  });

  it('call asking for more time by one name in what is said and shown', () => {
    const shown = vi.filter(([, text]) => /gia hạn/iu.test(text.replace(/“[^”]*”/g, '')));
    expect(shown.map(([key]) => key)).toEqual([]);
  });

  it('speak of no buttons: where there are none, the same choices are typed', () => {
    const pressed = vi.filter(([, text]) => /(?<!\p{L})(nút|bấm|nhấn)(?!\p{L})/iu.test(text));
    const outside = /^(template|simulator|zalo)\b/;
    expect(pressed.map(([key]) => key).filter((key) => !outside.test(key))).toEqual([]);
  });

  it('are short: a text by itself is no screenful', () => {
    const long = [...vi, ...en].filter(([, text]) => text.length > 700);
    expect(long.map(([key, text]) => `${key}: ${text.length}`)).toEqual([]);
  });
});

it('would catch an order, and lets a request pass', () => {
  expect(isOrder('Gửi lại tệp.')).toBe(true);
  expect(isOrder('Kiểm tra lại số liệu')).toBe(true);
  expect(isOrder('Gửi lại giúp tôi nhé.')).toBe(false);
  expect(sentences('📎 Chọn một mục.\nAnh/chị gõ /huy.')).toEqual([
    'Chọn một mục.',
    'Anh/chị gõ /huy.',
  ]);
});
