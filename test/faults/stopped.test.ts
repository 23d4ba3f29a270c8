import { setTimeout as sleep } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import { outbox } from '../../db/schema/index.ts';
import { killAll, startBot } from './bot-process.ts';
import { broadcast, noticesSeen, quietChats } from './broadcast.ts';
import { compareWithChats, settled } from './delivered.ts';
import { type FaultyOffice, faultyOffice } from './office.ts';

let office: FaultyOffice;
afterEach(async () => {
  await killAll();
  await office.end();
}, 90_000);

test('SIGTERM in the middle of a broadcast ends in good order, and the rest goes out later', async () => {
  office = await faultyOffice();
  const { db, telegram } = office;
  const chats = await quietChats(office, 50);
  const bot = await startBot(office.variables);
  await broadcast(office, chats, [1]);
  while (telegram.calls('sendMessage').length < 15) await sleep(1);

  const { code, ms } = await bot.terminate();
  expect(code).toBe(0);
  expect(ms).toBeLessThan(5_000);
  expect(await db.$count(outbox, eq(outbox.status, 'sending'))).toBe(0);
  expect(await db.$count(outbox, eq(outbox.status, 'pending'))).toBeGreaterThan(0);

  await startBot(office.variables);
  await settled(office);
  expect(await compareWithChats(office)).toEqual({ due: 50, sent: 50, lost: 0, doubled: 0 });
}, 90_000);

test('SIGTERM does not wait for an answer that never comes', async () => {
  office = await faultyOffice();
  const { telegram } = office;
  const chats = await quietChats(office, 3);
  telegram.breaks({ kind: 'hang' }, { method: 'sendMessage', chat: chats[1] ?? 0 });
  const bot = await startBot(office.variables);
  await broadcast(office, chats, [1]);
  await telegram.chat(chats[2] ?? 0).hears(/1/);

  const { code, ms } = await bot.terminate();
  expect(code).toBe(0);
  expect(ms).toBeLessThan(5_000);

  await startBot(office.variables);
  await settled(office);
  expect(noticesSeen(office, chats)).toEqual([[1], [1], [1]]);
}, 90_000);
