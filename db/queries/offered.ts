import { isDeepStrictEqual } from 'node:util';
import { and, asc, desc, eq, inArray, or, sql } from 'drizzle-orm';
import type { Choice, Outgoing } from '../../core/messages/message.ts';
import type { Queryable } from '../client.ts';
import { type OutboxKind, outbox } from '../schema/index.ts';

/**
 * The newest messages with choices of a chat, newest first: delivered, on their way (what is being
 * sent may be on the screen before that is noted), or replies that are sent next.
 */
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
        or(
          inArray(outbox.status, ['sent', 'sending']),
          and(eq(outbox.status, 'pending'), eq(outbox.kind, 'reply')),
        ),
        sql`${outbox.message} -> 'choices' is not null`,
      ),
    )
    .orderBy(desc(outbox.id))
    .limit(limit);
}

/** The same without their kinds: what a typed label may refer to. */
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

/**
 * The native id of the newest message of a chat, when it says just what `message` says: then that one
 * can stand for both. Null when it differs, has not been sent, or carries a file.
 */
export async function sameAsNewest(
  tx: Queryable,
  conversationId: number,
  message: Outgoing,
): Promise<string | null> {
  const [newest] = await tx
    .select({ message: outbox.message, nativeId: outbox.nativeMessageId })
    .from(outbox)
    .where(eq(outbox.conversationId, conversationId))
    .orderBy(desc(outbox.id))
    .limit(1);
  if (!newest || message.image || message.document || message.replaces) return null;
  const { text, choices } = newest.message;
  const same = text === message.text && isDeepStrictEqual(choices ?? [], message.choices ?? []);
  return same ? newest.nativeId : null;
}
