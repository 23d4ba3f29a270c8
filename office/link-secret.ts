import { randomBytes } from 'node:crypto';
import type { Db } from '../db/client.ts';
import { keepSetting } from '../db/queries/system.ts';

/** The secret that signs links, made once for all replicas and kept in the database. */
export async function linkSecret(db: Db): Promise<string> {
  return String(await keepSetting(db, 'link_secret', randomBytes(32).toString('base64url')));
}
