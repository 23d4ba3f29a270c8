import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Role } from '../../core/people/role.ts';
import type { Queryable } from '../client.ts';
import { accounts, agencies, conversations, memberships, persons } from '../schema/index.ts';
import { accountOrder } from './account-order.ts';

/** A current membership with one of the person's accounts; nulls where they have none. */
export interface ContactRow {
  membershipId: number;
  personId: number;
  name: string;
  role: Role;
  agencyId: number;
  agencyName: string;
  channel: string | null;
  linkedAt: Date | null;
  unreachableSince: Date | null;
}

/** One row a membership and account, the account written to first in front. */
export async function contactRows(
  tx: Queryable,
  agencyIds: readonly number[],
): Promise<ContactRow[]> {
  if (agencyIds.length === 0) return [];
  return tx
    .select({
      membershipId: memberships.id,
      personId: persons.id,
      name: persons.name,
      role: memberships.role,
      agencyId: agencies.id,
      agencyName: agencies.name,
      channel: accounts.channel,
      linkedAt: accounts.linkedAt,
      unreachableSince: conversations.unreachableSince,
    })
    .from(memberships)
    .innerJoin(persons, eq(persons.id, memberships.personId))
    .innerJoin(agencies, eq(agencies.id, memberships.agencyId))
    .leftJoin(accounts, eq(accounts.personId, persons.id))
    .leftJoin(conversations, eq(conversations.id, accounts.conversationId))
    .where(and(isNull(memberships.endedAt), inArray(memberships.agencyId, [...agencyIds])))
    .orderBy(asc(agencies.id), asc(memberships.id), ...accountOrder());
}
