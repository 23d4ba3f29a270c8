import { and, eq, gte, isNotNull, isNull, notInArray, notLike, or, sql } from 'drizzle-orm';
import { markKey, type Remindable } from '../../core/reminders/plan.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { anyOf } from '../any-of.ts';
import type { Queryable } from '../client.ts';
import { obligations, reminderMarks } from '../schema/index.ts';

export interface RemindableRow extends Remindable {
  sourceKind: (typeof obligations.$inferSelect)['sourceKind'];
}

/** Unsettled, dated obligations due no later than `horizon`: all a ladder can speak of. */
export async function remindables(tx: Queryable, horizon: LocalDate): Promise<RemindableRow[]> {
  const rows = await tx
    .select({
      id: obligations.id,
      agencyId: obligations.agencyId,
      state: obligations.state,
      dueOn: obligations.dueOn,
      sourceKind: obligations.sourceKind,
    })
    .from(obligations)
    .where(
      and(
        isNull(obligations.withdrawnAt),
        isNotNull(obligations.dueOn),
        sql`${obligations.dueOn} <= ${horizon}`,
        notInArray(obligations.state, ['done', 'accepted', 'not_applicable']),
      ),
    )
    .orderBy(obligations.id);
  return rows.flatMap((row) => (row.dueOn === null ? [] : [{ ...row, dueOn: row.dueOn }]));
}

/**
 * Keys of the rungs told about these obligations, with the day. There is a new "overdue" rung every working day,
 * so of those only the ones told since `since` are read.
 */
export async function toldRungs(
  tx: Queryable,
  ids: readonly number[],
  since: LocalDate,
): Promise<Map<string, LocalDate>> {
  if (ids.length === 0) return new Map();
  const stillMatters = or(notLike(reminderMarks.rung, 'late:%'), gte(reminderMarks.toldOn, since));
  const rows = await tx
    .select()
    .from(reminderMarks)
    .where(and(anyOf(reminderMarks.obligationId, ids), stillMatters));
  return new Map(
    rows.map((row) => [markKey(row.obligationId, row.personId, row.rung), row.toldOn]),
  );
}

/** People who have had a digest on a day: nobody gets a second one. */
export async function toldOn(tx: Queryable, day: LocalDate): Promise<Set<number>> {
  const rows = await tx
    .selectDistinct({ personId: reminderMarks.personId })
    .from(reminderMarks)
    .where(eq(reminderMarks.toldOn, day));
  return new Set(rows.map((row) => row.personId));
}

export async function markTold(
  tx: Queryable,
  marks: readonly (typeof reminderMarks.$inferInsert)[],
): Promise<void> {
  if (marks.length === 0) return;
  await tx
    .insert(reminderMarks)
    .values([...marks])
    .onConflictDoNothing();
}
