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
  if (guessedOrder(items, deadlines)) return failure('ambiguous');
  if (mayBeNextYear(items, deadlines, context)) return failure('ambiguous');
  return deadlines;
}

/**
 * Rows that can be read in two ways. "Thường xuyên, tháng 12": one duty or two? "Quý I, năm 2023":
 * a quarter of 2023, or a quarter and a year? "Tháng 6, tháng 12 (nếu có)": the last or both?
 */
function isAmbiguous(items: readonly WrittenItem[]): boolean {
  const single = items.length < 2;
  const yearly = endsYearly(items);
  if (!yearly && items.some(({ written }) => isPeriodic(written))) return true;
  const labelled = items.some(({ label }) => label !== null);
  if (!single && !labelled && items.at(-1)?.conditional) {
    if (items.slice(0, -1).every(({ conditional }) => !conditional)) return true;
  }
  return items.some((item, i) => {
    const previous = items[i - 1];
    if (!previous) return false;
    // "Hàng quý, báo cáo trước ngày 10 …": the report of each quarter, or one more duty?
    const rhythm = previous.label === null && previous.written.type !== 'point';
    if (item.label !== null) return rhythm && previous.written.type !== 'ready';
    if (isRule(item) || isRule(previous)) return true;
    if (item.written.type === 'point' && followsLoosely(item.written.point, previous)) return true;
    if (item.joint !== ',' || yearly) return false;
    if (item.written.type !== 'point' || previous.written.type !== 'point') return true;
    const span = item.written.point.until;
    const { until } = previous.written.point;
    return span.unit === 'year' && until.unit !== 'year' && until.year === null;
  });
}

/**
 * "Hàng quý và tháng 12", "Trong năm, quý IV", "ngày 10 tháng 6 và tháng 12": the time before may
 * hold for this one too.
 */
function followsLoosely(
  { until, limited }: WrittenPoint,
  { written, label }: WrittenItem,
): boolean {
  if (written.type === 'recurrence') return label === null;
  if (written.type !== 'point') return false;
  const before = written.point.until;
  // "Năm 2025, hoàn thành trước 30/11/2025": a scope and its deadline, or two of them?
  if (before.unit !== 'day' && limited && !written.point.limited && label === null) return true;
  if (before.unit === 'day') return until.unit === 'month' || until.unit === 'quarter';
  const other = until.year !== null && before.year !== null && until.year !== before.year;
  return before.unit === 'year' && until.unit !== 'year' && until.unit !== 'day' && !other;
}

/** "15/6 và 15/12 hằng năm": said once at the end, meant for all. */
function endsYearly(items: readonly WrittenItem[]): boolean {
  const last = items.at(-1)?.written;
  return (
    last?.type === 'day_rule' &&
    last.rule.rule === 'year' &&
    items.every(({ label }) => label === null) &&
    items
      .slice(0, -1)
      .every(({ written }) => written.type === 'point' && isPlainPoint(written.point))
  );
}

function isPeriodic(written: WrittenItem['written']): boolean {
  return written.type === 'point' && written.point.periodic === true;
}

function isPlainPoint({ from, until, nextYear, minuteOfDay }: WrittenPoint): boolean {
  return from === null && until.year === null && !nextYear && minuteOfDay === null;
}

/** "Theo quy định và theo tiến độ" is one duty under two rules, or two duties. */
function isRule({ written }: WrittenItem): boolean {
  return written.type === 'ready' && written.deadline.kind === 'open';
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

/** With a year taken from a neighbour, dates that run backwards mean it was the wrong one. */
function guessedOrder(items: readonly WrittenItem[], deadlines: readonly Deadline[]): boolean {
  const points = items.map(({ written }) => (written.type === 'point' ? written.point : null));
  if (points.filter(Boolean).length < 2) return false;
  if (points.every((point) => point === null || point.until.year !== null)) return false;
  const dues = deadlines.flatMap((deadline) => (deadline.kind === 'due' ? [deadline.due] : []));
  return dues.some((due, i) => due < (dues[i - 1] ?? due));
}

/**
 * Without a written year: a day before the plan was signed, or the January of a yearly report
 * ("Báo cáo năm: trước 10/01"), may lie in the year after the plan's.
 */
function mayBeNextYear(
  items: readonly WrittenItem[],
  deadlines: readonly Deadline[],
  { issuedOn, year }: DeadlineContext,
): boolean {
  return items.some((item, i) => {
    const deadline = deadlines[i];
    if (item.written.type !== 'point' || deadline?.kind !== 'due') return false;
    const { until, nextYear } = item.written.point;
    if (until.year !== null || nextYear || !deadline.due.startsWith(`${year}-`)) return false;
    if (issuedOn && deadline.due < issuedOn) return true;
    return until.unit === 'day' && deadline.due < `${year}-03-01` && concludesYear(item);
  });
}

/** Labelled as a report that is written when the year is over. */
function concludesYear({ labelWords }: WrittenItem): boolean {
  const text = ` ${labelWords.join(' ')} `;
  return [' nam ', ' tong ket ', ' 12 thang ', ' quy iv ', ' quy 4 '].some((w) => text.includes(w));
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
