import { and, asc, isNull, ne } from 'drizzle-orm';
import { anyOf } from '../any-of.ts';
import type { Queryable } from '../client.ts';
import { agencies, obligations, reportPeriods } from '../schema/index.ts';
import type { ObligationView } from './obligations.ts';

/**
 * Everything in force that the agencies owe by plans, reports and inspections, the earliest due
 * first: what figures are made from. What agencies ask of each other is left out. The names are
 * joined here and not by the database, which for tens of thousands of rows takes half the time.
 */
export async function owedWork(
  tx: Queryable,
  agencyIds: readonly number[],
): Promise<ObligationView[]> {
  if (agencyIds.length === 0) return [];
  const rows = await tx
    .select()
    .from(obligations)
    .where(
      and(
        anyOf(obligations.agencyId, agencyIds),
        isNull(obligations.withdrawnAt),
        ne(obligations.sourceKind, 'input'),
      ),
    )
    .orderBy(asc(obligations.dueOn), asc(obligations.id));
  const { id, name, shortName } = agencies;
  const named = await tx
    .select({ id, name, shortName })
    .from(agencies)
    .where(anyOf(agencies.id, new Set(rows.map(({ agencyId }) => agencyId))));
  const names = new Map(named.map((agency) => [agency.id, agency]));
  const periods = new Map(
    (await tx.select().from(reportPeriods)).map((period) => [period.id, period]),
  );
  return rows.map((row) => {
    const agency = names.get(row.agencyId);
    const period = row.periodId === null ? undefined : periods.get(row.periodId);
    return {
      ...row,
      agencyName: agency?.name ?? '',
      agencyShortName: agency?.shortName ?? '',
      periodName: period?.name ?? null,
      periodCode: period?.code ?? null,
      dataFrom: period?.dataFrom ?? null,
      dataTo: period?.dataTo ?? null,
      asked: null,
    };
  });
}
