import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../db/client.ts';
import { isPassing } from '../../db/trouble.ts';
import { freshDatabase } from '../support/database.ts';
import { seeded } from './random.ts';
import { type TcpProxy, tcpProxy } from './tcp-proxy.ts';

const WRITERS = 16;
const LOSSES = 24;

let database: Awaited<ReturnType<typeof freshDatabase>>;
let proxy: TcpProxy;
let direct: Database;
let pool: Database;

afterEach(async () => {
  await pool.close();
  await direct.close();
  await proxy.close();
  await database.drop();
});

// An error that nobody can catch, which is how the driver used to end the process, fails the run.
test('transactions whose connection is lost end as passing trouble, whole or not at all', async () => {
  database = await freshDatabase();
  direct = openDatabase(database.url, { connections: 1 });
  const url = new URL(database.url);
  proxy = await tcpProxy(Number(url.port));
  url.port = String(proxy.port);
  pool = openDatabase(url.href, { connections: 8 });
  await direct.db.execute(sql`create table firsts (n int primary key)`);
  await direct.db.execute(sql`create table seconds (n int not null)`);

  const random = seeded(7);
  const unexpected: unknown[] = [];
  let over = false;
  let n = 0;
  let done = 0;
  const write = async (mine: number) => {
    await pool.db.transaction(async (tx) => {
      await tx.execute(sql`insert into firsts values (${mine})`);
      await tx.execute(sql`select pg_sleep(0.002)`);
      await tx.execute(sql`insert into seconds values (${mine})`);
    });
    done += 1;
  };
  const writers = Array.from({ length: WRITERS }, async () => {
    while (!over) {
      await write(n++).catch((error: unknown) => {
        if (!isPassing(error)) unexpected.push(error);
        return sleep(5);
      });
    }
  });
  // A busy machine gets less done between two losses, so it is given more of both.
  for (let loss = 0; loss < LOSSES || (done <= LOSSES && loss < 10 * LOSSES); loss += 1) {
    await sleep(20 + random() * 60);
    if (loss % 2 === 0) {
      await proxy.cut();
      await sleep(random() * 20);
      await proxy.restore();
    } else {
      await direct.db.execute(sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`);
    }
  }
  over = true;
  await Promise.all(writers);
  await write(n++);

  expect(unexpected).toEqual([]);
  const [counts] = await direct.db.execute<{ whole: number; half: number }>(sql`
    select count(*) filter (where f.n = s.n)::int as whole,
           count(*) filter (where f.n is null or s.n is null)::int as half
    from firsts f full join seconds s on s.n = f.n`);
  expect(counts?.half).toBe(0);
  // A commit whose answer was lost counts in the tables only.
  expect(counts?.whole).toBeGreaterThanOrEqual(done);
  expect(done).toBeGreaterThan(LOSSES);
});
