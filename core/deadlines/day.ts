import { type Failure, failure } from './deadline.ts';
import {
  acceptAny,
  acceptWords,
  markAt,
  numberAt,
  peek,
  type Reader,
  type Token,
  wordAt,
} from './tokens.ts';

/** A written day; what is not written is null. Not yet checked to exist. */
export interface WrittenDay {
  unit: 'day';
  day: number;
  month: number | null;
  year: number | null;
}

/**
 * Reads "20/3/2019", "20-3-2019", "20.3.2019", "20/03/23", "2019-03-20", "20/3",
 * "[ngày] 20 tháng 3 [năm 2019]", "ngày 20". Null (and nothing taken) where no day stands.
 * `dotted`: "20.12" is one, too, beside another day. "10-12" is a failure: it may be a day of December or the 10th to the 12th.
 */
export function readDay(reader: Reader, dotted = false): WrittenDay | Failure | null {
  const start = reader.at;
  const bound = wordAt(reader, -1);
  const named = acceptWords(reader, 'ngay');
  // "ngày mùng 5": one of the first ten.
  if (named && (numberAt(reader, 1)?.value ?? 11) <= 10) acceptAny(reader, ['mung', 'mong']);
  // "trước ngày 31-7", "từ 30-5 đến …": between such words no dash joins two days.
  const until = bound === 'tu' && wordAt(reader, 3) === 'den';
  const dashed = (until || ['truoc', 'het', 'nhat'].includes(bound)) && isDashed(reader);
  const day = dashed
    ? takeDashed(reader)
    : readAfterNgay(reader, named, dotted || wordAt(reader, -1) === 'truoc');
  if (day === null) reader.at = start;
  return day;
}

/** "31-7", and no year or other day behind it. */
function isDashed(reader: Reader): boolean {
  const figures = [numberAt(reader), numberAt(reader, 2)];
  if (figures.some((figure) => !figure || figure.text.length > 2)) return false;
  if ('/-.'.includes(markAt(reader, 3) || ' ')) {
    const more = numberAt(reader, 4) !== null || markAt(reader, 3) === '-';
    if (more) return false;
  }
  return markAt(reader, 1) === '-' && separates(reader, 1, '-');
}

function takeDashed(reader: Reader): WrittenDay | null {
  const day = numberAt(reader);
  const month = numberAt(reader, 2);
  if (!day || !month) return null;
  reader.at += 3;
  return { unit: 'day', day: day.value, month: month.value, year: readYear(reader) };
}

function readAfterNgay(
  reader: Reader,
  named: boolean,
  dotted: boolean,
): WrittenDay | Failure | null {
  const first = numberAt(reader);
  if (!first) return null;
  if (first.text.length === 4) return readIsoDay(reader, first);
  if (first.text.length > 2) return null;

  const separator = markAt(reader, 1);
  const second = numberAt(reader, 2);
  if (second && second.text.length <= 2 && separates(reader, 1, separator)) {
    const third = markAt(reader, 3) === separator ? numberAt(reader, 4) : null;
    if (third && separates(reader, 3, separator)) {
      const year = yearOf(third, reader.planYear);
      if (year === null) return named ? failure('not_understood') : null;
      reader.at += 5;
      return { unit: 'day', day: first.value, month: second.value, year };
    }
    if (separator === '-') return named ? failure('ambiguous') : null;
    // "trước 30.6" is a day, "30.6" alone may be a figure.
    if (separator === '.' && !named && !dotted) return null;
    reader.at += 3;
    return { unit: 'day', day: first.value, month: second.value, year: readYear(reader) };
  }

  const month = wordAt(reader, 1) === 'thang' ? numberAt(reader, 2) : null;
  if (month && month.text.length <= 2) {
    reader.at += 3;
    return { unit: 'day', day: first.value, month: month.value, year: readYear(reader) };
  }
  if (!named || separator === '/') return null;
  reader.at += 1;
  return { unit: 'day', day: first.value, month: null, year: null };
}

function readIsoDay(reader: Reader, year: Token): WrittenDay | null {
  const month = numberAt(reader, 2);
  const day = numberAt(reader, 4);
  if (markAt(reader, 1) !== '-' || markAt(reader, 3) !== '-' || !month || !day) return null;
  if (!separates(reader, 1, '-') || !separates(reader, 3, '-')) return null;
  if (month.text.length !== 2 || day.text.length !== 2) return null;
  reader.at += 5;
  return { unit: 'day', day: day.value, month: month.value, year: year.value };
}

/** A slash may stand free; a dash or a dot joins numbers only where no space is around it. */
function separates(reader: Reader, ahead: number, separator: string): boolean {
  if (separator === '/') return true;
  if (separator !== '-' && separator !== '.') return false;
  return Boolean(peek(reader, ahead)?.tight && peek(reader, ahead + 1)?.tight);
}

/**
 * Takes "/2023", "-2023", ".2023", "năm 2023", "của năm 2023", "/23" after a day, month or quarter.
 * Two figures are a year only above 12, where they cannot be a month; after a dash between spaces,
 * which may lead to another date, only the plan's own year is one.
 */
export function readYear(reader: Reader): number | null {
  const mark = markAt(reader);
  // "Quý II/năm 2026"
  const named = mark === '/' && wordAt(reader, 1) === 'nam' ? numberAt(reader, 2) : null;
  if (named?.text.length === 4) {
    reader.at += 3;
    return named.value;
  }
  if (mark === '-' && isPlanYear(reader)) {
    reader.at += 2;
    return reader.planYear ?? null;
  }
  if (mark !== '' && separates(reader, 0, mark)) {
    const number = numberAt(reader, 1);
    const year = number && mayBeYear(reader, number) ? yearOf(number, reader.planYear) : null;
    if (year !== null) reader.at += 2;
    return year;
  }
  const skipped = wordAt(reader) === 'cua' || wordAt(reader) === 'trong' ? 1 : 0;
  const number = wordAt(reader, skipped) === 'nam' ? numberAt(reader, skipped + 1) : null;
  if (number?.text.length !== 4) return null;
  reader.at += skipped + 2;
  return number.value;
}

/** "01/3-15/3/2023": the 15 after the dash begins another date. */
function mayBeYear(reader: Reader, number: Token): boolean {
  if (number.text.length === 4) return true;
  const goesOn = '/-.'.includes(markAt(reader, 2) || ' ') && numberAt(reader, 3) !== null;
  return number.value > 12 && !goesOn;
}

function isPlanYear(reader: Reader): boolean {
  const number = numberAt(reader, 1);
  return number?.text.length === 4 && number.value === reader.planYear && !markAt(reader, 2);
}

/** Four figures as they are, two figures up to 49 as 20xx where that is near the plan's year. */
function yearOf(token: Token, planYear: number | undefined): number | null {
  if (token.text.length === 4) return token.value;
  const year = 2000 + token.value;
  const near = planYear === undefined || Math.abs(year - planYear) <= nearest;
  return token.text.length === 2 && token.value <= 49 && near ? year : null;
}

/** In years: "30/6/05" in a plan of 2023 is a slip. */
const nearest = 10;
