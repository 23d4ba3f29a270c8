import { titleText } from '../../core/indicators/title.ts';
import { formatNumber } from '../../core/numbers/vietnamese.ts';
import { type CalendarPeriod, calendarPeriod } from '../../core/periods/calendar-period.ts';
import type { Consolidated, ReportingBody } from '../../core/reports/consolidated.ts';
import { type LocalDate, partsOf } from '../../core/time/local-date.ts';

/** "08/3/2023": days and the months 1 and 2 carry a zero, as in printed papers. */
export function dayWords(day: LocalDate): string {
  const { year, month, day: of } = partsOf(day);
  const figures = (value: number, upTo: number) => (value <= upTo ? `0${value}` : `${value}`);
  return `${figures(of, 9)}/${figures(month, 2)}/${year}`;
}

/** "93,66%" of a part of a whole; '' where there is no whole. */
export function share(part: number, whole: number): string {
  return whole === 0 ? '' : `${formatNumber((100 * part) / whole)}%`;
}

/** "A, B và 3 đơn vị khác"; all names where `most` is not given. */
export function nameList(names: readonly string[], most = Number.POSITIVE_INFINITY): string {
  if (names.length <= most) return names.join(', ');
  const shown = names.slice(0, most).join(', ');
  return `${shown} và ${names.length - most} đơn vị khác`;
}

/** "quý I năm 2023" for the period a report is of; its name where the code is none of the usual. */
export function periodWords({ period }: Pick<Consolidated, 'period'>): string {
  const part = calendarPeriod(period.code);
  return part ? wordsOf(part) : period.name;
}

/** "quý II năm 2023": the time after it, for which the next tasks are; null where unknown. */
export function nextPeriodWords({ period }: Pick<Consolidated, 'period'>): string | null {
  const part = calendarPeriod(period.code);
  if (!part) return null;
  const { year } = part;
  const following = NEXT[part.part];
  if (following === null) {
    const month = part.month ?? 12;
    return month === 12
      ? `tháng 01 năm ${year + 1}`
      : `tháng ${monthFigures(month + 1)} năm ${year}`;
  }
  return `${following.words} năm ${year + following.years}`.trim();
}

const PART_WORDS: Record<Exclude<CalendarPeriod['part'], 'M'>, string> = {
  Q1: 'quý I',
  Q2: 'quý II',
  Q3: 'quý III',
  Q4: 'quý IV',
  H1: '6 tháng đầu',
  H2: '6 tháng cuối',
  '9M': '9 tháng đầu',
  Y: '',
  // No report is of a week or a day.
  W: '',
  D: '',
};

const NEXT: Record<CalendarPeriod['part'], { words: string; years: 0 | 1 } | null> = {
  Q1: { words: 'quý II', years: 0 },
  Q2: { words: 'quý III', years: 0 },
  Q3: { words: 'quý IV', years: 0 },
  Q4: { words: 'quý I', years: 1 },
  H1: { words: '6 tháng cuối', years: 0 },
  H2: { words: '6 tháng đầu', years: 1 },
  '9M': { words: 'quý IV', years: 0 },
  Y: { words: '', years: 1 },
  M: null,
  W: null,
  D: null,
};

function wordsOf({ part, year, month }: CalendarPeriod): string {
  const words = part === 'M' ? `tháng ${monthFigures(month ?? 1)}` : PART_WORDS[part];
  return `${words} năm ${year}`.trim();
}

function monthFigures(month: number): string {
  return month <= 2 ? `0${month}` : String(month);
}

const KINDS: Readonly<Record<string, string>> = {
  KH: 'Kế hoạch',
  QĐ: 'Quyết định',
  CT: 'Chỉ thị',
  NQ: 'Nghị quyết',
  TT: 'Thông tư',
  NĐ: 'Nghị định',
  HD: 'Hướng dẫn',
  TB: 'Thông báo',
};

/** "Kế hoạch" for "07/KH-UBND", by its letters; `otherwise` for unknown ones and letters without. */
export function documentKind(number: string, otherwise = 'Văn bản'): string {
  const letters = /\/(?:\d{4}\/)?([A-ZĐ]+)(?:-|$)/.exec(number.toLocaleUpperCase('vi'))?.[1] ?? '';
  return Object.hasOwn(KINDS, letters) ? (KINDS[letters] ?? otherwise) : otherwise;
}

const COMMITTEE = /^(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+/i;
const PLACE_KIND = /^(?:tỉnh|thành phố|quận|huyện|thị xã|thị trấn|xã|phường|đặc khu)\s+/i;

/** "ỦY BAN NHÂN DÂN\nHUYỆN THẠNH TRỊ" for the head of the paper. */
export function printedBody(name: string): string {
  const place = name.replace(COMMITTEE, '');
  const capitals = place.toLocaleUpperCase('vi');
  return place === name ? capitals : `ỦY BAN NHÂN DÂN\n${capitals}`;
}

/** "huyện Thạnh Trị" of "UBND huyện Thạnh Trị"; null for a body that is no committee of a place. */
export function territory({ name, kind }: Pick<ReportingBody, 'name' | 'kind'>): string | null {
  const place = name.replace(COMMITTEE, '');
  return kind === 'committee' && place !== name ? place : null;
}

/** "Thạnh Trị", the place a paper is dated from; '' where the name does not tell. */
export function placeOf({ name, parentName, kind }: ReportingBody): string {
  const own = territory({ name, kind });
  const place = own ?? (parentName && territory({ name: parentName, kind: 'committee' }));
  return place ? place.replace(PLACE_KIND, '') : '';
}

/** A form's title with the report's period, days and place in it. */
export function filledTitle(title: string, values: Pick<Consolidated, 'period' | 'body'>): string {
  const { period, body } = values;
  const year = calendarPeriod(period.code)?.year ?? partsOf(period.dataTo).year;
  const place = territory(body) ?? body.name;
  // Forms are drawn up for a year; in a quarter's report the year alone would be wrong.
  const timed = title.replace('năm {year}', periodWords(values));
  return titleText(calendarPeriod(period.code) ? timed : title, {
    year,
    from: period.dataFrom,
    to: period.dataTo,
    place,
  });
}
