import type { Logger } from 'pino';
import type { Channel } from '../core/messages/channel.ts';
import { isTight, runsShort } from '../core/messages/quota.ts';
import type { Clock } from '../core/time/clock.ts';
import { localDateAt } from '../core/time/zone.ts';
import type { Db, Tx } from '../db/client.ts';
import { enqueue } from '../db/queries/outbox.ts';
import { currentMembers } from '../db/queries/people.ts';
import { claimWarning, countMessage, messagesIn, type UsageRow } from '../db/queries/usage.ts';
import { describeError } from '../db/trouble.ts';
import { translator } from '../locales/index.ts';
import { noticeTimes } from '../office/hours.ts';

export interface QuotaDeps {
  db: Db;
  clock: Clock;
  timeZone: string;
  log: Logger;
}

type Metered = Pick<Channel, 'name' | 'capabilities'>;

/** "2026-10": the month a quota is counted in, by office time. */
export function quotaMonth(now: Date, timeZone: string): string {
  return localDateAt(now, timeZone).slice(0, 7);
}

/**
 * Counts a message of a channel with a quota, and tells admins and coordinators once a month when
 * it runs short. Never rejects: a message that was sent is not sent again for want of a count.
 */
export async function spendQuota(deps: QuotaDeps, channel: Metered): Promise<void> {
  const { quota } = channel.capabilities;
  if (!quota) return;
  const now = deps.clock.now();
  const month = quotaMonth(now, deps.timeZone);
  try {
    await deps.db.transaction(async (tx) => {
      const usage = await countMessage(tx, { channel: channel.name, month, quota });
      if (!runsShort(usage.messages, quota) || usage.warnedAt !== null) return;
      if (await claimWarning(tx, usage, now)) await warn(deps, tx, usage, now);
    });
  } catch (error) {
    deps.log.error({ error: describeError(error) }, 'message not counted against the quota');
  }
}

async function warn(deps: QuotaDeps, tx: Tx, usage: UsageRow, now: Date): Promise<void> {
  const { notBefore } = await noticeTimes(tx, now, deps.timeZone);
  const told = new Set<number>();
  for (const { personId, role, locale, conversationId, unreachable } of await currentMembers(tx)) {
    if (role !== 'admin' && role !== 'coordinator') continue;
    if (conversationId === null || unreachable || told.has(personId)) continue;
    told.add(personId);
    const text = translator(locale)('quota.short', {
      used: usage.messages,
      limit: usage.messageLimit,
      month: `${usage.month.slice(5)}/${usage.month.slice(0, 4)}`,
    });
    await enqueue(tx, { conversationId, kind: 'notice', message: { text }, notBefore }, now);
  }
  deps.log.warn({ channel: usage.channel, used: usage.messages }, 'quota runs short');
}

/** Whether the rest of the month's messages is for replies and reminders only. */
export async function isQuotaTight(deps: QuotaDeps, channel: Metered): Promise<boolean> {
  const { quota } = channel.capabilities;
  if (!quota) return false;
  const month = quotaMonth(deps.clock.now(), deps.timeZone);
  return isTight(await messagesIn(deps.db, channel.name, month), quota);
}
