import { eq, sql } from 'drizzle-orm';
import { escapeText } from '../../core/messages/markup.ts';
import type { Outgoing } from '../../core/messages/message.ts';
import type { Db, Queryable, Tx } from '../client.ts';
import { conversations, outbox } from '../schema/index.ts';
import { enqueue, PRIORITY } from './outbox.ts';
import type { ClaimedMessage } from './outbox-claims.ts';
import { markFailed, markSent } from './outbox-marks.ts';

/** A chat's pinned summary: where it stands, and of what moment its figures are. */
export interface PinnedBoard {
  messageId: string;
  at: Date;
}

export async function pinnedBoard(
  tx: Queryable,
  conversationId: number,
): Promise<PinnedBoard | null> {
  const [row] = await tx
    .select({ messageId: outbox.nativeMessageId, at: outbox.createdAt })
    .from(conversations)
    .innerJoin(outbox, eq(outbox.id, conversations.boardOutboxId))
    .where(eq(conversations.id, conversationId));
  return row?.messageId ? { messageId: row.messageId, at: row.at } : null;
}

/**
 * Delivered, with what a standing summary still needs, in one transaction: a new message is pinned
 * in place of the last one; where only the pinned one changed, what is news is said. Whatever dies
 * in between is repeated from here, so that the chat never has two of them pinned.
 */
export async function markBoardSent(
  db: Db,
  item: ClaimedMessage,
  messageId: string,
  gapMs: number,
): Promise<void> {
  const { board, replaces } = item.message;
  await db.transaction(async (tx) => {
    await markSent(tx, item, messageId, gapMs);
    if (!board) return;
    if (messageId === replaces) {
      await setBoard(tx, item.conversationId, item.id);
      if (board.news !== null) await follow(tx, item, 'news', { text: board.news });
      return;
    }
    const old = (await pinnedBoard(tx, item.conversationId))?.messageId ?? null;
    const unpin = old === messageId ? null : old;
    await follow(tx, item, 'pin', { text: escapeText(''), pins: { pin: messageId, unpin } });
  });
}

/** The pinning is done: that message is changed from now on. */
export async function markPinned(
  db: Db,
  item: ClaimedMessage,
  messageId: string,
  gapMs: number,
): Promise<void> {
  await db.transaction(async (tx) => {
    await markSent(tx, item, messageId, gapMs);
    await setBoard(tx, item.conversationId, messageId === '' ? null : item.id);
  });
}

/** The bot may not pin there: the next summary comes anew, and tries once more. */
export async function markPinRefused(tx: Tx, item: ClaimedMessage, reason: string): Promise<void> {
  await markFailed(tx, item, reason);
  await tx.execute(sql`update outbox set status = 'dropped' where id = ${item.id}`);
  await setBoard(tx, item.conversationId, null);
}

/** Takes down a chat's pinned summary; the next one comes as a message of its own. */
export async function unpinBoard(tx: Queryable, conversationId: number, now: Date): Promise<void> {
  const board = await pinnedBoard(tx, conversationId);
  if (!board) return;
  await setBoard(tx, conversationId, null);
  const pins = { pin: null, unpin: board.messageId };
  await enqueue(
    tx,
    { conversationId, kind: 'summary', message: { text: escapeText(''), pins } },
    now,
  );
}

/** Puts what follows a message in line, once; it bears the moment of that message's figures. */
async function follow(
  tx: Queryable,
  { id }: ClaimedMessage,
  what: 'pin' | 'news',
  message: Outgoing,
): Promise<void> {
  await tx.execute(sql`
    insert into outbox
      (conversation_id, dedupe_key, kind, priority, message, created_at, not_before, expires_at)
    select conversation_id, ${`${what}:${id}`}, 'summary', ${PRIORITY.summary},
      ${JSON.stringify(message)}::jsonb, created_at, not_before,
      ${what === 'news' ? sql`expires_at` : sql`null`}
    from outbox where id = ${id}
    on conflict (dedupe_key) do nothing`);
}

async function setBoard(
  tx: Queryable,
  conversationId: number,
  boardOutboxId: number | null,
): Promise<void> {
  await tx.update(conversations).set({ boardOutboxId }).where(eq(conversations.id, conversationId));
}
