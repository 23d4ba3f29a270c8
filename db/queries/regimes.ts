import { asc } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { reportRegimes } from '../schema/index.ts';

export type ReportRegimeRow = typeof reportRegimes.$inferSelect;

/** All report regimes, in the order they were taken into the books. */
export async function allRegimes(tx: Queryable): Promise<ReportRegimeRow[]> {
  return tx.select().from(reportRegimes).orderBy(asc(reportRegimes.id));
}
