import type { Db } from '../db/client.ts';
import { lockSetting, writeSetting } from '../db/queries/system.ts';

/** A small value that all replicas share and change one at a time. */
export interface KeptValue {
  /**
   * Runs `work` on the value (`{}`: none yet) while no other replica may, and keeps what it
   * resolves to; null changes nothing. Resolves once that is committed.
   */
  change(work: (kept: unknown) => Promise<unknown>): Promise<void>;
}

/** The value under a key of the settings. */
export function keptValue(db: Db, key: string): KeptValue {
  return {
    change: (work) =>
      db.transaction(async (tx) => {
        const next = await work(await lockSetting(tx, key));
        if (next !== null) await writeSetting(tx, key, next);
      }),
  };
}
