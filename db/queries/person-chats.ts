import { and, eq, isNotNull, ne, sql } from 'drizzle-orm';
import type { FormState } from '../../core/forms/form.ts';
import type { Queryable } from '../client.ts';
import { accounts, conversations, persons } from '../schema/index.ts';
import { accountOrder } from './account-order.ts';
import type { PersonRow } from './people.ts';

/** One account of a person and whether its chat can be written to. */
export interface AccountRow {
  id: number;
  channel: string;
  conversationId: number;
  unreachableSince: Date | null;
}

/** A person's accounts, the one written to first in front. */
export async function accountsOf(tx: Queryable, personId: number): Promise<AccountRow[]> {
  return tx
    .select({
      id: accounts.id,
      channel: accounts.channel,
      conversationId: accounts.conversationId,
      unreachableSince: conversations.unreachableSince,
    })
    .from(accounts)
    .innerJoin(persons, eq(persons.id, accounts.personId))
    .innerJoin(conversations, eq(conversations.id, accounts.conversationId))
    .where(eq(accounts.personId, personId))
    .orderBy(...accountOrder());
}

/** The person, locked: whoever changes which accounts they have waits for the other. */
export async function lockPerson(tx: Queryable, personId: number): Promise<PersonRow | null> {
  const [row] = await tx.select().from(persons).where(eq(persons.id, personId)).for('update');
  return row ?? null;
}

export async function removeAccount(tx: Queryable, accountId: number): Promise<void> {
  await tx.delete(accounts).where(eq(accounts.id, accountId));
}

/**
 * Locks every private chat of whoever an account belongs to, in one order, so that what a person
 * does on two channels at the same moment happens one after the other. Nothing for a stranger.
 */
export async function lockChatsOf(
  tx: Queryable,
  account: { channel: string; nativeId: string },
): Promise<void> {
  await tx.execute(sql`
    select c.id from conversations c
    where c.id in (
      select theirs.conversation_id
      from accounts mine join accounts theirs on theirs.person_id = mine.person_id
      where mine.channel = ${account.channel} and mine.native_id = ${account.nativeId}
    )
    order by c.id for update of c`);
}

/** A private chat in which something is open. */
export interface OpenChat {
  conversationId: number;
  channel: string;
  form: FormState;
}

/** The person's other private chats in which something is open, the last answered in front. */
export async function otherOpenChats(
  tx: Queryable,
  personId: number,
  conversationId: number,
): Promise<OpenChat[]> {
  const lastReply = sql`(select max(o.id) from outbox o
    where o.conversation_id = ${conversations.id} and o.kind = 'reply')`;
  const rows = await tx
    .select({
      conversationId: conversations.id,
      channel: conversations.channel,
      form: conversations.form,
    })
    .from(accounts)
    .innerJoin(conversations, eq(conversations.id, accounts.conversationId))
    .where(
      and(
        eq(accounts.personId, personId),
        ne(conversations.id, conversationId),
        eq(conversations.kind, 'private'),
        isNotNull(conversations.form),
      ),
    )
    .orderBy(sql`${lastReply} desc nulls last`, conversations.id);
  return rows.flatMap(({ form, ...chat }) => (form ? [{ ...chat, form }] : []));
}
