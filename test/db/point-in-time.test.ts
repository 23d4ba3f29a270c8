import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { appendFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OwnServer, ownServer } from '../faults/own-server.ts';

let server: OwnServer;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tiendo-archive-'));
  // The server may run as another user, who writes its log here.
  chmodSync(folder, 0o777);
  server = await ownServer();
}, 60_000);
afterAll(async () => {
  await server.end();
  rmSync(folder, { recursive: true, force: true });
});

async function ask<T extends object>(query: string): Promise<T[]> {
  const sql = postgres(server.url, { max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe<T[]>(query))];
  } finally {
    await sql.end();
  }
}

const settings = () =>
  ask<{ key: string; value: string }>('select key, value from settings order by key');

/** A file in a folder of the server's, for the user it runs as. */
function place(clusterDir: string, name: string, content: string): void {
  const path = join(clusterDir, name);
  writeFileSync(path, content);
  const { uid, gid } = statSync(clusterDir);
  chownSync(path, uid, gid);
}

/** A copy of the running server's folder, by the two calls pg_basebackup itself makes. */
async function copyOf(clusterDir: string, to: string): Promise<void> {
  const sql = postgres(server.url, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_backup_start('base', true)`;
    execFileSync('cp', ['-a', clusterDir, to]);
    const [label] = await sql<{ labelfile: string }[]>`select labelfile from pg_backup_stop(false)`;
    place(to, 'backup_label', label?.labelfile ?? '');
  } finally {
    await sql.end();
  }
  await rm(join(to, 'postmaster.pid'), { force: true });
}

// As docs/backup.md tells it to an administrator.
it('brings back the moment before a disaster from a copy and the archived log', {
  timeout: 120_000,
}, async () => {
  const copy = join(folder, 'base');
  await server.between(async (clusterDir) => {
    await appendFile(
      join(clusterDir, 'postgresql.conf'),
      `\narchive_mode = on\narchive_command = 'test ! -f ${folder}/%f && cp %p ${folder}/%f'\n`,
    );
  });
  const [{ dir } = { dir: '' }] = await ask<{ dir: string }>(
    "select setting as dir from pg_settings where name = 'data_directory'",
  );
  await copyOf(dir, copy);

  await ask("insert into settings (key, value) values ('after the copy', '\"kept\"')");
  const before = await settings();
  const [{ moment } = { moment: '' }] = await ask<{ moment: string }>(
    'select clock_timestamp()::text as moment',
  );
  await ask('truncate settings');
  const [{ log } = { log: '' }] = await ask<{ log: string }>(
    'select pg_walfile_name(pg_switch_wal()) as log',
  );
  await expect.poll(() => readdir(folder), { timeout: 30_000 }).toContain(log);

  await server.between(async (clusterDir) => {
    await rm(clusterDir, { recursive: true });
    execFileSync('cp', ['-a', copy, clusterDir]);
    await appendFile(
      join(clusterDir, 'postgresql.conf'),
      `\nrestore_command = 'cp ${folder}/%f %p'\nrecovery_target_time = '${moment}'\nrecovery_target_action = promote\n`,
    );
    place(clusterDir, 'recovery.signal', '');
  });
  expect(await settings()).toEqual(before);
  expect(before.map(({ key }) => key)).toContain('after the copy');
});
