import type { MovableClock } from '../../../core/time/clock.ts';
import type { Db } from '../../../db/client.ts';
import { readSetting, writeSetting } from '../../../db/queries/system.ts';

/** Where the rehearsal's moment is kept, so that a restart goes on from it. */
export const CLOCK_SETTING = 'simulator.clock';

export interface SimulatedTime {
  clock: MovableClock;
  /** Null when the target lies in the past. */
  moveTo(target: Date): Promise<{ ran: { job: string; at: Date }[]; sent: number } | null>;
}

interface TimeDeps {
  db: Db;
  clock: MovableClock;
  scheduler: {
    runDue(): Promise<{ job: string; at: Date }[]>;
    nextTick(after: Date): Promise<Date>;
  };
  /** Sends what became due; resolves when nothing is left. */
  settled: () => Promise<void>;
  sentCount: () => Promise<number>;
  onMoved: () => void;
}

/** The moment a rehearsal stands at, if one was ever begun on this database. */
export async function storedMoment(db: Db): Promise<Date | null> {
  const value = await readSetting(db, CLOCK_SETTING);
  return typeof value === 'string' ? new Date(value) : null;
}

/**
 * Moves the clock as time would have passed: it stops at every tick on the way, so that each
 * morning's messages are sent on their own morning.
 */
export function simulatedTime(deps: TimeDeps): SimulatedTime {
  let moving: Promise<unknown> = Promise.resolve();

  async function standAt(moment: Date): Promise<{ job: string; at: Date }[]> {
    deps.clock.set(moment);
    await writeSetting(deps.db, CLOCK_SETTING, moment.toISOString());
    const ran = await deps.scheduler.runDue();
    await deps.settled();
    return ran;
  }

  async function move(target: Date) {
    if (target < deps.clock.now()) return null;
    const before = await deps.sentCount();
    const ran: { job: string; at: Date }[] = [];
    for (
      let tick = await deps.scheduler.nextTick(deps.clock.now());
      tick < target;
      tick = await deps.scheduler.nextTick(tick)
    ) {
      ran.push(...(await standAt(tick)));
    }
    ran.push(...(await standAt(target)));
    deps.onMoved();
    return { ran, sent: (await deps.sentCount()) - before };
  }

  return {
    clock: deps.clock,
    moveTo(target) {
      const done = moving.then(() => move(target));
      moving = done.catch(() => undefined);
      return done;
    },
  };
}
