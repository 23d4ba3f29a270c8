import { and, asc, between, isNotNull, isNull, ne, notInArray } from 'drizzle-orm';
import type { LocalDate } from '../../core/time/local-date.ts';
import type { Queryable, Tx } from '../client.ts';
import { calendarDays, obligations } from '../schema/index.ts';
import type { ObligationRow } from './obligations.ts';

/** A day on which the office works or rests against the public calendar. */
export interface OfficeDay {
  day: LocalDate;
  kind: 'off' | 'working';
  note: string;
}

/** Every day the office entered, in order. */
export async function allOfficeDays(tx: Queryable): Promise<OfficeDay[]> {
  return tx.select().from(calendarDays).orderBy(asc(calendarDays.day));
}

/** Enters days; what was entered for them before is replaced. */
export async function putOfficeDays(tx: Queryable, days: readonly OfficeDay[]): Promise<void> {
  for (const { day, kind, note } of days) {
    await tx
      .insert(calendarDays)
      .values({ day, kind, note })
      .onConflictDoUpdate({ target: calendarDays.day, set: { kind, note } });
  }
}

/** Takes away what was entered for these days, both ends included; gives how many there were. */
export async function removeOfficeDays(
  tx: Queryable,
  from: LocalDate,
  to: LocalDate,
): Promise<number> {
  const rows = await tx
    .delete(calendarDays)
    .where(between(calendarDays.day, from, to))
    .returning({ day: calendarDays.day });
  return rows.length;
}

const SETTLED = ['done', 'accepted', 'not_applicable'] as const;

const open = and(
  isNull(obligations.withdrawnAt),
  isNotNull(obligations.sourceDueOn),
  ne(obligations.sourceKind, 'input'),
  notInArray(obligations.state, [...SETTLED]),
);

/**
 * Dated work that is still open, locked until the transaction ends. Requests for input are left
 * out: their date was chosen by the colleague who asks, not taken from a document.
 */
export async function lockOpenDated(tx: Tx): Promise<ObligationRow[]> {
  return tx.select().from(obligations).where(open).orderBy(asc(obligations.id)).for('update');
}

/** The same, not locked: for looking only. */
export async function openDated(tx: Queryable): Promise<ObligationRow[]> {
  return tx.select().from(obligations).where(open).orderBy(asc(obligations.id));
}

/** How much open work is due on these days, both ends included. */
export async function countDueBetween(
  tx: Queryable,
  from: LocalDate,
  to: LocalDate,
): Promise<number> {
  const rows = await tx
    .select({ id: obligations.id })
    .from(obligations)
    .where(and(open, between(obligations.dueOn, from, to)));
  return rows.length;
}
