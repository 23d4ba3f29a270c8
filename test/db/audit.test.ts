import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../db/client.ts';
import { appendAudit, type NewAudit, sealAudit, verifyAudit } from '../../db/queries/audit.ts';
import { createPerson } from '../../db/queries/people.ts';
import { freshDatabase } from '../support/database.ts';
import { at } from '../support/vietnam.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let pool: Database;
beforeAll(async () => {
  database = await freshDatabase();
  pool = openDatabase(database.url, { connections: 8 });
});
beforeEach(() => asOwner(sql`truncate audit`));
afterAll(async () => {
  await pool.close();
  await database.drop();
});

const MORNING = at('2023-02-27');

/** As whoever may disable triggers would. */
async function asOwner(change: ReturnType<typeof sql>): Promise<void> {
  await pool.db.execute(sql`alter table audit disable trigger user`);
  await pool.db.execute(change);
  await pool.db.execute(sql`alter table audit enable trigger user`);
}

async function people(number: number): Promise<number[]> {
  const made: number[] = [];
  for (let each = 0; each < number; each += 1) {
    made.push((await createPerson(pool.db, { code: null, name: 'ai đó' }, MORNING)).id);
  }
  return made;
}

function seen(personId: number | null, subjectId: number): NewAudit {
  const details = { view: 'main', page: subjectId, z: null, a: true };
  return { action: 'saw.progress', subject: 'agency', subjectId, personId, details };
}

const append = (entry: NewAudit) => pool.db.transaction((tx) => appendAudit(tx, entry, MORNING));

it('stays whole when many write at once, each lane in its own order', async () => {
  const [a = 0, b = 0, c = 0] = await people(3);
  await Promise.all(
    Array.from({ length: 60 }, (_, n) => append(seen([a, b, c, null][n % 4] ?? null, n))),
  );
  expect(await verifyAudit(pool.db)).toEqual({ ok: true, entries: 60, lanes: 4, seals: 0 });
});

it('lets two people write at the same time, and what is undone leaves no gap', async () => {
  const [a = 0, b = 0] = await people(2);
  await pool.db.transaction(async (mine) => {
    await appendAudit(mine, seen(a, 1), MORNING);
    // Would wait for ever if all wrote into one chain.
    await append(seen(b, 1));
  });
  await pool.db
    .transaction(async (tx) => {
      await appendAudit(tx, seen(a, 2), MORNING);
      throw new Error('undone');
    })
    .catch(() => {});
  await append(seen(a, 3));
  expect(await verifyAudit(pool.db)).toMatchObject({ ok: true, entries: 3, lanes: 2 });
});

it('refuses change, deletion and emptying', async () => {
  await append(seen(null, 1));
  for (const change of [
    sql`update audit set details = '{}'`,
    sql`delete from audit`,
    sql`truncate audit`,
  ]) {
    await expect(pool.db.execute(change)).rejects.toThrow();
  }
  expect(await verifyAudit(pool.db)).toMatchObject({ ok: true, entries: 1 });
});

it('names the entry that somebody changed, took out or cut off', async () => {
  const [a = 0, b = 0] = await people(2);
  const fill = async () => {
    await asOwner(sql`truncate audit`);
    for (const person of [a, b]) for (let n = 1; n <= 4; n += 1) await append(seen(person, n));
    await pool.db.transaction((tx) => sealAudit(tx, MORNING));
    expect(await verifyAudit(pool.db)).toMatchObject({ ok: true, entries: 9, seals: 1 });
  };
  const changes = [
    {
      how: sql`update audit set subject_id = 99 where lane = ${b} and seq = 2`,
      why: 'changed',
      lane: b,
      seq: 2,
    },
    {
      how: sql`update audit set at = at + interval '1 hour' where lane = ${a} and seq = 3`,
      why: 'changed',
      lane: a,
      seq: 3,
    },
    {
      how: sql`update audit set person_id = ${b} where lane = ${a} and seq = 1`,
      why: 'changed',
      lane: a,
      seq: 1,
    },
    {
      how: sql`update audit set details = '{"view":"main"}' where lane = ${a} and seq = 4`,
      why: 'changed',
      lane: a,
      seq: 4,
    },
    { how: sql`delete from audit where lane = ${b} and seq = 3`, why: 'missing', lane: b, seq: 4 },
    { how: sql`delete from audit where lane = ${b} and seq = 4`, why: 'cut', lane: b, seq: 4 },
    { how: sql`delete from audit where lane = ${b}`, why: 'cut', lane: b, seq: 4 },
  ];
  for (const { how, ...found } of changes) {
    await fill();
    await asOwner(how);
    expect(await verifyAudit(pool.db)).toMatchObject({ ok: false, ...found });
  }
});
