import { asc, eq } from 'drizzle-orm';
import { fold } from '../../core/text/fold.ts';
import type { Queryable } from '../client.ts';
import { reportPeriods as periods, reportRegimes } from '../schema/index.ts';

export type ReportPeriodRow = typeof periods.$inferSelect;

/** All report periods, the earliest due first, with the folded words people call them by. */
export async function reportPeriods(
  tx: Queryable,
): Promise<(ReportPeriodRow & { words: string[] })[]> {
  const rows = await tx.select().from(periods).orderBy(asc(periods.dueOn));
  return rows.map((row) => ({ ...row, words: wordsOf(row.code) }));
}

const ROMAN = ['i', 'ii', 'iii', 'iv'];

/** "2023-Q1" → "quy i 2023", "quy 1 2023", "q1 2023", "quy i", …: the longest first. */
function wordsOf(code: string): string[] {
  const [year, part = ''] = code.split('-');
  const quarter = /^Q([1-4])$/.exec(part)?.[1];
  const names = quarter
    ? [`quy ${ROMAN[Number(quarter) - 1]}`, `quy ${quarter}`, `q${quarter}`]
    : part === 'H1'
      ? ['6 thang dau nam', '06 thang dau nam', '6 thang', '06 thang']
      : part === 'M9'
        ? ['9 thang', '09 thang']
        : ['ca nam', 'nam'];
  return names
    .flatMap((name) => [fold(`${name} ${year}`), fold(`${name} nam ${year}`), fold(name)])
    .sort((a, b) => b.length - a.length);
}

/** Stores a regime under its document's number; gives its id. */
export async function upsertRegime(
  tx: Queryable,
  regime: { document: string; name: string },
): Promise<number> {
  const [row] = await tx
    .insert(reportRegimes)
    .values(regime)
    .onConflictDoUpdate({ target: reportRegimes.document, set: { name: regime.name } })
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

/** Ids of all periods a regime ever had, those its document no longer names too. */
export async function periodIdsOf(tx: Queryable, regimeId: number): Promise<number[]> {
  const rows = await tx
    .select({ id: periods.id })
    .from(periods)
    .where(eq(periods.regimeId, regimeId))
    .orderBy(asc(periods.id));
  return rows.map((row) => row.id);
}
