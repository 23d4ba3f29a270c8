import { and, desc, eq } from 'drizzle-orm';
import type { Choice } from '../../core/messages/message.ts';
import type { Queryable } from '../client.ts';
import { type OutboxKind, outbox } from '../schema/index.ts';
import { newestWithChoices } from './offered.ts';

/** A message a chat has received, as far as its choices tell what it was about. */
export interface ShownMessage {
  kind: OutboxKind;
  choices: Choice[];
}

/** The newest messages with choices that were delivered to a chat, newest first. */
export async function recentlyShown(
  tx: Queryable,
  conversationId: number,
  limit: number,
): Promise<ShownMessage[]> {
  const rows = await newestWithChoices(tx, conversationId, limit);
  return rows.map(({ kind, message }) => ({ kind, choices: message.choices?.flat() ?? [] }));
}

/** The message that bears this id in the chat's network; as it was last changed. */
export async function shownMessage(
  tx: Queryable,
  conversationId: number,
  nativeMessageId: string,
): Promise<ShownMessage | null> {
  const [row] = await tx
    .select({ kind: outbox.kind, message: outbox.message })
    .from(outbox)
    .where(
      and(
        eq(outbox.conversationId, conversationId),
        eq(outbox.nativeMessageId, nativeMessageId),
        eq(outbox.status, 'sent'),
      ),
    )
    .orderBy(desc(outbox.id))
    .limit(1);
  return row ? { kind: row.kind, choices: row.message.choices?.flat() ?? [] } : null;
}
