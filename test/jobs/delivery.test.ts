import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { escapeText } from '../../core/messages/markup.ts';
import { lockConversation } from '../../db/queries/conversations.ts';
import { enqueue, type NewMessage } from '../../db/queries/outbox.ts';
import { openOffice, type Replica, type TestOffice } from '../support/office.ts';
import { recordingChannel } from '../support/recording-channel.ts';
import { at } from '../support/vietnam.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice({ demo: false });
});
afterEach(() => office.db.execute(sql`truncate conversations, outbox restart identity cascade`));
afterAll(() => office.end());

async function chat(nativeId: string, kind: 'private' | 'group' = 'private'): Promise<number> {
  const { id } = await lockConversation(office.db, { channel: 'web', nativeId, kind, title: null });
  return id;
}

function put(conversationId: number, text: string, over: Partial<NewMessage> = {}) {
  const message = { text: escapeText(text) };
  const item: NewMessage = { conversationId, kind: 'reply', message, ...over };
  return enqueue(office.db, item, office.clock.now());
}

/** One look at the outbox, as a poll does; `drain` would wait until nothing is left. */
async function once(replica: Replica): Promise<string[]> {
  const before = replica.channel.tried.length;
  replica.delivery.start();
  await replica.delivery.stop();
  return replica.channel.tried.slice(before).map(({ message }) => message.text);
}

async function statuses(): Promise<Record<string, string>> {
  const rows = await office.db.execute<{ text: string; status: string }>(
    sql`select message ->> 'text' as text, status from outbox order by id`,
  );
  return Object.fromEntries(rows.map(({ text, status }) => [text, status]));
}

/** Lets machine time pass: what was set to end later has just ended. */
async function age(column: string, table = 'outbox'): Promise<void> {
  const [name, rows] = [sql.identifier(column), sql.identifier(table)];
  await office.db.execute(
    sql`update ${rows} set ${name} = clock_timestamp() - interval '1 second' where ${name} is not null`,
  );
}

describe('delivery', () => {
  beforeEach(() => office.clock.set(at('2023-03-01')));

  it('keeps the order in a chat, and answers before it reminds', async () => {
    const replica = office.replica();
    const a = await chat('a');
    const b = await chat('b');
    await put(a, 'summary', { kind: 'summary' });
    await put(a, 'digest', { kind: 'digest' });
    for (const text of ['one', 'two', 'three']) await put(a, text);
    await put(b, 'hello');
    await replica.delivery.drain();
    expect(replica.channel.texts('a')).toEqual(['one', 'two', 'three', 'digest', 'summary']);
    expect(replica.channel.texts('b')).toEqual(['hello']);
  });

  it('sends each message once with two processes at work, in order', async () => {
    const slow = recordingChannel();
    slow.answer(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      return { outcome: 'sent', messageId: 'x' };
    });
    const replicas = [office.replica({ channel: slow }), office.replica({ channel: slow })];
    const expected: Record<string, string[]> = {};
    for (let index = 0; index < 10; index++) {
      const name = `chat-${index}`;
      const id = await chat(name);
      expected[name] = ['1', '2', '3', '4', '5'];
      for (const text of expected[name]) await put(id, text);
    }
    await Promise.all(replicas.map(({ delivery }) => delivery.drain()));
    for (const [name, texts] of Object.entries(expected)) expect(slow.texts(name)).toEqual(texts);
    expect(slow.tried).toHaveLength(50);
  });

  it('stores a message with a dedupe key once', async () => {
    const id = await chat('a');
    const both = await Promise.all([1, 2].map(() => put(id, 'x', { dedupeKey: 'k' })));
    expect(both.filter((row) => row !== null)).toHaveLength(1);
  });

  it('waits until a message may be sent, and lets others pass meanwhile', async () => {
    const replica = office.replica();
    const id = await chat('a');
    await put(id, 'tomorrow', { kind: 'notice', notBefore: at('2023-03-02') });
    await put(id, 'too late', { kind: 'digest', expiresAt: at('2023-03-01T08:00') });
    await put(id, 'today', { kind: 'summary' });
    await replica.delivery.drain();
    expect(replica.channel.texts('a')).toEqual(['today']);
    office.clock.set(at('2023-03-02'));
    await replica.delivery.drain();
    expect(replica.channel.texts('a')).toEqual(['today', 'tomorrow']);
  });
});

describe('trouble on the way', () => {
  it('tries again after a growing pause, never past the message that waits', async () => {
    const replica = office.replica();
    const id = await chat('a');
    await put(id, 'first');
    await put(id, 'second');
    replica.channel.answer(() => ({ outcome: 'retry', reason: 'ETIMEDOUT' }));
    // The attempt, and the least seconds until the next: doubling from one, never over half an hour.
    for (const [attempt, seconds] of [
      [8, 128],
      [10, 512],
      [20, 1800],
    ] as const) {
      await office.db.execute(
        sql`update outbox set attempts = ${attempt - 1} where message ->> 'text' = 'first'`,
      );
      expect(await once(replica)).toEqual(['first']);
      expect(await once(replica)).toEqual([]);
      const [row] = await office.db.execute<{ pause: number; attempts: number }>(sql`
        select extract(epoch from retry_at - clock_timestamp())::float as pause, attempts
        from outbox where retry_at is not null`);
      expect(row?.attempts).toBe(attempt);
      expect(row?.pause).toBeGreaterThan(seconds - 30);
      expect(row?.pause).toBeLessThanOrEqual(seconds * 1.2);
      await age('retry_at');
    }
    replica.channel.answer(null);
    await replica.delivery.drain();
    expect(replica.channel.texts('a')).toEqual(['first', 'second']);
  });

  it('counts a network that throws as one that failed for now', async () => {
    const replica = office.replica();
    await put(await chat('a'), 'first');
    replica.channel.answer(() => {
      throw new Error('boom');
    });
    expect(await once(replica)).toEqual(['first']);
    expect(await statuses()).toEqual({ first: 'pending' });
  });

  it('gives up after the last attempt', async () => {
    const replica = office.replica();
    await put(await chat('a'), 'first');
    await office.db.execute(sql`update outbox set attempts = 24`);
    replica.channel.answer(() => ({ outcome: 'retry', reason: 'no' }));
    await once(replica);
    expect(await statuses()).toEqual({ first: 'failed' });
  });

  it('leaves a chat alone for as long as the network asks, replies too', async () => {
    const replica = office.replica();
    const a = await chat('a');
    await put(a, 'digest', { kind: 'digest' });
    replica.channel.answer(() => ({ outcome: 'limited', retryAfterMs: 60_000, scope: 'chat' }));
    await once(replica);
    replica.channel.answer(null);
    await put(a, 'reply');
    await put(await chat('b'), 'other');
    expect(await once(replica)).toEqual(['other']);
    const [row] = await office.db.execute(
      sql`select attempts, status from outbox where kind = 'digest'`,
    );
    expect(row).toEqual({ attempts: 0, status: 'pending' });
    await age('quiet_until', 'conversations');
    await replica.delivery.drain();
    expect(replica.channel.texts('a')).toEqual(['reply', 'digest']);
  });

  it('leaves every chat alone when the network asks for that', async () => {
    const replica = office.replica();
    const b = await chat('b');
    await put(await chat('a'), 'first');
    replica.channel.answer(() => ({ outcome: 'limited', retryAfterMs: 60_000, scope: 'channel' }));
    await once(replica);
    replica.channel.answer(null);
    // Nothing waited for b at the time.
    await put(b, 'second');
    expect(await once(replica)).toEqual([]);
    await age('quiet_until', 'conversations');
    await replica.delivery.drain();
    expect(await statuses()).toEqual({ first: 'sent', second: 'sent' });
  });

  it('rests between two messages to one chat, longer in a group', async () => {
    const channel = recordingChannel({ privateGapMs: 100_000, groupGapMs: 300_000 });
    const replica = office.replica({ channel });
    for (const id of [await chat('a'), await chat('g', 'group')]) {
      await put(id, 'one');
      await put(id, 'two');
    }
    expect(await once(replica)).toEqual(['one', 'one']);
    expect(await once(replica)).toEqual([]);
    const rests = await office.db.execute<{ kind: string; rest: number }>(sql`
      select kind, round(extract(epoch from quiet_until - clock_timestamp()) / 100)::int as rest
      from conversations order by kind`);
    expect([...rests]).toEqual([
      { kind: 'group', rest: 3 },
      { kind: 'private', rest: 1 },
    ]);
    await age('quiet_until', 'conversations');
    expect(await once(replica)).toEqual(['two', 'two']);
  });

  it('gives up what waits for somebody who left, and remembers that they did', async () => {
    const replica = office.replica();
    const a = await chat('a');
    for (const text of ['one', 'two', 'three']) await put(a, text);
    await put(await chat('b'), 'other');
    replica.channel.answer(({ conversationId }) =>
      conversationId === 'a'
        ? { outcome: 'unreachable', reason: 'blocked by the user' }
        : { outcome: 'sent', messageId: '1' },
    );
    await replica.delivery.drain();
    expect(replica.channel.tried).toHaveLength(2);
    expect(await statuses()).toEqual({
      one: 'failed',
      two: 'failed',
      three: 'failed',
      other: 'sent',
    });
    const gone = await office.db.execute(
      sql`select native_id, unreachable_since from conversations where unreachable_since is not null`,
    );
    expect([...gone]).toEqual([{ native_id: 'a', unreachable_since: expect.anything() }]);
  });

  it('does not let a message that can never be sent hold up the next', async () => {
    const replica = office.replica();
    const a = await chat('a');
    await put(a, 'malformed');
    await put(a, 'fine');
    replica.channel.answer(({ message }) =>
      message.text === 'malformed'
        ? { outcome: 'rejected', reason: 'cannot parse entities' }
        : { outcome: 'sent', messageId: '1' },
    );
    await replica.delivery.drain();
    expect(await statuses()).toEqual({ malformed: 'failed', fine: 'sent' });
  });

  it('takes over what a process that died was sending, once its claim is over', async () => {
    const [dying, next] = [office.replica(), office.replica()];
    const a = await chat('a');
    await put(a, 'one');
    await put(a, 'two');
    let release = () => {};
    dying.channel.answer(
      () =>
        new Promise((resolve) => {
          release = () => resolve({ outcome: 'retry', reason: 'dead' });
        }),
    );
    dying.delivery.start();
    while (dying.channel.tried.length === 0) await new Promise((r) => setTimeout(r, 5));
    expect(await once(next)).toEqual([]);
    await age('lease_until');
    await next.delivery.drain();
    expect(next.channel.texts('a')).toEqual(['one', 'two']);
    release();
    await dying.delivery.stop();
  });
});

it('a notice that missed its day through an outage waits for the next office morning', async () => {
  const evening = at('2023-03-01T17:30');
  const id = await chat('notice');
  office.clock.set(at('2023-03-01T17:00'));
  await put(id, 'blocked', { kind: 'notice', expiresAt: evening });
  office.clock.set(at('2023-03-01T22:00'));
  const replica = office.replica();
  expect(await once(replica)).toEqual([]);
  office.clock.set(at('2023-03-02T08:00'));
  await replica.scheduler.runDue();
  expect(await once(replica)).toEqual(['blocked']);
});

describe('a send of which nobody knows whether it arrived', () => {
  it('is made once more for a reply or a notice, and says so; never a third time', async () => {
    const replica = office.replica();
    const talk = await chat('10');
    const bell = await chat('11');
    await put(talk, 'reply');
    await put(bell, 'notice', { kind: 'notice' });
    replica.channel.answer(() => ({ outcome: 'unknown', reason: 'timeout' }));
    await once(replica);
    expect(await statuses()).toEqual({ reply: 'pending', notice: 'pending' });
    await age('retry_at');
    await once(replica);
    expect(replica.channel.tried.map(({ message }) => message.again ?? false)).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(await statuses()).toEqual({ reply: 'failed', notice: 'failed' });
  });

  it('is not made again for what comes again by itself', async () => {
    const replica = office.replica();
    await put(await chat('12'), 'digest', { kind: 'digest' });
    await put(await chat('13', 'group'), 'summary', { kind: 'summary' });
    replica.channel.answer(() => ({ outcome: 'unknown', reason: 'timeout' }));
    await once(replica);
    await age('retry_at');
    expect(await once(replica)).toEqual([]);
    expect(await statuses()).toEqual({ digest: 'failed', summary: 'failed' });
  });

  it('is given up after as many tries as the channel says', async () => {
    const replica = office.replica();
    await put(await chat('14'), 'alo');
    replica.channel.answer(() => ({ outcome: 'retry', reason: '403', tries: 2 }));
    await once(replica);
    await age('retry_at');
    await once(replica);
    expect(await statuses()).toEqual({ alo: 'failed' });
  });
});
