import { existsOn } from '../core/organisation/agency.ts';
import { type Actor, can } from '../core/people/can.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import type { Queryable } from '../db/client.ts';
import { allAgencies } from '../db/queries/agencies.ts';

/**
 * Whether somebody may change the calendar, the hours and the rule for days off. There is one of
 * each for the whole deployment, so it takes the right over every agency at the top of a tree: a
 * district's coordinator does not move the days of a sibling district.
 */
export async function mayChangeCalendar(
  tx: Queryable,
  actor: Actor,
  day: LocalDate,
): Promise<boolean> {
  const tops = (await allAgencies(tx)).filter(
    (agency) => agency.parentId === null && existsOn(agency, day),
  );
  return tops.length > 0 && tops.every(({ id }) => can(actor, 'calendar', id));
}
