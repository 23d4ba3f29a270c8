import { addDays, type LocalDate } from '../time/local-date.ts';
import { announcedYears } from './announced.ts';
import { type HolidayCode, isWeekend, publicHolidays } from './public-holidays.ts';

/** Days in a row with one reason, as a calendar shows them. */
export type CalendarSpan = { from: LocalDate; to: LocalDate } & (
  | { kind: 'holiday'; code: HolidayCode }
  /** A working day the government gave off; `other` is worked instead. */
  | { kind: 'swap'; other: LocalDate }
  | { kind: 'off' | 'working'; note: string }
);

/** Holidays, announced swaps and the office's own days that end in `from` … `to`, in order. */
export function calendarSpans(
  { from, to }: { from: LocalDate; to: LocalDate },
  own: readonly { day: LocalDate; kind: 'off' | 'working'; note: string }[],
): CalendarSpan[] {
  const spans: CalendarSpan[] = ownSpans(own);
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
    spans.push(...holidaySpans(year));
    for (const { off, working } of announcedYears[year]?.swaps ?? []) {
      spans.push({ from: off, to: off, kind: 'swap', other: working });
    }
  }
  return spans
    .filter((span) => lastDayOf(span) >= from && span.from <= to)
    .sort((a, b) => (a.from === b.from ? 0 : a.from < b.from ? -1 : 1));
}

/** The office's own days, those in a row with the same note together. */
export function ownSpans(
  own: readonly { day: LocalDate; kind: 'off' | 'working'; note: string }[],
): { from: LocalDate; to: LocalDate; kind: 'off' | 'working'; note: string }[] {
  const spans: { from: LocalDate; to: LocalDate; kind: 'off' | 'working'; note: string }[] = [];
  for (const { day, kind, note } of [...own].sort((a, b) => (a.day < b.day ? -1 : 1))) {
    const last = spans.at(-1);
    const joins = last?.kind === kind && last.note === note && addDays(last.to, 1) === day;
    if (last && joins) last.to = day;
    else spans.push({ from: day, to: day, kind, note });
  }
  return spans;
}

/** Whether the government's arrangement of a year is known, or only assumed by the general rule. */
export function isAnnounced(year: number): boolean {
  return announcedYears[year] !== undefined;
}

/** Days of one holiday stand together, also around the weekend for which one is made up. */
function holidaySpans(year: number): CalendarSpan[] {
  const spans: CalendarSpan[] = [];
  for (const { date, code } of publicHolidays(year)) {
    const last = spans.at(-1);
    if (last?.kind === 'holiday' && last.code === code && isNext(last.to, date)) last.to = date;
    else spans.push({ from: date, to: date, kind: 'holiday', code });
  }
  return spans;
}

function isNext(before: LocalDate, date: LocalDate): boolean {
  let next = addDays(before, 1);
  while (next < date && isWeekend(next)) next = addDays(next, 1);
  return next === date;
}

/** A swap is told as long as one of its two days is to come. */
function lastDayOf(span: CalendarSpan): LocalDate {
  return span.kind === 'swap' && span.other > span.to ? span.other : span.to;
}
