import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { outbox } from '../schema/index.ts';
import type { ClaimedMessage } from './outbox-claims.ts';
import { forgetRungs } from './told-rungs.ts';

/** An earlier try left so many pieces of the message in the chat. */
export async function noteInChat(
  db: Queryable,
  item: Pick<ClaimedMessage, 'id' | 'holder'>,
  pieces: number,
): Promise<void> {
  await db.execute(sql`
    update outbox set message = message || jsonb_build_object('inChat', ${pieces}::int)
    where id = ${item.id} and holder = ${item.holder}`);
}

/** Delivered; the chat then rests for `gapMs` of machine time. */
export async function markSent(
  db: Queryable,
  item: { id: number; conversationId: number },
  nativeMessageId: string,
  gapMs: number,
): Promise<void> {
  await db.execute(sql`
    with sent as (
      update outbox set status = 'sent', native_message_id = ${nativeMessageId},
        sent_at = clock_timestamp(), lease_until = null, holder = null, error = null
      where id = ${item.id}
    )
    update conversations set quiet_until = ${later(gapMs)}
    where id = ${item.conversationId} and ${gapMs} > 0`);
}

/** The end of a rest of `ms` from now, or of the one already begun if that is later. */
function later(ms: number): SQL {
  return sql`greatest(quiet_until, clock_timestamp() + make_interval(secs => ${ms / 1000}))`;
}

type Held = Pick<ClaimedMessage, 'id' | 'holder'>;

/**
 * Back in line for another try after `delayMs` of machine time; not if somebody took it over.
 * `counts`: whether that was one of the message's attempts.
 */
export async function markRetry(
  db: Queryable,
  item: Held,
  reason: string,
  delayMs: number,
  counts = true,
): Promise<void> {
  await db.execute(sql`
    update outbox set status = 'pending', lease_until = null, holder = null, error = ${reason},
      attempts = attempts - ${counts ? 0 : 1}::int,
      retry_at = clock_timestamp() + make_interval(secs => ${delayMs / 1000})
    where id = ${item.id} and holder = ${item.holder}`);
}

/** Back in line once more, though it may have arrived; the message then says so. */
export async function markAgain(
  db: Queryable,
  item: Held,
  reason: string,
  delayMs: number,
): Promise<void> {
  await db.execute(sql`
    update outbox set status = 'pending', lease_until = null, holder = null, error = ${reason},
      message = message || '{"again": true}',
      retry_at = clock_timestamp() + make_interval(secs => ${delayMs / 1000})
    where id = ${item.id} and holder = ${item.holder}`);
}

/**
 * Back in line after a pause the channel asked for; that was no failed attempt. Until it is over
 * nothing is sent to this chat, or, with `scope` = channel, to any chat there.
 */
export async function markLimited(
  db: Queryable,
  item: Held & { conversationId: number },
  delayMs: number,
  scope: 'chat' | 'channel',
): Promise<void> {
  await db.execute(sql`
    with back as (
      update outbox set status = 'pending', lease_until = null, holder = null,
        attempts = attempts - 1
      where id = ${item.id} and holder = ${item.holder}
    )
    update conversations set quiet_until = ${later(delayMs)}
    where ${
      scope === 'chat'
        ? sql`id = ${item.conversationId}`
        : sql`channel = (select channel from conversations where id = ${item.conversationId})`
    }`);
}

/**
 * Given up for good; stays in the table for a person to read. The reminder rungs it would have told
 * count as untold.
 */
export async function markFailed(db: Queryable, item: Held, reason: string): Promise<void> {
  await fail(db, and(eq(outbox.id, item.id), eq(outbox.holder, item.holder)), reason);
}

async function fail(db: Queryable, which: SQL | undefined, reason: string): Promise<void> {
  const failed = await db
    .update(outbox)
    .set({ status: 'failed', error: reason, leaseUntil: null, holder: null })
    .where(which)
    .returning({ id: outbox.id });
  await forgetRungs(db, failed);
}
