import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { discardFiles, ensureCluster, readPassword } from './cluster.ts';
import { ensureDatabase, type Reached, serverUrl } from './database.ts';
import { freePort, launch, logFile } from './launch.ts';
import { findLayout, type Layout } from './layout.ts';
import { takeLock, tryLock } from './lock.ts';
import { livingPostmaster, readPostmaster } from './postmaster.ts';
import { programPath, runProgram, spawnSettings } from './programs.ts';
import { addUser, countUsers } from './users.ts';

export interface EmbeddedServer {
  /** `postgres://…@127.0.0.1:port/tiendo`, with the password in it. */
  url: string;
  /** Whether the server was already running: another process uses it, or its last user was killed. */
  adopted: boolean;
  /** Stops using the server; the last process that uses it shuts it down and waits for that. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Made if missing; the cluster lies in `<dataDir>/postgres`. */
  dataDir: string;
  /** Told, in a line, what an administrator should know, such as data kept elsewhere. */
  onNotice?: (line: string) => void;
  /** `false`: faster, and a power failure may destroy the data. For tests. Default `true`. */
  durable?: boolean;
  /** For tests: the folder with bin, lib and share, instead of the npm package's. */
  nativeDir?: string;
  /** Where root keeps what the unprivileged user cannot reach. Default `/var/lib/tiendo`. */
  systemDir?: string;
}

/**
 * Starts the database of a data folder, or attaches to the one that runs. Any number of processes
 * of one machine may do so at the same time; the server ends with the last of them, also by
 * `process.exit` or an uncaught exception (then without waiting). A process that is killed leaves
 * it running, and the next start adopts it. Processes that cannot see each other, such as two
 * containers, must not share a data folder.
 *
 * Throws an error of one sentence when it cannot.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { durable = true, onNotice = () => {} } = options;
  const dataDir = resolve(options.dataDir);
  const folders = foldersOf(dataDir);
  assertUsable(dataDir);
  const release = await takeLock(folders.lock);
  try {
    const layout = findLayout({ ...options, dataDir, onNotice });
    const password = readPassword(dataDir, layout.clusterDir);
    const { port, adopted } = await reachServer(layout, password, durable);
    const user = addUser(folders.users);
    const onExit = () => leaveAtExit(layout, folders, user.remove);
    process.on('exit', onExit);
    let stopping: Promise<void> | undefined;
    return {
      url: serverUrl(port, password),
      adopted,
      stop: () => {
        stopping ??= leave(layout, folders, user.remove).finally(() => process.off('exit', onExit));
        return stopping;
      },
    };
  } finally {
    release();
  }
}

/**
 * Deletes the database of a data folder, wherever it lies, after shutting down a server whose users
 * were all killed. Does nothing and tells `false` when somebody uses it. For throw-away databases.
 */
export async function discardEmbedded(options: EmbeddedOptions): Promise<boolean> {
  const { onNotice = () => {} } = options;
  const dataDir = resolve(options.dataDir);
  const folders = foldersOf(dataDir);
  const release = await takeLock(folders.lock);
  try {
    if (countUsers(folders.users) > 0) return false;
    const layout = findLayout({ ...options, dataDir, onNotice });
    await shutDown(layout);
    discardFiles(dataDir, layout);
    return true;
  } finally {
    release();
  }
}

interface Folders {
  lock: string;
  users: string;
}

function foldersOf(dataDir: string): Folders {
  return { lock: join(dataDir, 'postgres-lock'), users: join(dataDir, 'postgres-users') };
}

/** Makes the folder; throws when it is not ours to write into. */
function assertUsable(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`the data folder ${dataDir} cannot be used by this user: ${reason}`, { cause });
  }
}

/** Attaches if a server runs, else starts one; repeats while others' doings come in between. */
async function reachServer(
  layout: Layout,
  password: string,
  durable: boolean,
): Promise<{ port: number; adopted: boolean }> {
  let reason = '';
  for (let attempt = 0; attempt < 25; attempt += 1) {
    if (attempt > 0) await sleep(200);
    const running = await attach(layout, password);
    if (running !== undefined) return { port: running, adopted: true };

    await ensureCluster(layout, password, durable);
    const port = await freePort();
    const outcome = await launch(layout, port, durable);
    if (outcome.state === 'ready') {
      const reached = await ensureDatabase(layout.clusterDir, port, password);
      if (reached.state === 'ours') return { port, adopted: false };
      reason = reached.state;
    } else {
      reason = outcome.reason;
      // A start whose process was killed half-way may have come first.
      if (!outcome.passing && livingPostmaster(layout.clusterDir) === undefined) break;
    }
  }
  throw new Error(
    `the embedded database did not start: ${reason}; see ${logFile(layout.clusterDir)}`,
  );
}

/** The port of the server that runs on this cluster, after waiting for one that starts or stops. */
async function attach(layout: Layout, password: string): Promise<number | undefined> {
  const { clusterDir } = layout;
  let last: Reached | undefined;
  for (let waited = 0; waited < 180_000; waited += 50) {
    const running = livingPostmaster(clusterDir);
    if (running === undefined) return undefined;
    if (running.ready) {
      last = await ensureDatabase(clusterDir, running.port, password);
      if (last.state === 'ours') return running.port;
      if (last.state === 'refused') {
        throw new Error(`the embedded database refuses us: ${last.reason}`);
      }
    }
    await sleep(50);
  }
  throw new Error(
    `the embedded database runs but does not answer (${last?.state ?? 'starting or stopping'}); see ${logFile(clusterDir)}`,
  );
}

async function leave(layout: Layout, folders: Folders, removeUser: () => void): Promise<void> {
  const release = await takeLock(folders.lock);
  try {
    removeUser();
    if (countUsers(folders.users) === 0) await shutDown(layout);
  } finally {
    release();
  }
}

/** Fast: open transactions are rolled back, everything committed is written. Waits for the end. */
async function shutDown(layout: Layout): Promise<void> {
  if (livingPostmaster(layout.clusterDir) === undefined) return;
  const { program, args } = stopCommand(layout);
  try {
    await runProgram(program, [...args, '-w', '-t', '120'], layout.account);
  } catch (cause) {
    if (readPostmaster(layout.clusterDir) === undefined) return;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `the embedded database did not stop: ${reason}; see ${logFile(layout.clusterDir)}`,
      { cause },
    );
  }
}

/** For an exiting process, which cannot wait: asks for the shutdown unless others are at it. */
function leaveAtExit(layout: Layout, folders: Folders, removeUser: () => void): void {
  try {
    const attempt = tryLock(folders.lock);
    if ('heldBy' in attempt) return;
    removeUser();
    if (countUsers(folders.users) === 0 && livingPostmaster(layout.clusterDir) !== undefined) {
      const { program, args } = stopCommand(layout);
      spawnSync(program, [...args, '-W'], { ...spawnSettings(layout.account), stdio: 'ignore' });
    }
    attempt.release();
  } catch {
    // The folder is gone or not ours any more, and nobody is left to tell.
  }
}

function stopCommand(layout: Layout): { program: string; args: string[] } {
  return {
    program: programPath(layout.nativeDir, 'pg_ctl'),
    args: ['stop', '-D', layout.clusterDir, '-m', 'fast', '-s'],
  };
}
