import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  fchownSync,
  fstatSync,
  openSync,
  readSync,
  renameSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Layout } from './layout.ts';
import { readPostmaster } from './postmaster.ts';
import { lastLine, programPath, runProgram, spawnSettings } from './programs.ts';

/** Recovery after a power failure reads the log of changes again; that may take its time. */
const START_TIMEOUT_MS = 180_000;
const OLD_LOG_BYTES = 5_000_000;

type Launch =
  | { state: 'ready' }
  /** `reason`: the line of the log that tells why; `passing`: trying again may well succeed. */
  | { state: 'failed'; reason: string; passing: boolean };

/** The port was taken meanwhile; processes of a server that was killed are still about to end. */
const PASSING = /could not bind IPv4 address|shared memory block .* is still in use/;

export function logFile(clusterDir: string): string {
  return join(clusterDir, 'server.log');
}

/**
 * Starts PostgreSQL on 127.0.0.1 and waits until it accepts connections. It is a session of its own:
 * Ctrl-C in the terminal, or our death, does not reach it.
 */
export async function launch(layout: Layout, port: number, durable: boolean): Promise<Launch> {
  const log = openLog(layout);
  try {
    const logStart = fstatSync(log).size;
    const end =
      process.platform === 'win32'
        ? startOnWindows(layout, port, durable)
        : startOnUnix(layout, port, durable, log);
    const trouble = await awaitReady(layout.clusterDir, port, end);
    return trouble === undefined ? { state: 'ready' } : failure(layout, logStart, trouble);
  } finally {
    closeSync(log);
  }
}

/** Resolves with `undefined` once the server is ready, or with why it will not be. */
async function awaitReady(
  clusterDir: string,
  port: number,
  end: Promise<string>,
): Promise<string | undefined> {
  let ended: string | undefined;
  void end.then((how) => {
    ended = how;
  });
  for (let waited = 0; waited < START_TIMEOUT_MS; waited += 10) {
    await sleep(10);
    const noted = readPostmaster(clusterDir);
    if (noted?.ready === true && noted.port === port) return undefined;
    if (ended !== undefined) return ended;
  }
  return 'it takes too long';
}

/** A port of 127.0.0.1 that is free at this moment. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('no free port on 127.0.0.1'));
      });
    });
  });
}

/** Resolves, with how, when the server ends. */
function startOnUnix(layout: Layout, port: number, durable: boolean, log: number): Promise<string> {
  const args = ['-D', layout.clusterDir, ...settings(port, durable)];
  const server = spawn(programPath(layout.nativeDir, 'postgres'), args, {
    ...spawnSettings(layout.account),
    detached: true,
    stdio: ['ignore', log, log],
  });
  server.unref();
  return new Promise((resolve) => {
    server.once('error', (error) => resolve(error.message));
    server.once('exit', (code, signal) => resolve(`it ended with ${signal ?? code}`));
  });
}

/** pg_ctl, which drops an administrator's rights: PostgreSQL refuses them. Resolves on failure. */
function startOnWindows(layout: Layout, port: number, durable: boolean): Promise<string> {
  const options = settings(port, durable)
    .map((part) => `"${part}"`)
    .join(' ');
  const args = ['start', '-W', '-D', layout.clusterDir, '-l', logFile(layout.clusterDir)];
  const started = runProgram(
    programPath(layout.nativeDir, 'pg_ctl'),
    [...args, '-o', options],
    undefined,
  );
  return new Promise((resolve) => {
    started.catch((error: Error) => resolve(error.message));
  });
}

/** Given at each start, so that what holds is what stands here, not what a file once said. */
function settings(port: number, durable: boolean): string[] {
  const values: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    huge_pages: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    ...(durable
      ? {}
      : {
          fsync: 'off',
          synchronous_commit: 'off',
          full_page_writes: 'off',
          wal_level: 'minimal',
          max_wal_senders: '0',
        }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function openLog(layout: Layout): number {
  const file = logFile(layout.clusterDir);
  if (existsSync(file) && statSync(file).size > OLD_LOG_BYTES) renameSync(file, `${file}.old`);
  const log = openSync(file, 'a', 0o600);
  if (layout.account !== undefined) fchownSync(log, layout.account.uid, layout.account.gid);
  return log;
}

function failure(layout: Layout, logStart: number, end: string): Launch {
  const said = readFrom(logFile(layout.clusterDir), logStart);
  return { state: 'failed', reason: lastLine(said) ?? end, passing: PASSING.test(said) };
}

function readFrom(file: string, start: number): string {
  const log = openSync(file, 'r');
  const buffer = Buffer.alloc(64_000);
  const length = readSync(log, buffer, 0, buffer.length, start);
  closeSync(log);
  return buffer.toString('utf8', 0, length);
}
