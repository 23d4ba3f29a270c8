import { and, asc, eq, gte, lt, sql } from 'drizzle-orm';
import type { LocalDate } from '../../core/time/local-date.ts';
import type { Queryable } from '../client.ts';
import { calendarDays, jobRuns, settings } from '../schema/index.ts';

/** True for the first caller of all replicas; the others find the tick taken. */
export async function claimTick(
  tx: Queryable,
  job: string,
  tick: Date,
  now: Date,
): Promise<boolean> {
  const rows = await tx
    .insert(jobRuns)
    .values({ job, tick, doneAt: now })
    .onConflictDoNothing()
    .returning({ job: jobRuns.job });
  return rows.length > 0;
}

export async function officeDays(
  tx: Queryable,
): Promise<{ date: LocalDate; kind: 'off' | 'working' }[]> {
  return tx
    .select({ date: calendarDays.day, kind: calendarDays.kind })
    .from(calendarDays)
    .orderBy(asc(calendarDays.day));
}

export async function readSetting(tx: Queryable, key: string): Promise<unknown> {
  const [row] = await tx.select().from(settings).where(eq(settings.key, key));
  return row?.value;
}

/** The value kept under a key; `first` becomes it where there was none. */
export async function keepSetting(tx: Queryable, key: string, first: unknown): Promise<unknown> {
  await tx.insert(settings).values({ key, value: first }).onConflictDoNothing();
  return readSetting(tx, key);
}

/**
 * The value kept under a key, locked until the transaction ends; `{}` where there was none.
 */
export async function lockSetting(tx: Queryable, key: string): Promise<unknown> {
  // A row to lock: of two who find none, one waits for the other.
  await tx.insert(settings).values({ key, value: {} }).onConflictDoNothing();
  const [row] = await tx.select().from(settings).where(eq(settings.key, key)).for('update');
  return row?.value;
}

export async function writeSetting(tx: Queryable, key: string, value: unknown): Promise<void> {
  await tx
    .insert(settings)
    .values({ key, value })
    .onConflictDoUpdate({ target: settings.key, set: { value } });
}

export async function removeSetting(tx: Queryable, key: string): Promise<void> {
  await tx.delete(settings).where(eq(settings.key, key));
}

/** Lets a job's latest ticks from a moment on be done once more. */
export async function reopenTicks(tx: Queryable, job: string, from: Date): Promise<void> {
  await tx.delete(jobRuns).where(and(eq(jobRuns.job, job), gte(jobRuns.tick, from)));
}

/** How long ago the database server began, in milliseconds. */
export async function serverAgeMs(db: Queryable): Promise<number> {
  const [row] = await db.execute<{ ms: number }>(sql`
    select extract(epoch from clock_timestamp() - pg_postmaster_start_time())::float8 * 1000 as ms`);
  return row?.ms ?? 0;
}

/** Answers when the database does. */
export async function ping(db: Queryable): Promise<void> {
  await db.execute(sql`select 1`);
}

/** Forgets the done ticks of jobs from before a moment. */
export async function forgetOldTicks(tx: Queryable, before: Date): Promise<void> {
  await tx.delete(jobRuns).where(lt(jobRuns.tick, before));
}
