import { desc, eq } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { conversations, outbox } from '../schema/index.ts';

/** How many messages in a row were not understood in a chat. */
export async function setMisses(
  tx: Queryable,
  conversationId: number,
  misses: number,
): Promise<void> {
  await tx.update(conversations).set({ misses }).where(eq(conversations.id, conversationId));
}

/** When the bot last had something to say in a chat; null when it never had. */
export async function lastWordAt(tx: Queryable, conversationId: number): Promise<Date | null> {
  const [last] = await tx
    .select({ at: outbox.createdAt })
    .from(outbox)
    .where(eq(outbox.conversationId, conversationId))
    .orderBy(desc(outbox.id))
    .limit(1);
  return last?.at ?? null;
}
