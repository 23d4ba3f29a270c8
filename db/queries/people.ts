import { and, asc, eq, isNull } from 'drizzle-orm';
import { groupBy } from '../../core/collections/group-by.ts';
import type { Actor, Grant } from '../../core/people/can.ts';
import { seatOf, subtree, type TreeNode } from '../../core/people/reach.ts';
import type { Role } from '../../core/people/role.ts';
import { anyOf } from '../any-of.ts';
import type { Queryable } from '../client.ts';
import { accounts, agencies, conversations, memberships, persons } from '../schema/index.ts';
import { accountOrder } from './account-order.ts';
import { dropUnsentTo } from './unsent.ts';

export type PersonRow = typeof persons.$inferSelect;

/** Who an account belongs to, or null for a stranger. */
export async function personOfAccount(
  tx: Queryable,
  channel: string,
  nativeId: string,
): Promise<PersonRow | null> {
  const [row] = await tx
    .select({ person: persons })
    .from(accounts)
    .innerJoin(persons, eq(persons.id, accounts.personId))
    .where(and(eq(accounts.channel, channel), eq(accounts.nativeId, nativeId)));
  return row?.person ?? null;
}

/** A person by id, also one that was deleted. */
export async function personById(tx: Queryable, id: number): Promise<PersonRow | null> {
  const [row] = await tx.select().from(persons).where(eq(persons.id, id));
  return row ?? null;
}

/** A person with every right their current memberships give. */
export async function actorOf(tx: Queryable, person: { id: number; name: string }): Promise<Actor> {
  const held = await tx
    .select({ role: memberships.role, agencyId: memberships.agencyId })
    .from(memberships)
    .where(and(eq(memberships.personId, person.id), isNull(memberships.endedAt)))
    .orderBy(asc(memberships.id));
  const nodes = held.every(({ role }) => isOwnRole(role)) ? [] : await treeNodes(tx);
  const grants = held.map((row) => grantOf(row, nodes));
  return { personId: person.id, name: person.name, grants };
}

/** Everybody with a current membership and their rights, in two statements. */
export async function allActors(tx: Queryable): Promise<Map<number, Actor>> {
  const held = await tx
    .select({
      personId: persons.id,
      name: persons.name,
      role: memberships.role,
      agencyId: memberships.agencyId,
    })
    .from(memberships)
    .innerJoin(persons, eq(persons.id, memberships.personId))
    .where(isNull(memberships.endedAt))
    .orderBy(asc(memberships.id));
  const nodes = await treeNodes(tx);
  const byPerson = groupBy(held, (row) => row.personId);
  return new Map(
    [...byPerson].map(([personId, rows]) => [
      personId,
      { personId, name: rows[0]?.name ?? '', grants: rows.map((row) => grantOf(row, nodes)) },
    ]),
  );
}

function treeNodes(tx: Queryable): Promise<TreeNode[]> {
  return tx
    .select({ id: agencies.id, parentId: agencies.parentId, kind: agencies.kind })
    .from(agencies);
}

function grantOf(
  { role, agencyId }: { role: Role; agencyId: number },
  nodes: readonly TreeNode[],
): Grant {
  if (isOwnRole(role)) return { role, agencyId, seatId: agencyId, reach: new Set([agencyId]) };
  const seatId = seatOf(role, agencyId, nodes);
  return { role, agencyId, seatId, reach: subtree(nodes, seatId) };
}

/** Officials and heads act for their own agency only, so the tree does not matter. */
function isOwnRole(role: Role): boolean {
  return role === 'official' || role === 'head';
}

/** Where the person wants to be written to; null = where they were linked first. */
export async function setPreferredChannel(
  tx: Queryable,
  personId: number,
  channel: string | null,
): Promise<void> {
  await tx.update(persons).set({ preferredChannel: channel }).where(eq(persons.id, personId));
}

export async function setLocale(tx: Queryable, personId: number, locale: string): Promise<void> {
  await tx.update(persons).set({ locale }).where(eq(persons.id, personId));
}

export async function createPerson(
  tx: Queryable,
  person: { code: string | null; name: string },
  now: Date,
): Promise<PersonRow> {
  const [row] = await tx
    .insert(persons)
    .values({ ...person, createdAt: now })
    .returning();
  if (!row) throw new Error('person was not stored');
  return row;
}

/** Gives the account to the person; an account already linked moves to them. */
export async function linkAccount(
  tx: Queryable,
  account: { personId: number; channel: string; nativeId: string; conversationId: number },
  now: Date,
): Promise<void> {
  const { personId, conversationId } = account;
  const [owner] = await tx
    .select({ deletedAt: persons.deletedAt })
    .from(persons)
    .where(eq(persons.id, personId));
  // Whoever had their data deleted comes back as somebody new.
  if (owner?.deletedAt) throw new Error(`person ${personId} was deleted and is never linked again`);
  await tx
    .insert(accounts)
    .values({ ...account, linkedAt: now })
    .onConflictDoUpdate({
      target: [accounts.channel, accounts.nativeId],
      set: { personId, conversationId, linkedAt: now },
    });
}

/** Adds a membership and gives its id; having it already changes nothing and gives null. */
export async function addMembership(
  tx: Queryable,
  membership: { personId: number; agencyId: number; role: Role },
  now: Date,
): Promise<number | null> {
  const [row] = await tx
    .insert(memberships)
    .values({ ...membership, startedAt: now })
    .onConflictDoNothing()
    .returning({ id: memberships.id });
  return row?.id ?? null;
}

/** The membership was ended and not given again. */
export async function wasEnded(
  tx: Queryable,
  { personId, agencyId, role }: { personId: number; agencyId: number; role: Role },
): Promise<boolean> {
  const rows = await tx
    .select({ endedAt: memberships.endedAt })
    .from(memberships)
    .where(
      and(
        eq(memberships.personId, personId),
        eq(memberships.agencyId, agencyId),
        eq(memberships.role, role),
      ),
    );
  return rows.length > 0 && rows.every(({ endedAt }) => endedAt !== null);
}

/** Ends a membership, and with the last one what waits to be sent; true when there was one. */
export async function endMembership(
  tx: Queryable,
  membership: { personId: number; agencyId: number; role: Role },
  now: Date,
): Promise<boolean> {
  const { personId, agencyId, role } = membership;
  const ended = await tx
    .update(memberships)
    .set({ endedAt: now })
    .where(
      and(
        eq(memberships.personId, personId),
        eq(memberships.agencyId, agencyId),
        eq(memberships.role, role),
        isNull(memberships.endedAt),
      ),
    )
    .returning({ id: memberships.id });
  if (ended.length > 0) await dropUnsentTo(tx, personId);
  return ended.length > 0;
}

/** A current membership with whether and where the person can be written to. */
export interface MemberRow {
  personId: number;
  code: string | null;
  name: string;
  locale: string;
  agencyId: number;
  role: Role;
  conversationId: number | null;
  unreachable: boolean;
}

/**
 * Everybody with a current membership; one row a membership and account, of a membership's accounts
 * the one written to first in front: whoever takes a person's first reachable row keeps that rule.
 */
export async function currentMembers(tx: Queryable): Promise<MemberRow[]> {
  const rows = await tx
    .select({
      personId: persons.id,
      code: persons.code,
      name: persons.name,
      locale: persons.locale,
      agencyId: memberships.agencyId,
      role: memberships.role,
      conversationId: accounts.conversationId,
      unreachableSince: conversations.unreachableSince,
    })
    .from(memberships)
    .innerJoin(persons, eq(persons.id, memberships.personId))
    .leftJoin(accounts, eq(accounts.personId, persons.id))
    .leftJoin(conversations, eq(conversations.id, accounts.conversationId))
    .where(isNull(memberships.endedAt))
    .orderBy(asc(memberships.id), ...accountOrder());
  return rows.map(({ unreachableSince, ...row }) => ({
    ...row,
    unreachable: unreachableSince !== null,
  }));
}

export async function personByCode(tx: Queryable, code: string): Promise<PersonRow | null> {
  const [row] = await tx.select().from(persons).where(eq(persons.code, code));
  return row ?? null;
}

export async function renamePerson(tx: Queryable, personId: number, name: string): Promise<void> {
  await tx.update(persons).set({ name }).where(eq(persons.id, personId));
}

/** What people are called, also those who are here no longer. */
export async function personNames(
  tx: Queryable,
  ids: Iterable<number>,
): Promise<Map<number, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await tx
    .select({ id: persons.id, name: persons.name })
    .from(persons)
    .where(anyOf(persons.id, wanted));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
