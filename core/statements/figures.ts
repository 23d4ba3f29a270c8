import { parsePercent } from '../numbers/percent.ts';
import { fractionAt } from './fractions.ts';
import type { PercentFound } from './percent-found.ts';
import type { Span } from './span.ts';
import { spokenNumber } from './spoken-numbers.ts';
import type { Word } from './words.ts';

/** Words before a percentage that make it something else than progress. */
const OTHER: ReadonlySet<string> = new Set('giam tang le vuot han'.split(' '));

const ABOUT: ReadonlySet<string> = new Set(
  'khoang tam chung uoc duoc dat toi hon tren co moi dang'.split(' '),
);

/**
 * Percentages of progress between two places: "60%", "khoảng 60 phần trăm", "được một nửa", "khoảng
 * 60" where nothing is counted. `ends`: where something else begins.
 */
export function findPercents(
  words: readonly Word[],
  { from, to }: Span,
  ends: ReadonlySet<number>,
): PercentFound[] {
  const found: PercentFound[] = [];
  for (let at = from; at < to; ) {
    const one =
      fractionAt(words, at, to) ??
      percentAt(words, at, to, ends) ??
      inWords(words, at, to) ??
      half(words, at, to);
    if (one && !one.other) found.push(one);
    at = one?.to ?? at + 1;
  }
  return found;
}

function percentAt(
  words: readonly Word[],
  from: number,
  end: number,
  ends: ReadonlySet<number>,
): PercentFound | null {
  const first = words[from];
  if (first?.kind !== 'number') return null;
  let to = from + 1;
  const mark = words[to];
  const decimals = words[to + 1];
  if (
    mark &&
    (mark.text === ',' || mark.text === '.') &&
    mark.tight &&
    decimals?.tight &&
    decimals.kind === 'number'
  ) {
    to += 2;
  }
  const figures = words
    .slice(from, to)
    .map(({ text }) => text)
    .join('');
  const signed = signLength(words, to);
  const before = words[from - 1];
  if (signed === 0) {
    const next = words[to];
    const free =
      to >= end ||
      next?.kind === 'mark' ||
      next?.text === 'roi' ||
      ends.has(to) ||
      next?.text === 'a';
    const range = next?.text === '-' || next?.text === '/' || before?.text === '/';
    if (!free || range || !['khoang', 'tam', 'uoc', 'chung', 'dat'].includes(before?.text ?? ''))
      return null;
    if (to !== from + 1 || first.value < 5 || first.value > 99) return null;
    return { from, to, percent: first.value, other: false };
  }
  const joined =
    ['-', '/', 'den'].includes(before?.text ?? '') && words[from - 2]?.kind === 'number';
  const range =
    joined || (words[to + signed]?.text === '-' && words[to + signed + 1]?.kind === 'number');
  const other = isOther(words, from);
  // "từ 30% lên 60%": which of them counts is not guessed.
  const near = before?.text === 'tu' || isShort(words, from);
  const percent = range || other || near ? null : parsePercent(figures);
  return { from, to: to + signed, percent: percent === null ? null : Math.round(percent), other };
}

/** "gần 90%", "chưa tới nửa": less, and not how much. */
function isShort(words: readonly Word[], at: number): boolean {
  return [words[at - 1], words[at - 2]].some((word) =>
    ['gan', 'chua', 'duoi', 'ngot', 'suyt'].includes(word?.text ?? ''),
  );
}

function signLength(words: readonly Word[], at: number): number {
  if (words[at]?.text === '%' || words[at]?.text === 'pt') return 1;
  return words[at]?.text === 'phan' && words[at + 1]?.text === 'tram' ? 2 : 0;
}

/** "tỷ lệ … 95%", "giảm 30%": no progress; "tỷ lệ hoàn thành" is. */
function isOther(words: readonly Word[], at: number): boolean {
  for (let back = 1; back <= 8; back += 1) {
    const word = words[at - back];
    if (!word || word.kind === 'mark') return false;
    if (word.text === 'thanh' && words[at - back - 1]?.text === 'hoan') return false;
    if (word.text === 'do' && words[at - back - 1]?.text === 'tien') return false;
    if (OTHER.has(word.text)) return true;
  }
  return false;
}

/** "sáu mươi phần trăm", "một trăm phần trăm"; "sáu bảy mươi phần trăm" is no one percentage. */
function inWords(words: readonly Word[], from: number, end: number): PercentFound | null {
  const number = spokenNumber(words, from);
  if (!number) return null;
  const signed = signLength(words, number.to);
  const to = number.to + signed;
  if (signed === 0 || to > end) return null;
  const before = words[from - 1];
  const joined = ['den', 'toi', '-', 'tu'].includes(before?.text ?? '');
  const range = before?.kind === 'number' || joined || spokenNumber(words, from - 1) !== null;
  const other = isOther(words, from);
  return { from, to, percent: range || other ? null : number.value, other };
}

/** "được một nửa", "khoảng nửa": 50; more or less than that is not guessed. */
function half(words: readonly Word[], at: number, end: number): PercentFound | null {
  const about = words[at]?.text ?? '';
  if (at + 1 >= end || !(ABOUT.has(about) || about === 'lam')) return null;
  const one = words[at + 1]?.text === 'mot' ? 1 : 0;
  if (words[at + 1 + one]?.text !== 'nua' || ['hon', 'tren', 'gan'].includes(words[at]?.text ?? ''))
    return null;
  return { from: at, to: at + 2 + one, percent: isShort(words, at) ? null : 50, other: false };
}
