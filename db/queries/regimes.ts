import { asc, eq } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { reportRegimes } from '../schema/index.ts';

export type ReportRegimeRow = typeof reportRegimes.$inferSelect;

/** All report regimes, in the order they were taken into the books. */
export async function allRegimes(tx: Queryable): Promise<ReportRegimeRow[]> {
  return tx.select().from(reportRegimes).orderBy(asc(reportRegimes.id));
}

/** One regime, locked until the transaction ends: whoever ends it or makes its periods does so alone. */
export async function lockRegime(tx: Queryable, id: number): Promise<ReportRegimeRow | null> {
  const [row] = await tx.select().from(reportRegimes).where(eq(reportRegimes.id, id)).for('update');
  return row ?? null;
}

/** Lets no more periods be made by a regime's rule. */
export async function markRegimeEnded(tx: Queryable, id: number, now: Date): Promise<void> {
  await tx.update(reportRegimes).set({ endedAt: now }).where(eq(reportRegimes.id, id));
}
