import { sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import type { OutboxKind } from '../schema/index.ts';
import { UNREACHABLE } from './fall-over.ts';

/** Begins the reason of a message given up because its last permitted try failed. */
export const USED_UP = 'tries used up: ';
/** Begins the reason of a message that may have arrived: no answer came. */
export const UNKNOWN = 'unknown outcome: ';

export type DeadLetterCause = 'unreachable' | 'unknown' | 'used_up' | 'rejected';

/** A message that was given up everywhere; never its text. */
export interface DeadLetter {
  id: number;
  kind: OutboxKind;
  cause: DeadLetterCause;
  /** Office time at which it was put in line. */
  createdAt: Date;
  channel: string;
  /** The person whose private chat it was for, or null for a group and for strangers. */
  personId: number | null;
  /** Of the person, or of the group. */
  name: string;
  /** Every agency the person has a role in now, or the one the group is registered for. */
  agencies: { id: number; name: string }[];
  /** The chat it would go to now: its own, or for all but replies the person's next; null = none. */
  nextChat: number | null;
}

/** What was given up since a moment, the newest first. What nobody of the office stands behind has no agency. */
export async function deadLetters(
  tx: Queryable,
  options: { since: Date; channels?: readonly string[] },
): Promise<DeadLetter[]> {
  const { channels } = options;
  const runs = channels ? sql`and oc.channel = any(${`{${channels.join(',')}}`}::text[])` : sql``;
  const rows = await tx.execute<{
    id: string;
    kind: OutboxKind;
    error: string | null;
    created_at: string;
    channel: string;
    person_id: number | null;
    name: string | null;
    agencies: { id: number; name: string }[] | null;
    next_chat: number | null;
  }>(sql`
    select o.id, o.kind, o.error, o.created_at, c.channel, p.id as person_id,
      coalesce(p.name, c.title) as name,
      (select json_agg(distinct jsonb_build_object('id', a.id, 'name', a.short_name))
       from agencies a
       where (c.kind = 'group' and a.id = c.scope_agency_id)
          or a.id in (select m.agency_id from memberships m
                      where m.person_id = p.id and m.ended_at is null)) as agencies,
      case when c.unreachable_since is null then c.id
           when o.kind <> 'reply' and c.kind = 'private' then (
             select oc.id from accounts oa
             join conversations oc on oc.id = oa.conversation_id
             where oa.person_id = p.id and oc.kind = 'private' and oc.unreachable_since is null
               ${runs}
             order by (oa.channel = p.preferred_channel) desc nulls last, oa.linked_at, oa.id
             limit 1)
      end as next_chat
    from outbox o
    join conversations c on c.id = o.conversation_id
    left join lateral (
      select a.person_id from accounts a where a.conversation_id = c.id order by a.id desc limit 1
    ) mine on c.kind = 'private'
    left join persons p on p.id = mine.person_id
    where o.status = 'failed' and o.created_at >= ${options.since.toISOString()}
    order by o.id desc`);
  return rows.map((row) => ({
    id: Number(row.id),
    kind: row.kind,
    cause: causeOf(row.error ?? ''),
    createdAt: new Date(row.created_at),
    channel: row.channel,
    personId: row.person_id,
    name: row.name ?? '',
    agencies: row.agencies ?? [],
    nextChat: row.next_chat,
  }));
}

function causeOf(error: string): DeadLetterCause {
  if (error.startsWith(UNREACHABLE) || error === 'account removed') return 'unreachable';
  if (error.startsWith(UNKNOWN)) return 'unknown';
  return error.startsWith(USED_UP) ? 'used_up' : 'rejected';
}

/**
 * Puts a message that was given up in line again, as new; false when somebody else already did or
 * it was dropped. `again`: it may have arrived, so it says so. Without `notBefore` it goes at once.
 */
export async function resendMessage(
  tx: Queryable,
  id: number,
  to: { conversationId: number; again: boolean; notBefore: Date; expiresAt: Date | null },
): Promise<boolean> {
  const rows = await tx.execute(sql`
    update outbox
    set status = 'pending', conversation_id = ${to.conversationId}, tried = '{}', error = null,
      attempts = 0, retry_at = null, lease_until = null, holder = null, native_message_id = null,
      message = (message - 'replaces' - 'inChat') || ${to.again ? sql`'{"again": true}'::jsonb` : sql`'{}'::jsonb`},
      not_before = ${to.notBefore.toISOString()},
      expires_at = ${to.expiresAt === null ? null : to.expiresAt.toISOString()}
    where id = ${id} and status = 'failed'
    returning id`);
  return rows.length > 0;
}

/** A person decided that it need not be sent any more; its key stays, so that it does not come again. */
export async function dropMessage(tx: Queryable, id: number): Promise<boolean> {
  const rows = await tx.execute(sql`
    update outbox set status = 'dropped' where id = ${id} and status = 'failed' returning id`);
  return rows.length > 0;
}
