import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { openDatabase } from '../../db/client.ts';
import { loadDemo } from '../../demo/load.ts';
import { VIETNAM } from './vietnam.ts';

/** Any number: the workers of a run wait for the one that loads the demo first. */
const LOCK = 727_002;

/** A database of the test's own with Thạnh Trị 2023 in it, copied from the run's one loading of it. */
export async function demoDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(async (sql) => {
    const source = await loadedOnce(sql);
    await sql`create database ${sql(name)} template ${sql(source)}`;
  });
  return {
    url: urlOf(name),
    drop: () => onServer(async (sql) => void (await drop(sql, name))),
  };
}

/** The name tells of which run's schema it was made, so that no other run's is taken for it. */
async function loadedOnce(sql: postgres.Sql): Promise<string> {
  const [template] = await sql`select oid from pg_database where datname = 'tiendo_template'`;
  const name = `demo_${template?.oid}`;
  const isThere = async () =>
    (await sql`select from pg_database where datname = ${name}`).length > 0;
  if (await isThere()) return name;
  await sql`select pg_advisory_lock(${LOCK})`;
  if (await isThere()) return name;
  const stale = await sql`select datname from pg_database where datname ~ '^demo_'`;
  for (const { datname } of stale) await drop(sql, datname);
  const building = `demo_building_${template?.oid}`;
  await sql`create database ${sql(building)} template tiendo_template`;
  const database = openDatabase(urlOf(building), { connections: 1 });
  await loadDemo(database.db, VIETNAM);
  await database.close();
  await sql`alter database ${sql(building)} rename to ${sql(name)}`;
  return name;
}

function drop(sql: postgres.Sql, name: string) {
  return sql`drop database if exists ${sql(name)} with (force)`;
}

function urlOf(name: string): string {
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return url.href;
}

/** On a connection of its own, whose end releases its locks. */
async function onServer(work: (sql: postgres.Sql) => Promise<void>): Promise<void> {
  const sql = postgres(inject('postgresUrl'), { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}
