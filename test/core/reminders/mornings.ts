import { type DayOverride, workCalendar } from '../../../core/calendar/work-calendar.ts';
import { DEFAULT_LADDER } from '../../../core/reminders/ladder.ts';
import {
  type Digest,
  markKey,
  planReminders,
  type Recipient,
  type Remindable,
} from '../../../core/reminders/plan.ts';
import { addDays, type LocalDate, localDate } from '../../../core/time/local-date.ts';

export const OFFICIAL = 1;
export const HEAD = 2;

/** An official and a head of agency 1. */
export const AGENCY_STAFF: Recipient[] = [
  { personId: OFFICIAL, own: new Set([1]), escalated: new Set() },
  { personId: HEAD, own: new Set(), escalated: new Set([1]) },
];

export const calendar = workCalendar();

/** What a planner remembers between mornings. */
export type Told = Set<string>;

/** Plans one morning and remembers what it told. */
export function morning(
  today: LocalDate,
  obligations: readonly Remindable[],
  recipients: readonly Recipient[],
  told: Told,
  overrides: readonly DayOverride[] = [],
): Digest[] {
  const digests = planReminders({
    today,
    obligations,
    recipients,
    told: new Map([...told].map((key) => [key, today])),
    ladder: () => DEFAULT_LADDER,
    calendar: overrides.length > 0 ? workCalendar(overrides) : calendar,
  });
  for (const { personId, items } of digests) {
    for (const { obligationId, covers } of items) {
      for (const rung of covers) told.add(markKey(obligationId, personId, rung));
    }
  }
  return digests;
}

/** One digest, by the rung of its first line without the date in it: "T-7", "late", "esc". */
export interface Spoken {
  personId: number;
  on: LocalDate;
  rung: string;
  obligations: number[];
}

/** Plans every calendar day in turn, except those on which the office's machine was down. */
export function mornings(
  obligations: readonly Remindable[],
  { from, to, down = [] }: { from: string; to: string; down?: readonly string[] },
): Spoken[] {
  const told: Told = new Set();
  const spoken: Spoken[] = [];
  for (let day = localDate(from); day <= localDate(to); day = addDays(day, 1)) {
    if (down.includes(day)) continue;
    for (const { personId, items } of morning(day, obligations, AGENCY_STAFF, told)) {
      spoken.push({
        personId,
        on: day,
        rung: items[0]?.rung.key.replace(/[@:].*/, '') ?? '',
        obligations: items.map((item) => item.obligationId),
      });
    }
  }
  return spoken;
}
