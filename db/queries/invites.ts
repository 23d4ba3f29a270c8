import { and, count, eq, gt, isNull } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { inviteFailures, invites } from '../schema/index.ts';

export type InviteRow = typeof invites.$inferSelect;

export async function storeInvite(
  tx: Queryable,
  invite: Omit<typeof invites.$inferInsert, 'id'>,
): Promise<number> {
  const [row] = await tx.insert(invites).values(invite).returning({ id: invites.id });
  if (!row) throw new Error('invite was not stored');
  return row.id;
}

/** The invite of a code hash, locked, whatever its condition. */
export async function lockInvite(tx: Queryable, codeHash: string): Promise<InviteRow | null> {
  const [row] = await tx.select().from(invites).where(eq(invites.codeHash, codeHash)).for('update');
  return row ?? null;
}

export async function markInviteUsed(
  tx: Queryable,
  inviteId: number,
  personId: number,
  now: Date,
): Promise<void> {
  await tx
    .update(invites)
    .set({ usedAt: now, usedBy: personId })
    .where(and(eq(invites.id, inviteId), isNull(invites.usedAt)));
}

export async function recordInviteFailure(
  tx: Queryable,
  account: { channel: string; nativeId: string },
  now: Date,
): Promise<void> {
  await tx.insert(inviteFailures).values({ ...account, at: now });
}

/** Wrong codes an account has typed since a moment. */
export async function inviteFailuresSince(
  tx: Queryable,
  account: { channel: string; nativeId: string },
  since: Date,
): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(inviteFailures)
    .where(
      and(
        eq(inviteFailures.channel, account.channel),
        eq(inviteFailures.nativeId, account.nativeId),
        gt(inviteFailures.at, since),
      ),
    );
  return row?.n ?? 0;
}

/** Wrong codes that all accounts of a channel together have sent since a moment. */
export async function inviteFailuresOnSince(
  tx: Queryable,
  channel: string,
  since: Date,
): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(inviteFailures)
    .where(and(eq(inviteFailures.channel, channel), gt(inviteFailures.at, since)));
  return row?.n ?? 0;
}
