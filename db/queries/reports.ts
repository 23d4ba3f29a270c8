import { and, asc, count, desc, eq, inArray, isNull, like, ne, sql } from 'drizzle-orm';
import { fold } from '../../core/text/fold.ts';
import { anyOf } from '../any-of.ts';
import type { Queryable, Tx } from '../client.ts';
import {
  obligations,
  reportPeriods as periods,
  reportDrafts,
  reportRegimes,
  reportVersions,
} from '../schema/index.ts';

export type ReportPeriodRow = typeof periods.$inferSelect;
export type ReportRegimeRow = typeof reportRegimes.$inferSelect;

/** All report periods, the earliest due first, with the folded words people call them by. */
export async function reportPeriods(
  tx: Queryable,
): Promise<(ReportPeriodRow & { words: string[] })[]> {
  const rows = await tx.select().from(periods).orderBy(asc(periods.dueOn));
  return rows.map((row) => ({ ...row, words: wordsOf(row) }));
}

const ROMAN = ['i', 'ii', 'iii', 'iv'];

/**
 * "2023-Q1" → "quy i 2023", "quy 1 2023", "q1 2023", "quy i", …: the longest first. A period whose
 * code is no part of a year (a report asked for once) is called by its name only.
 */
function wordsOf({ code, name }: Pick<ReportPeriodRow, 'code' | 'name'>): string[] {
  const [, year = '', part = ''] = /^(\d{4})-(\w+)$/.exec(code) ?? [];
  const names = namesOfPart(part);
  if (!names) return [fold(name)];
  return names
    .flatMap((one) => [fold(`${one} ${year}`), fold(`${one} nam ${year}`), one])
    .sort((a, b) => b.length - a.length);
}

/** How people call a part of a year, folded; null for what is none. */
function namesOfPart(part: string): string[] | null {
  const quarter = /^Q([1-4])$/.exec(part)?.[1];
  if (quarter) return [`quy ${ROMAN[Number(quarter) - 1]}`, `quy ${quarter}`, `q${quarter}`];
  const month = Number(/^M(0[1-9]|1[0-2])$/.exec(part)?.[1] ?? 0);
  if (month > 0) return [`thang ${month}`, `thang ${String(month).padStart(2, '0')}`];
  switch (part) {
    case 'H1':
      return ['6 thang dau nam', '06 thang dau nam', '6 thang', '06 thang'];
    case 'H2':
      return ['6 thang cuoi nam', '06 thang cuoi nam'];
    case 'M9':
    case '9M':
      return ['9 thang', '09 thang'];
    case 'Y':
      return ['ca nam', 'nam'];
    default:
      return null;
  }
}

/** Stores a regime under its document's number; gives its id. What is not given stays as it was. */
export async function upsertRegime(
  tx: Queryable,
  regime: Omit<typeof reportRegimes.$inferInsert, 'id'>,
): Promise<number> {
  const { document: _, ...fields } = regime;
  const [row] = await tx
    .insert(reportRegimes)
    .values(regime)
    .onConflictDoUpdate({ target: reportRegimes.document, set: fields })
    .returning({ id: reportRegimes.id });
  if (!row) throw new Error('regime was not stored');
  return row.id;
}

/** Stores a period under its regime and code; gives its id. */
export async function upsertPeriod(
  tx: Queryable,
  period: Omit<typeof periods.$inferInsert, 'id'>,
): Promise<number> {
  const { regimeId: _, code: _c, ...fields } = period;
  const [row] = await tx
    .insert(periods)
    .values(period)
    .onConflictDoUpdate({ target: [periods.regimeId, periods.code], set: fields })
    .returning({ id: periods.id });
  if (!row) throw new Error('period was not stored');
  return row.id;
}

/** The regime a document sets; null when it sets none. */
export async function regimeOfDocument(
  tx: Queryable,
  document: string,
): Promise<ReportRegimeRow | null> {
  const [row] = await tx.select().from(reportRegimes).where(eq(reportRegimes.document, document));
  return row ?? null;
}

/** All periods a regime ever had, those its document no longer names too. */
export async function periodsOfRegime(tx: Queryable, regimeId: number): Promise<ReportPeriodRow[]> {
  return tx.select().from(periods).where(eq(periods.regimeId, regimeId)).orderBy(asc(periods.id));
}

/**
 * Codes of all periods that begin with these characters. Other transactions that add periods wait
 * until this one ends, so that a number not among them stays free.
 */
export async function lockedCodes(tx: Tx, prefix: string): Promise<string[]> {
  await tx.execute(sql`lock table ${periods} in share row exclusive mode`);
  const rows = await tx
    .select({ code: periods.code })
    .from(periods)
    .where(like(periods.code, `${prefix}%`));
  return rows.map(({ code }) => code);
}

/** How many reports a period expects of these agencies, and how many of them are in. */
export interface PeriodCount {
  expected: number;
  received: number;
}

/** By period; periods that expect none are left out. */
export async function countsByPeriod(
  tx: Queryable,
  agencyIds: Iterable<number>,
): Promise<Map<number, PeriodCount>> {
  const claimed = inArray(obligations.state, ['done', 'accepted']);
  const rows = await tx
    .select({
      periodId: obligations.periodId,
      expected: count(),
      received: sql<number>`count(*) filter (where ${claimed})`.mapWith(Number),
    })
    .from(obligations)
    .where(
      and(
        eq(obligations.sourceKind, 'report'),
        anyOf(obligations.agencyId, agencyIds),
        isNull(obligations.withdrawnAt),
        ne(obligations.state, 'not_applicable'),
      ),
    )
    .groupBy(obligations.periodId);
  return new Map(
    rows.flatMap(({ periodId, ...counts }) => (periodId === null ? [] : [[periodId, counts]])),
  );
}

/** What lies on the desk of a report, without its content. */
export interface ReportPapers {
  /** It was sent with figures and sections: the newest version was given after the data window. */
  afterWindow: boolean | null;
  /** Something is being written. */
  hasDraft: boolean;
}

/** By obligation; reports without version and draft are left out. */
export async function papersOf(
  tx: Queryable,
  obligationIds: readonly number[],
): Promise<Map<number, ReportPapers>> {
  const versions = await tx
    .selectDistinctOn([reportVersions.obligationId], {
      id: reportVersions.obligationId,
      afterWindow: reportVersions.afterWindow,
    })
    .from(reportVersions)
    .where(anyOf(reportVersions.obligationId, obligationIds))
    .orderBy(asc(reportVersions.obligationId), desc(reportVersions.number));
  const drafts = await tx
    .select({ id: reportDrafts.obligationId })
    .from(reportDrafts)
    .where(anyOf(reportDrafts.obligationId, obligationIds));
  const papers = new Map<number, ReportPapers>(
    versions.map(({ id, afterWindow }) => [id, { afterWindow, hasDraft: false }]),
  );
  for (const { id } of drafts) {
    papers.set(id, { afterWindow: papers.get(id)?.afterWindow ?? null, hasDraft: true });
  }
  return papers;
}
