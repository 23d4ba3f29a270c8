import { and, asc, count, eq, isNull, min, notInArray } from 'drizzle-orm';
import type { OpenWork } from '../../core/people/gaps.ts';
import type { Role } from '../../core/people/role.ts';
import { anyOf } from '../any-of.ts';
import type { Queryable } from '../client.ts';
import {
  accounts,
  agencies,
  conversations,
  memberships,
  obligations,
  persons,
} from '../schema/index.ts';
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
  agencyIds: Iterable<number>,
): Promise<ContactRow[]> {
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
    .where(and(isNull(memberships.endedAt), anyOf(memberships.agencyId, agencyIds)))
    .orderBy(asc(agencies.id), asc(memberships.id), ...accountOrder());
}

/** Where somebody is written to, whether they still have a membership or not. */
export interface PersonChat {
  personId: number;
  name: string;
  locale: string;
  conversationId: number;
}

/** The chat the person is written to; null when none can be reached. */
export async function chatOf(tx: Queryable, personId: number): Promise<PersonChat | null> {
  const [row] = await tx
    .select({
      personId: persons.id,
      name: persons.name,
      locale: persons.locale,
      conversationId: conversations.id,
    })
    .from(accounts)
    .innerJoin(persons, eq(persons.id, accounts.personId))
    .innerJoin(conversations, eq(conversations.id, accounts.conversationId))
    .where(and(eq(persons.id, personId), isNull(conversations.unreachableSince)))
    .orderBy(...accountOrder())
    .limit(1);
  return row ?? null;
}

/** How much of each agency's work is in force and not settled; agencies without any are absent. */
export async function openWork(tx: Queryable): Promise<OpenWork[]> {
  return tx
    .select({
      agencyId: obligations.agencyId,
      open: count(),
      nextDue: min(obligations.dueOn),
    })
    .from(obligations)
    .where(
      and(
        isNull(obligations.withdrawnAt),
        notInArray(obligations.state, ['done', 'accepted', 'not_applicable']),
      ),
    )
    .groupBy(obligations.agencyId)
    .orderBy(asc(obligations.agencyId));
}
