import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { startBot } from './bot-process.ts';
import { broadcast, noticesSeen, quietChats } from './broadcast.ts';
import { compareWithChats, type Delivered, settled } from './delivered.ts';
import type { FaultyOffice } from './office.ts';
import { patience, worstDelay } from './size.ts';

/** Nobody listens there, and long polling is for one process only. */
export const REPLICA = {
  TELEGRAM_WEBHOOK_URL: 'https://127.0.0.1:9/telegram/webhook',
  TELEGRAM_WEBHOOK_SECRET: 'secret-of-the-test',
};

/**
 * Two replicas send a broadcast while something strikes at random instants of it. Checks that every
 * chat got every notice in order. @returns the figures
 */
export async function broadcastThrough(
  office: FaultyOffice,
  storm: {
    chats: number;
    notices: number;
    strikes: number;
    strike(n: number): Promise<void>;
    random(): number;
    /** Of the replicas, where it is not the office's. */
    databaseUrl?: string;
  },
): Promise<Delivered & { worstDelayMs: number }> {
  const { telegram } = office;
  const chats = await quietChats(office, storm.chats);
  const variables = {
    ...office.variables,
    ...REPLICA,
    DATABASE_URL: storm.databaseUrl ?? office.databaseUrl,
  };
  const bots = await Promise.all([startBot(variables), startBot(variables)]);
  const notices = Array.from({ length: storm.notices }, (_, n) => n + 1);
  await broadcast(office, chats, notices);
  const due = chats.length * notices.length;
  const sends = () => telegram.calls('sendMessage').length;
  for (let n = 0; n < storm.strikes; n += 1) {
    const until = Math.floor(((n + storm.random()) / storm.strikes) * due);
    while (sends() < until) await sleep(1);
    // Half of the time while that very send is under way.
    await sleep(storm.random() < 0.5 ? 0 : storm.random() * 40);
    await storm.strike(n);
  }
  await settled(office, patience(60_000));
  const delivered = await compareWithChats(office);
  expect(delivered).toMatchObject({ due, sent: due, lost: 0 });
  for (const seen of noticesSeen(office, chats)) {
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect([...new Set(seen)]).toEqual(notices);
  }
  expect(bots.map((bot) => bot.exitCode())).toEqual([null, null]);
  return { ...delivered, worstDelayMs: await worstDelay(office.db) };
}
