import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, pidOf, signFile } from './process-identity.ts';

/**
 * A lock between processes that a killed holder cannot keep. It is a folder of numbered files,
 * each holding its taker's identity, emptied on release. Only the newest number counts; taking the
 * lock is making the next number, which the file system lets one process do (`link` is atomic and
 * publishes the whole content at once). The newest file is never removed, so there is no moment in
 * which two processes can both break the same dead lock.
 */
type LockAttempt = { release: () => void } | { heldBy: string };

/** Older numbers kept, so that a listing of the folder that races with a removal still sees one. */
const KEPT = 4;

/** Takes the lock if it is free or its holder is dead. Throws only when the folder is unusable. */
export function tryLock(folder: string): LockAttempt {
  mkdirSync(folder, { recursive: true });
  const newest = newestNumber(folder);
  const holder = newest === 0 ? '' : contentOf(join(folder, String(newest)));
  if (holder !== '' && (holder === undefined || isAlive(holder))) return { heldBy: holder ?? '' };

  const number = newest + 1;
  const file = join(folder, String(number));
  if (!linkIdentity(folder, file)) return { heldBy: contentOf(file) ?? '' };
  if (newestNumber(folder) !== number) {
    // The listing was old: others have taken and released higher numbers meanwhile.
    rmSync(file, { force: true });
    return { heldBy: '' };
  }
  removeOld(folder, number);
  return { release: () => truncateSync(file) };
}

/** Waits for the lock; after `timeoutMs` throws an error naming the process that holds it. */
export async function takeLock(folder: string, timeoutMs = 180_000): Promise<() => void> {
  for (let waited = 0; ; waited += 25) {
    const attempt = tryLock(folder);
    if ('release' in attempt) return attempt.release;
    if (waited >= timeoutMs) {
      const pid = pidOf(attempt.heldBy) ?? 'unknown';
      throw new Error(
        `process ${pid} has been starting or stopping the embedded database for ${timeoutMs / 1000} s`,
      );
    }
    await sleep(25);
  }
}

function newestNumber(folder: string): number {
  return Math.max(0, ...numbers(folder));
}

function numbers(folder: string): number[] {
  return readdirSync(folder)
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** `undefined` when the file has just been removed. */
function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function linkIdentity(folder: string, file: string): boolean {
  const claim = join(folder, `claim-${process.pid}-${randomBytes(6).toString('hex')}`);
  signFile(claim);
  try {
    linkSync(claim, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(claim, { force: true });
  }
}

function removeOld(folder: string, current: number): void {
  for (const number of numbers(folder)) {
    if (number <= current - KEPT) rmSync(join(folder, String(number)), { force: true });
  }
}
