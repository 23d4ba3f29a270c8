import { and, eq } from 'drizzle-orm';
import type { SourceKind, UpdateKind } from '../../core/obligations/obligation.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { anyOf } from '../any-of.ts';
import type { Queryable, Tx } from '../client.ts';
import { obligations, updates } from '../schema/index.ts';
import type { ObligationRow } from './obligations.ts';

/** Every obligation that came from these tasks, periods or campaign entries, withdrawn ones too. */
export async function obligationsOfSource(
  tx: Queryable,
  source: { kind: SourceKind; ids: readonly number[] },
): Promise<ObligationRow[]> {
  if (source.ids.length === 0) return [];
  const column = columnOf(source.kind);
  return tx
    .select()
    .from(obligations)
    .where(and(eq(obligations.sourceKind, source.kind), anyOf(column, source.ids)))
    .orderBy(obligations.id);
}

/** What the ids of a kind of source name. */
function columnOf(kind: SourceKind) {
  if (kind === 'plan') return obligations.taskId;
  return kind === 'report' ? obligations.periodId : obligations.campaignAgencyId;
}

const BATCH = 500;

export async function addObligations(
  tx: Tx,
  rows: readonly (typeof obligations.$inferInsert)[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += BATCH) {
    await tx.insert(obligations).values(rows.slice(from, from + BATCH));
  }
}

export async function changeObligation(
  tx: Tx,
  id: number,
  change: Partial<typeof obligations.$inferInsert>,
): Promise<void> {
  await tx.update(obligations).set(change).where(eq(obligations.id, id));
}

/** An entry in the history that no person made. */
export async function appendSourceUpdate(
  tx: Tx,
  obligationId: number,
  update: { kind: UpdateKind; dueBefore?: LocalDate | null; dueAfter?: LocalDate | null },
  now: Date,
): Promise<void> {
  await tx.insert(updates).values({ obligationId, ...update, at: now });
}
