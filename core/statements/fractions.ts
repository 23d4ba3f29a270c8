import type { PercentFound } from './percent-found.ts';
import { spokenNumber } from './spoken-numbers.ts';
import type { Word } from './words.ts';

/** Words before a fraction that make it a part of the work, not a day. */
const REACHED: ReadonlySet<string> = new Set('duoc dat khoang tam chung co'.split(' '));

/** Words before it after which it may as well be a day: "xong 2/3". */
const CLAIMED: ReadonlySet<string> = new Set(['xong', 'thanh', 'lam', 'tat']);

/** What may follow without counting something else. */
const PLAIN_NEXT: ReadonlySet<string> = new Set(
  'roi a e em anh chi nhe nha thoi khoi cong viec phan'.split(' '),
);

/** Times of day and the like after which two figures are a day. */
const DAYS: ReadonlySet<string> = new Set('ngay hom den sang toi tu truoc han vao'.split(' '));

/**
 * "2/3 rồi", "được 3/4", "ba phần tư": a share of the work, in whole per cent. Null within where it
 * may be a day ("xong 2/3") or counts something ("được 4/5 xã").
 */
export function fractionAt(words: readonly Word[], from: number, end: number): PercentFound | null {
  return figures(words, from, end) ?? inWords(words, from, end);
}

function figures(words: readonly Word[], from: number, end: number): PercentFound | null {
  const [part, slash, whole] = [words[from], words[from + 1], words[from + 2]];
  const to = from + 3;
  if (part?.kind !== 'number' || slash?.text !== '/' || whole?.kind !== 'number' || to > end)
    return null;
  if (part.value < 1 || part.value >= whole.value || whole.value > 10 || part.text[0] === '0')
    return null;
  const [before, after] = [words[from - 1]?.text ?? '', words[to]];
  if (before === '/' || after?.text === '/' || DAYS.has(before)) return null;
  const plain = to >= end || after?.kind === 'mark' || PLAIN_NEXT.has(after?.text ?? '');
  const reached = REACHED.has(before);
  if (CLAIMED.has(before)) return { from, to, percent: null, other: false };
  if (!reached && after?.text !== 'roi') return null;
  return { from, to, percent: plain ? shareOf(part.value, whole.value) : null, other: false };
}

/** "ba phần tư", "2 phần 3". */
function inWords(words: readonly Word[], from: number, end: number): PercentFound | null {
  const part = one(words, from);
  if (!part || words[part.to]?.text !== 'phan' || words[part.to + 1]?.text === 'tram') return null;
  const whole = one(words, part.to + 1);
  if (!whole || whole.to > end || part.value >= whole.value || whole.value > 10) return null;
  return { from, to: whole.to, percent: shareOf(part.value, whole.value), other: false };
}

function one(words: readonly Word[], at: number): { value: number; to: number } | null {
  const word = words[at];
  if (word?.kind === 'number')
    return word.text.length === 1 ? { value: word.value, to: at + 1 } : null;
  return spokenNumber(words, at);
}

function shareOf(part: number, whole: number): number {
  return Math.round((part / whole) * 100);
}
