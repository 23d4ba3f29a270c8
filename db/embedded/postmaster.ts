import { readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf } from './process-identity.ts';

/** What `postmaster.pid` says (PostgreSQL's src/include/utils/pidfile.h). */
interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

/** The server's own note about itself; `undefined` when there is none, or it is being written. */
export function readPostmaster(clusterDir: string): Postmaster | undefined {
  const lines = readPidFile(clusterDir)?.split('\n') ?? [];
  const [pid, , , port] = lines.map(Number);
  if (pid === undefined || !(pid > 0)) return undefined;
  return { pid, port: port ?? 0, ready: lines[7]?.trim() === 'ready' };
}

/**
 * The note of a server that lives and serves this very folder. Any other note is disowned, that is,
 * its process number is replaced by an impossible one: PostgreSQL refuses to start while some
 * process has that number, be it another program or the unburied rest (zombie) of the old server.
 * What else the note says stays, since PostgreSQL reads from it whether orphans of the old server
 * still hold its shared memory. Only for the holder of the data folder's lock.
 */
export function livingPostmaster(clusterDir: string): Postmaster | undefined {
  const noted = readPostmaster(clusterDir);
  if (noted === undefined) return undefined;
  if (identityOf(noted.pid) !== undefined && serves(noted.pid, clusterDir)) return noted;
  disownPidFile(clusterDir);
  return undefined;
}

/** A server works in its data folder. Where that cannot be seen, a living process is believed. */
function serves(pid: number, clusterDir: string): boolean {
  if (process.platform !== 'linux') return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(clusterDir);
  } catch {
    return readCommandName(pid) === 'postgres';
  }
}

function readCommandName(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** Above the highest process number of any system. */
const NOBODY = 999_999_999;

function disownPidFile(clusterDir: string): void {
  const text = readPidFile(clusterDir);
  if (text === undefined) return;
  // In place, so that it keeps its owner.
  writeFileSync(join(clusterDir, 'postmaster.pid'), text.replace(/^\d+/, String(NOBODY)));
}

function readPidFile(clusterDir: string): string | undefined {
  try {
    return readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
