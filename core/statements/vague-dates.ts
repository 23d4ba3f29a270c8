import { romanValue } from '../deadlines/vocabulary.ts';
import {
  addDays,
  dateOf,
  type LocalDate,
  lastDayOfMonth,
  partsOf,
  weekday,
} from '../time/local-date.ts';
import type { Span } from './span.ts';
import { numberOrSpoken } from './spoken-numbers.ts';
import { WEEKDAYS } from './time-units.ts';
import type { Word } from './words.ts';

export interface VagueDate extends Span {
  date: LocalDate;
  /** A weekday or a day of a month alone, which may as well have gone by: "thứ 6", "ngày 20". */
  either: boolean;
}

const NEXT: ReadonlySet<string> = new Set(['sau', 'toi']);
const FRIDAY = 5;

/**
 * Days that are said by their place in a week, month, quarter or year, the office's way: the end of a
 * week is its Friday, "tuần sau" until when it ends, "đầu tuần sau" its Monday; "cuối tháng", "hết quý"
 * the last day; "mùng 5", "ngày 20" and a weekday the next such day. Days gone by are none, nor are
 * "đầu tháng", "giữa tháng", which are no day.
 */
export function findVagueDates(
  words: readonly Word[],
  { from, to }: Span,
  today: LocalDate,
): VagueDate[] {
  const found: VagueDate[] = [];
  for (let at = from; at < to; ) {
    const one = vagueAt(words, at, today);
    const fits = one !== null && one.to <= to;
    if (fits && one.date > today) found.push(one);
    at = fits ? one.to : at + 1;
  }
  return found;
}

function vagueAt(words: readonly Word[], from: number, today: LocalDate): VagueDate | null {
  const text = (ahead: number) => words[from + ahead]?.text ?? '';
  const end =
    text(0) === 'cuoi' || text(0) === 'het' || (text(0) === 'trong' && text(1) === 'tuan');
  const give = (date: LocalDate | null, count: number, bare = false) =>
    date && { date, from, to: from + count, either: bare };
  // "đầu tháng 4", "giữa tuần", "tuần trước": the shorter reading within would be wrong.
  if (['dau', 'giua'].includes(text(0)) && text(1) !== 'tuan') return null;
  // "hết tháng 4", "hết quý II" of a year are read elsewhere, too, and alike.
  if (end) return endOf(words, from, today);
  if (text(0) === 'dau' && text(1) === 'tuan' && NEXT.has(text(2)))
    return give(addDays(today, 8 - weekdayOf(today)), 3);
  if (['dau', 'giua'].includes(words[from - 1]?.text ?? '')) return null;
  if (text(0) === 'tuan' && NEXT.has(text(1)))
    return give(addDays(today, FRIDAY - weekdayOf(today) + 7), 2);
  if (text(0) === 'ngay' && text(1) === 'kia') return give(addDays(today, 2), 2);
  if (words[from]?.raw === 'mốt' && words[from - 1]?.text !== 'thu')
    return give(addDays(today, 2), 1);
  if (words[from]?.raw === 'mai' || (text(0) === 'mai' && words[from - 1]?.text === 'den'))
    return give(addDays(today, 1), 1);
  return monthDay(words, from, today) ?? ofWeek(words, from, today);
}

/** "cuối tuần [sau]", "hết tháng [4|sau]", "cuối quý [II|sau]", "hết năm". */
function endOf(words: readonly Word[], from: number, today: LocalDate): VagueDate | null {
  const unit = words[from + 1]?.text ?? '';
  const later = words[from + 2];
  const next = NEXT.has(later?.text ?? '');
  const said = next || later?.text === 'nay' ? 3 : 2;
  const { year, month } = partsOf(today);
  const give = (date: LocalDate | null, count: number) =>
    date && { date, from, to: from + count, either: false };
  switch (unit) {
    case 'tuan':
      return give(addDays(today, FRIDAY - weekdayOf(today) + (next ? 7 : 0)), said);
    case 'thang': {
      const given = later?.kind === 'number' ? later.value : null;
      if (given !== null)
        return outside(given, 12)
          ? null
          : give(monthEnd(given < month ? year + 1 : year, given), 3);
      return give(monthEnd(year, month + (next ? 1 : 0)), said);
    }
    case 'quy': {
      const given = later?.kind === 'number' ? later.value : romanValue(later?.text ?? '');
      const own = Math.ceil(month / 3);
      if (given !== null)
        return outside(given, 4)
          ? null
          : give(monthEnd(given < own ? year + 1 : year, given * 3), 3);
      return give(monthEnd(year, (own + (next ? 1 : 0)) * 3), said);
    }
    case 'nam':
      return later?.kind === 'number' || next ? null : give(dateOf(year, 12, 31), said);
    default:
      return null;
  }
}

function outside(value: number, most: number): boolean {
  return !Number.isInteger(value) || value < 1 || value > most;
}

function monthEnd(year: number, month: number): LocalDate {
  return month > 12 ? lastDayOfMonth(year + 1, month - 12) : lastDayOfMonth(year, month);
}

/** "mùng 5", "mồng 5 tháng sau", "ngày 20": the next such day. */
function monthDay(words: readonly Word[], from: number, today: LocalDate): VagueDate | null {
  const lead = words[from]?.text ?? '';
  if (!['mung', 'mong', 'ngay'].includes(lead)) return null;
  const at =
    lead === 'ngay' && ['mung', 'mong'].includes(words[from + 1]?.text ?? '') ? from + 1 : from;
  const day =
    at === from && lead === 'ngay' ? figure(words[at + 1]) : numberOrSpoken(words, at + 1);
  const value = typeof day === 'number' ? day : day?.value;
  const to = typeof day === 'number' ? at + 2 : (day?.to ?? at);
  if (value === undefined || value < 1 || value > 31 || (lead !== 'ngay' && value > 10))
    return null;
  const next = words[to];
  if (next && ['/', '-', '.'].includes(next.text) && words[to + 1]?.kind === 'number') return null;
  const { year, month, day: now } = partsOf(today);
  if (next?.text === 'thang') {
    const named = words[to + 1];
    if (named?.kind === 'number') {
      if (lead === 'ngay' && at === from) return null;
      const date = dateOf(named.value < month ? year + 1 : year, named.value, value);
      return date && { date, from, to: to + 2, either: false };
    }
    if (!NEXT.has(named?.text ?? '') && named?.text !== 'nay') return null;
    const date = inMonth(year, month + (named?.text === 'nay' ? 0 : 1), value);
    return date && { date, from, to: to + 2, either: false };
  }
  const date = inMonth(year, value > now ? month : month + 1, value);
  return date && { date, from, to, either: true };
}

function figure(word: Word | undefined): number | undefined {
  return word?.kind === 'number' && word.text.length <= 2 ? word.value : undefined;
}

function inMonth(year: number, month: number, day: number): LocalDate | null {
  return month > 12 ? dateOf(year + 1, month - 12, day) : dateOf(year, month, day);
}

/** "thứ 6", "thứ sáu tới", "chủ nhật này": the next one. */
function ofWeek(words: readonly Word[], from: number, today: LocalDate): VagueDate | null {
  const sunday = words[from]?.text === 'chu' && words[from + 1]?.text === 'nhat';
  const day = sunday
    ? 7
    : words[from]?.text === 'thu'
      ? WEEKDAYS[words[from + 1]?.text ?? '']
      : undefined;
  if (day === undefined || (words[from + 2]?.kind === 'number' && words[from + 2]?.tight))
    return null;
  const next = words[from + 2]?.text ?? '';
  const week = next === 'tuan' ? (words[from + 3]?.text ?? '') : '';
  if (week !== '') {
    // "thứ 6 tuần trước" lies behind; those of this and the next week are read elsewhere but Sundays.
    if (!['nay', 'sau', 'toi'].includes(week)) return null;
    const date = addDays(today, day - weekdayOf(today) + (week === 'nay' ? 0 : 7));
    return { date, from, to: from + 4, either: false };
  }
  if (['truoc', 'vua', 'qua', 'roi'].includes(next)) return null;
  const away = (day - weekdayOf(today) + 7) % 7 || 7;
  return {
    date: addDays(today, away),
    from,
    to: from + (next === 'nay' || next === 'toi' ? 3 : 2),
    either: true,
  };
}

/** Monday 1 to Sunday 7. */
function weekdayOf(date: LocalDate): number {
  return weekday(date) || 7;
}
