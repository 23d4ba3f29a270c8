import { date, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { LocalDate } from '../../core/time/local-date.ts';
import { instant } from './columns.ts';

/** Ticks of the scheduled jobs that have been done, whichever replica did them. */
export const jobRuns = pgTable(
  'job_runs',
  { job: text().notNull(), tick: instant().notNull(), doneAt: instant().notNull() },
  (table) => [primaryKey({ columns: [table.job, table.tick] })],
);

/** Days the office works or rests against the general rule (announced swaps, local holidays). */
export const calendarDays = pgTable('calendar_days', {
  day: date({ mode: 'string' }).$type<LocalDate>().primaryKey(),
  kind: text().$type<'off' | 'working'>().notNull(),
  note: text().notNull().default(''),
});

/** Small values that must outlive the process, such as the simulator's clock. */
export const settings = pgTable('settings', { key: text().primaryKey(), value: jsonb().notNull() });
