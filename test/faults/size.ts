import { appendFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import type { Delivered } from './delivered.ts';
import type { Row } from './rows.ts';

/** The small numbers run with every change, the full ones with `test/faults/run.ts`. */
const FULL = process.env.FAULTS === 'full';
const ONLY = process.env.FAULTS_ONLY?.split(',');

/** A number of a fault test: usual, or full size. */
export function size(usual: number, full: number): number {
  return FULL ? full : usual;
}

/** How long a test of this file may take, in milliseconds. */
export function patience(usual: number): number {
  return FULL ? 20 * 60_000 : usual;
}

/** Whether this row of the table is asked for: each is, unless some are named. */
export function isAsked(row: Row): boolean {
  return ONLY === undefined || ONLY.includes(row);
}

export interface Figures extends Delivered {
  row: Row;
  /** What went wrong, in a few words. */
  fault: string;
  /** How often. */
  times: number;
  answers?: { accepted: number; lost: number; doubled: number };
  /**
   * Longest wait between the moment a message was due and its delivery, in milliseconds; null where
   * the two are told by different clocks.
   */
  worstDelayMs: number | null;
}

/** Hands a row of the table to whoever asked for one. */
export function report(figures: Figures): string {
  const line = JSON.stringify(figures);
  const file = process.env.FAULTS_FIGURES;
  if (file) appendFileSync(file, `${line}\n`);
  return line;
}

/** Longest wait of a delivered message, in milliseconds. */
export async function worstDelay(db: Db): Promise<number> {
  const [row] = await db.execute<{ ms: number | null }>(sql`
    select round(max(extract(epoch from sent_at - not_before)) * 1000)::int as ms
    from outbox where status = 'sent'`);
  return row?.ms ?? 0;
}
