import { parsePgArray } from 'drizzle-orm/pg-core';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema/index.ts';
import { steadyTransactions } from './steady-transactions.ts';

export type Db = PostgresJsDatabase<typeof schema>;
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];
/** Anything a query can run on. */
export type Queryable = Db | Tx;

export interface Database {
  db: Db;
  /** Ends all connections after the statements in hand. */
  close(): Promise<void>;
}

/** Seconds that statements in hand get when their pool is given up. */
const LAST_SECONDS = 5;

/**
 * Opens a pool on a PostgreSQL URL; connections are made when first needed. The first connection
 * that is lost takes its pool with it: the driver may keep a half-written statement of a lost
 * connection and never connect that slot again, and it waits ever longer between attempts.
 */
export function openDatabase(url: string, options: { connections?: number } = {}): Database {
  let closed = false;
  let current = openPool();

  function openPool() {
    const client = postgres(url, {
      max: options.connections ?? 10,
      // Else a connection that merely got old would look like a lost one.
      max_lifetime: null,
      // The driver's own question after connecting, which array types there are: if the connection
      // is lost during it, the error can be caught nowhere. So they are named here.
      fetch_types: false,
      types: {
        texts: { to: 1009, from: [1009], parse: parsePgArray, serialize: String },
        ints: { to: 1007, from: [1007], parse: parseInts, serialize: String },
      },
      onnotice: () => {},
      onclose: () => renew(client),
      connection: { application_name: 'tiendo' },
      connect_timeout: 10,
    });
    return { client, db: drizzle(steadyTransactions(client), { schema, casing: 'snake_case' }) };
  }

  function renew(lost: postgres.Sql): void {
    if (closed || lost !== current.client) return;
    current = openPool();
    void lost.end({ timeout: LAST_SECONDS });
  }

  return {
    db: new Proxy({} as Db, {
      get(_target, key) {
        const { db } = current;
        const value: unknown = Reflect.get(db, key, db);
        return typeof value === 'function' ? value.bind(db) : value;
      },
    }),
    close() {
      closed = true;
      return current.client.end({ timeout: LAST_SECONDS });
    },
  };
}

function parseInts(array: string): number[] {
  return parsePgArray(array).map(Number);
}
