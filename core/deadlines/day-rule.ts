import { readYear } from './day.ts';
import { type Failure, failure } from './deadline.ts';
import type { WrittenPoint } from './point.ts';
import type { WrittenSpan } from './span.ts';
import { acceptAny, acceptWords, type Reader } from './tokens.ts';

/** A day that comes again: the 20th of each month, the 15th of each quarter's last month, … */
export type WrittenDayRule =
  | { rule: 'month' | 'quarter'; day: number; year: number | null }
  | { rule: 'year'; span: WrittenSpan; before: boolean; bounded: boolean }
  | { rule: 'period'; month: 'last' | 'next'; day: number };

/**
 * Reads what makes a rule of a day just read: "ngày 20 | hàng tháng", "ngày 15 | của tháng cuối
 * quý", "ngày 08 | của tháng cuối kỳ báo cáo", "15/12 | hàng năm". Null where the day stands for
 * itself. "trước" makes it the day before, within the same month.
 */
export function readDayRule(reader: Reader, point: WrittenPoint): WrittenDayRule | Failure | null {
  const { until } = point;
  if (point.from !== null || until.year !== null || point.nextYear) return null;
  if (until.unit !== 'day' || until.month !== null) return readYearRule(reader, point);
  const day = until.day - (point.before ? 1 : 0);
  const rule = readMonthRule(reader, day);
  if ('fail' in rule) return rule;
  if (point.minuteOfDay !== null) return failure('not_understood');
  if (day < 1) return failure('ambiguous');
  // The 29th to 31st are missing in some of the months meant.
  if (day > (rule.rule === 'quarter' ? 30 : 28)) {
    return failure(day > 31 ? 'impossible_date' : 'ambiguous');
  }
  return rule;
}

/** "15/12 | hàng năm", "Quý IV | hằng năm"; not "6 tháng hằng năm", which may be every half. */
function readYearRule(reader: Reader, point: WrittenPoint): WrittenDayRule | Failure | null {
  const { until, before, bounded, minuteOfDay } = point;
  if (until.unit === 'year' || (until.unit === 'months' && until.bare)) return null;
  if (!acceptAny(reader, ['hang nam', 'moi nam'])) return null;
  if (minuteOfDay !== null) return failure('not_understood');
  return { rule: 'year', span: until, before, bounded };
}

type DayOfMonthRule = Exclude<WrittenDayRule, { rule: 'year' }>;

function readMonthRule(reader: Reader, day: number): DayOfMonthRule | Failure {
  acceptWords(reader, 'cua');
  if (acceptAny(reader, ['hang thang', 'moi thang'])) {
    return { rule: 'month', day, year: readYear(reader) };
  }
  if (acceptAny(reader, ['thang cuoi cung', 'thang cuoi'])) {
    acceptAny(reader, ['cua', 'thuoc']);
    acceptAny(reader, ['hang', 'moi']);
    if (acceptWords(reader, 'quy')) return { rule: 'quarter', day, year: readYear(reader) };
    return readPeriod(reader) ? { rule: 'period', month: 'last', day } : failure('not_understood');
  }
  const next = ['thang tiep theo', 'thang ke tiep', 'thang lien ke sau', 'thang sau'];
  if (acceptAny(reader, next)) {
    acceptWords(reader, 'cua');
    return readPeriod(reader) ? { rule: 'period', month: 'next', day } : failure('not_understood');
  }
  return failure('not_understood');
}

function readPeriod(reader: Reader): boolean {
  acceptAny(reader, ['moi', 'hang']);
  return acceptAny(reader, ['ky bao cao', 'ky']);
}
