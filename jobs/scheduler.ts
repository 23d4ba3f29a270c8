import cron, { type ScheduledTask } from 'node-cron';
import type { Logger } from 'pino';
import type { Channel } from '../core/messages/channel.ts';
import type { Ladder } from '../core/reminders/ladder.ts';
import type { Clock } from '../core/time/clock.ts';
import { addDays } from '../core/time/local-date.ts';
import { instantAt, localDateAt } from '../core/time/zone.ts';
import type { Db } from '../db/client.ts';
import { claimTick } from '../db/queries/system.ts';
import { describeError } from '../db/trouble.ts';
import { loadOfficeHours } from '../office/hours.ts';
import type { FileKeeper, Job } from './job.ts';

export interface SchedulerDeps {
  db: Db;
  clock: Clock;
  timeZone: string;
  ladder: Ladder;
  jobs: readonly Job[];
  files?: FileKeeper;
  /** The channels that run, for what depends on what they can do. */
  channels?: readonly Pick<Channel, 'name' | 'capabilities'>[];
  log: Logger;
  /** Called when a job may have left something to send. */
  onCommitted: () => void;
}

export interface Scheduler {
  /**
   * Runs every job whose latest tick is not done yet; says which ran. Safe to call at any time.
   * A job that fails keeps no other from running; the first failure is thrown at the end.
   */
  runDue(): Promise<{ job: string; at: Date }[]>;
  /** The next tick of any job strictly after an instant. */
  nextTick(after: Date): Promise<Date>;
  start(): void;
  stop(): Promise<void>;
}

/**
 * Runs each job once a tick across all replicas: the tick is claimed in the very transaction that
 * does the work. After downtime only the latest missed tick runs; the jobs themselves gather up
 * what older ones would have told.
 */
export function createScheduler(deps: SchedulerDeps): Scheduler {
  const { db, clock, timeZone, jobs, files, log } = deps;
  const pictureChannels = new Set(
    (deps.channels ?? []).filter((one) => one.capabilities.images).map(({ name }) => name),
  );
  const pinChannels = new Set(
    (deps.channels ?? [])
      .filter(({ capabilities }) => capabilities.pin && capabilities.edit)
      .map(({ name }) => name),
  );
  let task: ScheduledTask | null = null;
  let running: Promise<unknown> = Promise.resolve();

  /** The standard ladder with the office's own hours, as they are set now. */
  async function standard(): Promise<Ladder> {
    return { ...deps.ladder, ...(await loadOfficeHours(db)) };
  }

  async function runDue(): Promise<{ job: string; at: Date }[]> {
    const now = clock.now();
    const ladder = await standard();
    const ran: { job: string; at: Date }[] = [];
    const failures: unknown[] = [];
    for (const job of jobs) {
      try {
        const at = latestTick(await minutesOf(job, ladder), now);
        if (await runOnce(job, at, now, ladder)) ran.push({ job: job.name, at });
      } catch (error) {
        failures.push(error);
      }
    }
    if (ran.length > 0) deps.onCommitted();
    if (failures.length > 0) throw failures[0];
    return ran;
  }

  /** False when the tick was done already, here or elsewhere. */
  async function runOnce(job: Job, at: Date, now: Date, ladder: Ladder): Promise<boolean> {
    return db.transaction(async (tx) => {
      if (!(await claimTick(tx, job.name, at, now))) return false;
      const today = localDateAt(now, timeZone);
      const work = { tx, now, today, timeZone, ladder, files, pictureChannels, pinChannels };
      await job.run({ ...work, log: log.child({ job: job.name }) });
      return true;
    });
  }

  async function minutesOf(job: Job, ladder: Ladder): Promise<number[]> {
    return [job.atMinute(ladder), ...((await job.alsoAt?.(db)) ?? [])];
  }

  function latestTick(minutes: readonly number[], now: Date): Date {
    const today = localDateAt(now, timeZone);
    const ticks = [addDays(today, -1), today]
      .flatMap((day) => minutes.map((minute) => instantAt(day, minute, timeZone).getTime()))
      .filter((tick) => tick <= now.getTime());
    return new Date(Math.max(...ticks));
  }

  async function nextTick(after: Date): Promise<Date> {
    const ladder = await standard();
    const today = localDateAt(after, timeZone);
    const minutes = await Promise.all(jobs.map((job) => minutesOf(job, ladder)));
    const ticks = [today, addDays(today, 1)]
      .flatMap((day) => minutes.flat().map((minute) => instantAt(day, minute, timeZone)))
      .filter((tick) => tick > after);
    return new Date(Math.min(...ticks.map((tick) => tick.getTime())));
  }

  /** One round at a time; trouble is logged and the next minute tries again. */
  function round(): Promise<unknown> {
    running = running.then(() =>
      runDue().catch((error) => log.error({ error: describeError(error) }, 'jobs did not run')),
    );
    return running;
  }

  return {
    runDue,
    nextTick,
    start() {
      void round();
      task = cron.schedule('* * * * *', round, { timezone: timeZone, noOverlap: true });
    },
    async stop() {
      await task?.stop();
      await running;
    },
  };
}
