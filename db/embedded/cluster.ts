import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Account } from './account.ts';
import type { Layout } from './layout.ts';
import { programPath, runProgram } from './programs.ts';

/** The role we connect as: owner of everything in a cluster that holds nothing but our database. */
export const ROLE = 'tiendo';

const PASSWORD_FILE = 'postgres-password';

/** The password of the data folder's server: 48 hexadecimal digits, readable by us alone. */
export function readPassword(dataDir: string, clusterDir: string): string {
  const file = join(dataDir, PASSWORD_FILE);
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  if (existsSync(clusterDir)) {
    throw new Error(`the database in ${clusterDir} needs its password file ${file}, which is gone`);
  }
  const password = randomBytes(24).toString('hex');
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, password, { mode: 0o600 });
  renameSync(partial, file);
  return password;
}

/**
 * Makes the cluster unless it is there. It appears whole or not at all: it is made beside its
 * place and renamed. Text is UTF-8 and case and order follow Unicode by PostgreSQL's own tables,
 * so that every machine sorts alike.
 */
export async function ensureCluster(
  layout: Layout,
  password: string,
  durable: boolean,
): Promise<void> {
  const { clusterDir, account, nativeDir } = layout;
  if (existsSync(clusterDir)) {
    adoptFiles(clusterDir, account);
  } else {
    const parent = dirname(clusterDir);
    removeAttempts(parent, basename(clusterDir));
    const attempt = `${clusterDir}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
    const passwordFile = `${attempt}.pw`;
    mkdirSync(attempt, { mode: 0o700 });
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (account !== undefined) {
      chownSync(attempt, account.uid, account.gid);
      chownSync(passwordFile, account.uid, account.gid);
    }
    try {
      const args = [`--pgdata=${attempt}`, `--username=${ROLE}`, `--pwfile=${passwordFile}`];
      args.push('--auth=scram-sha-256', '--encoding=UTF8', '--locale=C');
      args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8');
      if (!durable) args.push('--no-sync');
      await runProgram(programPath(nativeDir, 'initdb'), args, account);
      renameSync(attempt, clusterDir);
      if (durable) syncFolder(parent);
    } catch (error) {
      rmSync(attempt, { recursive: true, force: true });
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`the embedded database could not be created in ${parent}: ${reason}`, {
        cause: error,
      });
    } finally {
      rmSync(passwordFile, { force: true });
    }
  }
  if (layout.noteAt !== undefined) writeFileSync(layout.noteAt, `${clusterDir}\n`);
}

/** Deletes the cluster and what belongs to it; the lock and the rest of the data folder stay. */
export function discardFiles(dataDir: string, layout: Layout): void {
  const parent = dirname(layout.clusterDir);
  rmSync(layout.clusterDir, { recursive: true, force: true });
  if (parent !== dataDir) rmSync(parent, { recursive: true, force: true });
  rmSync(join(dataDir, 'postgres-location'), { force: true });
  rmSync(join(dataDir, PASSWORD_FILE), { force: true });
}

/** Makes the new name outlast a power failure; Windows cannot sync a folder. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/** What a start that was killed left half made. */
function removeAttempts(parent: string, name: string): void {
  for (const entry of readdirSync(parent)) {
    if (entry.startsWith(`${name}.new-`)) {
      rmSync(join(parent, entry), { recursive: true, force: true });
    }
  }
}

/** A cluster that belongs to root (put back from a copy) is given to the user who serves it. */
function adoptFiles(clusterDir: string, account: Account | undefined): void {
  if (account === undefined || statSync(clusterDir).uid === account.uid) return;
  giveTo(clusterDir, account);
}

function giveTo(path: string, account: Account): void {
  lchownSync(path, account.uid, account.gid);
  if (!lstatSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) giveTo(join(path, name), account);
}
