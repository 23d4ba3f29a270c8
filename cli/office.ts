import { CLOCK_SETTING } from '../bot/channels/web/simulated-time.ts';
import { type Config, readConfig } from '../config.ts';
import type { Db } from '../db/client.ts';
import { readSetting } from '../db/queries/system.ts';
import { createLog } from '../log.ts';
import { openStore } from '../store.ts';

/** What a verb works with: the office's database and its present moment. */
export interface Office {
  db: Db;
  now: Date;
  timeZone: string;
  config: Config;
  url: string;
}

/** Opens the database the environment names, runs the work, closes it. */
export async function withOffice<T>(work: (office: Office) => Promise<T>): Promise<T> {
  const config = readOffline();
  const store = await openStore(config, createLog('warn'));
  try {
    const { db } = store.database;
    const rehearsed = await readSetting(db, CLOCK_SETTING);
    const now = typeof rehearsed === 'string' ? new Date(rehearsed) : new Date(Date.now());
    return await work({ db, now, timeZone: config.timeZone, config, url: store.url });
  } finally {
    await store.close();
  }
}

/** The environment of a verb that talks to nobody. */
export function readOffline(): Config {
  return readConfig({ ...process.env, ...offline() });
}

/** Verbs that only look into the database need no bot token, and must not want one. */
function offline(): Record<string, string> {
  const { TELEGRAM_BOT_TOKEN: telegram, ZALO_BOT_TOKEN: zalo, ZALO_OA_APP_ID: oa } = process.env;
  return telegram || zalo || oa ? {} : { SIMULATOR: '1' };
}

/** Thrown to leave a transaction without its effects: a dry run. */
export class DryRun extends Error {
  override name = 'DryRun';
}

/** Runs the work in a transaction that is undone when `dryRun`; the result is the same. */
export async function inTransaction<T>(
  db: Db,
  dryRun: boolean,
  work: (tx: Parameters<Parameters<Db['transaction']>[0]>[0]) => Promise<T>,
): Promise<T> {
  let result: { value: T } | null = null;
  try {
    await db.transaction(async (tx) => {
      result = { value: await work(tx) };
      if (dryRun) throw new DryRun();
    });
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
  }
  const held = result as { value: T } | null;
  if (!held) throw new Error('the work gave no result');
  return held.value;
}
