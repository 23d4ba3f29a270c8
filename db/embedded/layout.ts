import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Account, accountOf, isRoot, unprivilegedAccount } from './account.ts';
import { canEnter, canRun, findNativeFolder, type NativeFolder, programPath } from './programs.ts';

/** Which programs serve which cluster, as whom. */
export interface Layout {
  /** PostgreSQL's own data folder. */
  clusterDir: string;
  /** Holds bin, lib and share. */
  nativeDir: string;
  /** Whom PostgreSQL runs as; `undefined`: as ourselves. */
  account: Account | undefined;
  /** Where to note the cluster's place once it is there; `undefined`: it is in the data folder. */
  noteAt: string | undefined;
}

interface LayoutOptions {
  dataDir: string;
  onNotice: (line: string) => void;
  /** For tests: programs that lie elsewhere than npm put them. */
  nativeDir?: string;
  /** Where root keeps what the unprivileged user cannot reach in its own place. */
  systemDir?: string;
}

/**
 * Decides where the cluster and the programs are. As root both must be reachable by the user that
 * PostgreSQL runs as; what is not (a checkout in root's home) goes below `/var/lib/tiendo`, and
 * `<dataDir>/postgres-location` remembers it. Nobody's permissions are changed for it.
 */
export function findLayout(options: LayoutOptions): Layout {
  const { dataDir, onNotice, systemDir = '/var/lib/tiendo' } = options;
  const found = findNativeFolder();
  const native = { ...found, path: options.nativeDir ?? found.path };
  const note = join(dataDir, 'postgres-location');
  const noted = existsSync(note) ? readFileSync(note, 'utf8').trim() : undefined;
  if (noted !== undefined && !existsSync(noted)) {
    throw new Error(
      `the database of ${dataDir} was kept in ${noted}, which is gone; restore that folder, or delete ${note} to begin with an empty database`,
    );
  }

  const home = join(dataDir, 'postgres');
  if (!isRoot()) {
    return {
      clusterDir: noted ?? home,
      nativeDir: native.path,
      account: undefined,
      noteAt: undefined,
    };
  }
  const account = ownerOf(noted ?? home) ?? unprivilegedAccount();
  const nativeDir = reachableNative(native, account, systemDir, onNotice);
  const at = { nativeDir, account };
  if (noted !== undefined) return { clusterDir: noted, noteAt: undefined, ...at };
  if (canEnter(dataDir, account)) return { clusterDir: home, noteAt: undefined, ...at };
  if (existsSync(home)) {
    throw new Error(
      `the user ${account.name}, who owns the database in ${home}, can no longer reach it; let that user enter the folders above it`,
    );
  }
  const parent = join(systemDir, createHash('sha256').update(dataDir).digest('hex').slice(0, 12));
  makeOpenFolder(systemDir);
  makeOpenFolder(parent);
  const clusterDir = join(parent, 'postgres');
  onNotice(
    `PostgreSQL runs as the user ${account.name}, who cannot enter ${dataDir}; the database is kept in ${clusterDir}`,
  );
  return { clusterDir, noteAt: note, ...at };
}

/** The non-root owner of a cluster that exists: PostgreSQL serves a folder only as its owner. */
function ownerOf(clusterDir: string): Account | undefined {
  if (!existsSync(clusterDir)) return undefined;
  const { uid, gid } = statSync(clusterDir);
  return uid === 0 ? undefined : accountOf(uid, gid);
}

function reachableNative(
  native: NativeFolder,
  account: Account,
  systemDir: string,
  onNotice: (line: string) => void,
): string {
  if (canRun(programPath(native.path, 'postgres'), account)) return native.path;
  const copy = join(systemDir, `postgresql-${native.version}-${process.arch}`);
  if (!existsSync(copy)) {
    onNotice(
      `the user ${account.name} cannot run ${programPath(native.path, 'postgres')}; copying PostgreSQL to ${copy}`,
    );
    makeOpenFolder(systemDir);
    copyOpen(native.path, copy);
  }
  if (canRun(programPath(copy, 'postgres'), account)) return copy;
  throw new Error(
    `the user ${account.name} can run PostgreSQL neither in ${native.path} nor in ${copy}; start the bot as an ordinary user or set DATABASE_URL`,
  );
}

/** Copies whole or not at all; everyone may read the copy, only root may write it. */
function copyOpen(from: string, to: string): void {
  const partial = `${to}.${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  cpSync(realpathSync(from), partial, { recursive: true, verbatimSymlinks: true });
  openForReading(partial);
  try {
    renameSync(partial, to);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    // Another data folder's start may have copied the same programs at the same time.
    if (!existsSync(to)) throw error;
  }
}

function openForReading(path: string): void {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  chmodSync(path, stat.isDirectory() || (stat.mode & 0o100) !== 0 ? 0o755 : 0o644);
  if (!stat.isDirectory()) return;
  for (const name of readdirSync(path)) openForReading(join(path, name));
}

function makeOpenFolder(path: string): void {
  if (existsSync(path)) return;
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o755);
}
