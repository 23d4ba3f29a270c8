import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeBackup } from '../../cli/backup/write.ts';
import { ourTables, quoted } from '../../db/backup/tables.ts';
import { knownMigrations, migrate } from '../../db/migrate.ts';
import { fileStore } from '../../files/store.ts';
import { translator } from '../../locales/index.ts';
import { createInvite } from '../../office/invites.ts';
import { linksBy } from '../support/agree.ts';
import { emptyDatabase } from '../support/database.ts';
import { type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { at } from '../support/vietnam.ts';
import { inProcess } from './run.ts';

const t = translator('vi');
let office: Rehearsal;
let folder: string;
let archive: string;

/** An office in the middle of its work: a dialogue begun, one ended with a file, messages sent. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tiendo-backup-'));
  archive = join(folder, 'backup.tar');
  office = await rehearse();
  const [agency] = await office.db.execute<{ id: number }>(
    `select id from agencies where code = 'tu-phap'`,
  );
  const { code } = await office.db.transaction((tx) =>
    createInvite(
      tx,
      { agencyId: agency?.id ?? 0, role: 'official', personId: null, createdBy: null },
      at('2023-02-27'),
      'Asia/Ho_Chi_Minh',
    ),
  );
  const official = office.person('can-bo-tu-phap');
  await linksBy(official, `/lienket ${code}`);
  await official.says('/capnhat');
  await official.says('1');
  await official.presses(t.plain('answer.in_progress'));
  await official.says('60');
  await official.sendsFile('biên bản.pdf', 'scan với "dấu nháy", \\N và \n xuống dòng');
});
afterAll(async () => {
  await office.end();
  await rm(folder, { recursive: true, force: true });
});

/** Every row of every table, as PostgreSQL writes it. */
async function contentOf(url: string): Promise<Record<string, string[]>> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const content: Record<string, string[]> = {};
    for (const { name } of await ourTables(sql)) {
      const rows = await sql.unsafe(`select t::text as row from ${quoted(name)} t order by 1`);
      content[name] = rows.map(({ row }) => String(row));
    }
    return content;
  } finally {
    await sql.end();
  }
}

async function filesIn(dataDir: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(join(dataDir, 'files'), { recursive: true })) {
    const path = join(dataDir, 'files', entry);
    if ((await stat(path)).isDirectory()) continue;
    found[entry] = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  }
  return found;
}

const backup = (out = archive) =>
  inProcess(['backup', '-o', out], { DATABASE_URL: office.url, DATA_DIR: office.dataDir });

async function restoreInto(url: string, dataDir: string, from = archive) {
  return inProcess(['restore', from], { DATABASE_URL: url, DATA_DIR: dataDir });
}

it('everything destroyed comes back as it was, while the bot went on', async () => {
  expect(await backup()).toMatchObject({ code: 0, err: '' });
  const before = { rows: await contentOf(office.url), files: await filesIn(office.dataDir) };
  // What the official sent, and the picture of /tiendo.
  expect(Object.keys(before.files)).toHaveLength(2);
  expect(before.rows.conversations?.join()).toContain('in_progress');
  // Only its owner may read what holds everything.
  expect((await stat(archive)).mode & 0o777).toBe(0o600);

  const another = await emptyDatabase();
  try {
    const dataDir = join(folder, 'restored');
    const done = await restoreInto(another.url, dataDir);
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(await contentOf(another.url)).toEqual(before.rows);
    expect(await filesIn(dataDir)).toEqual(before.files);
    // New rows get new numbers.
    const env = { DATABASE_URL: another.url, DATA_DIR: dataDir };
    const invited = await inProcess(['invite', 'Phòng Tư pháp', 'head'], env);
    expect(invited).toMatchObject({ code: 0, err: '' });
    // In use now: a second restore would mix two offices.
    const again = await restoreInto(another.url, dataDir);
    expect(again.code).toBe(2);
    expect(again.err).toContain('the database is in use');
  } finally {
    await another.drop();
  }
});

it('a reply that waited may have been sent since the backup: it says so', async () => {
  const sql = postgres(office.url, { max: 1, onnotice: () => {} });
  const [row] = await sql`
    insert into outbox (conversation_id, kind, priority, message, created_at, not_before)
    select id, 'notice', 1, '{"text": "chờ"}', now(), '2099-01-01' from conversations limit 1
    returning id`;
  await sql.end();
  const path = join(folder, 'waiting.tar');
  expect(await backup(path)).toMatchObject({ code: 0 });
  const another = await emptyDatabase();
  try {
    expect(await restoreInto(another.url, join(folder, 'waiting'), path)).toMatchObject({
      code: 0,
    });
    const { outbox = [] } = await contentOf(another.url);
    expect(outbox.find((line) => line.startsWith(`(${row?.id},`))).toContain('again');
  } finally {
    await another.drop();
  }
});

it('a damaged, cut off or foreign file is refused, and nothing is restored', async () => {
  const { size } = await stat(archive);
  const cut = join(folder, 'cut.tar');
  await cp(archive, cut);
  await truncate(cut, Math.floor(size / 2));
  const altered = join(folder, 'altered.tar');
  const bytes = await readFile(archive);
  const place = bytes.indexOf('tables/memberships') + 600;
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  await writeFile(altered, bytes);
  const foreign = join(folder, 'foreign.tar');
  await writeFile(foreign, 'xin chào');

  const another = await emptyDatabase();
  try {
    const said = async (path: string) => {
      const { code, err } = await restoreInto(another.url, join(folder, 'refused'), path);
      expect(code).toBe(2);
      return err;
    };
    expect(await said(cut)).toContain('damaged or cut off');
    expect(await said(altered)).toContain('damaged or cut off (tables/memberships');
    expect(await said(foreign)).toContain('this is no backup');
    expect(await said(join(folder, 'none.tar'))).toContain('there is no such file');
    expect(await contentOf(another.url)).toEqual({});
  } finally {
    await another.drop();
  }
});

it('a backup of an older schema is brought up to date', async () => {
  // As made before the last two migrations: their tables and columns are not in it.
  const another = await emptyDatabase();
  const older = await emptyDatabase();
  try {
    await migrate(older.url, { upTo: knownMigrations() - 2 });
    const sql = postgres(older.url, { max: 1, onnotice: () => {} });
    await sql`insert into persons (name, created_at) values ('Cán bộ', now())`;
    await sql.end();
    const path = join(folder, 'older.tar');
    const files = fileStore(join(folder, 'older'));
    const made = await writeBackup(path, { url: older.url, files, now: at('2023-02-27') });
    expect(made.migrations).toBe(knownMigrations() - 2);
    expect(await restoreInto(another.url, join(folder, 'older'), path)).toMatchObject({ code: 0 });
    const { persons } = await contentOf(another.url);
    expect(persons).toHaveLength(1);
  } finally {
    await another.drop();
    await older.drop();
  }
});
