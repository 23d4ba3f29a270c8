import { fold } from '../text/fold.ts';
import type { FunctionName, Period } from './expression.ts';

/** What the numbers printed on a form stand for where a condition is written. */
export interface PrintedNames {
  /** "(3)" alone is the current row's cell (`row`); "dòng 2" alone the current column's (`column`). */
  each: 'row' | 'column' | 'form';
  /** `number` as printed in the column's heading: "3". */
  columns: readonly { key: string; number: string; numeric: boolean }[];
  /** Rows known beforehand; `number` as printed, '' where nothing is. */
  rows: readonly { key: string; number: string; label: string }[];
}

/** Words of functions, the one that is printed first; the others are understood too. */
export const FUNCTION_WORDS: Readonly<Record<FunctionName, readonly [string, ...string[]]>> = {
  sum: ['tổng', 'cộng', 'sum'],
  min: ['nhỏ nhất', 'số nhỏ nhất', 'min'],
  max: ['lớn nhất', 'số lớn nhất', 'max'],
  abs: ['trị tuyệt đối', 'giá trị tuyệt đối', 'abs'],
  round: ['làm tròn', 'round'],
  percent: ['tỷ lệ %', 'tỉ lệ %', 'phần trăm', 'percent'],
  rounds: ['khớp sau làm tròn', 'rounds'],
  if: ['nếu', 'if'],
  given: ['có ghi', 'có số liệu', 'given'],
};

/** Words for the other reports a condition may look at. */
export const PERIOD_WORDS: Readonly<
  Record<Exclude<Period, 'this'>, readonly [string, ...string[]]>
> = {
  previous: ['kỳ trước', 'cuối kỳ trước', 'kỳ liền trước'],
  earlier: ['báo cáo trước', 'lũy kế trước', 'báo cáo lũy kế trước', 'báo cáo trước trong năm'],
  last_year: ['cùng kỳ năm trước', 'cùng kỳ', 'năm trước'],
};

/** Other words with a meaning of their own. */
export const PLAIN_WORDS = {
  and: ['và', 'and'],
  or: ['hoặc', 'hay', 'or'],
  not: ['không phải', 'not'],
  true: ['đúng', 'true'],
  false: ['sai', 'false'],
  row: ['dòng'],
  rows: ['các dòng', 'tất cả các dòng', 'mọi dòng'],
  column: ['cột'],
} as const;
export type PlainWord = keyof typeof PLAIN_WORDS;

/** A row's number as conditions can name it: no closing dot or bracket; null when it cannot. */
export function namedNumber(number: string): string | null {
  const bare = number
    .normalize('NFC')
    .trim()
    .replace(/[.)]+$/, '');
  return /^[\p{L}\d]+(?:\.[\p{L}\d]+)*$/u.test(bare) ? bare : null;
}

/** The key of the column with a printed number. */
export function columnNumbered(names: PrintedNames, number: string): string | null {
  const found = names.columns.filter((column) => same(column.number, number));
  return found.length === 1 ? (found[0]?.key ?? null) : null;
}

/**
 * The key of the row that a number ("2", "1.1", "II") or, in quotation marks, a key or label names;
 * null for what names none, or several.
 */
export function rowNamed(names: PrintedNames, words: string, quoted: boolean): string | null {
  const { rows } = names;
  const exact = quoted ? rows.find(({ key }) => key === words) : undefined;
  if (exact) return exact.key;
  const found = quoted
    ? rows.filter(({ label }) => fold(label) !== '' && fold(label) === fold(words))
    : rows.filter(({ number }) => same(namedNumber(number) ?? '', words));
  return found.length === 1 ? (found[0]?.key ?? null) : null;
}

function same(a: string, b: string): boolean {
  return a !== '' && a.toLowerCase() === b.toLowerCase();
}
