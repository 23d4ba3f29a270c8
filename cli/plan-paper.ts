import { basename, extname } from 'node:path';
import type { PlanRow } from '../core/plan/plan-row.ts';
import { type LocalDate, partsOf } from '../core/time/local-date.ts';
import type { Tx } from '../db/client.ts';
import { samePlan } from '../office/import-plan.ts';

interface Given {
  number: string | null;
  title: string | null;
  issuedOn: LocalDate | null;
  year: number | null;
}

/**
 * What is known of the paper an annex belongs to. Without a number, rows that are another version
 * of a plan already in the books belong to that plan; otherwise the file's name stands for it.
 */
export async function planPaper(
  tx: Tx,
  rows: readonly PlanRow[],
  file: string,
  given: Given,
  today: LocalDate,
): Promise<{ number: string; title: string; year: number; issuedOn: LocalDate | null }> {
  const year = given.year ?? yearIn(rows) ?? partsOf(today).year;
  const known = given.number === null ? await samePlan(tx, rows, year) : null;
  const name = basename(file, extname(file));
  const number = given.number ?? known?.number ?? name;
  return {
    number,
    title: given.title ?? known?.title ?? number,
    year,
    issuedOn: given.issuedOn ?? known?.issuedOn ?? null,
  };
}

/** The year most of the deadlines name. */
function yearIn(rows: readonly PlanRow[]): number | null {
  const counts = new Map<number, number>();
  for (const row of rows) {
    for (const [year] of row.times.matchAll(/\b20\d\d\b/g)) {
      counts.set(Number(year), (counts.get(Number(year)) ?? 0) + 1);
    }
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most?.[0] ?? null;
}
