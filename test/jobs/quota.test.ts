import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { escapeText } from '../../core/messages/markup.ts';
import { openPresence, type Presence } from '../../db/presence.ts';
import { lockConversation } from '../../db/queries/conversations.ts';
import { enqueue } from '../../db/queries/outbox.ts';
import { usageOf } from '../../db/queries/usage.ts';
import type { OutboxKind } from '../../db/schema/index.ts';
import { createDelivery } from '../../jobs/delivery.ts';
import { isQuotaTight, spendQuota } from '../../jobs/quota.ts';
import { createLog } from '../../log.ts';
import { openOffice, type TestOffice } from '../support/office.ts';
import { recordingChannel } from '../support/recording-channel.ts';
import { at, VIETNAM } from '../support/vietnam.ts';

const channel = {
  ...recordingChannel({ quota: { messagesAMonth: 10, people: 5 } }),
  name: 'metered',
};

let office: TestOffice;
let presence: Presence;
beforeAll(async () => {
  office = await openOffice();
  presence = openPresence(office.url);
});
afterAll(async () => {
  await presence.close();
  await office.end();
});

const deps = () => ({
  db: office.db,
  clock: office.clock,
  timeZone: VIETNAM,
  log: createLog('silent'),
});

async function spend(times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) await spendQuota(deps(), channel);
}

async function warnings(): Promise<string[]> {
  const rows = await office.db.execute<{ chat: string; text: string }>(sql`
    select c.native_id as chat, o.message ->> 'text' as text from outbox o
    join conversations c on c.id = o.conversation_id
    where o.kind = 'notice' and o.message ->> 'text' like '%gói Zalo%' order by 1`);
  return rows.map(({ chat, text }) => `${chat}: ${text.slice(0, 60)}`);
}

it('tells admins and coordinators once, at 80 % of the month', async () => {
  // Late at night: nobody is woken for this.
  office.clock.set(at('2023-02-27T23:00'));
  await spend(7);
  expect(await warnings()).toEqual([]);
  await spend(2);
  const told = await warnings();
  expect(new Set(told).size).toBe(told.length);
  expect(told.find((one) => one.startsWith('cqtt-cchc: '))).toContain(
    '02/2023, tôi đã gửi 8 trên 10',
  );
  const [first] = await office.db.execute<{ at: string }>(sql`
    select to_char(not_before at time zone ${VIETNAM}, 'YYYY-MM-DD HH24:MI') as at
    from outbox where message ->> 'text' like '%gói Zalo%'`);
  expect(first?.at).toBe('2023-02-28 08:00');
});

it('counts the people of this channel and no others', async () => {
  const identity = { channel: 'metered', nativeId: 'an', kind: 'private', title: null } as const;
  await office.db.transaction((tx) => lockConversation(tx, identity));
  const [usage] = await usageOf(office.db, '2023-02');
  expect(usage).toMatchObject({ channel: 'metered', people: 1, peopleLimit: 5 });
});

it('keeps the last tenth for replies and reminders, until the next month', async () => {
  expect(await isQuotaTight(deps(), channel)).toBe(true);
  const kinds: OutboxKind[] = ['summary', 'notice', 'digest', 'reply'];
  for (const kind of kinds) {
    const key = { channel: channel.name, nativeId: kind, kind: 'private' as const, title: null };
    const { id } = await lockConversation(office.db, key);
    const message = { text: escapeText(kind) };
    await enqueue(office.db, { conversationId: id, kind, message }, office.clock.now());
  }
  const delivery = createDelivery({
    ...deps(),
    channel,
    presence,
    isTight: () => isQuotaTight(deps(), channel),
  });
  await delivery.drain();
  const sent = () => channel.tried.map(({ message }) => String(message.text)).sort();
  expect(sent()).toEqual(['digest', 'reply']);
  office.clock.set(at('2023-03-01T08:00'));
  await delivery.drain();
  expect(sent()).toEqual(['digest', 'notice', 'reply', 'summary']);
});
