import { sql } from 'drizzle-orm';
import { DEFAULT_LADDER } from '../../core/reminders/ladder.ts';
import { type MovableClock, movableClock } from '../../core/time/clock.ts';
import { type Db, openDatabase } from '../../db/client.ts';
import { openPresence, type Presence } from '../../db/presence.ts';
import { createDelivery, type Delivery } from '../../jobs/delivery.ts';
import { JOBS } from '../../jobs/index.ts';
import type { Job } from '../../jobs/job.ts';
import { createScheduler, type Scheduler } from '../../jobs/scheduler.ts';
import { createLog } from '../../log.ts';
import { freshDatabase } from './database.ts';
import { demoDatabase } from './demo-database.ts';
import { type Recorder, recordingChannel } from './recording-channel.ts';
import { at, VIETNAM } from './vietnam.ts';

/** One process of the office: its own connections, scheduler and delivery. */
export interface Replica {
  db: Db;
  scheduler: Scheduler;
  delivery: Delivery;
  channel: Recorder;
}

export interface TestOffice {
  db: Db;
  url: string;
  /** All replicas read this clock. */
  clock: MovableClock;
  replica(options?: { channel?: Recorder; jobs?: readonly Job[] }): Replica;
  end(): Promise<void>;
}

/** A database of its own, with Thạnh Trị 2023 unless `demo` is false, and a clock to move. */
export async function openOffice(
  options: { demo?: boolean; now?: string } = {},
): Promise<TestOffice> {
  const database = await (options.demo === false ? freshDatabase() : demoDatabase());
  const pools = [openDatabase(database.url)];
  const presences: Presence[] = [];
  const [{ db }] = pools as [(typeof pools)[number]];
  const clock = movableClock(at(options.now ?? '2023-02-27'));
  const log = createLog('silent');
  return {
    db,
    url: database.url,
    clock,
    replica({ channel = recordingChannel(), jobs = JOBS } = {}) {
      const pool = openDatabase(database.url, { connections: 4 });
      pools.push(pool);
      const presence = openPresence(database.url);
      presences.push(presence);
      const delivery = createDelivery({
        db: pool.db,
        clock,
        timeZone: VIETNAM,
        channel,
        presence,
        log,
      });
      const parts = { db: pool.db, clock, timeZone: VIETNAM, ladder: DEFAULT_LADDER, jobs, log };
      const scheduler = createScheduler({ ...parts, onCommitted: delivery.kick });
      return { db: pool.db, scheduler, delivery, channel };
    },
    async end() {
      await Promise.all([...presences, ...pools].map((one) => one.close()));
      await database.drop();
    },
  };
}

/** Who was told of what on which morning, as far as it was sent: "tu-phap 1.3/p1". */
export interface Told {
  person: string;
  on: string;
  owed: string[];
}

export async function toldTable(db: Db): Promise<Told[]> {
  const rows = await db.execute<{ person: string; on: string; owed: string[] }>(sql`
    select p.code as person, m.told_on::text as "on",
      array_agg(distinct a.code || ' ' || coalesce(t.key, r.code) || '/' || o.occurrence) as owed
    from reminder_marks m
    join outbox x on x.id = m.outbox_id and x.status = 'sent' and x.kind = 'digest'
    join persons p on p.id = m.person_id
    join obligations o on o.id = m.obligation_id
    join agencies a on a.id = o.agency_id
    left join plan_tasks t on t.id = o.task_id
    left join report_periods r on r.id = o.period_id
    group by p.code, m.told_on
    order by p.code collate "C", m.told_on`);
  return rows.map(({ person, on, owed }) => ({ person, on, owed: [...owed].sort() }));
}
