import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { IncomingHandler } from '../../core/messages/channel.ts';
import type { Incoming } from '../../core/messages/message.ts';
import type { Db } from '../../db/client.ts';
import { openPresence } from '../../db/presence.ts';
import { arrivalsWaiting } from '../../db/queries/arrivals.ts';
import { claimUpdate } from '../../db/queries/inbox.ts';
import { type Arrivals, createArrivals } from '../../jobs/arrivals.ts';
import { createLog } from '../../log.ts';
import { openOffice, type TestOffice } from '../support/office.ts';

let office: TestOffice;
let db: Db;
const running: { stop(): Promise<void> }[] = [];
beforeAll(async () => {
  office = await openOffice({ demo: false });
  db = office.db;
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
  await db.execute(sql`truncate arrivals, inbox`);
});
afterAll(() => office.end());

let serial = 0;
function said(chat: string, text: string): Incoming {
  serial += 1;
  return {
    channel: 'telegram',
    updateKey: String(serial),
    conversation: { id: chat, kind: 'private', title: null },
    sender: { id: chat, name: '' },
    content: { type: 'text', text },
    addressed: true,
  };
}

const wordsOf = ({ content }: Incoming) => (content.type === 'text' ? content.text : content.type);

/** One process; `handle` comes between the taking and the key's going into the inbox. */
function desk(handle: IncomingHandler = async () => {}): Arrivals & { heard: string[] } {
  const heard: string[] = [];
  const presence = openPresence(office.url);
  const arrivals = createArrivals({
    db,
    clock: office.clock,
    channel: 'telegram',
    presence,
    log: createLog('silent'),
    async handle(update) {
      await handle(update);
      if (await claimUpdate(db, update, office.clock.now())) heard.push(wordsOf(update));
    },
  });
  running.push({
    async stop() {
      await arrivals.stop();
      await presence.close();
    },
  });
  return { ...arrivals, heard };
}

async function handled(): Promise<void> {
  await expect.poll(async () => (await arrivalsWaiting(db)).count, { timeout: 20_000 }).toBe(0);
}

it('is stored before it is handled, and handled in order within a chat while others go on', async () => {
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const one = desk(async (update) => {
    if (wordsOf(update) === 'a1') await held;
  });
  one.start();
  for (const text of ['a1', 'a2', 'a3']) await one.take(said('a', text));
  await one.take(said('b', 'b1'));
  await expect.poll(() => one.heard).toEqual(['b1']);
  expect((await arrivalsWaiting(db)).count).toBe(3);
  release();
  await handled();
  expect(one.heard).toEqual(['b1', 'a1', 'a2', 'a3']);
});

it('is handled once, however often it is delivered: while it waits and afterwards', async () => {
  const one = desk();
  const update = said('a', 'once');
  await one.take(update);
  await one.take(update);
  expect((await arrivalsWaiting(db)).count).toBe(1);
  one.start();
  await handled();
  await one.take(update);
  expect((await arrivalsWaiting(db)).count).toBe(0);
  expect(one.heard).toEqual(['once']);
});

it('is taken over, in order, when the process that stored it is gone', async () => {
  const dead = desk();
  for (const text of ['a1', 'a2']) await dead.take(said('a', text));
  const other = desk();
  other.start();
  await handled();
  expect(other.heard).toEqual(['a1', 'a2']);
});

it('has one effect when two processes have it in hand at the same time', async () => {
  let begun = 0;
  const both = async () => {
    begun += 1;
    await expect.poll(() => begun, { timeout: 20_000 }).toBe(2);
  };
  const [one, other] = [desk(both), desk(both)];
  one.start();
  await one.take(said('a', 'hello'));
  await expect.poll(() => begun).toBe(1);
  await db.execute(sql`update arrivals set lease_until = clock_timestamp()`);
  other.start();
  await handled();
  await Promise.all(running.splice(0).map((desk) => desk.stop()));
  expect([...one.heard, ...other.heard]).toEqual(['hello']);
});

it('waits for another try after trouble, its chat with it, and keeps any character', async () => {
  let tries = 0;
  const odd = 'a\u0000b\ud800 "\\';
  const one = desk(async (update) => {
    if (update.conversation.id !== 'a') return;
    tries += 1;
    if (tries === 1) throw new Error('database away');
  });
  one.start();
  await one.take(said('a', odd));
  await one.take(said('a', 'second'));
  await one.take(said('b', 'other'));
  await handled();
  expect(one.heard).toEqual(['other', odd, 'second']);
});

it('keeps what is said in a new group behind the news that the group moved there', async () => {
  const one = desk();
  const moved: Incoming = { ...said('old', ''), content: { type: 'moved', to: 'new' } };
  await one.take(moved);
  await one.take(said('new', 'hello'));
  one.start();
  await handled();
  expect(one.heard).toEqual(['moved', 'hello']);
});

it('passes over what no database can hold, and goes on', async () => {
  const one = desk();
  one.start();
  await one.take(said('a\u0000', 'never'));
  await one.take(said('a', 'hello'));
  await handled();
  expect(one.heard).toEqual(['hello']);
});
