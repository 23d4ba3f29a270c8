import { calendarPeriod } from '../core/periods/calendar-period.ts';
import { type Summary, summarise } from '../core/summary/summarise.ts';
import type { Queryable } from '../db/client.ts';
import { agenciesById, agencyById, subtreeIds } from '../db/queries/agencies.ts';
import { type ObligationView, obligationsOf } from '../db/queries/obligations.ts';
import type { ReportPeriodRow } from '../db/queries/reports.ts';

/** A summary with the names its figures need. */
export interface SummaryPage {
  scope: { id: number; name: string };
  /** Set when only the work of one period is counted. */
  period: ReportPeriodRow | null;
  summary: Summary;
  obligations: ReadonlyMap<number, ObligationView>;
  /** Work of the scope in every period: what a trend is made from. */
  everything: readonly ObligationView[];
  /** Short names by id. */
  agencyNames: ReadonlyMap<number, string>;
}

/**
 * The figures of an agency's subtree, restricted to `visible`; null when the agency itself is not
 * among it. With `period` only its reports and the plan work that falls due in it are counted.
 */
export async function loadSummary(
  tx: Queryable,
  scopeId: number,
  visible: ReadonlySet<number>,
  now: Date,
  period: ReportPeriodRow | null = null,
): Promise<SummaryPage | null> {
  const scope = visible.has(scopeId) ? await agencyById(tx, scopeId) : null;
  if (!scope) return null;
  const ids = (await subtreeIds(tx, scopeId)).filter((id) => visible.has(id));
  // Figures speak of plans and reports; what agencies ask of each other is their own matter.
  const everything = (await obligationsOf(tx, ids)).filter((item) => item.sourceKind !== 'input');
  const items = period ? everything.filter((item) => isOf(item, period)) : everything;
  const agencies = await agenciesById(tx, new Set(items.map((item) => item.agencyId)));
  return {
    scope: { id: scopeId, name: scope.name },
    period,
    summary: summarise(items, now),
    obligations: new Map(items.map((item) => [item.id, item])),
    everything,
    agencyNames: new Map([...agencies].map(([id, agency]) => [id, agency.shortName])),
  };
}

function isOf({ sourceKind, periodId, dueOn }: ObligationView, period: ReportPeriodRow): boolean {
  if (sourceKind === 'report') return periodId === period.id;
  const span = calendarPeriod(period.code);
  return span !== null && dueOn !== null && span.from <= dueOn && dueOn <= span.to;
}
