import { calendarPeriod, isFewDays } from '../core/periods/calendar-period.ts';
import { isInGroup } from '../core/summary/agency-group.ts';
import { samePeriod } from '../core/summary/asked-period.ts';
import type { SummaryGroup } from '../core/summary/group-token.ts';
import { type Summary, summarise } from '../core/summary/summarise.ts';
import type { Queryable } from '../db/client.ts';
import {
  type AgencyRow,
  agenciesById,
  agencyById,
  allAgencySets,
  subtreeIds,
} from '../db/queries/agencies.ts';
import { areasOf } from '../db/queries/areas.ts';
import { type LastSaid, lastSaid } from '../db/queries/last-said.ts';
import type { ObligationView } from '../db/queries/obligations.ts';
import { owedWork } from '../db/queries/owed-work.ts';

/** A period that is counted alone: one of the reports' (with its id), or any part of a year. */
export interface CountedPeriod {
  id: number | null;
  code: string;
  name: string;
  /** Code of another period that it is to be compared with, where one was named. */
  against?: string;
}

/** What else may narrow the figures: one area of reform, some agencies of the scope. */
export interface SummaryFilter {
  /** Number of an area as the plan has it. */
  area?: string | null;
  group?: SummaryGroup | null;
}

/** A summary with the names its figures need. */
export interface SummaryPage {
  scope: { id: number; name: string };
  /** Set when only the work of one period is counted. */
  period: CountedPeriod | null;
  /** Set when only plan work of one area is counted; its name is '' for one not in any plan. */
  area: { no: string; name: string } | null;
  /** Set when only some agencies of the scope are counted; `name` is null for a kind. */
  group: (SummaryGroup & { name: string | null }) | null;
  summary: Summary;
  obligations: ReadonlyMap<number, ObligationView>;
  /** Work of the scope in every period: what a trend is made from. */
  everything: readonly ObligationView[];
  /** Short names by id. */
  agencyNames: ReadonlyMap<number, string>;
  /** The agencies' own last words on what is late or blocked, by obligation. */
  lastSaid: ReadonlyMap<number, LastSaid>;
}

/**
 * The figures of an agency's subtree, restricted to `visible`; null when the agency itself is not
 * among it. With `period` only its reports and the plan work that falls due in it are counted;
 * `filter` narrows them to an area or to some agencies.
 */
export async function loadSummary(
  tx: Queryable,
  scopeId: number,
  visible: ReadonlySet<number>,
  now: Date,
  period: CountedPeriod | null = null,
  filter: SummaryFilter = {},
): Promise<SummaryPage | null> {
  const scope = visible.has(scopeId) ? await agencyById(tx, scopeId) : null;
  if (!scope) return null;
  const within = (await subtreeIds(tx, scopeId)).filter((id) => visible.has(id));
  const group = filter.group ? await chosen(tx, filter.group, within) : null;
  // Figures speak of plans and reports; what agencies ask of each other is their own matter.
  const no = filter.area ?? null;
  const everything = (await owedWork(tx, group?.ids ?? within)).filter(
    (item) => no === null || (item.sourceKind === 'plan' && item.areaNo === no),
  );
  const items = period ? everything.filter((item) => countsIn(item, period)) : everything;
  const agencies = await agenciesById(tx, new Set(items.map((item) => item.agencyId)));
  const summary = summarise(items, now);
  const stuck = [...summary.late, ...summary.blocked].map(({ id }) => id);
  return {
    scope: { id: scopeId, name: scope.name },
    period,
    area: no === null ? null : { no, name: items[0]?.area ?? (await nameOf(tx, no, visible)) },
    group: group && { ...group.group, name: group.name },
    summary,
    obligations: new Map(items.map((item) => [item.id, item])),
    everything,
    agencyNames: new Map([...agencies].map(([id, agency]) => [id, agency.shortName])),
    lastSaid: await lastSaid(tx, stuck),
  };
}

/** What an area is called elsewhere, where nothing of it is counted here; '' for none such. */
async function nameOf(tx: Queryable, no: string, visible: ReadonlySet<number>): Promise<string> {
  return (await areasOf(tx, visible)).find((area) => area.no === no)?.name ?? '';
}

/** The agencies of the group among `within`, and what it is called where that is a name. */
async function chosen(
  tx: Queryable,
  group: SummaryGroup,
  within: readonly number[],
): Promise<{ group: SummaryGroup; ids: number[]; name: string | null }> {
  if (group.kind === 'set') {
    const set = (await allAgencySets(tx)).find(({ id }) => id === group.id);
    const members = new Set(set?.memberIds ?? []);
    return { group, ids: within.filter((id) => members.has(id)), name: set?.name ?? '' };
  }
  const agencies = await agenciesById(tx, within);
  const here = within.flatMap((id): AgencyRow[] => {
    const agency = agencies.get(id);
    return agency ? [agency] : [];
  });
  const fits = here.filter((agency) =>
    group.kind === 'kind' ? isInGroup(agency, group.group) : group.ids.includes(agency.id),
  );
  const ids = fits.map(({ id }) => id);
  const name = group.kind === 'kind' ? null : fits.map(({ shortName }) => shortName).join(', ');
  return { group, ids, name };
}

/**
 * Whether work is counted in a period: its own reports, other work by its due day; in a week or on
 * a day everything by its due day.
 */
export function countsIn(
  { sourceKind, periodId, periodCode, dueOn }: ObligationView,
  period: CountedPeriod,
): boolean {
  const span = calendarPeriod(period.code);
  if (sourceKind === 'report' && !(span && isFewDays(span))) {
    return periodId === period.id || (periodCode !== null && samePeriod(periodCode, period.code));
  }
  return span !== null && dueOn !== null && span.from <= dueOn && dueOn <= span.to;
}
