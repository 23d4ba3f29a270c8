import { readDay } from '../deadlines/day.ts';
import { isFailure } from '../deadlines/deadline.ts';
import { numberAt, type Reader, wordAt } from '../deadlines/tokens.ts';
import { romanValue } from '../deadlines/vocabulary.ts';
import {
  addDays,
  dateOf,
  daysBetween,
  type LocalDate,
  lastDayOfMonth,
  partsOf,
  weekday,
} from '../time/local-date.ts';
import type { Span } from './span.ts';
import { WEEKDAYS } from './time-units.ts';
import type { Word } from './words.ts';

export interface DateFound extends Span {
  date: LocalDate;
  /** The year was typed. */
  full: boolean;
}

/**
 * Days between two places: "15/4", "15.4.2023", "ngày 15 tháng 4", "hết tháng 4", "hết quý II",
 * "ngày mai", "thứ sáu tuần sau". A day without a year is in `today`'s, or where that is more than nine
 * months away in the neighbouring year. Vague ones ("cuối tháng", "tuần sau") are left out.
 */
export function findDates(
  words: readonly Word[],
  { from, to }: Span,
  today: LocalDate,
): DateFound[] {
  const found: DateFound[] = [];
  for (let at = from; at < to; ) {
    const joined = words[at]?.tight && ['/', '-'].includes(words[at - 1]?.text ?? '');
    const one = joined
      ? null
      : (written(words, at, today) ?? lastOf(words, at, today) ?? spoken(words, at, today));
    if (one && one.to <= to) found.push(one);
    at = one?.to ?? at + 1;
  }
  return found;
}

function written(words: readonly Word[], at: number, today: LocalDate): DateFound | null {
  const reader: Reader = { tokens: words, at };
  const day = readDay(reader);
  if (day !== null && !isFailure(day) && day.month !== null) {
    const date =
      day.year === null ? nearest(day.month, day.day, today) : dateOf(day.year, day.month, day.day);
    const fits = date !== null && (day.year === null || (day.year >= 1945 && day.year <= 2099));
    return fits ? { date, full: day.year !== null, from: at, to: reader.at } : null;
  }
  // "15.4", "15-4": only after a word that asks for a day.
  const [first, mark, second] = [words[at], words[at + 1], words[at + 2]];
  if (first?.kind !== 'number' || second?.kind !== 'number' || !mark?.tight || !second.tight)
    return null;
  if (
    !['.', '-'].includes(mark.text) ||
    !['den', 'ngay', 'sang', 'toi'].includes(words[at - 1]?.text ?? '')
  )
    return null;
  const after = words[at + 3];
  if (
    after &&
    (after.text === '%' ||
      (after.tight && ['.', '-', '/'].includes(after.text) && words[at + 4]?.kind === 'number'))
  )
    return null;
  const date = second.text.length <= 2 ? nearest(second.value, first.value, today) : null;
  return date && { date, full: false, from: at, to: at + 3 };
}

function nearest(month: number, day: number, today: LocalDate): LocalDate | null {
  const { year } = partsOf(today);
  const date = dateOf(year, month, day);
  if (date === null) return null;
  const away = daysBetween(today, date);
  return Math.abs(away) <= 273 ? date : dateOf(year + (away > 0 ? -1 : 1), month, day);
}

/** "hết tháng 4 [năm 2023]", "hết quý II", "hết năm": the last day. */
function lastOf(words: readonly Word[], at: number, today: LocalDate): DateFound | null {
  const reader: Reader = { tokens: words, at };
  if (wordAt(reader) !== 'het') return null;
  const unit = wordAt(reader, 1);
  const given = numberAt(reader, 2)?.value ?? romanValue(wordAt(reader, 2));
  const { year } = partsOf(today);
  if (unit === 'nam' && given === null) {
    const date = dateOf(year, 12, 31);
    return date && { date, full: false, from: at, to: at + 2 };
  }
  if (given === null || (unit !== 'thang' && unit !== 'quy')) return null;
  const month = unit === 'thang' ? given : given * 3;
  if (!Number.isInteger(month) || month < 1 || month > 12) return null;
  const typed = yearAfter(words, at + 3);
  return {
    date: lastDayOfMonth(typed?.year ?? year, month),
    full: typed !== null,
    from: at,
    to: typed?.to ?? at + 3,
  };
}

function yearAfter(words: readonly Word[], at: number): { year: number; to: number } | null {
  const signed = words[at]?.text === '/' || words[at]?.text === 'nam';
  const year = words[at + 1];
  if (!signed || year?.kind !== 'number' || year.text.length !== 4) return null;
  return year.value >= 1945 && year.value <= 2099 ? { year: year.value, to: at + 2 } : null;
}

/** "ngày mai", "thứ sáu tuần này", "thứ 2 tuần sau": weeks begin on Monday. */
function spoken(words: readonly Word[], at: number, today: LocalDate): DateFound | null {
  const text = (ahead: number) => words[at + ahead]?.text ?? '';
  if (text(0) === 'ngay' && text(1) === 'mai')
    return { date: addDays(today, 1), full: false, from: at, to: at + 2 };
  const day = text(0) === 'thu' ? WEEKDAYS[text(1)] : undefined;
  if (day === undefined || text(2) !== 'tuan') return null;
  const weeks = { nay: 0, sau: 1, toi: 1 }[text(3)];
  if (weeks === undefined) return null;
  const date = addDays(today, day - weekday(today) + weeks * 7);
  return { date, full: false, from: at, to: at + 4 };
}
