import { textOnlyKey } from '../core/people/wishes.ts';
import type { Queryable } from '../db/client.ts';
import { readSetting, removeSetting, writeSetting } from '../db/queries/system.ts';

/** Whether a person wishes to read figures in words, without pictures. */
export async function wantsTextOnly(tx: Queryable, personId: number): Promise<boolean> {
  return (await readSetting(tx, textOnlyKey(personId))) === true;
}

/** Keeps that wish, or forgets it. */
export async function keepTextOnly(tx: Queryable, personId: number, yes: boolean): Promise<void> {
  const key = textOnlyKey(personId);
  if (yes) await writeSetting(tx, key, true);
  else await removeSetting(tx, key);
}
