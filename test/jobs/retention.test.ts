import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEFAULT_LADDER } from '../../core/reminders/ladder.ts';
import { type Database, openDatabase } from '../../db/client.ts';
import { verifyAudit } from '../../db/queries/audit.ts';
import { recentlyOffered } from '../../db/queries/offered.ts';
import { type FileStore, fileStore } from '../../files/store.ts';
import { retention } from '../../jobs/retention.ts';
import { createLog } from '../../log.ts';
import { setRetention } from '../../office/retention.ts';
import { demoDatabase } from '../support/demo-database.ts';
import { only } from '../support/facts.ts';
import { at, VIETNAM } from '../support/vietnam.ts';

let database: Awaited<ReturnType<typeof demoDatabase>>;
let pool: Database;
let folder: string;
let files: FileStore;
beforeAll(async () => {
  database = await demoDatabase();
  pool = openDatabase(database.url, { connections: 2 });
  folder = await mkdtemp(join(tmpdir(), 'tiendo-retention-'));
  files = fileStore(folder);
});
afterAll(async () => {
  await pool.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const NIGHT = at('2024-06-01');

async function number(query: ReturnType<typeof sql>): Promise<number> {
  return only(await pool.db.execute<{ n: number }>(query)).n;
}

async function run(): Promise<void> {
  const now = NIGHT;
  await pool.db.transaction((tx) =>
    retention.run({
      tx,
      now,
      today: '2024-06-01' as never,
      timeZone: VIETNAM,
      ladder: DEFAULT_LADDER,
      files,
      log: createLog('silent'),
    }),
  );
}

/** A message so many days before the night, with or without a choice. */
async function message(chat: number, days: number, text: string, status: string, extra = '{}') {
  await pool.db.execute(sql`
    insert into outbox (conversation_id, kind, priority, message, created_at, not_before, status)
    values (${chat}, 'reply', 0, ${JSON.stringify({ text })}::jsonb || ${extra}::jsonb,
      ${NIGHT.toISOString()}::timestamptz - make_interval(days => ${days}),
      ${NIGHT.toISOString()}, ${status})`);
}

it('takes the words of old messages and keeps what buttons need', async () => {
  const chat = await number(sql`select conversation_id as n from accounts order by id limit 1`);
  const choice = (id: number) => `{"choices":[[{"id":"ob:${id}","label":"việc ${id}"}]]}`;
  for (let id = 1; id <= 10; id += 1) await message(chat, 200 - id, 'chữ cũ', 'sent', choice(id));
  await message(chat, 100, 'kết thúc biểu', 'sent', '{"ends":"nonce-1"}');
  await message(chat, 100, 'chưa gửi được', 'failed');
  await message(chat, 100, 'còn chờ', 'pending');
  await message(chat, 89, 'chữ mới', 'sent');
  await run();
  const words = await pool.db.execute<{ text: string }>(sql`
    select message ->> 'text' as text from outbox where message ->> 'text' <> '' order by id`);
  expect(words.map(({ text }) => text)).toEqual(['còn chờ', 'chữ mới']);
  expect(
    await number(sql`select count(*)::int as n from outbox where message ->> 'ends' = 'nonce-1'`),
  ).toBe(1);
  const offered = await recentlyOffered(pool.db, chat, 20);
  expect(offered.map(({ choices }) => choices?.[0]?.[0]?.id)).toEqual(
    [10, 9, 8, 7, 6, 5, 4, 3].map((id) => `ob:${id}`),
  );
});

it('forgets keys, codes, waiting accounts and strangers, each in its time and no earlier', async () => {
  const ago = (days: number) =>
    sql`${NIGHT.toISOString()}::timestamptz - make_interval(days => ${days})`;
  const { db } = pool;
  const agency = await number(sql`select min(id) as n from agencies`);
  for (const [key, days] of [
    ['old', 31],
    ['new', 29],
  ] as const) {
    await db.execute(sql`insert into inbox values ('zalo', ${key}, ${ago(days)}, null)`);
    await db.execute(sql`
      insert into invite_failures (channel, native_id, at) values ('zalo', ${key}, ${ago(days)})`);
    await db.execute(sql`
      insert into conversations (channel, native_id, kind, last_heard_at)
      values ('zalo', ${`stranger-${key}`}, 'private', ${ago(days)}),
        ('zalo', ${`waits-${key}`}, 'private', ${ago(days)}),
        ('zalo', ${`group-${key}`}, 'group', ${ago(days)})`);
  }
  for (const [hash, used, expires] of [
    ['old-used', 366, 360],
    ['new-used', 364, 360],
    ['old-unused', null, 366],
    ['waits-old', 31, 24],
    ['waits-new', 29, 22],
  ] as const) {
    await db.execute(sql`
      insert into invites (code_hash, agency_id, role, created_at, expires_at, used_at)
      values (${hash}, ${agency}, 'official', ${ago(400)}, ${ago(expires)},
        ${used === null ? null : ago(used)})`);
  }
  for (const [key, days] of [
    ['old', 31],
    ['new', 29],
  ] as const) {
    await db.execute(sql`
      insert into waiting_links (channel, native_id, conversation_id, invite_id, locale, at)
      select 'zalo', ${`waits-${key}`}, c.id, i.id, 'vi', ${ago(days)}
      from conversations c, invites i
      where c.native_id = ${`waits-${key}`} and i.code_hash = ${`waits-${key}`}`);
  }
  const people = await number(
    sql`select count(*)::int as n from conversations where channel = 'web'`,
  );
  await run();
  const left = async (query: ReturnType<typeof sql>) =>
    (await db.execute<{ name: string }>(query)).map(({ name }) => name);
  expect(await left(sql`select update_key as name from inbox where channel = 'zalo'`)).toEqual([
    'new',
  ]);
  expect(await left(sql`select native_id as name from invite_failures`)).toEqual(['new']);
  expect(await left(sql`select code_hash as name from invites order by id`)).toEqual([
    'new-used',
    'waits-old',
    'waits-new',
  ]);
  expect(await left(sql`select native_id as name from waiting_links`)).toEqual(['waits-new']);
  expect(
    await left(sql`select native_id as name from conversations where channel = 'zalo' order by id`),
  ).toEqual(['group-old', 'stranger-new', 'waits-new', 'group-new']);
  expect(
    await number(sql`select count(*)::int as n from conversations where channel = 'web'`),
  ).toBe(people);
});

it('removes old files that nothing names, and no others', async () => {
  const put = async (text: string, days: number) => {
    const hash = await files.put(Buffer.from(text));
    const then = new Date(Date.now() - days * 24 * 60 * 60 * 1000);
    await utimes(join(folder, hash.slice(0, 2), hash), then, then);
    return hash;
  };
  const loose = await put('loose', 40);
  const young = await put('young', 20);
  const inForm = await put('in a form', 40);
  const inDraft = await put('in a draft', 40);
  const inMessage = await put('in a message', 40);
  const again = await put('sent again', 40);
  const { db } = pool;
  const chat = await number(sql`select conversation_id as n from accounts order by id limit 1`);
  await db.execute(sql`
    update conversations set form = ${JSON.stringify({ answers: { evidence: [{ hash: inForm }] } })}::jsonb
    where id = ${chat}`);
  await db.execute(sql`
    insert into report_drafts (obligation_id, cells, nothing, explanations, narrative, opened_at,
      updated_at, updated_by)
    select o.id, '{}', '[]', '[]', ${JSON.stringify({ files: [inDraft] })}::jsonb, now(), now(), p.id
    from obligations o, persons p order by o.id, p.id limit 1`);
  await message(chat, 1, 'tệp', 'pending', JSON.stringify({ document: { hash: inMessage } }));
  await files.put(Buffer.from('sent again'));
  await run();
  const kept = [young, inForm, inDraft, inMessage, again].sort();
  expect(await files.list()).toEqual(kept);
  expect(await files.removeOld(again, 30)).toBe(false);
  expect(kept).not.toContain(loose);
  expect(await verifyAudit(db)).toMatchObject({ ok: true });
});

it('goes by the days the office set', async () => {
  const { db } = pool;
  await db.execute(sql`delete from invite_failures`);
  await db.execute(sql`
    insert into invite_failures (channel, native_id, at)
    select 'zalo', n::text, ${NIGHT.toISOString()}::timestamptz - make_interval(days => n)
    from unnest(array[9, 20]) n`);
  const left = () => number(sql`select count(*)::int as n from invite_failures`);
  await run();
  expect(await left()).toBe(2);
  await db.transaction((tx) => setRetention(tx, 'wrong_codes', 10));
  await run();
  expect(await left()).toBe(1);
  // What cannot be right in the table of settings is not followed.
  await db.execute(sql`update settings set value = '{"wrong_codes": 1}' where key = 'retention'`);
  await run();
  expect(await left()).toBe(1);
});
