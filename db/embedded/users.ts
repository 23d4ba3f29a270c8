import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, signFile } from './process-identity.ts';

/**
 * Who uses the server: one file for each `startEmbedded` that has not been stopped, holding the
 * process's identity. The last living user stops the server. All of these are called under the
 * lock of the data folder.
 */
export function addUser(folder: string): { remove: () => void } {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${process.pid}-${randomBytes(4).toString('hex')}`);
  signFile(file);
  return { remove: () => rmSync(file, { force: true }) };
}

/** How many users live; forgets those that died without saying so. */
export function countUsers(folder: string): number {
  mkdirSync(folder, { recursive: true });
  let living = 0;
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (isAlive(readFileSync(file, 'utf8'))) living += 1;
    else rmSync(file, { force: true });
  }
  return living;
}
