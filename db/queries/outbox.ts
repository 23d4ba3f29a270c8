import { and, eq, inArray, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Outgoing } from '../../core/messages/message.ts';
import { seemlyMessage } from '../../core/messages/seemly-message.ts';
import type { Queryable } from '../client.ts';
import { PRESENCE_LOCK } from '../presence.ts';
import { conversations, type OutboxKind, outbox, reminderMarks } from '../schema/index.ts';

export const PRIORITY: Readonly<Record<OutboxKind, number>> = {
  reply: 0,
  notice: 1,
  digest: 1,
  summary: 2,
};

export interface NewMessage {
  conversationId: number;
  kind: OutboxKind;
  message: Outgoing;
  /** The same key is stored once only, whoever tries. */
  dedupeKey?: string;
  /** Office time before which it is not sent; now when absent. */
  notBefore?: Date;
  /** Office time after which it is dropped instead of sent. */
  expiresAt?: Date;
}

/** Puts a message in line. Null when its dedupe key was there already. */
export async function enqueue(tx: Queryable, item: NewMessage, now: Date): Promise<number | null> {
  const [row] = await tx
    .insert(outbox)
    .values({
      notBefore: now,
      ...item,
      message: seemlyMessage(item.message),
      priority: PRIORITY[item.kind],
      createdAt: now,
    })
    .onConflictDoNothing({ target: outbox.dedupeKey })
    .returning({ id: outbox.id });
  return row?.id ?? null;
}

/** True when a message with one of these keys was stored and not dropped. */
export async function isEnqueued(tx: Queryable, ...dedupeKeys: string[]): Promise<boolean> {
  const rows = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(inArray(outbox.dedupeKey, dedupeKeys))
    .limit(1);
  return rows.length > 0;
}

export interface ClaimedMessage {
  id: number;
  conversationId: number;
  nativeId: string;
  conversationKind: 'private' | 'group';
  kind: OutboxKind;
  message: Outgoing;
  /** Language of the person whose private chat it is. */
  locale: string | null;
  /** Office time of the last thing said in the private chat, if any was noted. */
  lastHeardAt: Date | null;
  attempts: number;
  /** The process that has it in hand. */
  holder: number;
}

/**
 * Takes up to `limit` messages for sending: at most one a chat, its oldest of the most urgent
 * kind, never past one that is being sent or waits for another try. Replicas skip each other's
 * rows. A claim is free again, unless it has expired meanwhile, once its holder is among the `gone`
 * and has not come back, or has it not in hand (the claim's answer was lost), and another's in any
 * case after `leaseSeconds` of machine time.
 */
export async function claimMessages(
  db: Queryable,
  options: {
    channel: string;
    officeNow: Date;
    limit: number;
    leaseSeconds: number;
    /** Who claims, and what it still has in hand of earlier claims. */
    holder: number;
    inHand: readonly number[];
    /** Other holders that have been gone for so long that they may be taken over from. */
    gone: readonly number[];
    /** Only these kinds; all when absent. */
    kinds?: readonly OutboxKind[] | undefined;
  },
): Promise<ClaimedMessage[]> {
  const { holder } = options;
  const officeNow = options.officeNow.toISOString();
  const inHand = sql`o.status = 'sending' and case when o.holder = ${holder}
    then o.id = any(${`{${options.inHand.join(',')}}`}::bigint[])
    else o.lease_until > clock_timestamp() and (
      o.holder <> all(${`{${options.gone.join(',')}}`}::int[]) or ${isPresent(sql`o.holder`)}) end`;
  const rows = await db.execute<{
    id: string;
    conversation_id: number;
    native_id: string;
    conversation_kind: 'private' | 'group';
    kind: OutboxKind;
    message: Outgoing;
    locale: string | null;
    last_heard_at: string | null;
    attempts: number;
  }>(sql`
    with head as (
      select distinct on (o.conversation_id) o.id
      from outbox o join conversations c on c.id = o.conversation_id
      where o.status in ('pending', 'sending') and c.channel = ${options.channel}
        and o.not_before <= ${officeNow}
        and (o.expires_at is null or o.expires_at > ${officeNow}
             or (${inHand}))
        and (c.quiet_until is null or c.quiet_until <= clock_timestamp())
        ${options.kinds ? sql`and o.kind = any(${`{${options.kinds.join(',')}}`}::text[])` : sql``}
      order by o.conversation_id, (o.status = 'sending') desc, o.priority, o.id
    ), taken as (
      select o.id from outbox o join head on head.id = o.id
      where (o.status = 'pending' and (o.retry_at is null or o.retry_at <= clock_timestamp()))
         or (o.status = 'sending' and not (${inHand}))
      order by o.priority, o.id
      limit ${options.limit}
      for update of o skip locked
    )
    update outbox o
    set status = 'sending', attempts = o.attempts + 1, holder = ${holder},
        lease_until = clock_timestamp() + make_interval(secs => ${options.leaseSeconds})
    from taken, conversations c
    where o.id = taken.id and c.id = o.conversation_id
    returning o.id, o.conversation_id, c.native_id, c.kind as conversation_kind, o.kind,
              o.message, o.attempts, c.last_heard_at, (
                select p.locale from accounts a join persons p on p.id = a.person_id
                where a.conversation_id = o.conversation_id order by a.id desc limit 1
              ) as locale`);
  return rows
    .map((row) => ({
      id: Number(row.id),
      conversationId: row.conversation_id,
      nativeId: row.native_id,
      conversationKind: row.conversation_kind,
      kind: row.kind,
      message: row.message,
      locale: row.locale,
      lastHeardAt: row.last_heard_at === null ? null : new Date(row.last_heard_at),
      attempts: row.attempts,
      holder,
    }))
    .sort((a, b) => PRIORITY[a.kind] - PRIORITY[b.kind] || a.id - b.id);
}

/** The others that have messages of a channel in hand and are not there now (see `Presence`). */
export async function absentHolders(
  db: Queryable,
  options: { channel: string; holder: number },
): Promise<number[]> {
  const rows = await db.execute<{ holder: number }>(sql`
    select distinct o.holder from outbox o join conversations c on c.id = o.conversation_id
    where o.status = 'sending' and c.channel = ${options.channel}
      and o.holder <> ${options.holder} and not ${isPresent(sql`o.holder`)}`);
  return rows.map(({ holder }) => holder);
}

/** Whether a process holds its presence's lock in this database. */
function isPresent(holder: SQL): SQL {
  return sql`exists (
    select from pg_locks l where l.locktype = 'advisory' and l.granted
      and l.classid::bigint = ${PRESENCE_LOCK} and l.objid::bigint = ${holder} and l.objsubid = 2
      and l.database = (select oid from pg_database where datname = current_database()))`;
}

/**
 * Whether a message in hand may be sent this very moment. Not when another process took it over
 * while its holder slept or was cut off, nor after its lease; and not when its chat was silenced
 * since (a 429 that concerns every chat): then it goes back in line, which is no attempt.
 */
export async function mayBeSent(
  db: Queryable,
  item: Pick<ClaimedMessage, 'id' | 'holder'>,
): Promise<boolean> {
  const rows = await db.execute<{ may: boolean }>(sql`
    with held as (
      select o.id, coalesce(c.quiet_until > clock_timestamp(), false) as quiet
      from outbox o join conversations c on c.id = o.conversation_id
      where o.id = ${item.id} and o.holder = ${item.holder} and o.status = 'sending'
        and o.lease_until > clock_timestamp()
    ), back as (
      update outbox o
      set status = 'pending', lease_until = null, holder = null, attempts = o.attempts - 1
      from held where o.id = held.id and held.quiet
    )
    select not quiet as may from held`);
  return rows[0]?.may === true;
}

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

/** The rungs that these messages would have told count as untold. */
export async function forgetRungs(
  db: Queryable,
  messages: readonly { id: number }[],
): Promise<void> {
  if (messages.length === 0) return;
  const ids = messages.map(({ id }) => id);
  await db.delete(reminderMarks).where(inArray(reminderMarks.outboxId, ids));
}

/** Waits, or waits again because its sender died, past the time it was meant for. */
function expired(officeNow: Date): SQL | undefined {
  const abandoned = sql`${outbox.status} = 'sending' and ${outbox.leaseUntil} <= clock_timestamp()`;
  return and(or(eq(outbox.status, 'pending'), abandoned), lte(outbox.expiresAt, officeNow));
}

/**
 * Drops what expired unsent and forgets the reminder rungs it would have told and its dedupe key, so
 * that it may come again. Notices are not dropped: see `renewNotices`. Returns how many were.
 */
export async function dropExpired(tx: Queryable, officeNow: Date): Promise<number> {
  const dropped = await tx
    .update(outbox)
    .set({ status: 'dropped', leaseUntil: null, holder: null, dedupeKey: null })
    .where(and(ne(outbox.kind, 'notice'), expired(officeNow)))
    .returning({ id: outbox.id });
  await forgetRungs(tx, dropped);
  return dropped.length;
}

/** Gives notices that missed their day (a long outage) until `until`: told late, never at night. */
export async function renewNotices(tx: Queryable, officeNow: Date, until: Date): Promise<void> {
  await tx
    .update(outbox)
    .set({ status: 'pending', leaseUntil: null, holder: null, expiresAt: until })
    .where(and(eq(outbox.kind, 'notice'), expired(officeNow)));
}

/** How many messages wait, and how many were given up. */
export async function outboxCounts(db: Queryable): Promise<Record<string, number>> {
  const rows = await db
    .select({ status: outbox.status, n: sql<number>`count(*)::int` })
    .from(outbox)
    .groupBy(outbox.status);
  return Object.fromEntries(rows.map((row) => [row.status, row.n]));
}

/** True while something could be sent to the channel right now or is being sent. */
export async function hasDeliverable(
  db: Queryable,
  channel: string,
  officeNow: Date,
  kinds?: readonly OutboxKind[],
): Promise<boolean> {
  const rows = await db
    .select({ id: outbox.id })
    .from(outbox)
    .innerJoin(conversations, eq(conversations.id, outbox.conversationId))
    .where(
      and(
        eq(conversations.channel, channel),
        inArray(outbox.status, ['pending', 'sending']),
        lte(outbox.notBefore, officeNow),
        kinds ? inArray(outbox.kind, [...kinds]) : undefined,
        sql`(${outbox.expiresAt} is null or ${outbox.expiresAt} > ${officeNow.toISOString()})`,
      ),
    )
    .limit(1);
  return rows.length > 0;
}
