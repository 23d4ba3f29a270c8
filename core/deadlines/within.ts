import { Temporal } from 'temporal-polyfill';
import type { WorkCalendar } from '../calendar/work-calendar.ts';
import type { LocalDate } from '../time/local-date.ts';
import { readAnchor } from './anchor.ts';
import {
  type Deadline,
  type DeadlineContext,
  type Duration,
  type Failure,
  failure,
} from './deadline.ts';
import { acceptAny, acceptWords, markAt, numberAt, type Reader, wordAt } from './tokens.ts';

/**
 * The last day of a time that runs from `anchor`. The anchor itself is not counted; months and
 * years end on the day of the same number, or on the month's last day where there is none (Civil
 * Code 2015, articles 147.2 and 148). An end on a day off is not moved here: how far it moves is
 * the calendar's matter. Throws RangeError when working days are counted without a calendar.
 */
export function endOfDuration(
  anchor: LocalDate,
  { count, unit }: Duration,
  calendar: WorkCalendar | null = null,
): LocalDate {
  if (unit === 'working_day') {
    if (!calendar) throw new RangeError('counting working days needs a calendar');
    let day = anchor;
    for (let i = 0; i < count; i++) day = calendar.nextWorkingDay(day);
    return day;
  }
  const start = Temporal.PlainDate.from(anchor);
  switch (unit) {
    case 'day':
      return start.add({ days: count }).toString() as LocalDate;
    case 'week':
      return start.add({ weeks: count }).toString() as LocalDate;
    case 'month':
      return start.add({ months: count }).toString() as LocalDate;
    case 'quarter':
      return start.add({ months: 3 * count }).toString() as LocalDate;
    case 'year':
      return start.add({ years: count }).toString() as LocalDate;
  }
}

/**
 * Reads "trong vòng 01 tháng kể từ ngày 10/3/2023", "15 ngày làm việc kể từ ngày ký", "trong vòng
 * 30 ngày". With a start that has a day it is a due day, otherwise a question for the start.
 * `labelled`: it belongs to one product of the cell. Null where no duration is written.
 */
export function readWithin(
  reader: Reader,
  context: DeadlineContext,
  labelled: boolean,
): Deadline | Failure | null {
  const start = reader.at;
  const limited = acceptAny(reader, ['cham nhat', 'muon nhat', 'khong qua']);
  const opened =
    acceptAny(reader, ['trong vong', 'trong thoi han', 'trong thoi gian']) ||
    (limited && acceptAny(reader, ['sau', 'la']));
  if (!opened) acceptWords(reader, 'trong');
  const within = readDuration(reader);
  const running = within !== null && acceptAny(reader, ['ke tu', 'tinh tu', 'tu']);
  // "trong 15 ngày" is a duration; "trong 6 tháng đầu năm" and "trong 6 tháng" are looked at apart.
  const days = within !== null && within.unit !== 'month' && within.unit !== 'year';
  if (within === null || !(opened || running || days)) {
    reader.at = start;
    return null;
  }
  const ask: Deadline = { kind: 'ask', why: 'needs_anchor', within };
  // "15 ngày + 08 ngày làm việc", "3 ngày hoặc 5 ngày": the first is not the whole time.
  const more = '+-(&'.includes(markAt(reader) || ' ') || moreTimes.has(wordAt(reader));
  if (!running && more) return failure('not_understood');
  const date = running ? readAnchor(reader, context, labelled) : null;
  if (date === null) {
    // Whatever else names the start ("kể từ ngày nhận được văn bản") is for a person to date.
    reader.at = reader.tokens.length;
    return ask;
  }
  if (typeof date !== 'string') return date;
  if (within.unit === 'working_day' && !context.calendar) return failure('needs_calendar');
  const due = endOfDuration(date, within, context.calendar ?? null);
  return { kind: 'due', due, conditional: false, precision: 'day' };
}

const moreTimes: ReadonlySet<string> = new Set(['va', 'hoac', 'den', 'truoc']);

const unitWords = {
  tuan: 'week',
  thang: 'month',
  quy: 'quarter',
  nam: 'year',
} as const satisfies Record<string, Duration['unit']>;

function readDuration(reader: Reader): Duration | null {
  const token = numberAt(reader);
  if (!token || token.text.length > 3 || token.value === 0) return null;
  const word = wordAt(reader, 1);
  if (word === 'ngay') {
    reader.at += 2;
    const unit = acceptWords(reader, 'lam viec') ? 'working_day' : 'day';
    return { count: token.value, unit };
  }
  if (word !== 'tuan' && word !== 'thang' && word !== 'quy' && word !== 'nam') return null;
  reader.at += 2;
  return { count: token.value, unit: unitWords[word] };
}
