import type { WorkCalendar } from '../calendar/work-calendar.ts';
import { addDays, type LocalDate, lastDayOfMonth, partsOf, weekday } from '../time/local-date.ts';
import { type Actor, can, type Grant } from './can.ts';
import type { Role } from './role.ts';

/** For the days of a leave, or for good (transfer, retirement). */
export type HandoverKind = 'leave' | 'transfer';

/**
 * How it ended: over as meant, taken back (or replaced by a newer one), refused by the colleague,
 * not answered in time, or void because the giver no longer had the duty.
 */
export type HandoverEnd = 'over' | 'cancelled' | 'declined' | 'expired' | 'void';

/** What somebody answers for: a role at an agency. */
export interface Duty {
  agencyId: number;
  role: Role;
}

/** Days a colleague or newcomer has for an answer; an invite lasts as long. */
export const ANSWER_DAYS = 7;

/** Roles that are passed on by those who have them; leaders and admins are named otherwise. */
const PASSED_ON: readonly Role[] = ['official', 'head', 'coordinator'];

/** What the person may hand over, as the grants that give it. */
export function handableDuties(actor: Actor): Grant[] {
  return actor.grants.filter(
    ({ role, agencyId }) => PASSED_ON.includes(role) && can(actor, 'hand_over', agencyId),
  );
}

export function handableDuty(actor: Actor, duty: Duty): Grant | null {
  return handableDuties(actor).find((grant) => isSameDuty(grant, duty)) ?? null;
}

export function isSameDuty(a: Duty, b: Duty): boolean {
  return a.agencyId === b.agencyId && a.role === b.role;
}

/** Usual last days of a leave from `today`: of this week, next week and the month; each once. */
export function usualLeaveEnds(today: LocalDate, calendar: WorkCalendar): LocalDate[] {
  const sunday = addDays(today, 7 - weekday(today));
  const { year, month } = partsOf(today);
  const ends = [sunday, addDays(sunday, 7), lastDayOfMonth(year, month)];
  const working = ends.map((day) => calendar.workingDayOnOrBefore(day));
  return [...new Set(working)].filter((day) => day >= today).sort();
}
