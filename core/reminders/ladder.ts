import type { WorkCalendar } from '../calendar/work-calendar.ts';
import { addDays, daysBetween, type LocalDate, weekday } from '../time/local-date.ts';
import { DEFAULT_HOURS, type OfficeHours } from './office-hours.ts';

/** One message with everything, or one for each piece of work. */
export const STYLES = ['digest', 'single'] as const;

export type ReminderStyle = (typeof STYLES)[number];

/** When people are reminded of a kind of obligation. */
export interface Ladder extends OfficeHours {
  /** Days before the due day, 0 = the day itself. */
  beforeDays: readonly number[];
  /** Calendar days overdue after which the head and the coordinator hear of it. */
  escalateAfterDays: number;
  /** … and after which the committee's leaders do, once a week; null = they are not told. */
  leaderAfterDays: number | null;
  /** Local minutes of the day: reminders go out from here … */
  fromMinute: number;
  /** … and never at or after this minute; they wait for the next morning. */
  untilMinute: number;
  style: ReminderStyle;
}

export const DEFAULT_LADDER: Ladder = {
  beforeDays: [7, 3, 1, 0],
  escalateAfterDays: 3,
  leaderAfterDays: null,
  fromMinute: DEFAULT_HOURS.fromMinute,
  untilMinute: DEFAULT_HOURS.untilMinute,
  style: 'digest',
};

export type RungKind = 'soon' | 'today' | 'overdue' | 'escalation' | 'leader';

/** One step of the ladder for one obligation, on a working day. */
export interface Rung {
  /** "T-7@2023-03-08": the due date is part of it, so a new date starts a new ladder. */
  key: string;
  kind: RungKind;
  /** The working day it belongs to, after moving. */
  on: LocalDate;
  /** Where it would have been on the calendar. */
  nominal: LocalDate;
}

/**
 * Rungs for the agency's own people that have come by `today`, oldest first. "Due soon" moves to
 * the working day before a day off, "overdue" comes on every working day after the due day; for
 * `blocked` work once a week, on its first working day, since the agency waits for somebody else.
 * A weekly rung stays until the week is over, so that a morning missed is made up for.
 */
export function ownRungs(
  due: LocalDate,
  today: LocalDate,
  blocked: boolean,
  ladder: Ladder,
  calendar: WorkCalendar,
): Rung[] {
  const rungs: Rung[] = ladder.beforeDays.map((days) => {
    const nominal = addDays(due, -days);
    return {
      key: `T-${days}@${due}`,
      kind: days === 0 ? 'today' : 'soon',
      nominal,
      on: calendar.workingDayOnOrBefore(nominal),
    };
  });
  const come = rungs.filter((rung) => rung.on <= today).sort(byDay);
  const on = blocked ? weekBegins(today, calendar) : today;
  if (on > due && on <= today && calendar.isWorkingDay(on)) {
    come.push({ key: `late:${on}@${due}`, kind: 'overdue', nominal: on, on });
  }
  return come;
}

/**
 * Rungs for the head and the coordinator: the first when the work is `escalateAfterDays` overdue,
 * then one a week, on the week's first working day, until it is done.
 */
export function escalationRungs(
  due: LocalDate,
  today: LocalDate,
  ladder: Ladder,
  calendar: WorkCalendar,
): Rung[] {
  const nominal = addDays(due, ladder.escalateAfterDays);
  const first = calendar.workingDayOnOrAfter(nominal);
  if (today < first) return [];
  const rungs: Rung[] = [{ key: `esc@${due}`, kind: 'escalation', nominal, on: first }];
  const week = weekBegins(today, calendar);
  if (week > first && week <= today) {
    rungs.push({ key: `esc:${week}@${due}`, kind: 'escalation', nominal: week, on: week });
  }
  return rungs;
}

/**
 * The rung for leaders: once a week, on its first working day, as long as the work is at least
 * `leaderAfterDays` overdue. A morning missed is made up for within the week.
 */
export function leaderRungs(
  due: LocalDate,
  today: LocalDate,
  ladder: Ladder,
  calendar: WorkCalendar,
): Rung[] {
  if (ladder.leaderAfterDays === null) return [];
  const nominal = addDays(due, ladder.leaderAfterDays);
  const week = weekBegins(today, calendar);
  if (week > today || week < nominal) return [];
  return [{ key: `lead:${week}@${due}`, kind: 'leader', nominal: week, on: week }];
}

/** The first day on which leaders hear of work due then; null = they never do. */
export function leaderDay(
  due: LocalDate,
  ladder: Ladder,
  calendar: WorkCalendar,
): LocalDate | null {
  if (ladder.leaderAfterDays === null) return null;
  const nominal = addDays(due, ladder.leaderAfterDays);
  const week = weekBegins(nominal, calendar);
  return week < nominal ? weekBegins(addDays(nominal, 7), calendar) : week;
}

/** The rung that a snooze leads to, on the working day on which it is over. */
export function againRung(due: LocalDate, until: LocalDate, calendar: WorkCalendar): Rung {
  const kind = until < due ? 'soon' : until === due ? 'today' : 'overdue';
  return {
    key: `again:${until}@${due}`,
    kind,
    nominal: until,
    on: calendar.workingDayOnOrAfter(until),
  };
}

/** The working day on which the due day itself is told, or its stand-in before a day off. */
export function dueRungDay(due: LocalDate, calendar: WorkCalendar): LocalDate {
  return calendar.workingDayOnOrBefore(due);
}

/** Rungs in the order they come. */
export function byDay(a: Rung, b: Rung): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1;
  return a.nominal < b.nominal ? -1 : a.nominal > b.nominal ? 1 : 0;
}

/** Days from `today` to the due day; negative when overdue. */
export function daysLeft(due: LocalDate, today: LocalDate): number {
  return daysBetween(today, due);
}

/** The first working day of the day's week; after the week itself when all of it is off. */
function weekBegins(day: LocalDate, calendar: WorkCalendar): LocalDate {
  return calendar.workingDayOnOrAfter(addDays(day, 1 - weekday(day)));
}
