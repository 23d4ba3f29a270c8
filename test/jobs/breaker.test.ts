import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { escapeText } from '../../core/messages/markup.ts';
import { lockConversation } from '../../db/queries/conversations.ts';
import { enqueue } from '../../db/queries/outbox.ts';
import { openOffice, type TestOffice } from '../support/office.ts';

const CHATS = 30;

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice({ demo: false });
});
afterAll(() => office.end());

test('an outage neither burns the attempts of what waits nor hammers the network', async () => {
  const { db, clock } = office;
  const { delivery, channel } = office.replica();
  for (let n = 0; n < CHATS; n++) {
    const key = { channel: 'web', nativeId: `${n}`, kind: 'private' as const, title: null };
    const { id: conversationId } = await lockConversation(db, key);
    const message = { text: escapeText('Thông báo') };
    await enqueue(db, { conversationId, kind: 'notice', message }, clock.now());
  }
  channel.answer(() => ({ outcome: 'retry', reason: 'ECONNREFUSED' }));
  expect(delivery.trouble()).toBeNull();
  delivery.start();
  await expect.poll(() => delivery.trouble()).toMatch(/ECONNREFUSED/);
  // The first handful and one trial after two seconds: the others were left in peace.
  await expect.poll(() => channel.tried.length, { timeout: 10_000 }).toBeGreaterThan(8);
  await delivery.stop();
  expect(channel.tried.length).toBeLessThanOrEqual(12);
  const [attempts] = await db.execute<{ sum: number; pending: number }>(sql`
    select sum(attempts)::int as sum, count(*) filter (where status = 'pending')::int as pending
    from outbox`);
  expect(attempts?.pending).toBe(CHATS);
  expect(attempts?.sum).toBeLessThanOrEqual(8);

  channel.answer(null);
  await db.execute(sql`update outbox set retry_at = null`);
  await delivery.drain();
  expect(delivery.trouble()).toBeNull();
  const [sent] = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from outbox where status = 'sent'`,
  );
  expect(sent?.n).toBe(CHATS);
});

test('who is tried in vain during a long outage, answer unknown, is not given up', async () => {
  const { db, clock } = office;
  await db.execute(sql`truncate outbox, reminder_marks`);
  const { delivery, channel } = office.replica();
  for (let n = 0; n < 6; n++) {
    const key = { channel: 'web', nativeId: `${n}`, kind: 'private' as const, title: null };
    const { id: conversationId } = await lockConversation(db, key);
    const message = { text: escapeText('Thông báo') };
    await enqueue(db, { conversationId, kind: 'notice', message }, clock.now());
  }
  channel.answer(() => ({ outcome: 'unknown', reason: 'HTTP 502' }));
  delivery.start();
  await expect.poll(() => channel.tried.length).toBe(6);
  // All said that they come again; the breaker is open, and the next trial is one of them.
  await db.execute(sql`update outbox set retry_at = null where status = 'pending'`);
  await expect.poll(() => channel.tried.length, { timeout: 10_000 }).toBeGreaterThan(6);
  await delivery.stop();
  expect(channel.tried.at(-1)?.message.again).toBe(true);
  const rows = await db.execute<{ status: string }>(sql`select distinct status from outbox`);
  expect([...rows]).toEqual([{ status: 'pending' }]);
});
