import type { Effect, Mark } from './mark.ts';
import { numberOrSpoken } from './spoken-numbers.ts';
import { isTimeUnit } from './time-units.ts';
import { foldedOf, isWord, type Word, type Words } from './words.ts';

/** Words between a verb and the "rồi" that ends what it says. */
const REACH = 9;

/** What is said by the shape of some words, not by the words alone; null where nothing is. */
export function shapeAt(message: Words, at: number): Mark | null {
  return (
    ongoing(message, at) ??
    putOff(message, at) ??
    given(message, at) ??
    past(message, at) ??
    onlyThen(message, at) ??
    few(message, at) ??
    left(message, at) ??
    signing(message, at) ??
    ticked(message, at) ??
    bareNo(message, at)
  );
}

const UNITS_OF_WISH: ReadonlySet<string> = new Set(
  'dau giua cuoi het tuan thang ngay mung mong thu quy qua sang'.split(' '),
);

/** "lùi 1 tuần", "khất hai hôm", "hoãn qua tháng 7": a time makes the word a wish. */
function putOff({ words, bare }: Words, at: number): Mark | null {
  const verb = ['lui', 'khat', 'dời', 'hoãn'].some((one) => isWord(words[at], one, bare));
  if (!verb || words[at]?.raw === 'hoàn') return null;
  const until = UNTIL.has(words[at + 1]?.text ?? '');
  const ends = until && isTime(words, at + 2);
  const number = numberOrSpoken(words, at + 1);
  if (!ends && (!number || !isTimeUnit(words[number.to]))) return null;
  return { effect: 'extension', from: at, to: at + (ends ? 2 : 1) };
}

const UNTIL: ReadonlySet<string> = new Set(['den', 'toi', 'sang', 'qua']);
const PERSONS: ReadonlySet<string> = new Set(
  'em e anh a chi c minh toi ben xa phong don vi'.split(' '),
);
const WISHED: ReadonlySet<string> = new Set('them lui khat doi hoan cham muon tre'.split(' '));

/** "cho anh thêm 3 ngày", "cho bên em xin tới đầu tháng 5". */
function given({ words, bare }: Words, at: number): Mark | null {
  const first = words[at]?.text;
  if (first !== 'cho' || isWord(words[at], '=chờ', bare) || words[at]?.raw === 'chỗ') return null;
  let to = at + 1;
  while (to < at + 4 && PERSONS.has(words[to]?.text ?? '')) to += 1;
  if (words[to]?.text === 'xin') to += 1;
  if (WISHED.has(words[to]?.text ?? '')) to += 1;
  if (to === at + 1) return null;
  const until = UNTIL.has(words[to]?.text ?? '');
  const asked = until || WISHED.has(words[to - 1]?.text ?? '');
  if (!asked || !isTime(words, to + (until ? 1 : 0))) return null;
  return { effect: 'extension', from: at, to: until ? to + 1 : to };
}

/** Something that says until when, or how long. */
function isTime(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (UNITS_OF_WISH.has(word?.text ?? '') || word?.raw === 'mai') return true;
  const number = numberOrSpoken(words, at);
  if (!number) return false;
  const next = words[number.to];
  return isTimeUnit(next) || ['/', '-', '.'].includes(next?.text ?? '');
}

/** Verbs of what officials do about their tasks, and what having done it comes to. */
const VERBS: ReadonlyMap<string, { words: readonly string[]; effect: Effect }> = new Map(
  (
    [
      ['gửi', 'sent'],
      ['nộp', 'sent'],
      ['ký', 'issued'],
      ['trình', 'progress'],
      ['làm', 'done'],
      ['lắp', 'acted'],
      ['=đăng', 'acted'],
      ['niêm yết', 'acted'],
      ['mở', 'acted'],
      ['nghiệm thu', 'acted'],
      ['kiểm tra', 'acted'],
      ['tập huấn', 'acted'],
      ['rà soát', 'acted'],
      ['khảo sát', 'acted'],
      ['công khai', 'acted'],
    ] as const
  ).map(([spelt, effect]) => {
    const words = spelt.split(' ');
    return [foldedOf(words[0] ?? ''), { words, effect }];
  }),
);

/** Words after which it is not the verb that is over. */
const BREAKS: ReadonlySet<string> = new Set(
  'chua khong chang se xong hoan dang vuong nhung ma neu de ai gi thi moi nua duoc phan'.split(' '),
);

/** What may stand between "làm" and "rồi" without being only a part of it. */
const TIMES: ReadonlySet<string> = new Set(
  'hom qua sang chieu toi trua nay hoi tuan truoc thang ngay lau tu luon het ca ben em anh chi'.split(
    ' ',
  ),
);

const ENDINGS: ReadonlySet<string> = new Set(
  'a ak ah e em anh chi c co chu bac nhe nha nhen nghe nghen ma do day luon oi nhi con va ok ha cho'.split(
    ' ',
  ),
);

const NOT_BEFORE: ReadonlySet<string> = new Set(
  'se can phai chu quy chuong tien giao to cong lo tuong lap chua khong dang moi ban ket chua nho hoi'.split(
    ' ',
  ),
);

/** "gửi sáng nay rồi", "ký hôm qua rồi", "đã niêm yết": a verb, and that it is over. */
function past({ words, bare }: Words, at: number): Mark | null {
  const verb = VERBS.get(words[at]?.text ?? '');
  if (!verb?.words.every((word, i) => isWord(words[at + i], word, bare))) return null;
  const { effect } = verb;
  const to = at + verb.words.length;
  const before = words[at - 1]?.text ?? '';
  if (NOT_BEFORE.has(before)) return null;
  const counted = words.slice(to, to + 2).some(({ kind }) => kind === 'number');
  if (before === 'da' && effect === 'acted' && counted) return { effect: 'unclear', from: at, to };
  const over = before === 'da' && (effect === 'issued' || effect === 'acted');
  return over || endsOver(words, to, effect === 'done') ? { effect, from: at, to } : null;
}

/** A "rồi" at the end of what is said, a few words on. */
function endsOver(words: readonly Word[], from: number, whole: boolean): boolean {
  for (let at = from; at < from + REACH; at += 1) {
    const word = words[at];
    if (!word || (word.kind === 'mark' && word.text !== '/') || BREAKS.has(word.text)) return false;
    const day =
      isTimeUnit(words[at + 1]) ||
      ['ngay', 'thang', 'mung', 'luc', 'quy', '/', 'vu'].includes(words[at - 1]?.text ?? '') ||
      words[at + 1]?.text === '/';
    if (word.kind === 'number' && !day) return false;
    if (whole && word.kind === 'word' && word.text !== 'roi' && !TIMES.has(word.text)) return false;
    if (word.text === 'roi') {
      const next = words[at + 1];
      return next?.kind !== 'word' || ENDINGS.has(next.text);
    }
  }
  return false;
}

/** "mới mở được 1 lớp", "mới đăng 2 tin thôi": only so many. */
function few({ words, bare }: Words, at: number): Mark | null {
  if (!isWord(words[at], 'mới', bare)) return null;
  const verb = words[at + 1];
  if (verb?.kind !== 'word' || ['nguoi', 'thang', 'tuan', 'don'].includes(verb.text)) return null;
  const reached = words.slice(at + 2, at + 5).some(({ text }) => text === 'duoc');
  for (let to = at + 2; to < at + 6; to += 1) {
    const word = words[to];
    if (!word || word.kind === 'mark') return null;
    if (word.kind !== 'number') continue;
    const only = reached || words.slice(to + 1, to + 6).some(({ text }) => text === 'thoi');
    return only && !isTimeUnit(words[to + 1]) && words[to + 1]?.text !== '%'
      ? { effect: 'progress', from: at, to: at + 2 }
      : null;
  }
  return null;
}

const BEGUN: ReadonlySet<string> = new Set('lam mo to trien bat lap hop tap kiem ra'.split(' '));

/** "tháng sau mới mở lớp", "tháng 6 mới làm": what comes before it is when it begins. */
function onlyThen({ words, bare }: Words, at: number): Mark | null {
  if (!isWord(words[at], 'mới', bare) || !BEGUN.has(words[at + 1]?.text ?? '')) return null;
  const before = words.slice(Math.max(0, at - 5), at);
  const when = before.some(
    ({ text }, i) =>
      ['thang', 'tuan', 'quy'].includes(text) &&
      (before[i + 1]?.kind === 'number' || ['sau', 'toi'].includes(before[i + 1]?.text ?? '')),
  );
  return when ? { effect: 'progress', from: at, to: at + 2 } : null;
}

/** "còn 1 bài nữa", "còn thiếu mỗi chữ ký", "chỉ còn …": something is left to do. */
function left({ words }: Words, at: number): Mark | null {
  if (words[at]?.text !== 'con') return null;
  const [next, after, third] = [words[at + 1], words[at + 2], words[at + 3]];
  const counted = next?.kind === 'number' && after?.kind === 'word' && !isTimeUnit(after);
  if (counted && ['nua', 'chua'].includes(third?.text ?? ''))
    return { effect: 'progress', from: at, to: at + 1 };
  const each =
    next?.raw === 'mỗi' || (next?.text === 'thieu' && ['mỗi', 'moi'].includes(after?.raw ?? ''));
  const sign = next?.text === 'thieu' && ['chu', 'dau'].includes(after?.text ?? '');
  if (!each && !sign) return null;
  return { effect: 'progress', from: at, to: at + 2 };
}

/** "chờ lãnh đạo ký", "chờ đóng dấu", "chờ lấy số": all but the last step. */
function signing({ words, bare }: Words, at: number): Mark | null {
  const begin = isWord(words[at], 'đang', bare) || words[at]?.text === 'con' ? at + 1 : at;
  if (!isWord(words[begin], 'chờ', bare) && words[begin]?.raw !== 'đợi') return null;
  for (let to = begin + 1; to < begin + 6; to += 1) {
    const [word, next] = [words[to], words[to + 1]];
    if (word?.kind !== 'word') return null;
    const last = !next || next.kind === 'mark' || ENDINGS.has(next.text) || next.text === 'thoi';
    const ends =
      (next?.text === 'dau' && word.text === 'dong') ||
      (next?.text === 'so' && word.text === 'lay');
    if (ends) return { effect: 'progress', from: at, to: to + 2 };
    if (word.text === 'ky' && last && word.raw !== 'kỳ')
      return { effect: 'progress', from: at, to: to + 1 };
  }
  return null;
}

const TICKS: ReadonlySet<string> = new Set(['✅', '✔', '☑']);
const CROSSES: ReadonlySet<string> = new Set(['❌', '✗', '✘']);

/** "nv 2 ✅", "nv 2 ok rồi": a check mark or an OK right behind the number of a task. */
function ticked({ words }: Words, at: number): Mark | null {
  const [word, before, next] = [words[at], words[at - 1], words[at + 1]];
  if (before?.kind !== 'number') return null;
  if (TICKS.has(word?.text ?? '')) return { effect: 'done', from: at, to: at + 1 };
  if (CROSSES.has(word?.text ?? '')) return { effect: 'unclear', from: at, to: at + 1 };
  if (!['ok', 'oke', 'okie'].includes(word?.text ?? '')) return null;
  const over = next?.text === 'roi';
  return { effect: over ? 'done' : 'unclear', from: at, to: at + (over ? 2 : 1) };
}

/** "chưa ạ", "chưa em ơi, …": not so, whatever was asked. */
function bareNo({ words }: Words, at: number): Mark | null {
  if (words[at]?.text !== 'chua') return null;
  const before = words[at - 1];
  const begins = !before || (at === 1 && ['da', 'thua', 'ua'].includes(before.text));
  const next = words[at + 1];
  const ends = next?.text === ',' || next?.text === '.' || ENDINGS.has(next?.text ?? '');
  return begins && ends ? { effect: 'unclear', from: at, to: at + 1 } : null;
}

/** What may follow "đang" without any work going on. */
const IDLE: ReadonlySet<string> = new Set(
  'cho doi hop o di nghi ban om cong hoc can muon thieu an nho hoi ve chay thac dinh co la can tinh'.split(
    ' ',
  ),
);

/** "đang" and nearly any verb: work goes on. Without marks "đã dang" is "đã đăng". */
function ongoing({ words, bare }: Words, at: number): Mark | null {
  if (!isWord(words[at], 'đang', bare)) return null;
  const next = words[at + 1];
  if (next?.kind !== 'word' || IDLE.has(next.text)) return null;
  if (words[at - 1]?.text === 'da') return null;
  return { effect: 'progress', from: at, to: at + 1 };
}
