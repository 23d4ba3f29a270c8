import { type Summary, summarise } from '../core/summary/summarise.ts';
import type { Queryable } from '../db/client.ts';
import { agenciesById, agencyById, subtreeIds } from '../db/queries/agencies.ts';
import { type ObligationView, obligationsOf } from '../db/queries/obligations.ts';

/** A summary with the names its figures need. */
export interface SummaryPage {
  scope: { id: number; name: string };
  summary: Summary;
  obligations: ReadonlyMap<number, ObligationView>;
  /** Short names by id. */
  agencyNames: ReadonlyMap<number, string>;
}

/** Which part of a scope's work is counted. */
export interface SummaryFilter {
  /** Only the plan work of this area of reform. */
  areaNo?: string;
  /** Only what falls into the period: the report itself and plan work due by its due day. */
  periodId?: number;
}

/** The figures of an agency's subtree, restricted to `visible`. Null when nothing may be seen. */
export async function loadSummary(
  tx: Queryable,
  scopeId: number,
  visible: ReadonlySet<number>,
  now: Date,
  filter: SummaryFilter = {},
): Promise<SummaryPage | null> {
  const scope = await agencyById(tx, scopeId);
  if (!scope) return null;
  const ids = (await subtreeIds(tx, scopeId)).filter((id) => visible.has(id));
  if (ids.length === 0) return null;
  const items = (await obligationsOf(tx, ids)).filter((item) => wanted(item, filter));
  const agencies = await agenciesById(tx, new Set(items.map((item) => item.agencyId)));
  return {
    scope: { id: scopeId, name: scope.name },
    summary: summarise(items, now),
    obligations: new Map(items.map((item) => [item.id, item])),
    agencyNames: new Map([...agencies].map(([id, agency]) => [id, agency.shortName])),
  };
}

function wanted(item: ObligationView, filter: SummaryFilter): boolean {
  if (filter.areaNo !== undefined && item.areaNo !== filter.areaNo) return false;
  return filter.periodId === undefined || item.periodId === filter.periodId;
}
