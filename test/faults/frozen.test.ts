import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import { killAll, startBot } from './bot-process.ts';
import { broadcast, noticesSeen, quietChats } from './broadcast.ts';
import { compareWithChats, settled } from './delivered.ts';
import { type FaultyOffice, faultyOffice } from './office.ts';
import { REPLICA } from './stormy-broadcast.ts';

const CHATS = 24;

let office: FaultyOffice;
afterEach(async () => {
  await killAll();
  await office.end();
});

test('a replica that slept, and was taken over from, sends nothing more of what it had in hand', async () => {
  office = await faultyOffice();
  const { db, telegram } = office;
  const variables = { ...office.variables, ...REPLICA };
  const chats = await quietChats(office, CHATS);
  const [sleeper] = await Promise.all([startBot(variables), startBot(variables)]);
  await broadcast(office, chats, [1, 2]);
  while (telegram.calls('sendMessage').length < 6) await sleep(1);

  process.kill(sleeper.pid, 'SIGSTOP');
  // Its sessions end, as when a machine is asleep for long; the other replica is back at once.
  await db.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name like 'tiendo%'
      and pid <> pg_backend_pid()`);
  await settled(office);
  process.kill(sleeper.pid, 'SIGCONT');
  // Awake again: it works on what is new, behind which nothing of the old may come.
  await broadcast(office, chats, [3]);
  await settled(office);
  await sleeper.terminate();

  const delivered = await compareWithChats(office);
  expect(delivered).toMatchObject({ due: 3 * CHATS, sent: 3 * CHATS, lost: 0 });
  // The one send that was under way.
  expect(delivered.doubled).toBeLessThanOrEqual(1);
  const outOfOrder = noticesSeen(office, chats).filter(
    (seen) => seen.join() !== seen.toSorted((a, b) => a - b).join(),
  );
  expect(outOfOrder.length).toBeLessThanOrEqual(1);
}, 60_000);
