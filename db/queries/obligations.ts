import { and, asc, desc, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import type { StoredFile } from '../../core/forms/form.ts';
import {
  claimedAtAfter,
  isSettled,
  type State,
  type UpdateKind,
} from '../../core/obligations/obligation.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { anyOf } from '../any-of.ts';
import type { Queryable } from '../client.ts';
import {
  agencies,
  obligations,
  persons,
  reportPeriods,
  updateFiles,
  updates,
} from '../schema/index.ts';

export type ObligationRow = typeof obligations.$inferSelect;
export type UpdateRow = typeof updates.$inferSelect;

/** An obligation with the names people know it by. */
export interface ObligationView extends ObligationRow {
  agencyName: string;
  agencyShortName: string;
  periodName: string | null;
  periodCode: string | null;
  dataFrom: LocalDate | null;
  dataTo: LocalDate | null;
}

async function selectViews(tx: Queryable, where: SQL | undefined): Promise<ObligationView[]> {
  const rows = await tx
    .select({
      obligation: obligations,
      agencyName: agencies.name,
      agencyShortName: agencies.shortName,
      periodName: reportPeriods.name,
      periodCode: reportPeriods.code,
      dataFrom: reportPeriods.dataFrom,
      dataTo: reportPeriods.dataTo,
    })
    .from(obligations)
    .innerJoin(agencies, eq(agencies.id, obligations.agencyId))
    .leftJoin(reportPeriods, eq(reportPeriods.id, obligations.periodId))
    .where(where)
    .orderBy(asc(obligations.dueOn), asc(obligations.id));
  return rows.map(({ obligation, ...names }) => ({ ...obligation, ...names }));
}

/** Every obligation in force of these agencies, the earliest due first, undated ones last. */
export async function obligationsOf(
  tx: Queryable,
  agencyIds: Iterable<number>,
): Promise<ObligationView[]> {
  const ids = [...agencyIds];
  if (ids.length === 0) return [];
  return selectViews(tx, and(anyOf(obligations.agencyId, ids), isNull(obligations.withdrawnAt)));
}

/** One obligation, also one that was withdrawn. */
export async function obligationById(tx: Queryable, id: number): Promise<ObligationView | null> {
  return (await obligationsById(tx, [id])).get(id) ?? null;
}

/** The same, locked until the transaction ends: whoever decides on it decides alone. */
export async function lockedObligation(tx: Queryable, id: number): Promise<ObligationView | null> {
  await tx
    .select({ id: obligations.id })
    .from(obligations)
    .where(eq(obligations.id, id))
    .for('update');
  return obligationById(tx, id);
}

export async function obligationsById(
  tx: Queryable,
  ids: readonly number[],
): Promise<Map<number, ObligationView>> {
  if (ids.length === 0) return new Map();
  const views = await selectViews(tx, anyOf(obligations.id, ids));
  return new Map(views.map((view) => [view.id, view]));
}

/** What an agency or the coordinator says about an obligation. */
export interface Statement {
  kind: 'state' | 'review';
  state: State;
  percent?: number | null;
  documentNumber?: string | null;
  documentDate?: LocalDate | null;
  reason?: string | null;
  unblocker?: string | null;
  note?: string | null;
  files?: readonly StoredFile[];
  personId: number;
  channel: string;
}

/** Appends the statement and moves the obligation's current state to it. Locks the obligation. */
export async function recordStatement(
  tx: Queryable,
  obligationId: number,
  statement: Statement,
  now: Date,
): Promise<void> {
  const before = await lockObligation(tx, obligationId);
  const { files = [], ...said } = statement;
  const [update] = await tx
    .insert(updates)
    .values({ obligationId, ...said, at: now })
    .returning({ id: updates.id });
  if (!update) throw new Error('update was not stored');
  if (files.length > 0) {
    await tx.insert(updateFiles).values(files.map((file) => ({ updateId: update.id, ...file })));
  }
  await tx
    .update(obligations)
    .set({
      state: statement.state,
      percent: statement.percent ?? null,
      reason: statement.reason ?? null,
      unblocker: statement.unblocker ?? null,
      claimedAt: claimedAtAfter(before, statement.state, now),
      lastUpdateAt: now,
    })
    .where(eq(obligations.id, obligationId));
}

/** Appends a request for another due date; nothing else changes until somebody decides. */
export async function recordExtensionRequest(
  tx: Queryable,
  obligationId: number,
  request: { wished: LocalDate; reason: string; personId: number; channel: string },
  now: Date,
): Promise<void> {
  const before = await lockObligation(tx, obligationId);
  await tx.insert(updates).values({
    obligationId,
    kind: 'extension_asked',
    reason: request.reason,
    dueBefore: before.dueOn,
    dueAfter: request.wished,
    personId: request.personId,
    channel: request.channel,
    at: now,
  });
  await tx.update(obligations).set({ lastUpdateAt: now }).where(eq(obligations.id, obligationId));
}

const EXTENSION_KINDS: UpdateKind[] = [
  'extension_asked',
  'extension_granted',
  'extension_declined',
];

/** Open obligations of these agencies with a request for more time nobody has decided on yet. */
export async function awaitingExtension(
  tx: Queryable,
  agencyIds: Iterable<number>,
): Promise<ObligationView[]> {
  const ids = [...agencyIds];
  if (ids.length === 0) return [];
  const last = await tx
    .selectDistinctOn([updates.obligationId], { id: updates.obligationId, kind: updates.kind })
    .from(updates)
    .innerJoin(obligations, eq(obligations.id, updates.obligationId))
    .where(
      and(
        anyOf(obligations.agencyId, ids),
        isNull(obligations.withdrawnAt),
        inArray(updates.kind, EXTENSION_KINDS),
      ),
    )
    .orderBy(asc(updates.obligationId), desc(updates.id));
  const asked = last.flatMap(({ id, kind }) => (kind === 'extension_asked' ? [id] : []));
  const views = await obligationsById(tx, asked);
  return [...views.values()].filter((item) => !isSettled(item.state));
}

/** The request for more time nobody has decided on yet. */
export async function openExtension(
  tx: Queryable,
  obligationId: number,
): Promise<UpdateRow | null> {
  const [last] = await tx
    .select()
    .from(updates)
    .where(and(eq(updates.obligationId, obligationId), inArray(updates.kind, EXTENSION_KINDS)))
    .orderBy(desc(updates.id))
    .limit(1);
  return last?.kind === 'extension_asked' ? last : null;
}

/** Appends the decision; a granted one moves the due date (`due` = null leaves it). */
export async function decideExtension(
  tx: Queryable,
  obligationId: number,
  decision: {
    granted: { dueOn: LocalDate; dueAt: Date } | null;
    personId: number;
    channel: string;
  },
  now: Date,
): Promise<void> {
  const before = await lockObligation(tx, obligationId);
  await tx.insert(updates).values({
    obligationId,
    kind: decision.granted ? 'extension_granted' : 'extension_declined',
    dueBefore: before.dueOn,
    dueAfter: decision.granted?.dueOn ?? before.dueOn,
    personId: decision.personId,
    channel: decision.channel,
    at: now,
  });
  if (decision.granted) {
    await tx.update(obligations).set(decision.granted).where(eq(obligations.id, obligationId));
  }
}

export interface HistoryEntry extends UpdateRow {
  personName: string | null;
  files: StoredFile[];
}

/** Everything ever said about an obligation, oldest first. */
export async function historyOf(tx: Queryable, obligationId: number): Promise<HistoryEntry[]> {
  const rows = await tx
    .select({ update: updates, personName: persons.name })
    .from(updates)
    .leftJoin(persons, eq(persons.id, updates.personId))
    .where(eq(updates.obligationId, obligationId))
    .orderBy(asc(updates.id));
  const files = await tx
    .select({ file: updateFiles })
    .from(updateFiles)
    .innerJoin(updates, eq(updates.id, updateFiles.updateId))
    .where(eq(updates.obligationId, obligationId));
  return rows.map(({ update, personName }) => ({
    ...update,
    personName,
    files: files.flatMap(({ file }) => (file.updateId === update.id ? [file] : [])),
  }));
}

/** Obligations of these agencies that are claimed and wait for the coordinator's word. */
export async function claimedObligations(
  tx: Queryable,
  agencyIds: Iterable<number>,
): Promise<ObligationView[]> {
  const ids = [...agencyIds];
  if (ids.length === 0) return [];
  return selectViews(
    tx,
    and(
      anyOf(obligations.agencyId, ids),
      eq(obligations.state, 'done'),
      isNull(obligations.withdrawnAt),
    ),
  );
}

async function lockObligation(tx: Queryable, id: number): Promise<ObligationRow> {
  const [row] = await tx.select().from(obligations).where(eq(obligations.id, id)).for('update');
  if (!row) throw new Error(`obligation ${id} does not exist`);
  return row;
}
