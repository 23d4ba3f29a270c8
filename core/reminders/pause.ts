import type { WorkCalendar } from '../calendar/work-calendar.ts';
import { addDays, type LocalDate, weekday } from '../time/local-date.ts';
import { dueRungDay } from './ladder.ts';

/** Reminders of one obligation left out for a while. */
export interface Pause {
  kind: 'snooze' | 'mute';
  /** Whose; null = everybody's who hears of it. A snooze always is somebody's. */
  personId: number | null;
  /** First day on which it is told again; null = when it is lifted. */
  until: LocalDate | null;
  setBy: number;
  reason: string | null;
}

/** Longest snooze of work that is overdue already, in days. */
export const LONGEST_LATE_SNOOZE = 14;

/** The mute that holds on a day, if any. */
export function muteOn(pauses: readonly Pause[], today: LocalDate): Pause | null {
  return (
    pauses.find(({ kind, until }) => kind === 'mute' && (until === null || today < until)) ?? null
  );
}

/** The person's snooze, running or over; told again on its last day. */
export function snoozeOf(pauses: readonly Pause[], personId: number): Pause | null {
  return pauses.findLast((one) => one.kind === 'snooze' && one.personId === personId) ?? null;
}

/**
 * The latest day to which a reminder may be put off: the due day is told in any case, and overdue
 * work comes back within two weeks.
 */
export function latestSnooze(due: LocalDate, today: LocalDate, calendar: WorkCalendar): LocalDate {
  const dueDay = dueRungDay(due, calendar);
  return dueDay > today ? dueDay : addDays(today, LONGEST_LATE_SNOOZE);
}

export type SnoozeChoice = 'tomorrow' | 'three_days' | 'monday';

export const SNOOZE_CHOICES: readonly SnoozeChoice[] = ['tomorrow', 'three_days', 'monday'];

/** The day a choice means: a working day, and no later than `latestSnooze`. */
export function snoozeDay(
  choice: SnoozeChoice,
  due: LocalDate,
  today: LocalDate,
  calendar: WorkCalendar,
): LocalDate {
  const wished = {
    tomorrow: () => addDays(today, 1),
    three_days: () => addDays(today, 3),
    monday: () => addDays(today, 8 - weekday(today)),
  }[choice]();
  return heldBack(wished, due, today, calendar);
}

/** A wished day as it counts: moved to a working day, and held back to the latest one allowed. */
export function heldBack(
  wished: LocalDate,
  due: LocalDate,
  today: LocalDate,
  calendar: WorkCalendar,
): LocalDate {
  const latest = latestSnooze(due, today, calendar);
  const day = calendar.workingDayOnOrAfter(wished);
  return day < latest ? day : latest;
}
