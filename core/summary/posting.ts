import { z } from 'zod';
import type { WorkCalendar } from '../calendar/work-calendar.ts';
import { isWithinHours, type OfficeHours } from '../reminders/office-hours.ts';
import { addDays, daysBetween, type LocalDate, weekday } from '../time/local-date.ts';
import { instantAt } from '../time/zone.ts';

/** How much of the figures a group is shown. */
export const POST_DETAILS = ['picture', 'words', 'headline'] as const;

/** What the bars of the picture stand for; null = whichever tells more. */
export const POST_BY = ['agencies', 'areas'] as const;

const stored = z.object({
  weekdays: z.array(z.int().min(1).max(7)).max(7),
  minute: z.int().min(0).max(1439).nullable(),
  afterDue: z.boolean(),
  scopeId: z.int().positive().nullable(),
  detail: z.enum(POST_DETAILS),
  by: z.enum(POST_BY).nullable(),
  pinned: z.boolean(),
  since: z.iso.datetime().nullable(),
});

/**
 * When and in what detail a group is told how things stand. `weekdays`: 1 = Monday to 7; `minute`:
 * local minute of the day, null = when the office opens; `afterDue`: also on the morning after each
 * report's due day; `scopeId`: whose figures, null = those the group is registered for; `pinned`:
 * one pinned message is kept up to date, where the network can; `since`: when this was last changed.
 */
export type Posting = z.infer<typeof stored>;

/** What counts until a group chooses: Monday mornings, and the morning after a due day. */
export const DEFAULT_POSTING: Posting = {
  weekdays: [1],
  minute: null,
  afterDue: true,
  scopeId: null,
  detail: 'picture',
  by: null,
  pinned: true,
  since: null,
};

/** What a group has chosen; the default where it has chosen nothing that can be read. */
export function readPosting(value: unknown): Posting {
  return stored.safeParse(value).data ?? DEFAULT_POSTING;
}

/** Weeks that are looked back or ahead: days off in a row are fewer, also around Tết. */
const WEEKS = 3;

/**
 * The latest day up to `today` on which there is a post: the weekdays and the days after the due
 * days; where that is a day off, the next working day. Several reasons on one day make one post; one
 * that was missed is made up for until the next. Null where there is none.
 */
export function lastPost(
  posting: Pick<Posting, 'weekdays' | 'afterDue'>,
  today: LocalDate,
  dueDays: readonly LocalDate[],
  calendar: WorkCalendar,
): LocalDate | null {
  const days = postDays(posting, today, dueDays, calendar);
  return days.filter((day) => day <= today).at(-1) ?? null;
}

/** The first day from `today` on with a post, by the same rule; null where there is none. */
export function nextPost(
  posting: Pick<Posting, 'weekdays' | 'afterDue'>,
  today: LocalDate,
  dueDays: readonly LocalDate[],
  calendar: WorkCalendar,
): LocalDate | null {
  const days = postDays(posting, today, dueDays, calendar);
  return days.find((day) => day >= today) ?? null;
}

/** Days with a post around `today`, in order. */
function postDays(
  { weekdays, afterDue }: Pick<Posting, 'weekdays' | 'afterDue'>,
  today: LocalDate,
  dueDays: readonly LocalDate[],
  calendar: WorkCalendar,
): LocalDate[] {
  const monday = addDays(today, 1 - weekday(today));
  const weekly = weekdays.flatMap((day) =>
    Array.from({ length: 2 * WEEKS + 1 }, (_, week) =>
      addDays(monday, day - 1 + 7 * (week - WEEKS)),
    ),
  );
  const mornings = [...weekly, ...(afterDue ? dueDays.map((due) => addDays(due, 1)) : [])];
  return [...new Set(mornings.map((day) => calendar.workingDayOnOrAfter(day)))].sort();
}

/** Local minute of the post: the chosen one as long as it is within the hours, else their beginning. */
export function postMinute({ minute }: Pick<Posting, 'minute'>, hours: OfficeHours): number {
  return minute !== null && isWithinHours(minute, hours) ? minute : hours.fromMinute;
}

/** Whole hours at which a post may go out. */
export function offeredHours(hours: OfficeHours): number[] {
  return Array.from({ length: 24 }, (_, hour) => hour * 60).filter((minute) =>
    isWithinHours(minute, hours),
  );
}

/**
 * The day whose post is due at `now` and may still have to be made up for; null where none is. What
 * was due before the group was registered, or before it chose this, is not.
 */
export function duePost(
  posting: Posting,
  at: { now: Date; today: LocalDate; timeZone: string; registeredAt: Date | null },
  dueDays: readonly LocalDate[],
  calendar: WorkCalendar,
  hours: OfficeHours,
): LocalDate | null {
  const day = lastPost(posting, at.today, dueDays, calendar);
  if (day === null) return null;
  const due = instantAt(day, postMinute(posting, hours), at.timeZone);
  if (due > at.now || (at.registeredAt !== null && at.registeredAt > due)) return null;
  return posting.since !== null && new Date(posting.since) > due ? null : day;
}

/**
 * Keys of the posts that would do for that of `day`, until today's: one of them, and it is done. No
 * chat has two posts on one day.
 */
export function postKeys(conversationId: number, day: LocalDate, today: LocalDate): string[] {
  const days = Math.max(0, daysBetween(day, today));
  return Array.from({ length: days + 1 }, (_, past) => postKey(conversationId, addDays(day, past)));
}

/** Under this key a chat's post is sent once a day, whoever tries. */
export function postKey(conversationId: number, day: LocalDate): string {
  return `summary:${conversationId}:${day}`;
}
