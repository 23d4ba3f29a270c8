import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Choice, Outgoing } from '../../core/messages/message.ts';
import type { Queryable } from '../client.ts';
import { type OutboxKind, outbox } from '../schema/index.ts';

/** The newest messages with choices that were delivered to a chat, newest first. */
export async function newestWithChoices(
  tx: Queryable,
  conversationId: number,
  limit: number,
): Promise<{ kind: OutboxKind; message: Outgoing }[]> {
  return tx
    .select({ kind: outbox.kind, message: outbox.message })
    .from(outbox)
    .where(
      and(
        eq(outbox.conversationId, conversationId),
        eq(outbox.status, 'sent'),
        sql`${outbox.message} -> 'choices' is not null`,
      ),
    )
    .orderBy(desc(outbox.id))
    .limit(limit);
}

/** Messages with choices last sent to a chat, newest first: what a typed label may refer to. */
export async function recentlyOffered(
  tx: Queryable,
  conversationId: number,
  limit: number,
): Promise<Outgoing[]> {
  return (await newestWithChoices(tx, conversationId, limit)).map(({ message }) => message);
}

/** The choices last seen in a chat. */
export async function lastChoices(tx: Queryable, conversationId: number): Promise<Choice[]> {
  const [last] = await recentlyOffered(tx, conversationId, 1);
  return last?.choices?.flat() ?? [];
}

/** The message that ended a form in this chat; null when it is not over, or long ago. */
export async function endOfForm(
  tx: Queryable,
  conversationId: number,
  nonce: string,
): Promise<{ at: Date; message: Outgoing } | null> {
  const [end] = await tx
    .select({ at: outbox.createdAt, message: outbox.message })
    .from(outbox)
    .where(
      and(eq(outbox.conversationId, conversationId), sql`${outbox.message} ->> 'ends' = ${nonce}`),
    )
    .orderBy(asc(outbox.id))
    .limit(1);
  return end ?? null;
}
