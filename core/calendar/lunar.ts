import { getSolarDate } from '@dqcai/vn-lunar';
import { dateOf, type LocalDate } from '../time/local-date.ts';

/**
 * The solar day of a Vietnamese lunar date (never a leap month's). Vietnam reckons new moons at
 * UTC+7, so this is not always the Chinese day (Tết 2007, Tết 1985). Throws RangeError outside
 * 1200 to 2199, the years the tables cover.
 */
export function solarDayOf(lunarYear: number, lunarMonth: number, lunarDay: number): LocalDate {
  const solar = getSolarDate(lunarDay, lunarMonth, lunarYear);
  const date = solar.jd === 0 ? null : dateOf(solar.year, solar.month, solar.day);
  if (date === null) throw new RangeError(`no lunar calendar for the year ${lunarYear}`);
  return date;
}

/** The first day of the lunar year that begins in the given solar year. */
export function lunarNewYear(year: number): LocalDate {
  return solarDayOf(year, 1, 1);
}

/** Giỗ Tổ Hùng Vương: the 10th of the 3rd lunar month. */
export function hungKingsDay(year: number): LocalDate {
  return solarDayOf(year, 3, 10);
}
