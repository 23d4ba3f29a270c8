import { and, asc, eq, isNull, ne, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { StoredFile } from '../../core/forms/form.ts';
import { claimedAtAfter, isSettled, type State } from '../../core/obligations/obligation.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { anyOf } from '../any-of.ts';
import type { Queryable } from '../client.ts';
import {
  agencies,
  inputRequests,
  obligations,
  persons,
  reportPeriods,
  updateFiles,
  updates,
} from '../schema/index.ts';
import { appendAudit } from './audit.ts';
import { startAfresh, takeBackWaiting } from './pauses.ts';

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
  /** What another agency wants to know, where it asked for input; null for everything else. */
  asked: AskedInput | null;
}

/** A request for input as the asked agency sees it. */
export interface AskedInput {
  requestId: number;
  question: string;
  at: Date;
  /** The asking agency's own obligation. */
  parentId: number;
  title: string;
  product: string | null;
  agencyId: number;
  agencyShortName: string;
}

const parent = alias(obligations, 'parent');
const asker = alias(agencies, 'asker');

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
      asked: {
        requestId: inputRequests.id,
        question: inputRequests.question,
        at: inputRequests.at,
        parentId: inputRequests.obligationId,
        title: parent.title,
        product: parent.product,
        agencyId: parent.agencyId,
        agencyShortName: asker.shortName,
      },
    })
    .from(obligations)
    .innerJoin(agencies, eq(agencies.id, obligations.agencyId))
    .leftJoin(reportPeriods, eq(reportPeriods.id, obligations.periodId))
    .leftJoin(inputRequests, eq(inputRequests.id, obligations.requestId))
    .leftJoin(parent, eq(parent.id, inputRequests.obligationId))
    .leftJoin(asker, eq(asker.id, parent.agencyId))
    .where(where)
    .orderBy(asc(obligations.dueOn), asc(obligations.id));
  return rows.map(({ obligation, asked, ...names }) => ({
    ...obligation,
    ...names,
    asked: askedOf(asked),
  }));
}

/** All of it or nothing: an obligation that comes from a request has everything. */
function askedOf(row: { [K in keyof AskedInput]: AskedInput[K] | null }): AskedInput | null {
  const { requestId, question, at, parentId, title, product, agencyId, agencyShortName } = row;
  if (requestId === null || question === null || at === null || parentId === null) return null;
  if (title === null || agencyId === null || agencyShortName === null) return null;
  return { requestId, question, at, parentId, title, product, agencyId, agencyShortName };
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
  if (isSettled(statement.state)) await takeBackWaiting(tx, obligationId, null, now);
  if (statement.state === 'returned') {
    await startAfresh(tx, obligationId, statement.personId, now);
  }
  if (statement.kind === 'review') {
    const { personId, channel, state } = statement;
    const subject = { subject: 'obligation', subjectId: obligationId } as const;
    const { agencyId } = before;
    const entry = { action: 'decision.review', personId, channel, agencyId, ...subject } as const;
    await appendAudit(tx, { ...entry, details: { state } }, now);
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

/**
 * Obligations of these agencies that are claimed and wait for the coordinator's word. Input given to
 * another agency is nothing the coordinator has to judge.
 */
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
      ne(obligations.sourceKind, 'input'),
      isNull(obligations.withdrawnAt),
    ),
  );
}

/** The bare row, locked until the transaction ends; throws when there is none. */
export async function lockObligation(tx: Queryable, id: number): Promise<ObligationRow> {
  const [row] = await tx.select().from(obligations).where(eq(obligations.id, id)).for('update');
  if (!row) throw new Error(`obligation ${id} does not exist`);
  return row;
}
