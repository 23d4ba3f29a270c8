import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { SendResult } from '../../core/messages/channel.ts';
import { escapeText } from '../../core/messages/markup.ts';
import { lockConversation } from '../../db/queries/conversations.ts';
import {
  leaveAccount,
  leaveChat,
  leaveMessage,
  restoreNotices,
} from '../../db/queries/fall-over.ts';
import { enqueue, type NewMessage } from '../../db/queries/outbox.ts';
import { claimMessages } from '../../db/queries/outbox-claims.ts';
import { createPerson, linkAccount } from '../../db/queries/people.ts';
import { openOffice, type TestOffice } from '../support/office.ts';
import { recordingChannel } from '../support/recording-channel.ts';
import { at } from '../support/vietnam.ts';

const MORNING = at('2023-03-01');
const EVENING = at('2023-03-01T17:00');
const BLOCKED: SendResult = { outcome: 'unreachable', reason: 'blocked by the user' };

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice({ demo: false, now: '2023-03-01' });
});
afterEach(() =>
  office.db.transaction(async (tx) => {
    // The log is append-only, also for tests that begin anew.
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(
      sql`truncate persons, accounts, conversations, outbox, obligations, agencies restart identity cascade`,
    );
  }),
);
afterAll(() => office.end());

/** Somebody with an account on each of the channels, linked in this order; gives their chats. */
async function personOn(...channels: string[]): Promise<number[]> {
  const { id } = await createPerson(office.db, { code: null, name: 'Đầu mối' }, MORNING);
  const chats: number[] = [];
  for (const channel of channels) {
    const nativeId = `chat of ${id}`;
    const key = { channel, nativeId, kind: 'private' as const, title: null };
    const conversation = await lockConversation(office.db, key);
    const account = { personId: id, channel, nativeId, conversationId: conversation.id };
    await linkAccount(office.db, account, MORNING);
    chats.push(conversation.id);
  }
  return chats;
}

async function put(conversationId: number, text: string, over: Partial<NewMessage> = {}) {
  const message = { text: escapeText(text) };
  const item: NewMessage = { conversationId, kind: 'digest', message, ...over };
  const id = await enqueue(office.db, item, MORNING);
  if (id === null) throw new Error('not stored');
  return id;
}

function replicaOn(name: string) {
  const channel = { ...recordingChannel(), name };
  return office.replica({ channel });
}

interface Row {
  text: string;
  status: string;
  chat: number;
  tried: number[];
  again: string | null;
}

async function rows(): Promise<Row[]> {
  return [
    ...(await office.db.execute<Row & Record<string, unknown>>(sql`
      select message ->> 'text' as text, status, conversation_id as chat, tried,
        message ->> 'again' as again
      from outbox order by id`)),
  ];
}

it('brings what waits for a chat that was left to the next channel, once and in order; replies stay', async () => {
  const [telegram = 0, zalo = 0] = await personOn('telegram', 'zalo');
  await put(telegram, 'digest', { dedupeKey: 'digest:1:2023-03-01' });
  await put(telegram, 'notice', { kind: 'notice', notBefore: at('2023-03-02') });
  await put(telegram, 'summary', { kind: 'summary' });
  await put(telegram, 'later digest');
  await put(zalo, 'its own');
  await put(telegram, 'reply', { kind: 'reply', notBefore: at('2023-03-03') });
  const first = replicaOn('telegram');
  const second = replicaOn('zalo');
  first.channel.answer(() => BLOCKED);
  await first.delivery.drain();
  expect(first.channel.tried).toHaveLength(1);
  await second.delivery.drain();
  const { texts } = second.channel;
  expect(texts(`chat of 1`)).toEqual(['digest', 'later digest', 'its own', 'summary']);
  expect(await rows()).toMatchObject([
    { text: 'digest', status: 'sent', chat: zalo, tried: [telegram], again: null },
    { text: 'notice', status: 'pending', chat: zalo, tried: [telegram] },
    { text: 'summary', status: 'sent', tried: [telegram] },
    { text: 'later digest', status: 'sent', tried: [telegram] },
    { text: 'its own', status: 'sent', tried: [] },
    { text: 'reply', status: 'failed', chat: telegram, tried: [] },
  ]);
});

it('never comes back to where it was tried, and then counts as untold', async () => {
  const [telegram = 0, zalo = 0] = await personOn('telegram', 'zalo');
  const id = await put(telegram, 'digest');
  await office.db.execute(sql`
    with a as (
      insert into agencies (code, name, short_name, level, kind)
      values ('a', 'A', 'A', 'district', 'department') returning id
    ), o as (
      insert into obligations (agency_id, source_kind, occurrence, title, needs_document,
        deadline_words, created_at)
      select id, 'request', '1', 'Việc', false, '', now() from a returning id
    )
    insert into reminder_marks (obligation_id, person_id, rung, told_on, outbox_id)
    select o.id, 1, 'T-1', '2023-03-01', ${id} from o`);
  const marks = async () => (await office.db.execute(sql`select * from reminder_marks`)).length;
  const [one, two] = [replicaOn('telegram'), replicaOn('zalo')];
  one.channel.answer(() => ({ outcome: 'rejected', reason: 'too long' }));
  two.channel.answer(() => ({ outcome: 'rejected', reason: 'too long' }));
  await one.delivery.drain();
  expect(await marks()).toBe(1);
  for (const { delivery } of [two, one, two]) await delivery.drain();
  expect([one, two].map(({ channel }) => channel.tried.length)).toEqual([1, 1]);
  expect(await rows()).toMatchObject([{ status: 'failed', chat: zalo, tried: [telegram] }]);
  expect(await marks()).toBe(0);
});

it('says so on the next channel where nobody knows whether it arrived', async () => {
  const [telegram = 0, zalo = 0] = await personOn('telegram', 'zalo');
  await put(telegram, 'notice', { kind: 'notice' });
  const one = replicaOn('telegram');
  one.channel.answer(() => ({ outcome: 'unknown', reason: 'timeout' }));
  for (let time = 0; time < 2; time += 1) {
    one.delivery.start();
    await one.delivery.stop();
    await office.db.execute(sql`update outbox set retry_at = clock_timestamp()`);
  }
  expect(one.channel.tried).toHaveLength(2);
  expect(await rows()).toMatchObject([
    { status: 'pending', chat: zalo, tried: [telegram], again: 'true' },
  ]);
});

it('fails as ever where there is no other channel, none that runs, or none that is reachable', async () => {
  const [alone = 0] = await personOn('telegram');
  const [other = 0] = await personOn('telegram', 'zalo_oa');
  const [gone = 0, left = 0] = await personOn('telegram', 'zalo');
  await office.db.execute(
    sql`update conversations set unreachable_since = now() where id = ${left}`,
  );
  for (const chat of [alone, other, gone]) {
    const id = await put(chat, 'digest');
    const options = { reason: 'x', now: MORNING, channels: ['telegram', 'zalo'] };
    await office.db.execute(sql`update outbox set status = 'sending', holder = 7 where id = ${id}`);
    const { moved } = await leaveChat(office.db, { id, holder: 7, conversationId: chat }, options);
    expect(moved).toBe(0);
  }
  expect((await rows()).map(({ status }) => status)).toEqual(['failed', 'failed', 'failed']);
});

it('goes where the person prefers to be written to', async () => {
  const [telegram = 0, , oa = 0] = await personOn('telegram', 'zalo', 'zalo_oa');
  await office.db.execute(sql`update persons set preferred_channel = 'zalo_oa'`);
  const id = await put(telegram, 'digest');
  await office.db.execute(sql`update outbox set status = 'sending', holder = 7 where id = ${id}`);
  const item = { id, holder: 7, conversationId: telegram };
  await leaveMessage(office.db, item, { reason: 'x', again: false });
  expect(await rows()).toMatchObject([{ status: 'pending', chat: oa }]);
});

it('a replica that lost the message moves nothing, nor what another has in hand', async () => {
  const [telegram = 0, zalo = 0] = await personOn('telegram', 'zalo');
  const id = await put(telegram, 'in hand');
  await put(telegram, 'waits');
  const claim = { channel: 'telegram', officeNow: MORNING, limit: 1, leaseSeconds: 60 };
  const [held] = await claimMessages(office.db, { ...claim, holder: 1, inHand: [], gone: [] });
  expect(held?.id).toBe(id);
  const mistaken = { id, holder: 2, conversationId: telegram };
  const options = { reason: 'late', again: false, now: MORNING };
  expect(await leaveMessage(office.db, mistaken, options)).toEqual({ moved: 0 });
  expect(await rows()).toMatchObject([{ status: 'sending' }, { status: 'pending' }]);
  // Both learn at once that the chat is gone; each moves what is its own to move, once.
  const results = await Promise.all(
    [1, 2].map((holder) => leaveChat(office.db, { ...mistaken, holder }, options)),
  );
  expect(results.reduce((sum, { moved }) => sum + moved, 0)).toBe(2);
  expect(await rows()).toMatchObject([
    { status: 'pending', chat: zalo, tried: [telegram] },
    { status: 'pending', chat: zalo, tried: [telegram] },
  ]);
});

it('gives back the notices of the last month to whoever writes again, and nothing else', async () => {
  const [telegram = 0, zalo = 0] = await personOn('telegram', 'zalo');
  await put(telegram, 'old notice', { kind: 'notice' });
  await office.db.execute(sql`update outbox set created_at = '2023-01-01'`);
  await put(telegram, 'notice', { kind: 'notice' });
  await put(telegram, 'digest');
  await put(zalo, 'rejected', { kind: 'notice' });
  const two = replicaOn('zalo');
  const one = replicaOn('telegram');
  two.channel.answer(() => ({ outcome: 'rejected', reason: 'too long' }));
  await office.db.execute(
    sql`update outbox set tried = array[${telegram}]::int[] where conversation_id = ${zalo}`,
  );
  await two.delivery.drain();
  one.channel.answer(() => BLOCKED);
  two.channel.answer(() => BLOCKED);
  await one.delivery.drain();
  await two.delivery.drain();
  expect((await rows()).map(({ status }) => status)).toEqual(Array(4).fill('failed'));
  const to = { personId: 1, conversationId: telegram };
  const when = { since: at('2023-02-01'), notBefore: MORNING, expiresAt: EVENING };
  expect(await restoreNotices(office.db, to, when)).toBe(1);
  expect(await restoreNotices(office.db, to, when)).toBe(0);
  expect((await rows())[1]).toMatchObject({
    text: 'notice',
    status: 'pending',
    chat: telegram,
    tried: [],
  });
});

it('what waits for an account that is given up goes to another of the person', async () => {
  const [telegram = 0, zalo = 0] = await personOn('telegram', 'zalo');
  await put(telegram, 'reply', { kind: 'reply' });
  await put(telegram, 'digest');
  expect(await office.db.transaction((tx) => leaveAccount(tx, telegram))).toEqual({ moved: 1 });
  expect(await rows()).toMatchObject([{ chat: telegram }, { chat: zalo }]);
});
