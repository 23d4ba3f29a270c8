import type { LocalDate } from '../core/time/local-date.ts';
import type { Queryable, Tx } from '../db/client.ts';
import { lockOpenDated } from '../db/queries/calendar.ts';
import { extendedOnes } from '../db/queries/extensions.ts';
import type { ObligationRow } from '../db/queries/obligations.ts';
import { takeBackWaiting, waitingReminders } from '../db/queries/pauses.ts';
import { appendSourceUpdate, changeObligation } from '../db/queries/sources.ts';
import { type DueRules, dueMinuteOf, dueOf, loadDueRules } from './due.ts';

/** An obligation whose due date the calendar or the rule for days off moved. */
export interface MovedDue {
  id: number;
  agencyId: number;
  from: LocalDate | null;
  to: LocalDate | null;
  /** Counted in working days again, instead of moved off a day off. */
  counted: boolean;
}

/**
 * Makes the due dates of open work what the calendar and the rule for days off say now, with an
 * entry in the history of each that moves. Dates that were granted by extension stand, and so does
 * what is settled. Applying it again changes nothing.
 */
export async function applyDueRules(
  tx: Tx,
  at: { now: Date; timeZone: string },
): Promise<MovedDue[]> {
  const rules = await loadDueRules(tx);
  const waiting = await waitingReminders(tx, at.now);
  const moved: MovedDue[] = [];
  for (const { row, due } of await movedBy(tx, rules, await lockOpenDated(tx), at.timeZone)) {
    await changeObligation(tx, row.id, due);
    // A reminder that waits for somebody's later hour names the old date: it is planned again.
    if (waiting.has(row.id)) await takeBackWaiting(tx, row.id, null, at.now);
    const dates = { dueBefore: row.dueOn, dueAfter: due.dueOn };
    await appendSourceUpdate(tx, row.id, { kind: 'due_moved', ...dates }, at.now);
    const { id, agencyId } = row;
    moved.push({ id, agencyId, from: row.dueOn, to: due.dueOn, counted: false });
  }
  return moved;
}

/** Which of these rows the rules would have due on another day; extended ones stay. */
export async function movedBy(
  tx: Queryable,
  rules: DueRules,
  rows: readonly ObligationRow[],
  timeZone: string,
): Promise<{ row: ObligationRow; due: ReturnType<typeof dueOf> }[]> {
  const extended = await extendedOnes(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.flatMap((row) => {
    if (extended.has(row.id)) return [];
    const dueMinute = dueMinuteOf(row, timeZone);
    const due = dueOf({ sourceDueOn: row.sourceDueOn, dueMinute }, rules, timeZone);
    return due.dueOn === row.dueOn ? [] : [{ row, due }];
  });
}
