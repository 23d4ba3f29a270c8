import { and, asc, eq, ne, sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { arrivalsWaiting } from '../../db/queries/arrivals.ts';
import { conversations, outbox } from '../../db/schema/index.ts';

/** A chat network as its people see it. */
export interface Network {
  /** What the program calls it. */
  channel: string;
  /** The bot's messages in a chat, by the network's ids, oldest first; a repeat has its own. */
  shown(chat: string): readonly string[];
}

/** An outbox, and the chats it fills. */
export interface Watched {
  db: Db;
  network: Network;
}

/** Every message for the network in the outbox that was due, by what became of it. */
export async function dueMessages({ db, network }: Watched) {
  return db
    .select({
      id: outbox.id,
      chat: conversations.nativeId,
      status: outbox.status,
      nativeMessageId: outbox.nativeMessageId,
      attempts: outbox.attempts,
      error: outbox.error,
    })
    .from(outbox)
    .innerJoin(conversations, eq(conversations.id, outbox.conversationId))
    .where(and(eq(conversations.channel, network.channel), sql`${outbox.notBefore} <= now()`))
    .orderBy(asc(outbox.id));
}

export interface Delivered {
  due: number;
  sent: number;
  /** Never sent, or sent into a chat that does not have it. */
  lost: number;
  /** Messages in the chats beyond those the outbox knows. */
  doubled: number;
}

/** Compares the outbox with what the chats show. */
export async function compareWithChats(watched: Watched): Promise<Delivered> {
  const due = await dueMessages(watched);
  const chats = new Map(
    due.map(({ chat }) => [chat, new Set<string>(watched.network.shown(chat))] as const),
  );
  const sent = due.filter(({ status }) => status === 'sent');
  const arrived = sent.filter(({ chat, nativeMessageId }) =>
    chats.get(chat)?.has(nativeMessageId ?? ''),
  );
  const known = new Set(sent.map(({ chat, nativeMessageId }) => `${chat}/${nativeMessageId}`));
  const inChats = [...chats.values()].reduce((sum, shown) => sum + shown.size, 0);
  return {
    due: due.length,
    sent: sent.length,
    lost: due.length - arrived.length,
    doubled: inChats - known.size,
  };
}

/** Waits until everything taken in is handled and nothing that is due waits any more. */
export async function settled({ db, network }: Watched, patienceMs = 20_000): Promise<void> {
  const began = performance.now();
  for (;;) {
    // Looked at first: what is handled meanwhile has its replies in the outbox.
    const { count } = await arrivalsWaiting(db);
    const waiting = await db
      .select({ id: outbox.id })
      .from(outbox)
      .innerJoin(conversations, eq(conversations.id, outbox.conversationId))
      .where(
        and(
          eq(conversations.channel, network.channel),
          ne(outbox.status, 'sent'),
          ne(outbox.status, 'failed'),
          sql`${outbox.notBefore} <= now()`,
        ),
      );
    if (waiting.length === 0 && count === 0) return;
    if (performance.now() - began > patienceMs) {
      throw new Error(
        `${waiting.length} messages and ${count} updates still wait after ${patienceMs} ms`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
