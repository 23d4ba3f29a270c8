import type { MinuteSpan } from '../reminders/office-hours.ts';
import { fold } from '../text/fold.ts';

/**
 * Reads "7:30-17:00", "7h30 đến 17h", "từ 7 giờ 30 tới 17 giờ", "08h–17h30" as local minutes of the
 * day. Null for anything else, impossible hours, and an end that is not after the beginning.
 */
export function parseMinuteSpan(text: string): MinuteSpan | null {
  if (text.length > 60) return null;
  // Signs between hour and minute are kept apart from those between the two times.
  const words = fold(text.replace(/[:.](?=\d)/g, 'h').replace(/[-–—]/g, ' den '))
    .replace(/(\d)([a-z])/g, '$1 $2')
    .replace(/([a-z])(\d)/g, '$1 $2')
    .split(' ')
    .filter((word) => word !== '' && word !== 'tu' && word !== 'sang' && word !== 'chieu');
  const middle = words.findIndex((word) => word === 'den' || word === 'toi');
  if (middle < 0) return null;
  const fromMinute = minuteOf(words.slice(0, middle));
  const untilMinute = minuteOf(words.slice(middle + 1));
  if (fromMinute === null || untilMinute === null || untilMinute <= fromMinute) return null;
  return { fromMinute, untilMinute };
}

/** "07:30" of local minutes. */
export function clockOf(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** ["7", "h", "30"], ["17", "gio"], ["17"]. */
function minuteOf(words: readonly string[]): number | null {
  const [hour = '', mark = 'h', minute = '0', ...rest] = words.filter((word) => word !== 'phut');
  if (rest.length > 0 || (mark !== 'h' && mark !== 'gio')) return null;
  if (!/^\d{1,2}$/.test(hour) || !/^\d{1,2}$/.test(minute)) return null;
  const [hours, minutes] = [Number(hour), Number(minute)];
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}
