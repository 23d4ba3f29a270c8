import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema/index.ts';

export type Db = PostgresJsDatabase<typeof schema>;
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];
/** Anything a query can run on. */
export type Queryable = Db | Tx;

export interface Database {
  db: Db;
  /** Ends all connections after the statements in hand. */
  close(): Promise<void>;
}

/** Opens a pool on a PostgreSQL URL; connections are made when first needed. */
export function openDatabase(url: string, options: { connections?: number } = {}): Database {
  const client = postgres(url, {
    max: options.connections ?? 10,
    onnotice: () => {},
    connection: { application_name: 'tiendo' },
    connect_timeout: 10,
  });
  return {
    db: drizzle(client, { schema, casing: 'snake_case' }),
    close: () => client.end({ timeout: 5 }),
  };
}
