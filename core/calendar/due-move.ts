import { nextOfficeTime, type OfficeHours } from '../reminders/office-hours.ts';
import type { LocalDate } from '../time/local-date.ts';
import { instantAt, localDateAt } from '../time/zone.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** An obligation whose due date the calendar moved, from what its people last knew. */
export interface DueMove {
  id: number;
  from: LocalDate;
  to: LocalDate;
  /** It is due so many working days after its figures, and the days were counted again. */
  counted: boolean;
}

/**
 * What is left to tell when more moves before anybody was told: from the date people know to the
 * one that counts now, and nothing of what is back where it was.
 */
export function mergeMoves(waiting: readonly DueMove[], fresh: readonly DueMove[]): DueMove[] {
  const merged = new Map(waiting.map((move) => [move.id, move]));
  for (const move of fresh) {
    const known = merged.get(move.id);
    merged.set(move.id, known ? { ...move, from: known.from } : move);
  }
  return [...merged.values()].filter(({ from, to }) => from !== to);
}

/**
 * Whether a move is news on a day. What was overdue by the old date and is by the new one stays as
 * late as it was, and its reminders name the date that counts; everything else changes what
 * somebody has to do, above all a date that has become overdue or no longer is.
 */
export function isNews({ from, to }: Pick<DueMove, 'from' | 'to'>, day: LocalDate): boolean {
  return from !== to && !(from < day && to < day);
}

/** Why something is due on another day than before. */
export type MoveReason =
  /** The day people know, or that of the document, is a day off. */
  | 'day_off'
  /** The date of the document is a working day again. */
  | 'working_day'
  /** The office keeps to the dates of documents again. */
  | 'document'
  | 'counted';

/** The reason for where a moved due date is now and the day it is about. */
export function moveReason(
  { from, to, counted }: Omit<DueMove, 'id'>,
  sourceDueOn: LocalDate,
  calendar: Pick<WorkCalendar, 'isWorkingDay'>,
): { why: MoveReason; day: LocalDate } {
  if (counted) return { why: 'counted', day: to };
  if (to === sourceDueOn) {
    return { why: calendar.isWorkingDay(to) ? 'working_day' : 'document', day: to };
  }
  // The day people know speaks for itself, where it is one on which nobody works.
  const day = calendar.isWorkingDay(from) ? sourceDueOn : from;
  return { why: 'day_off', day };
}

/** Minutes for which a change by hand may be changed again before anybody hears of it. */
export const SECOND_THOUGHTS = 60;
/** Minutes before closing at which what was changed earlier that day is told at the latest. */
const LAST_CALL = 10;

/**
 * When moved due dates are told, on a full minute of office time: `wait` minutes after the change
 * but on the same working day as long as there is one, since a date may have become today's; the
 * next office morning after a change outside office hours.
 */
export function tellingTime(
  changedAt: Date,
  wait: number,
  hours: OfficeHours,
  calendar: WorkCalendar,
  timeZone: string,
): Date {
  const start = nextOfficeTime(changedAt, hours, calendar, timeZone);
  // Overnight there was time enough.
  if (start > changedAt) return atFullMinute(start);
  const day = localDateAt(changedAt, timeZone);
  const lastCall = instantAt(day, hours.untilMinute - LAST_CALL, timeZone);
  const wished = new Date(changedAt.getTime() + wait * MINUTE_MS);
  const capped = wished > lastCall && changedAt < lastCall ? lastCall : wished;
  return nextOfficeTime(atFullMinute(capped), hours, calendar, timeZone);
}

const MINUTE_MS = 60_000;

function atFullMinute(instant: Date): Date {
  return new Date(Math.ceil(instant.getTime() / MINUTE_MS) * MINUTE_MS);
}
