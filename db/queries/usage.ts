import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Quota } from '../../core/messages/channel.ts';
import type { Queryable } from '../client.ts';
import { channelUsage, conversations } from '../schema/index.ts';

export type UsageRow = typeof channelUsage.$inferSelect;

/** One message more of the month's; says how many there are now. */
export async function countMessage(
  tx: Queryable,
  { channel, month, quota }: { channel: string; month: string; quota: Quota },
): Promise<UsageRow> {
  const limits = { messageLimit: quota.messagesAMonth, peopleLimit: quota.people };
  const [row] = await tx
    .insert(channelUsage)
    .values({ channel, month, messages: 1, ...limits })
    .onConflictDoUpdate({
      target: [channelUsage.channel, channelUsage.month],
      set: { messages: sql`${channelUsage.messages} + 1`, ...limits },
    })
    .returning();
  if (!row) throw new Error('the usage of a channel was not counted');
  return row;
}

/** Messages of a month; 0 before the first. */
export async function messagesIn(db: Queryable, channel: string, month: string): Promise<number> {
  const [row] = await db
    .select({ messages: channelUsage.messages })
    .from(channelUsage)
    .where(and(eq(channelUsage.channel, channel), eq(channelUsage.month, month)));
  return row?.messages ?? 0;
}

/** True for the first caller in a month: it is to tell people. */
export async function claimWarning(
  tx: Queryable,
  { channel, month }: { channel: string; month: string },
  now: Date,
): Promise<boolean> {
  const rows = await tx
    .update(channelUsage)
    .set({ warnedAt: now })
    .where(
      and(
        eq(channelUsage.channel, channel),
        eq(channelUsage.month, month),
        isNull(channelUsage.warnedAt),
      ),
    )
    .returning({ channel: channelUsage.channel });
  return rows.length > 0;
}

/** What each channel with a quota has used in a month, and how many people have written there. */
export async function usageOf(
  db: Queryable,
  month: string,
): Promise<(UsageRow & { people: number })[]> {
  // The table is named: a bare column of a select from one table would be the inner one's.
  const people = sql<number>`(
    select count(*)::int from ${conversations} c
    where c.channel = ${channelUsage}.channel and c.kind = 'private')`;
  const rows = await db
    .select({ usage: channelUsage, people })
    .from(channelUsage)
    .where(eq(channelUsage.month, month))
    .orderBy(asc(channelUsage.channel));
  return rows.map((row) => ({ ...row.usage, people: row.people }));
}
