import { parseVietnameseDate } from '../documents/vietnamese-date.ts';
import { fold } from '../text/fold.ts';
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts';

/** Days from the first to the last, both included. */
export interface DayRange {
  from: LocalDate;
  to: LocalDate;
}

/** Longest stretch of days entered at once. */
export const RANGE_LIMIT = 60;

/**
 * Reads "16/02/2026", "từ 26/01 đến 30/01", "26/1 - 30/1/2027", "từ ngày 26 đến 30/01", "hôm nay".
 * Without a year, the first day takes that of the last, which is read like any date that is typed.
 * `null`: not understood; `reversed`: the end comes first; `long`: more than `RANGE_LIMIT` days.
 */
export function parseDayRange(
  text: string,
  { reference }: { reference: LocalDate },
): DayRange | 'reversed' | 'long' | null {
  if (text.length > 120) return null;
  const single = parseVietnameseDate(text, { reference });
  if (single !== null) return { from: single, to: single };
  const parts = text
    .normalize('NFC')
    .trim()
    .replace(/^từ\s+/iu, '')
    .split(/\s+(?:đến(?:\s+hết)?|tới)\s+|\s+[-–—]\s+|\s*[–—]\s*|\.\./iu);
  const [first = '', last = '', ...rest] = parts.map((part) => part.trim());
  if (first === '' || last === '' || rest.length > 0) return null;
  const to = parseVietnameseDate(last, { reference });
  const from = to === null ? null : readFirst(first, to, reference);
  if (from === null || to === null) return null;
  if (to < from) return 'reversed';
  return daysBetween(from, to) >= RANGE_LIMIT ? 'long' : { from, to };
}

/** Every day of a range. */
export function daysOf({ from, to }: DayRange): LocalDate[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index));
}

/** "26/01", "ngày 26": month and year are those of the last day where they are not said. */
function readFirst(first: string, to: LocalDate, reference: LocalDate): LocalDate | null {
  const alone = /^(?:ngay )?(\d{1,2})$/.exec(fold(first))?.[1];
  if (alone !== undefined) {
    return parseVietnameseDate(`${alone}/${to.slice(5, 7)}/${to.slice(0, 4)}`, { reference });
  }
  return parseVietnameseDate(first, { reference: /\d{4}/.test(first) ? reference : to });
}
