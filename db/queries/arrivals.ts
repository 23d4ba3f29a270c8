import { sql } from 'drizzle-orm';
import type { Incoming } from '../../core/messages/message.ts';
import type { Queryable } from '../client.ts';

/** Seconds a process has for handling what it took before another one takes it too. */
const LEASE = sql`interval '5 seconds'`;

/** An update that waits, and the chat within which order is kept. */
export interface Arrival {
  chat: string;
  update: Incoming;
}

/** Keeps an update until it is handled; one that is kept or was handled already changes nothing. */
export async function storeArrival(db: Queryable, update: Incoming, holder: number): Promise<void> {
  const { channel, updateKey, conversation, content } = update;
  // Nothing said in the group's new chat overtakes the news that it moved there.
  const chat = content.type === 'moved' ? content.to : conversation.id;
  await db.execute(sql`
    insert into arrivals (channel, update_key, chat, incoming, holder, lease_until)
    select ${channel}, ${updateKey}, ${chat}, ${JSON.stringify(update)},
           ${holder}::int, clock_timestamp() + ${LEASE}
    where not exists (
      select from inbox where channel = ${channel} and update_key = ${updateKey})
    on conflict do nothing`);
}

/**
 * Takes up to `limit` updates for handling: the oldest of each chat that is not among `inHand`, its
 * own ones and those another process has kept for too long. Handling the same update twice is
 * prevented elsewhere, by its key (`claimUpdate`); here processes only keep out of each other's way.
 */
export async function takeArrivals(
  db: Queryable,
  options: { channel: string; holder: number; inHand: readonly string[]; limit: number },
): Promise<Arrival[]> {
  const { channel, holder, inHand, limit } = options;
  const rows = await db.execute<{ id: string; chat: string; incoming: string }>(sql`
    with head as (
      select a.id from arrivals a
      where a.channel = ${channel}
        and a.chat not in (select jsonb_array_elements_text(${JSON.stringify(inHand)}::jsonb))
        and (a.holder = ${holder} or a.lease_until <= clock_timestamp())
        and not exists (
          select from arrivals b where b.channel = a.channel and b.chat = a.chat and b.id < a.id)
      order by a.id
      limit ${limit}
      for update of a skip locked
    )
    update arrivals a set holder = ${holder}, lease_until = clock_timestamp() + ${LEASE}
    from head where a.id = head.id
    returning a.id, a.chat, a.incoming`);
  return rows
    .sort((a, b) => Number(a.id) - Number(b.id))
    .map(({ chat, incoming }) => ({ chat, update: JSON.parse(incoming) as Incoming }));
}

/** Lets one go that can never be handled. */
export async function forgetArrival(
  db: Queryable,
  { channel, updateKey }: { channel: string; updateKey: string },
): Promise<void> {
  await db.execute(
    sql`delete from arrivals where channel = ${channel} and update_key = ${updateKey}`,
  );
}

/** What waits to be handled, and for how many seconds the oldest has. */
export async function arrivalsWaiting(
  db: Queryable,
): Promise<{ count: number; oldestSeconds: number }> {
  const [row] = await db.execute<{ count: number; oldest: number }>(sql`
    select count(*)::int as count,
           coalesce(extract(epoch from clock_timestamp() - min(arrived_at)), 0)::int as oldest
    from arrivals`);
  return { count: row?.count ?? 0, oldestSeconds: row?.oldest ?? 0 };
}
