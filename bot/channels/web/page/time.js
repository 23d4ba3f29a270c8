import { t } from './strings.js';

/**
 * @typedef {{ year: number, month: number, day: number }} Day Months count from 1.
 * @typedef {Day & { hour: number, minute: number, weekday: number }} Wall weekday: 1 = Monday.
 */

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/**
 * What a clock on the wall of the zone shows at an instant.
 * @param {string | number} instant ISO 8601 or epoch milliseconds.
 * @param {string} timeZone
 * @returns {Wall}
 */
export function wallAt(instant, timeZone) {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    formats.set(timeZone, format);
  }
  /** @type {Record<string, number>} */
  const parts = {};
  for (const { type, value } of format.formatToParts(new Date(instant)))
    parts[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
  return { year, month, day, hour, minute, weekday: weekdayOf({ year, month, day }) };
}

/**
 * The instant of a wall-clock time, epoch milliseconds.
 * @param {Day} day
 * @param {number} minutes Since local midnight.
 * @param {string} timeZone
 */
export function instantOf(day, minutes, timeZone) {
  const asUtc = Date.UTC(day.year, day.month - 1, day.day, 0, minutes);
  // Twice, because the offset belongs to the result and not to the first guess.
  const guess = asUtc - offsetAt(asUtc, timeZone);
  return asUtc - offsetAt(guess, timeZone);
}

/**
 * @param {Day} day
 * @param {number} days
 * @returns {Day}
 */
export function addDays(day, days) {
  const date = new Date(Date.UTC(day.year, day.month - 1, day.day + days));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** @param {Day} day 1 = Monday … 7 = Sunday. */
function weekdayOf(day) {
  return new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay() || 7;
}

/** @param {{ hour: number, minute: number }} wall `08:05` */
export function hourText({ hour, minute }) {
  return `${two(hour)}:${two(minute)}`;
}

/** @param {Day} day `27/02/2023` */
export function dayText({ year, month, day }) {
  return `${two(day)}/${two(month)}/${year}`;
}

/** @param {Day} day `27/02` */
export function shortDayText({ month, day }) {
  return `${two(day)}/${two(month)}`;
}

/** @param {Day} day `Thứ Hai, 27/02/2023` */
export function longDayText(day) {
  return `${t.weekdays[weekdayOf(day) - 1]}, ${dayText(day)}`;
}

/**
 * Reads a typed day: 8/3/2023, 08-03-2023, 8.3; without a year, the first such day from `today` on.
 * @param {string} text
 * @param {Day} today
 * @returns {Day | null} Null for anything that is not a real day.
 */
export function parseDay(text, today) {
  const match = /^(\d{1,2})[/.\s-](\d{1,2})(?:[/.\s-](\d{4}))?$/.exec(text.trim());
  if (!match) return null;
  const day = Number(match[1]);
  const month = Number(match[2]);
  const passed = month < today.month || (month === today.month && day < today.day);
  const year = match[3] ? Number(match[3]) : today.year + (passed ? 1 : 0);
  const read = { year, month, day };
  const real = addDays(read, 0);
  return real.day === day && real.month === month && real.year === year ? read : null;
}

/**
 * Reads a typed time: 8, 8:00, 08h30, 8g.
 * @param {string} text
 * @returns {number | null} Minutes since midnight.
 */
export function parseHour(text) {
  const match = /^(\d{1,2})\s*(?:[:hg.]\s*(\d{2})?)?$/i.exec(text.trim());
  if (!match) return null;
  const hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  return hour < 24 && minute < 60 ? hour * 60 + minute : null;
}

/**
 * Milliseconds the zone is ahead of UTC.
 * @param {number} instant
 * @param {string} timeZone
 */
function offsetAt(instant, timeZone) {
  const wall = wallAt(instant, timeZone);
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  return asUtc - Math.floor(instant / 60_000) * 60_000;
}

/** @param {number} n */
function two(n) {
  return String(n).padStart(2, '0');
}
