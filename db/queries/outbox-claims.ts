import { type SQL, sql } from 'drizzle-orm';
import type { Outgoing } from '../../core/messages/message.ts';
import type { Queryable } from '../client.ts';
import { PRESENCE_LOCK } from '../presence.ts';
import type { OutboxKind } from '../schema/index.ts';
import { PRIORITY } from './outbox.ts';

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
