import { and, eq, sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { inbox } from '../schema/index.ts';

/**
 * True when this update is new; a repeated delivery of the same key gives false. Either way it no
 * longer waits among the arrivals.
 */
export async function claimUpdate(
  tx: Queryable,
  key: { channel: string; updateKey: string },
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    with waited as (
      delete from arrivals where channel = ${key.channel} and update_key = ${key.updateKey}
    )
    insert into inbox (channel, update_key, received_at)
    values (${key.channel}, ${key.updateKey}, ${now.toISOString()})
    on conflict do nothing returning channel`);
  return rows.length > 0;
}

/** True when an update with this key has been handled. */
export async function isClaimed(
  db: Queryable,
  key: { channel: string; updateKey: string },
): Promise<boolean> {
  const rows = await db
    .select({ key: inbox.updateKey })
    .from(inbox)
    .where(and(eq(inbox.channel, key.channel), eq(inbox.updateKey, key.updateKey)));
  return rows.length > 0;
}

/** Notes that an update could not be handled, so that it is not tried for ever. */
export async function recordFailure(
  tx: Queryable,
  key: { channel: string; updateKey: string },
  failure: string,
): Promise<void> {
  await tx
    .update(inbox)
    .set({ failure })
    .where(and(eq(inbox.channel, key.channel), eq(inbox.updateKey, key.updateKey)));
}
