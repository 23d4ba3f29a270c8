import { type SQL, sql } from 'drizzle-orm';
import type { Db, Queryable, Tx } from '../client.ts';
import { accounts, conversations, outbox, persons } from '../schema/index.ts';
import { accountOrder } from './account-order.ts';
import { setUnreachable } from './conversations.ts';
import type { ClaimedMessage } from './outbox-claims.ts';
import { markFailed } from './outbox-marks.ts';
import { forgetRungs } from './told-rungs.ts';

/** Begins the reason of a message that was given up because its chat could not be written to. */
export const UNREACHABLE = 'unreachable: ';

type Held = Pick<ClaimedMessage, 'id' | 'holder' | 'conversationId'>;

/** `moved`: how many messages wait on another channel now. */
export interface FallOver {
  moved: number;
}

/**
 * A chat can no longer be written to: what waits for it, the message in hand included, goes to the
 * person's next channel; what has none (and every reply) is given up and the reminder rungs it
 * would have told count as untold. What another process has in hand stays that one's business.
 * `channels`: those that run here; all when absent.
 */
export async function leaveChat(
  db: Db,
  item: Held,
  options: { reason: string; now: Date; channels?: readonly string[] | undefined },
): Promise<FallOver> {
  const { conversationId, id, holder } = item;
  const which = sql`o.conversation_id = ${conversationId}
    and (o.status = 'pending' or (o.id = ${id} and o.holder = ${holder}))`;
  return db.transaction(async (tx) => {
    await setUnreachable(tx, conversationId, options.now);
    const moved = await moveToNext(tx, which, { ...options, again: false });
    await giveUp(tx, which, UNREACHABLE + options.reason);
    return { moved };
  });
}

/**
 * One message is given up on a channel: it goes to the person's next one, or fails for good.
 * `again`: it may have arrived all the same, so it says so where it comes next.
 */
export async function leaveMessage(
  db: Db,
  item: Held,
  options: { reason: string; again: boolean; channels?: readonly string[] | undefined },
): Promise<FallOver> {
  const which = sql`o.id = ${item.id} and o.holder = ${item.holder}`;
  return db.transaction(async (tx) => {
    const moved = await moveToNext(tx, which, options);
    if (moved === 0) await markFailed(tx, item, options.reason);
    return { moved };
  });
}

/** What waits for a chat that a person gives up goes to another of theirs, or fails. */
export async function leaveAccount(tx: Tx, conversationId: number): Promise<FallOver> {
  const which = sql`o.conversation_id = ${conversationId} and o.status = 'pending'
    and o.kind <> 'reply'`;
  const moved = await moveToNext(tx, which, { reason: 'account removed', again: false });
  await giveUp(tx, which, 'account removed');
  return { moved };
}

/**
 * Moves messages to the first chat of the same person that is reachable and not in `tried`. Their
 * number keeps them in order; their dedupe key and rungs stay with them.
 */
async function moveToNext(
  tx: Queryable,
  which: SQL,
  options: { reason: string; again: boolean; channels?: readonly string[] | undefined },
): Promise<number> {
  const { reason, again, channels } = options;
  const running = channels
    ? sql`and ${accounts.channel} = any(${`{${channels.join(',')}}`}::text[])`
    : sql``;
  const rows = await tx.execute(sql`
    with moving as (
      select o.id, o.conversation_id, (
        select ${accounts.conversationId}
        from ${accounts}
        join ${persons} on ${persons.id} = ${accounts.personId}
        join ${conversations} on ${conversations.id} = ${accounts.conversationId}
        where ${accounts.personId} = (
            select mine.person_id from accounts mine
            where mine.conversation_id = o.conversation_id order by mine.id desc limit 1
          )
          and ${accounts.conversationId} <> o.conversation_id
          and ${accounts.conversationId} <> all(o.tried)
          and ${conversations.kind} = 'private'
          and ${conversations.unreachableSince} is null
          ${running}
        order by ${sql.join(accountOrder(), sql`, `)}
        limit 1
      ) as next
      from ${outbox} o
      where ${which} and o.kind in ('digest', 'notice', 'summary')
      order by o.id
      for update of o
    )
    update outbox
    set conversation_id = moving.next, tried = outbox.tried || moving.conversation_id,
        status = 'pending', attempts = 0, retry_at = null, lease_until = null, holder = null,
        native_message_id = null, error = ${reason},
        message = (outbox.message - 'replaces' - 'inChat') || ${again ? sql`'{"again": true}'::jsonb` : sql`'{}'::jsonb`}
    from moving
    where outbox.id = moving.id and moving.next is not null
    returning outbox.id`);
  return rows.length;
}

async function giveUp(tx: Queryable, which: SQL, reason: string): Promise<void> {
  const failed = await tx.execute<{ id: string }>(sql`
    update outbox o
    set status = 'failed', error = ${reason}, lease_until = null, holder = null
    where ${which}
    returning o.id`);
  await forgetRungs(
    tx,
    failed.map(({ id }) => ({ id: Number(id) })),
  );
}

/**
 * A person writes again: notices since a moment that no chat of theirs could be given come to this
 * one after all. Returns how many.
 */
export async function restoreNotices(
  tx: Queryable,
  to: { personId: number; conversationId: number },
  options: { since: Date; notBefore: Date; expiresAt: Date },
): Promise<number> {
  const rows = await tx.execute(sql`
    update outbox o
    set status = 'pending', conversation_id = ${to.conversationId}, tried = '{}', error = null,
        attempts = 0, retry_at = null, native_message_id = null,
        message = o.message - 'replaces' - 'inChat',
        not_before = ${options.notBefore.toISOString()},
        expires_at = ${options.expiresAt.toISOString()}
    where o.status = 'failed' and o.kind = 'notice' and o.error like ${`${UNREACHABLE}%`}
      and o.created_at >= ${options.since.toISOString()}
      and o.conversation_id in (
        select a.conversation_id from accounts a where a.person_id = ${to.personId}
      )
    returning o.id`);
  return rows.length;
}
