import { addDays, type LocalDate } from '../time/local-date.ts';
import type { Deadline, DeadlineContext } from './deadline.ts';
import type { WrittenItem } from './list.ts';
import type { WrittenPoint } from './point.ts';
import type { WrittenSpan } from './span.ts';
import { romanValue } from './vocabulary.ts';

/**
 * Rows that can be read in two ways. "Thường xuyên, tháng 12": one duty or two? "Quý I, năm 2023":
 * a quarter of 2023, or a quarter and a year? "Tháng 6, tháng 12 (nếu có)": the last or both?
 */
export function isAmbiguous(items: readonly WrittenItem[]): boolean {
  const single = items.length < 2;
  const yearly = endsYearly(items);
  if (!yearly && items.some(({ written }) => isPeriodic(written))) return true;
  if (items.some((item) => beginsThen(item) || reportsAhead(item))) return true;
  const labelled = items.some(({ label }) => label !== null);
  if (!single && !labelled && items.at(-1)?.conditional) {
    if (items.slice(0, -1).every(({ conditional }) => !conditional)) return true;
  }
  return items.some((item, i) => {
    const previous = items[i - 1];
    if (!previous) return false;
    // "Hàng quý, báo cáo trước ngày 10 …": the report of each quarter, or one more duty?
    const rhythm = previous.label === null && previous.written.type !== 'point';
    if (!yearly && item.written.type !== 'point' && isScope(previous)) return true;
    // "Triển khai quý I, hoàn thành quý II": two dates, or one with its beginning?
    if (previous.stage === 'begins' && item.stage === 'ends') return true;
    if (endsWhatBegan(previous, item)) return true;
    // "Sơ kết trước 15/6, tổng kết trước 15/12 hằng năm": is the first of every year, too?
    if (!yearly && isYearly(item) && isOpenDay(previous)) return true;
    // "Trước 30/6 và hằng năm": once, and then every year, or on that day of every year?
    const again = item.written.type === 'recurrence' && item.label === null;
    if (again && isOnce(previous)) return true;
    // "Khi có hướng dẫn, báo cáo trước 15/7", "Quý II, rà soát, báo cáo trước 15/7"
    if (item.label !== null && isCondition(previous, item)) return true;
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

/** "Triển khai: 01/3/2023", "0 giờ ngày 01/7/2023": when it begins, or ends? */
function beginsThen({ written, stage }: WrittenItem): boolean {
  if (written.type !== 'point') return false;
  const { until, from, bounded, before, minuteOfDay } = written.point;
  if (minuteOfDay === 0 && !before) return true;
  return stage === 'begins' && until.unit === 'day' && from === null && !bounded;
}

/** "Quý II (báo cáo quý III)", "Báo cáo quý III: trước 15/6": a quarter that has not begun by then. */
function reportsAhead({ written, labelWords }: WrittenItem): boolean {
  if (written.type !== 'point' || written.point.nextYear || written.point.until.year !== null) {
    return false;
  }
  const at = labelWords.indexOf('quy');
  const figure = labelWords[at + 1] ?? '';
  const quarter =
    at < 0 ? 0 : (romanValue(figure) ?? (/^[1-4]$/.test(figure) ? Number(figure) : 0));
  return quarter > 0 && monthOf(written.point.until) < quarter * 3 - 2;
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
  if (before.unit !== 'day' && limited && !written.point.limited) return true;
  if (before.unit === 'day') return until.unit === 'month' || until.unit === 'quarter';
  const other = until.year !== null && before.year !== null && until.year !== before.year;
  return before.unit === 'year' && until.unit !== 'year' && until.unit !== 'day' && !other;
}

/** "Tiến hành tháng 3; hoàn thành tháng 6", "Quý I; xong trước 15/5": a beginning and its end? */
export function endsWhatBegan(
  previous: Pick<WrittenItem, 'stage' | 'label' | 'written'>,
  item: Pick<WrittenItem, 'stage' | 'label' | 'written'>,
): boolean {
  // "Hằng năm; báo cáo trước 15/12": the report is due every year, too?
  const again = previous.written.type === 'recurrence' && previous.label === null;
  if (again && item.written.type === 'point' && item.written.point.until.unit === 'day')
    return true;
  if (mayComeAgain(previous, item)) return true;
  return item.stage === 'ends' && item.label === null && previous.stage !== 'ends';
}

/** "Tháng 6 ⏎ Tháng 12 ⏎ năm 2024", "- 15/6 ⏎ - 15/12 hằng năm": said below, meant above, too? */
export function reachesBack(previous: WrittenItem, item: WrittenItem): boolean {
  if (item.label !== null || previous.label !== null) return false;
  if (isYearly(item)) return isOpenDay(previous);
  if (item.written.type !== 'point' || previous.written.type !== 'point') return false;
  const { until, from, bounded } = item.written.point;
  const above = previous.written.point.until;
  const year = until.unit === 'year' && from === null && !bounded;
  return year && above.unit !== 'year' && above.year === null;
}

/** "15/6 hằng năm và 15/12", "Trước 30/6; hằng năm": every year, too? */
function mayComeAgain(
  previous: Pick<WrittenItem, 'label' | 'written'>,
  item: Pick<WrittenItem, 'label' | 'written'>,
): boolean {
  if (item.label !== null) return false;
  if (item.written.type === 'recurrence') return isOnce(previous);
  if (item.written.type !== 'point' || item.written.point.until.year !== null) return false;
  return isYearly(previous);
}

function isYearly({ written }: Pick<WrittenItem, 'written'>): boolean {
  return written.type === 'day_rule' && written.rule.rule === 'year';
}

/** A day of which no year is said. */
function isOpenDay({ written }: WrittenItem): boolean {
  if (written.type !== 'point') return false;
  const { until, nextYear } = written.point;
  return until.unit === 'day' && until.year === null && !nextYear;
}

/**
 * "15/6 và 15/12 hằng năm", "Báo cáo UBND tỉnh trước 15/6 và 15/12 hằng năm": said once at the end,
 * meant for all.
 */
export function endsYearly(items: readonly WrittenItem[]): boolean {
  const last = items.at(-1)?.written;
  return (
    last?.type === 'day_rule' &&
    last.rule.rule === 'year' &&
    items.every(({ label, words }, i) => {
      return label === null || (i === 0 && label.first.start < words.first.start);
    }) &&
    items
      .slice(0, -1)
      .every(({ written }) => written.type === 'point' && isPlainPoint(written.point))
  );
}

/** A date without a label; "6 tháng, 9 tháng và hàng năm" are three reports. */
function isOnce({ written, label }: Pick<WrittenItem, 'written' | 'label'>): boolean {
  return written.type === 'point' && label === null && written.point.until.unit !== 'months';
}

/** "Năm 2023, báo cáo hằng quý", "Quý II, báo cáo mỗi tháng": when it goes on, or one more date? */
function isScope({ written, label }: WrittenItem): boolean {
  if (written.type !== 'point' || label !== null) return false;
  const { until, limited } = written.point;
  return until.unit !== 'day' && until.unit !== 'months' && !limited;
}

function isPeriodic(written: WrittenItem['written']): boolean {
  return written.type === 'point' && written.point.periodic === true;
}

function isPlainPoint({ from, until, nextYear, minuteOfDay }: WrittenPoint): boolean {
  return from === null && until.year === null && !nextYear && minuteOfDay === null;
}

/** What may only say under which condition, or when on the whole, the next one is due. */
function isCondition(previous: WrittenItem, { written, joint }: WrittenItem): boolean {
  if (previous.label !== null || joint !== ',' || written.type !== 'point') return false;
  if (previous.written.type === 'ready') {
    const { deadline } = previous.written;
    return deadline.kind === 'open' && deadline.why !== 'continuous';
  }
  if (previous.written.type !== 'point' || previous.stage !== null) return false;
  const { until, bounded } = previous.written.point;
  return !bounded && until.unit !== 'day' && written.point.limited;
}

/** "Theo quy định và theo tiến độ" is one duty under two rules, or two duties. */
function isRule({ written }: WrittenItem): boolean {
  return written.type === 'ready' && written.deadline.kind === 'open';
}

/** With a year taken from a neighbour, dates that run backwards mean it was the wrong one. */
export function guessedOrder(
  items: readonly WrittenItem[],
  deadlines: readonly Deadline[],
): boolean {
  const points = items.map(({ written }) => (written.type === 'point' ? written.point : null));
  if (points.filter(Boolean).length < 2) return false;
  if (points.every((point) => point === null || point.until.year !== null)) return false;
  const dues = deadlines.flatMap((deadline) => (deadline.kind === 'due' ? [deadline.due] : []));
  return dues.some((due, i) => due < (dues[i - 1] ?? due));
}

/** "15/6 và 15/12 năm sau": is the first of them in the year after, too? */
export function sharesNextYear(items: readonly WrittenItem[]): boolean {
  const last = items.at(-1);
  if (last?.written.type !== 'point' || !last.written.point.nextYear) return false;
  const ends = monthOf(last.written.point.until);
  return items.slice(0, -1).some(({ written, label }) => {
    if (written.type !== 'point' || label !== null || written.point.nextYear) return false;
    return written.point.until.year === null && monthOf(written.point.until) <= ends;
  });
}

/** The month a stretch ends in, 12 where only its year says. */
function monthOf(span: WrittenSpan): number {
  if (span.unit === 'month') return span.number;
  if (span.unit === 'quarter') return span.number * 3;
  return span.unit === 'day' ? (span.month ?? 12) : 12;
}

/** "Trước 01/01" is over before the plan's year begins; "trước 30/4 và 01/5" names a holiday. */
export function isUnlikely(
  items: readonly WrittenItem[],
  deadlines: readonly Deadline[],
  planYear: number,
): boolean {
  let day: LocalDate | null = null;
  return items.some(({ written }, i) => {
    const deadline = deadlines[i];
    if (written.type !== 'point' || deadline?.kind !== 'due') return false;
    const { until } = written.point;
    const year = Number(deadline.due.slice(0, 4));
    // "30/6/2018" in a plan of 2023: another year was meant, or it is long over.
    if (until.year !== null && year < planYear - 1) return true;
    // "Quý I/2022", "Trước năm 2023": over before a plan of 2023 could be signed.
    const over = until.unit === 'year' || deadline.due.slice(5) < '10';
    if (until.year !== null && year < planYear && over && written.point.from === null) return true;
    if (until.year === null && year < planYear && deadline.due.endsWith('-12-31')) return true;
    const neighbour = until.unit === 'day' && day !== null && deadline.due === addDays(day, 1);
    day = until.unit === 'day' ? deadline.due : null;
    return neighbour;
  });
}

/**
 * Without a written year: a day before the plan was signed, the January of a yearly report ("Báo
 * cáo năm: trước 10/01") and, where nobody says when the plan was signed, any day in January but
 * that of the plan itself ("Kế hoạch: trước 15/01") may lie in the year after the plan's.
 */
export function mayBeNextYear(
  items: readonly WrittenItem[],
  deadlines: readonly Deadline[],
  { issuedOn, year }: DeadlineContext,
): boolean {
  const said = items.some(({ written }) => written.type === 'point' && written.point.until.year);
  return items.some((item, i) => {
    const deadline = deadlines[i];
    if (item.written.type !== 'point' || deadline?.kind !== 'due') return false;
    const { until, nextYear } = item.written.point;
    if (until.year !== null || nextYear || !deadline.due.startsWith(`${year}-`)) return false;
    if (issuedOn && deadline.due < issuedOn) return true;
    const january = until.unit === 'day' && deadline.due < `${year}-02-01`;
    if (!issuedOn && !said && january && !opensYear(item)) return true;
    // A school year ends in the year after the one it begins in.
    if (deadline.due < `${year}-08-01` && ofSchoolYear(item)) return true;
    return until.unit === 'day' && deadline.due < `${year}-03-01` && concludesYear(item);
  });
}

/** "Ban hành Kế hoạch: trước 15/01": what a year begins with. */
function opensYear({ labelWords }: WrittenItem): boolean {
  return ` ${labelWords.join(' ')} `.includes(' ke hoach ');
}

function ofSchoolYear({ labelWords }: WrittenItem): boolean {
  const text = ` ${labelWords.join(' ')} `;
  return text.includes(' nam hoc ') || text.includes(' hoc ky ');
}

/** Labelled as a report that is written when the year is over. */
function concludesYear({ labelWords }: WrittenItem): boolean {
  const text = ` ${labelWords.join(' ')} `;
  return [' nam ', ' tong ket ', ' 12 thang ', ' quy iv ', ' quy 4 '].some((w) => text.includes(w));
}
