import type { Logger } from 'pino';
import { CLOCK_SETTING } from './bot/channels/web/simulated-time.ts';
import { type Config, ConfigError } from './config.ts';
import { systemClock } from './core/time/clock.ts';
import { type Database, openDatabase } from './db/client.ts';
import { startEmbedded } from './db/embedded/server.ts';
import { migrate } from './db/migrate.ts';
import { readSetting } from './db/queries/system.ts';
import { connectTrouble } from './db/trouble.ts';
import { installBuiltInForms } from './office/reports/built-in.ts';

/** The server a config means, given or embedded; what is in its database does not matter yet. */
export async function openServer(
  config: Config,
  log: Logger,
): Promise<{ url: string; close(): Promise<void> }> {
  if (config.databaseUrl) return { url: config.databaseUrl, close: async () => {} };
  const { dataDir } = config;
  const embedded = await startEmbedded({ dataDir, onNotice: (line) => log.info(line) });
  return { url: embedded.url, close: () => embedded.stop() };
}

/** The database a config means, migrated and open. */
export interface OpenStore {
  database: Database;
  url: string;
  close(): Promise<void>;
}

export async function openStore(config: Config, log: Logger): Promise<OpenStore> {
  const server = await openServer(config, log);
  const { url } = server;
  try {
    await migrate(url);
  } catch (error) {
    await server.close();
    const code = connectTrouble(error);
    if (code === null || !config.databaseUrl) throw error;
    const { host, pathname } = new URL(url);
    throw new ConfigError(`DATABASE_URL: cannot connect to ${host}${pathname} (${code})`);
  }
  const database = openDatabase(url);
  await database.db.transaction((tx) => installBuiltInForms(tx, systemClock.now()));
  return {
    database,
    url,
    async close() {
      await database.close();
      await server.close();
    },
  };
}

/** A value under this key marks a database in which time is only rehearsed. */
export async function refuseRehearsal({ database }: OpenStore, config: Config): Promise<void> {
  if (config.simulator || !(await readSetting(database.db, CLOCK_SETTING))) return;
  const name = config.databaseUrl ? 'DATABASE_URL' : 'DATA_DIR';
  throw new ConfigError(
    `${name}: this database holds a rehearsal with a moved clock; give the real bot another one, or set SIMULATOR=1`,
  );
}
