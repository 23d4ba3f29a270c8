import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { FormState } from '../../core/forms/form.ts';
import type { Posting } from '../../core/summary/posting.ts';
import type { Queryable } from '../client.ts';
import { conversations } from '../schema/index.ts';

export type ConversationRow = typeof conversations.$inferSelect;

export interface ConversationKey {
  channel: string;
  nativeId: string;
  kind: 'private' | 'group';
  title: string | null;
}

/** The chat's row, made if new, locked until the transaction ends. */
export async function lockConversation(
  tx: Queryable,
  key: ConversationKey,
): Promise<ConversationRow> {
  await tx.insert(conversations).values(key).onConflictDoNothing();
  const [row] = await tx
    .select()
    .from(conversations)
    .where(and(eq(conversations.channel, key.channel), eq(conversations.nativeId, key.nativeId)))
    .for('update');
  if (!row) throw new Error('conversation vanished while being locked');
  if (key.title !== null && key.title !== row.title) {
    await tx.update(conversations).set({ title: key.title }).where(eq(conversations.id, row.id));
    return { ...row, title: key.title };
  }
  return row;
}

export async function saveForm(
  tx: Queryable,
  conversationId: number,
  form: FormState | null,
): Promise<void> {
  await tx.update(conversations).set({ form }).where(eq(conversations.id, conversationId));
}

/** Notes when something was last said in the chat, to the minute: most messages come in a row. */
export async function noteHeard(
  tx: Queryable,
  { id, lastHeardAt }: Pick<ConversationRow, 'id' | 'lastHeardAt'>,
  now: Date,
): Promise<void> {
  if (lastHeardAt !== null && now.getTime() - lastHeardAt.getTime() <= 60_000) return;
  await tx.update(conversations).set({ lastHeardAt: now }).where(eq(conversations.id, id));
}

/** Marks the chat as one nothing can be delivered to, or as reachable again (`since` null). */
export async function setUnreachable(
  tx: Queryable,
  conversationId: number,
  since: Date | null,
): Promise<void> {
  await tx
    .update(conversations)
    .set({ unreachableSince: since })
    .where(
      and(
        eq(conversations.id, conversationId),
        since ? isNull(conversations.unreachableSince) : isNotNull(conversations.unreachableSince),
      ),
    );
}

/** The chat lives on under another native id; its registration and messages stay with it. */
export async function moveConversation(
  tx: Queryable,
  conversationId: number,
  nativeId: string,
): Promise<void> {
  const [current] = await tx
    .select()
    .from(conversations)
    .where(eq(conversations.id, conversationId));
  if (!current || current.nativeId === nativeId) return;
  const { channel, kind, title, scopeAgencyId, registeredBy, registeredAt } = current;
  // Claimed first: a message in the new chat may be making its row at this very moment.
  const claimed = await tx
    .insert(conversations)
    .values({ channel, nativeId, kind, title })
    .onConflictDoNothing()
    .returning({ id: conversations.id });
  const [fresh] = claimed;
  if (fresh) {
    await tx.delete(conversations).where(eq(conversations.id, fresh.id));
    // Messages have other numbers there, so the pinned summary cannot be changed any more.
    await tx
      .update(conversations)
      .set({ nativeId, boardOutboxId: null })
      .where(eq(conversations.id, conversationId));
    return;
  }
  // The new id was heard from first: hand the registration over to its row. Telegram tells a move
  // more than once, so there may be none left, and a newer registration is not overwritten.
  if (scopeAgencyId === null) return;
  const [taken] = await tx
    .select()
    .from(conversations)
    .where(and(eq(conversations.channel, channel), eq(conversations.nativeId, nativeId)))
    .for('update');
  if (taken?.kind !== 'group') return;
  if (taken.scopeAgencyId === null) {
    await registerGroup(tx, taken.id, { scopeAgencyId, registeredBy, registeredAt });
    await tx
      .update(conversations)
      .set({ posting: current.posting })
      .where(eq(conversations.id, taken.id));
  }
  const none = { scopeAgencyId: null, registeredBy: null, registeredAt: null };
  await registerGroup(tx, conversationId, none);
}

/** Lets a group see the figures of an agency's subtree; nulls take the right away. */
export async function registerGroup(
  tx: Queryable,
  conversationId: number,
  registration: Pick<ConversationRow, 'scopeAgencyId' | 'registeredBy' | 'registeredAt'>,
): Promise<void> {
  await tx.update(conversations).set(registration).where(eq(conversations.id, conversationId));
}

export async function conversationById(tx: Queryable, id: number): Promise<ConversationRow | null> {
  const [row] = await tx.select().from(conversations).where(eq(conversations.id, id));
  return row ?? null;
}

/** Groups that are registered and can be written to. */
export async function registeredGroups(
  tx: Queryable,
): Promise<(ConversationRow & { scopeAgencyId: number })[]> {
  const rows = await tx
    .select()
    .from(conversations)
    .where(and(isNotNull(conversations.scopeAgencyId), isNull(conversations.unreachableSince)))
    .orderBy(conversations.id);
  return rows.flatMap((row) =>
    row.scopeAgencyId === null ? [] : [{ ...row, scopeAgencyId: row.scopeAgencyId }],
  );
}

/** Keeps when and in what detail a group is posted to (`core/summary/posting.ts`). */
export async function savePosting(
  tx: Queryable,
  conversationId: number,
  posting: Posting,
): Promise<void> {
  await tx.update(conversations).set({ posting }).where(eq(conversations.id, conversationId));
}

/** The minutes of the day that registered groups have chosen. */
export async function postingMinutes(tx: Queryable): Promise<number[]> {
  const rows = await tx
    .selectDistinct({ minute: sql<number | null>`(${conversations.posting} ->> 'minute')::int` })
    .from(conversations)
    .where(and(isNotNull(conversations.scopeAgencyId), isNotNull(conversations.posting)));
  return rows.flatMap(({ minute }) => (minute === null ? [] : [minute]));
}
