import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { memberships } from '../schema/index.ts';

/** Since when each coordinator is one somewhere, by person. */
export async function coordinatorsSince(tx: Queryable): Promise<Map<number, Date>> {
  const rows = await tx
    .select({ personId: memberships.personId, since: memberships.startedAt })
    .from(memberships)
    .where(and(eq(memberships.role, 'coordinator'), isNull(memberships.endedAt)))
    .orderBy(asc(memberships.startedAt));
  const first = new Map<number, Date>();
  for (const { personId, since } of rows) if (!first.has(personId)) first.set(personId, since);
  return first;
}
