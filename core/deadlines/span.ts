import { addDays, dateOf, type LocalDate, lastDayOfMonth } from '../time/local-date.ts';
import { readDay, readYear, type WrittenDay } from './day.ts';
import { type Failure, failure, isFailure, type Precision } from './deadline.ts';
import { acceptWords, markAt, numberAt, peek, type Reader, wordAt } from './tokens.ts';
import { romanValue } from './vocabulary.ts';

/** A stretch of time as written, its year perhaps missing. Not yet checked to exist. */
export type WrittenSpan =
  | WrittenDay
  | { unit: 'month' | 'quarter'; number: number; year: number | null }
  /** "6 tháng đầu năm", "9 tháng": the first or last months of a year. `bare`: only "9 tháng". */
  | { unit: 'months'; count: number; side: 'first' | 'last'; bare: boolean; year: number | null }
  | { unit: 'year'; year: number | null };

/** A stretch of time with its first and last day. */
export interface Span {
  first: LocalDate;
  last: LocalDate;
  precision: Precision;
}

/** Reads one stretch; null (and nothing taken) where none stands. */
export function readSpan(reader: Reader): WrittenSpan | Failure | null {
  const day = readDay(reader);
  if (day) return day;
  return readMonths(reader) ?? readMonth(reader) ?? readQuarter(reader) ?? readYearSpan(reader);
}

/** After "Quý I/2020," also "II/2020": the same unit, not named again. */
export function readSpanLike(reader: Reader, before: WrittenSpan): WrittenSpan | Failure | null {
  if (before.unit === 'month') return readNumbered(reader, 'month', 0);
  if (before.unit === 'quarter') return readNumbered(reader, 'quarter', 0);
  if (before.unit === 'year') return readBareYear(reader);
  if (before.unit === 'day' && numberAt(reader)) return readDay(reader, before.month !== null);
  return null;
}

function readMonth(reader: Reader): WrittenSpan | null {
  const word = wordAt(reader);
  if (word === 'thang') return readNumbered(reader, 'month', 1);
  if (word === 't' && peek(reader, 1)?.tight) return readNumbered(reader, 'month', dotted(reader));
  if (numberAt(reader) && markAt(reader, 1) === '/' && numberAt(reader, 2)?.text.length === 4) {
    return readNumbered(reader, 'month', 0);
  }
  return null;
}

function readQuarter(reader: Reader): WrittenSpan | null {
  const word = wordAt(reader);
  if (word === 'quy' || word === 'q') return readNumbered(reader, 'quarter', dotted(reader));
  const roman = word.startsWith('q') ? romanValue(word.slice(1)) : null;
  if (roman === null) return null;
  reader.at += 1;
  return { unit: 'quarter', number: roman, year: readYear(reader) };
}

/** Where the figure stands: "Q.III" and "T.6" have a dot before it. */
function dotted(reader: Reader): number {
  return markAt(reader, 1) === '.' && peek(reader, 1)?.tight ? 2 : 1;
}

function readNumbered(
  reader: Reader,
  unit: 'month' | 'quarter',
  ahead: number,
): WrittenSpan | null {
  const token = numberAt(reader, ahead);
  const roman = unit === 'quarter' ? romanValue(wordAt(reader, ahead)) : null;
  const number = roman ?? (token && token.text.length <= 2 ? token.value : null);
  if (number === null) return null;
  reader.at += ahead + 1;
  return { unit, number, year: readYear(reader) ?? bareYear(reader) };
}

/** "Quý I 2023", in plans only. */
function bareYear(reader: Reader): number | null {
  const token = numberAt(reader);
  if (reader.planYear === undefined || token?.text.length !== 4) return null;
  if ('/-.'.includes(markAt(reader, 1) || ' ') && numberAt(reader, 2)) return null;
  reader.at += 1;
  return token.value;
}

function readMonths(reader: Reader): WrittenSpan | null {
  if (acceptWords(reader, 'nua dau nam')) {
    return { unit: 'months', count: 6, side: 'first', bare: false, year: yearAfterNam(reader) };
  }
  if (acceptWords(reader, 'nua cuoi nam')) {
    return { unit: 'months', count: 6, side: 'last', bare: false, year: yearAfterNam(reader) };
  }
  const count = numberAt(reader);
  if (!count || count.text.length > 2 || wordAt(reader, 1) !== 'thang') return null;
  const side = wordAt(reader, 2);
  const start = reader.at;
  reader.at += 2;
  if ((side === 'dau' || side === 'cuoi') && wordAt(reader, 1) === 'nam') {
    reader.at += 2;
    const year = yearAfterNam(reader);
    const which = side === 'dau' ? 'first' : 'last';
    return { unit: 'months', count: count.value, side: which, bare: false, year };
  }
  // Without "đầu năm" only six and nine months are report periods; others may be durations.
  if (count.value === 6 || count.value === 9) {
    const year = readYear(reader);
    return { unit: 'months', count: count.value, side: 'first', bare: year === null, year };
  }
  reader.at = start;
  return null;
}

/** "… đầu năm 2023", "… đầu năm/2023": "năm" is already taken. */
function yearAfterNam(reader: Reader): number | null {
  const token = numberAt(reader);
  if (token?.text.length !== 4) return readYear(reader);
  reader.at += 1;
  return token.value;
}

function readYearSpan(reader: Reader): WrittenSpan | null {
  const named = wordAt(reader) === 'nam' ? 1 : 0;
  const token = numberAt(reader, named);
  if (token?.text.length !== 4) return null;
  reader.at += named + 1;
  return { unit: 'year', year: token.value };
}

function readBareYear(reader: Reader): WrittenSpan | null {
  const token = numberAt(reader);
  if (token?.text.length !== 4) return null;
  reader.at += 1;
  return { unit: 'year', year: token.value };
}

/** The days of a stretch whose year is known; fails where it does not exist. */
export function spanOf(written: WrittenSpan, year: number): Span | Failure {
  if (year < 2000 || year > 2099) return failure('impossible_date');
  switch (written.unit) {
    case 'day': {
      if (written.month === null) return failure('not_understood');
      const date = dateOf(year, written.month, written.day);
      return date ? { first: date, last: date, precision: 'day' } : failure('impossible_date');
    }
    case 'month':
      return months(year, written.number, written.number, 'month');
    case 'quarter':
      return months(year, written.number * 3 - 2, written.number * 3, 'quarter');
    case 'months': {
      const { count, side } = written;
      const precision = count === 6 ? 'half' : count === 3 ? 'quarter' : 'month';
      if (count > 11) return failure('impossible_date');
      return side === 'first'
        ? months(year, 1, count, precision)
        : months(year, 13 - count, 12, precision);
    }
    case 'year':
      return months(year, 1, 12, 'year');
  }
}

function months(year: number, from: number, to: number, precision: Precision): Span | Failure {
  const first = from >= 1 && to <= 12 && from <= to ? dateOf(year, from, 1) : null;
  if (!first) return failure('impossible_date');
  return { first, last: lastDayOfMonth(year, to), precision };
}

export function dayBefore(date: LocalDate): LocalDate {
  return addDays(date, -1);
}

export function isSpan(read: WrittenSpan | Failure | null): read is WrittenSpan {
  return read !== null && !isFailure(read);
}
