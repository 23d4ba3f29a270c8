import { dateOf } from '../time/local-date.ts';
import type { WrittenDayRule } from './day-rule.ts';
import {
  type Deadline,
  type DeadlineContext,
  type Failure,
  failure,
  isFailure,
  type Occurrence,
} from './deadline.ts';
import {
  endsYearly,
  guessedOrder,
  isAmbiguous,
  isUnlikely,
  mayBeNextYear,
  sharesNextYear,
} from './doubt.ts';
import type { WrittenItem } from './list.ts';
import { recurrenceOf } from './occurrences.ts';
import type { WrittenPoint } from './point.ts';
import { dayBefore, spanOf, type WrittenSpan } from './span.ts';

/** Works out the dates of a row of deadlines; one that cannot be read makes the whole row fail. */
export function resolveList(
  items: readonly WrittenItem[],
  context: DeadlineContext,
): Deadline[] | Failure {
  if (isAmbiguous(items)) return failure('ambiguous');
  const years = sharedYears(items, context.year);
  const yearly = endsYearly(items);
  const deadlines: Deadline[] = [];
  let before = false;
  for (const [i, item] of items.entries()) {
    if (item.written.type === 'point') {
      const { point } = item.written;
      // "trước ngày 15/6 và 15/12": said once, meant for both.
      const apart = item.label !== null && !labelledBehind(item);
      before = point.bounded || apart || item.joint === '' ? point.before : before;
      const deadline = yearly
        ? resolveDayRule({ rule: 'year', span: point.until, before, bounded: true }, context.year)
        : resolvePoint({ ...point, before }, years[i] ?? context.year, context.year);
      if (isFailure(deadline)) return deadline;
      deadlines.push(withCondition(deadline, item.conditional));
    } else {
      // "Trước 15/6 và 15/12 hằng năm": the last of them is before its day, too.
      const apart = item.label !== null && !labelledBehind(item);
      const carried = before && !apart && item.joint !== '';
      before = limitOf(item.written) ?? before;
      const deadline = resolveOther(carried ? beforeToo(item.written) : item.written, context);
      if (isFailure(deadline)) return deadline;
      deadlines.push(withCondition(deadline, item.conditional));
    }
  }
  if (guessedOrder(items, deadlines) || sharesNextYear(items)) return failure('ambiguous');
  if (isUnlikely(items, deadlines, context.year)) return failure('ambiguous');
  if (mayBeNextYear(items, deadlines, context)) return failure('ambiguous');
  return deadlines;
}

/**
 * The year of each item: its own, else that of the nearest item before it, else of the nearest
 * after it ("Tháng 6, tháng 12/2024"), else the plan's.
 */
function sharedYears(items: readonly WrittenItem[], planYear: number): number[] {
  const own = items.map(({ written }) =>
    written.type === 'point'
      ? (written.point.until.year ?? written.point.from?.year ?? null)
      : null,
  );
  const years: number[] = [];
  let following = own.find((year) => year !== null) ?? planYear;
  for (const [i, year] of own.entries()) {
    following = year ?? following;
    years.push(isNextYear(items[i]) ? planYear + 1 : following);
  }
  return years;
}

function isNextYear(item: WrittenItem | undefined): boolean {
  return item?.written.type === 'point' && item.written.point.nextYear;
}

function resolvePoint(point: WrittenPoint, year: number, planYear: number): Deadline | Failure {
  if (isAlways(point)) return failure('ambiguous');
  const until = spanOf(point.until, point.until.year ?? year);
  if (isFailure(until)) return until;
  const { minuteOfDay, from } = point;
  // "trước 17 giờ ngày 10/12" still allows that day; "trước ngày 10/12" does not.
  const strictly = point.before && (minuteOfDay === null || minuteOfDay === 0);
  const due = strictly ? dayBefore(until.first) : until.last;
  const deadline: Deadline = {
    kind: 'due',
    due,
    conditional: false,
    precision: until.precision,
  };
  if (minuteOfDay !== null && minuteOfDay > 0 && minuteOfDay < 1440) {
    return { ...deadline, minuteOfDay };
  }
  if (from === null) return deadline;
  const begins = point.nextYear ? planYear : (point.until.year ?? year);
  const start = spanOf(completed(from, point.until), from.year ?? begins);
  if (isFailure(start)) return start;
  return start.first > due ? failure('ambiguous') : { ...deadline, from: start.first };
}

/** "Trước 15/6 (sơ kết), 15/12 (tổng kết)": the label does not part the days. */
function labelledBehind({ label, words }: WrittenItem): boolean {
  return label !== null && label.first.start > words.first.start;
}

/** Whether a day of each year is said to be before it; null where nothing is said. */
function limitOf(written: WrittenItem['written']): boolean | null {
  if (written.type !== 'day_rule' || written.rule.rule !== 'year') return null;
  return written.rule.bounded ? written.rule.before : null;
}

function beforeToo(written: Exclude<WrittenItem['written'], { type: 'point' }>): typeof written {
  if (written.type !== 'day_rule' || written.rule.rule !== 'year') return written;
  return {
    ...written,
    rule: { ...written.rule, before: written.rule.before || !written.rule.bounded },
  };
}

/** "24/7" may mean at all hours. */
function isAlways({ until, bounded, from }: WrittenPoint): boolean {
  if (until.unit !== 'day' || until.year !== null || bounded || from !== null) return false;
  return until.day === 24 && until.month === 7;
}

/** "từ 01 đến 30/6": the day takes its month from the end of the range. */
function completed(from: WrittenSpan, until: WrittenSpan): WrittenSpan {
  if (from.unit !== 'day' || from.month !== null || until.unit !== 'day') return from;
  return { ...from, month: until.month };
}

function resolveOther(
  written: Exclude<WrittenItem['written'], { type: 'point' }>,
  context: DeadlineContext,
): Deadline | Failure {
  switch (written.type) {
    case 'ready':
      return written.deadline;
    case 'recurrence':
      return recurrenceOf(written.recurrence, context.year);
    case 'day_rule':
      return resolveDayRule(written.rule, context.year);
  }
}

function resolveDayRule(rule: WrittenDayRule, planYear: number): Deadline | Failure {
  if (rule.rule === 'period') {
    return { kind: 'per_period', day: rule.day, month: rule.month, conditional: false };
  }
  const year = (rule.rule === 'year' ? null : rule.year) ?? planYear;
  const occurrences = rule.rule === 'year' ? yearly(rule, year) : dayOccurrences(rule, year);
  if (occurrences !== null && isFailure(occurrences)) return occurrences;
  if (occurrences === null) return failure('impossible_date');
  return {
    kind: 'recurring',
    every: [rule.rule],
    year,
    occurrences,
    conditional: false,
    alsoOnRequest: false,
  };
}

/** "15/12 hằng năm", "quý IV hằng năm"; "trước tháng 1 hằng năm" is a day of which year? */
function yearly(
  rule: Extract<WrittenDayRule, { rule: 'year' }>,
  year: number,
): Occurrence[] | Failure {
  const span = spanOf(rule.span, year);
  if (isFailure(span)) return span;
  const due = rule.before ? dayBefore(span.first) : span.last;
  if (!due.startsWith(`${year}-`)) return failure('ambiguous');
  return [{ key: `${year}-Y`, due }];
}

function dayOccurrences(
  rule: Extract<WrittenDayRule, { rule: 'month' | 'quarter' }>,
  year: number,
): Occurrence[] | null {
  const place = (key: string, month: number): Occurrence | null => {
    const due = year < 2000 || year > 2099 ? null : dateOf(year, month, rule.day);
    return due && { key: `${year}-${key}`, due };
  };
  const all =
    rule.rule === 'quarter'
      ? [1, 2, 3, 4].map((n) => place(`Q${n}`, n * 3))
      : Array.from({ length: 12 }, (_, i) => place(`M${String(i + 1).padStart(2, '0')}`, i + 1));
  const found = all.filter((occurrence) => occurrence !== null);
  return found.length === all.length ? found : null;
}

function withCondition(deadline: Deadline, conditional: boolean): Deadline {
  return deadline.kind === 'ask' ? deadline : { ...deadline, conditional };
}
