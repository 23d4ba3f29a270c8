import { answersOn } from '../core/people/away.ts';
import { can } from '../core/people/can.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import type { Queryable } from '../db/client.ts';
import { runningLeaves } from '../db/queries/handovers.ts';
import { allActors, currentMembers, type MemberRow } from '../db/queries/people.ts';
import { canBeReached } from './reminders.ts';

/** One row of each coordinator who can be written to and is not on leave that day. */
export async function reachableCoordinators(tx: Queryable, today: LocalDate): Promise<MemberRow[]> {
  const leaves = await runningLeaves(tx);
  const byPerson = new Map<number, MemberRow>();
  for (const member of await currentMembers(tx)) {
    if (member.role !== 'coordinator' || !canBeReached(member)) continue;
    if (!answersOn(leaves, member.personId, member, today)) continue;
    if (!byPerson.has(member.personId)) byPerson.set(member.personId, member);
  }
  return [...byPerson.values()];
}

/** Those of them who look after at least one of these agencies. */
export async function coordinatorsOf(
  tx: Queryable,
  agencyIds: readonly number[],
  today: LocalDate,
): Promise<MemberRow[]> {
  const actors = await allActors(tx);
  return (await reachableCoordinators(tx, today)).filter(({ personId }) => {
    const actor = actors.get(personId);
    return actor !== undefined && agencyIds.some((id) => can(actor, 'review', id));
  });
}
