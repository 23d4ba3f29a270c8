import { readDayRule, type WrittenDayRule } from './day-rule.ts';
import { isFailure } from './deadline.ts';
import { readPoint } from './point.ts';
import type { WrittenRecurrence } from './recurring.ts';
import { acceptMark, type Reader } from './tokens.ts';

/**
 * The day that a rhythm says after it: "Hàng tháng (trước ngày 20)", "Định kỳ hàng quý, chậm nhất
 * ngày 15 của tháng cuối quý", "Hằng năm vào ngày 15/12". Null (nothing taken) where none follows or
 * where it belongs to another rhythm.
 */
export function readDayOfRhythm(
  reader: Reader,
  { rhythms, year, alsoOnRequest }: WrittenRecurrence,
): WrittenDayRule | null {
  const [only] = rhythms;
  if (!only || rhythms.length > 1 || year !== null || alsoOnRequest) return null;
  const start = reader.at;
  const bracket = acceptMark(reader, '(');
  if (!bracket) acceptMark(reader, ',');
  const rule = readRule(reader, only.rhythm);
  if (rule !== null && (!bracket || acceptMark(reader, ')'))) return rule;
  reader.at = start;
  return null;
}

function readRule(reader: Reader, rhythm: string): WrittenDayRule | null {
  const point = readPoint(reader, null);
  if (point === null || isFailure(point)) return null;
  const { until, before, minuteOfDay } = point;
  const plain = point.from === null && until.year === null && minuteOfDay === null;
  if (!plain || point.nextYear || until.unit !== 'day') return null;
  if (until.month !== null) {
    return rhythm === 'year' ? { rule: 'year', span: until, before, bounded: true } : null;
  }
  const stated = readDayRule(reader, point);
  if (stated !== null && !isFailure(stated)) return fitsRhythm(stated, rhythm) ? stated : null;
  const day = until.day - (before ? 1 : 0);
  // The 29th to 31st are missing in some months.
  const monthly = rhythm === 'month' && day >= 1 && day <= 28;
  return monthly ? { rule: 'month', day, year: null } : null;
}

function fitsRhythm({ rule }: WrittenDayRule, rhythm: string): boolean {
  return rule === rhythm;
}
