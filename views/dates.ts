import { calendarPeriod } from '../core/periods/calendar-period.ts';
import { type LocalDate, partsOf, weekday } from '../core/time/local-date.ts';
import { localDateAt, minuteOfDay } from '../core/time/zone.ts';
import type { Translate } from '../locales/index.ts';

/** "08/03/2023": how Vietnamese offices write a day. */
export function fullDate(date: LocalDate): string {
  const { year, month, day } = partsOf(date);
  return `${two(day)}/${two(month)}/${year}`;
}

/** "08/03", with the year only where it is not `today`'s. */
export function shortDate(date: LocalDate, today: LocalDate): string {
  const { year, month, day } = partsOf(date);
  const sameYear = year === partsOf(today).year;
  return sameYear ? `${two(day)}/${two(month)}` : `${two(day)}/${two(month)}/${year}`;
}

/** "thứ Tư, 08/03/2023". */
export function longDate(date: LocalDate, t: Translate): string {
  return t.plain('time.long_date', {
    weekday: t.plain(`time.weekday.${weekday(date)}`),
    date: fullDate(date),
  });
}

/** "quý I/2023", "tháng 4/2023" for the code of a period; null for other codes. */
export function periodText(code: string, t: Translate): string | null {
  const period = calendarPeriod(code);
  if (!period) return null;
  const { part, year, month, from, to } = period;
  const day = (date: LocalDate) => fullDate(date).slice(0, 5);
  const params = { year, month: month ?? '', from: day(from), to: day(to) };
  return t.plain(`time.period.${part}`, params);
}

/** "08:05 ngày 01/03". */
export function moment(
  instant: Date,
  { today, timeZone }: { today: LocalDate; timeZone: string },
  t: Translate,
): string {
  return t.plain('time.moment', {
    time: clockTime(instant, timeZone),
    date: shortDate(localDateAt(instant, timeZone), today),
  });
}

/** "08:05". */
export function clockTime(instant: Date, timeZone: string): string {
  const minutes = minuteOfDay(instant, timeZone);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** "còn 7 ngày", "hôm nay", "quá hạn 3 ngày". */
export function distance(daysLeft: number, t: Translate): string {
  if (daysLeft === 0) return t.plain('time.today');
  if (daysLeft === 1) return t.plain('time.tomorrow');
  if (daysLeft > 0) return t.plain('time.days_left', { count: daysLeft });
  return t.plain('time.days_late', { count: -daysLeft });
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
