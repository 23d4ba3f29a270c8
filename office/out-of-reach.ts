import type { Queryable } from '../db/client.ts';
import { currentMembers } from '../db/queries/people.ts';
import { canBeReached } from './reminders.ts';

/** Those of the agencies in which nobody who answers for its work can be told anything. */
export async function outOfReach(tx: Queryable, agencyIds: readonly number[]): Promise<number[]> {
  const members = await currentMembers(tx);
  const reached = new Set(
    members.flatMap((member) => {
      const answers = member.role === 'official' || member.role === 'head';
      return answers && canBeReached(member) ? [member.agencyId] : [];
    }),
  );
  return agencyIds.filter((id) => !reached.has(id));
}
