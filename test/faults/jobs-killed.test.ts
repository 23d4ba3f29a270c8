import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import { JOBS } from '../../jobs/index.ts';
import { at } from '../support/vietnam.ts';
import { type BotProcess, killAll, startBot } from './bot-process.ts';
import { compareWithChats, settled } from './delivered.ts';
import { type FaultyOffice, faultyOffice } from './office.ts';
import { seeded } from './random.ts';
import { isAsked, patience, report, size } from './size.ts';
import { REPLICA } from './stormy-broadcast.ts';

const KILLS = size(3, 25);

let office: FaultyOffice;
afterEach(async () => {
  await killAll();
  await office.end();
});

test.runIf(isAsked('jobs'))(
  'killed in the middle of the morning jobs, down for a day, stopped in the middle: once a tick, and nobody told twice',
  async ({ annotate }) => {
    office = await faultyOffice();
    const { db } = office;
    const random = seeded(90);
    await everybodyOnTelegram();
    await slowDigests();
    const clock = join(office.variables.DATA_DIR ?? '', 'clock');
    const moment = (local: string) =>
      writeFileSync(clock, String(at(local).getTime() - Date.now()));
    const weather = fileURLToPath(new URL('./weather.mjs', import.meta.url));
    const start = () =>
      startBot({
        ...office.variables,
        ...REPLICA,
        NODE_OPTIONS: `--import ${weather}`,
        WEATHER_CLOCK: clock,
      });

    // Jobs look at once when the program starts.
    moment('2023-02-27T08:00');
    for (let kill = 0; kill < KILLS; kill += 1) {
      const bot = await start();
      await inTheMiddle();
      await sleep(random() * 30);
      await bot.kill();
      expect(await ticksOf('reminders')).toEqual([]);
    }
    let bots = await Promise.all([start(), start()]);
    await allDone('2023-02-27');
    await settled(office, patience(60_000));
    expect(await compareWithChats(office)).toMatchObject({ lost: 0, doubled: 0 });
    expect(await mostDigests('2023-02-27')).toBe(1);

    // A day without any process: the next morning that there is one makes up for it, once.
    await stop(bots);
    moment('2023-03-01T09:10');
    bots = await Promise.all([start(), start()]);
    await allDone('2023-03-01');
    expect(await ticksOf('reminders')).toEqual(['2023-02-27', '2023-03-01']);
    expect(await mostDigests('2023-03-01')).toBe(1);
    // What is not sent by the evening is dropped for the next morning's digest.
    await settled(office, patience(60_000));
    await stop(bots);

    // An orderly stop in the middle of a job finishes it.
    moment('2023-03-02T08:00');
    const last = await start();
    await inTheMiddle();
    expect((await last.terminate()).code).toBe(0);
    expect(await ticksOf('reminders')).toContain('2023-03-02');
    await start();
    await allDone('2023-03-02');
    expect(await mostDigests('2023-03-02')).toBe(1);

    await settled(office, patience(60_000));
    const delivered = await compareWithChats(office);
    expect(delivered).toMatchObject({ sent: delivered.due, lost: 0, doubled: 0 });
    await annotate(
      report({
        row: 'jobs',
        fault: 'kill -9 in the middle of the morning jobs, a day down, SIGTERM in the middle',
        times: KILLS + 2,
        ...delivered,
        // By machine time, which is years after the moments of this test.
        worstDelayMs: null,
      }),
    );

    /** The people of the demo, who are on the simulator's page. */
    async function everybodyOnTelegram(): Promise<void> {
      const moved = await db.execute<{ id: string }>(sql`
        update conversations set channel = 'telegram', native_id = (70000 + id)::text
        where kind = 'private' returning native_id as id`);
      await db.execute(sql`
        update accounts a set channel = c.channel, native_id = c.native_id
        from conversations c where c.id = a.conversation_id and c.kind = 'private'`);
      const { telegram } = office;
      for (const { id } of moved) telegram.user(Number(id), `Người ${id}`).sends('/start');
      // Nobody is to answer them here.
      const method = 'deleteWebhook?drop_pending_updates=true';
      await fetch(`${telegram.apiRoot}/bot${telegram.token}/${method}`);
    }

    /** Planning a morning takes a moment that a kill can hit. */
    async function slowDigests(): Promise<void> {
      await db.execute(sql`
        create function slowly() returns trigger language plpgsql as
        $$ begin perform pg_sleep(0.05); return new; end $$`);
      await db.execute(sql`
        create trigger slowly before insert on outbox for each row
        when (new.kind = 'digest') execute function slowly()`);
    }

    async function inTheMiddle(): Promise<void> {
      const asleep = async () => {
        const rows = await db.execute(sql`
          select from pg_stat_activity
          where datname = current_database() and wait_event = 'PgSleep'`);
        return rows.length > 0;
      };
      while (!(await asleep())) await sleep(2);
    }

    async function ticksOf(job: string): Promise<string[]> {
      const rows = await db.execute<{ day: string }>(sql`
        select (tick at time zone 'Asia/Ho_Chi_Minh')::date::text as day
        from job_runs where job = ${job} order by tick`);
      return rows.map(({ day }) => day);
    }

    /** Jobs whose hour has not come have done the day before. */
    async function allDone(day: string): Promise<void> {
      const done = async () => {
        const days = await Promise.all(JOBS.map(({ name }) => ticksOf(name)));
        const reminded = (await ticksOf('reminders')).includes(day);
        return reminded && days.every((one) => one.length > 0);
      };
      while (!(await done())) await sleep(20);
      const twice = await db.execute(sql`
        select job, tick from job_runs group by job, tick having count(*) > 1`);
      expect([...twice]).toEqual([]);
    }

    /** The most digests of a day that anybody has. */
    async function mostDigests(day: string): Promise<number> {
      const [row] = await db.execute<{ most: number | null }>(sql`
        select max(n)::int as most from (
          select count(*) as n from outbox
          where kind = 'digest'
            and (created_at at time zone 'Asia/Ho_Chi_Minh')::date = ${day}::date
          group by conversation_id) counts`);
      return row?.most ?? 0;
    }

    async function stop(running: readonly BotProcess[]): Promise<void> {
      const ends = await Promise.all(running.map((bot) => bot.terminate()));
      expect(ends.map(({ code }) => code)).toEqual(running.map(() => 0));
    }
  },
  patience(240_000),
);
