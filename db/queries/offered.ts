import { and, desc, eq, sql } from 'drizzle-orm';
import type { Choice, Outgoing } from '../../core/messages/message.ts';
import type { Queryable } from '../client.ts';
import { outbox } from '../schema/index.ts';

/** Messages with choices last sent to a chat, newest first: what a typed label may refer to. */
export async function recentlyOffered(
  tx: Queryable,
  conversationId: number,
  limit: number,
): Promise<Outgoing[]> {
  const rows = await tx
    .select({ message: outbox.message })
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
  return rows.map(({ message }) => message);
}

/** The choices last seen in a chat. */
export async function lastChoices(tx: Queryable, conversationId: number): Promise<Choice[]> {
  const [last] = await recentlyOffered(tx, conversationId, 1);
  return last?.choices?.flat() ?? [];
}
