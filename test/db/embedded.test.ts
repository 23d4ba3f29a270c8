import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { findNativeFolder } from '../../db/embedded/programs.ts';
import { type EmbeddedOptions, startEmbedded } from '../../db/embedded/server.ts';

/** Where the tests that need no first start of their own share one cluster. */
let folder: string;
let options: EmbeddedOptions;
const children: ChildProcess[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiendo-embedded-'));
  chmodSync(folder, 0o755);
});

beforeEach(() => {
  options = { dataDir: join(folder, 'data'), durable: false, systemDir: join(folder, 'system') };
});

afterEach(async () => {
  for (const child of children.splice(0)) await kill(child);
  // Whatever the test left running is taken over and stopped.
  await (await startEmbedded(options)).stop();
});

afterAll(() => rmSync(folder, { recursive: true }));

test('data survive a stop and a start', async () => {
  const first = await startEmbedded(options);
  expect(first.adopted).toBe(false);
  await write(first.url, 'Sở Nội vụ');
  await first.stop();
  expect(await answers(first.url)).toBe(false);

  const second = await startEmbedded(options);
  expect(second.adopted).toBe(false);
  expect(await read(second.url)).toContain('Sở Nội vụ');
  await second.stop();
});

test('it serves this machine only, asks for the password and knows Vietnamese letters', async () => {
  const server = await startEmbedded(options);
  const sql = connect(server.url);
  const [row] = await sql`select current_setting('listen_addresses') as listens,
    current_setting('unix_socket_directories') as sockets, lower('ĐỀ ÁN') as lower`;
  expect(row).toEqual({ listens: '127.0.0.1', sockets: '', lower: 'đề án' });
  await sql.end();
  const other = new URL(server.url);
  other.password = 'guess';
  expect(await answers(other.href)).toBe(false);
  await server.stop();
});

test('a server whose process was killed is adopted, with its data, and then stops', async () => {
  const first = await startChild();
  await write(first.url, 'before');
  await kill(first.child);
  expect(await answers(first.url)).toBe(true);

  const second = await startEmbedded(options);
  expect(second).toMatchObject({ adopted: true, url: first.url });
  expect(await read(second.url)).toContain('before');
  await second.stop();
  expect(await answers(second.url)).toBe(false);
});

test('the last process that uses the server stops it, whoever started it', async () => {
  const first = await startChild();
  const visitor = await startEmbedded(options);
  expect(visitor).toMatchObject({ adopted: true, url: first.url });
  await visitor.stop();
  expect(await answers(first.url)).toBe(true);

  const heir = await startEmbedded(options);
  await tell(first.child, 'stop');
  expect(await answers(heir.url)).toBe(true);
  await heir.stop();
  expect(await answers(heir.url)).toBe(false);
});

test('a process that exits without stopping does not leave the server behind', async () => {
  const { url, child } = await startChild();
  await tell(child, 'exit');
  while (await answers(url)) await sleep(20);
  const next = await startEmbedded(options);
  expect(next.adopted).toBe(false);
  await next.stop();
});

test('simultaneous first starts share one server', async () => {
  options = { ...options, dataDir: join(folder, 'fresh') };
  const started = await Promise.all([startChild(), startChild(), startEmbedded(options)]);
  expect(new Set(started.map((one) => one.url)).size).toBe(1);
  expect(started.filter((one) => !one.adopted)).toHaveLength(1);
  await started[2].stop();
});

test('a note of a dead server is no obstacle, even when its number is taken again', async () => {
  // Durable, since nothing else promises that a killed server kept what it was told.
  options = { ...options, durable: true };
  const first = await startChild();
  await write(first.url, 'kept');
  const pidFile = join(options.dataDir, 'postgres', 'postmaster.pid');
  const note = readFileSync(pidFile, 'utf8');
  const postmaster = Number.parseInt(note, 10);
  process.kill(postmaster, 'SIGKILL');
  await kill(first.child);

  const second = await startEmbedded(options);
  expect(second.adopted).toBe(false);
  expect(await read(second.url)).toContain('kept');
  await second.stop();

  writeFileSync(pidFile, note.replace(String(postmaster), String(process.pid)));
  const third = await startEmbedded(options);
  expect(third.adopted).toBe(false);
  expect(await read(third.url)).toContain('kept');
  await third.stop();
});

test('a failed start says what the log says', async () => {
  await (await startEmbedded(options)).stop();
  const versionFile = join(options.dataDir, 'postgres', 'PG_VERSION');
  const version = readFileSync(versionFile);
  writeFileSync(versionFile, '9.6\n');
  await expect(startEmbedded(options)).rejects.toThrow(
    /^the embedded database did not start: .*incompatible with server; see .*server\.log$/,
  );
  writeFileSync(versionFile, version);
});

test('works where only its owner may enter; as root, beside that place', async () => {
  const closed = join(folder, 'closed');
  mkdirSync(closed, { mode: 0o700 });
  const nativeDir = join(closed, 'native');
  symlinkSync(findNativeFolder().path, nativeDir);
  const notices: string[] = [];
  options = { ...options, dataDir: join(closed, 'data'), nativeDir };
  options.onNotice = (line) => notices.push(line);

  const first = await startEmbedded(options);
  await write(first.url, 'closed in');
  await first.stop();
  const asRoot = process.getuid?.() === 0;
  expect(existsSync(join(options.dataDir, 'postgres'))).toBe(!asRoot);
  expect(notices).toHaveLength(asRoot ? 2 : 0);
  if (asRoot) {
    const location = readFileSync(join(options.dataDir, 'postgres-location'), 'utf8').trim();
    expect(dirname(dirname(location))).toBe(options.systemDir);
  }

  const second = await startEmbedded(options);
  expect(await read(second.url)).toEqual(['closed in']);
  await second.stop();
  expect(notices).toHaveLength(asRoot ? 2 : 0);
});

async function startChild(): Promise<{ url: string; adopted: boolean; child: ChildProcess }> {
  const script = fileURLToPath(new URL('./embedded-child.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', script, JSON.stringify({ ...options, onNotice: undefined })],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  children.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    return { ...(JSON.parse(line) as { url: string; adopted: boolean }), child };
  }
  throw new Error('the child ended before the database was up');
}

async function tell(child: ChildProcess, word: 'stop' | 'exit'): Promise<void> {
  const ended = once(child, 'exit');
  child.stdin?.write(`${word}\n`);
  expect(await ended).toEqual([0, null]);
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

function connect(url: string): postgres.Sql {
  return postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
}

async function write(url: string, note: string): Promise<void> {
  const sql = connect(url);
  await sql`create table if not exists notes (note text)`;
  await sql`insert into notes values (${note})`;
  await sql.end();
}

async function read(url: string): Promise<string[]> {
  const sql = connect(url);
  const rows = await sql<{ note: string }[]>`select note from notes`;
  await sql.end();
  return rows.map((row) => row.note);
}

async function answers(url: string): Promise<boolean> {
  const sql = connect(url);
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
