import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';

/**
 * A database of the test's own with the newest schema and no rows, copied from the run's migrated
 * template. `drop` ends whatever is still connected to it.
 */
export function freshDatabase(): Promise<TestDatabase> {
  return createFrom('tiendo_template');
}

/** The same without a schema, as an administrator makes it. */
export function emptyDatabase(): Promise<TestDatabase> {
  return createFrom('template1');
}

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

async function createFrom(template: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer((sql) => sql`create database ${sql(name)} template ${sql(template)}`);
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => onServer((sql) => sql`drop database if exists ${sql(name)} with (force)`),
  };
}

async function onServer(command: (sql: postgres.Sql) => PromiseLike<unknown>): Promise<void> {
  const sql = postgres(inject('postgresUrl'), { max: 1, onnotice: () => {} });
  try {
    await command(sql);
  } finally {
    await sql.end();
  }
}
