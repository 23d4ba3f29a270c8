import { calendarPeriod } from '../../core/periods/calendar-period.ts';
import { AGENCY_GROUPS, type AgencyGroup, isInGroup } from '../../core/summary/agency-group.ts';
import { groupToken } from '../../core/summary/group-token.ts';
import { daysBetween, type LocalDate, partsOf } from '../../core/time/local-date.ts';
import type { Queryable } from '../../db/client.ts';
import { type AgencyRow, agenciesById, allAgencySets } from '../../db/queries/agencies.ts';
import type { NamedPeriod } from '../exports/periods.ts';

/** The kinds of periods to choose from, in the order of the list. */
export const PERIOD_KINDS = ['reports', 'quarters', 'months', 'years'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

export interface PeriodChoice {
  kind: PeriodKind;
  /** As the address writes it. */
  value: string;
  code: string;
  name: string;
}

/** The nearest to today are offered; any other may still stand in an address. */
const MOST: Readonly<Record<PeriodKind, number>> = {
  reports: 16,
  quarters: 8,
  months: 12,
  years: 4,
};

/**
 * Report periods, the nearest first, and the quarters, half-years, months and years in which
 * anything falls due, newest first.
 */
export function periodChoices(
  reports: readonly NamedPeriod[],
  dueDays: Iterable<LocalDate>,
  today: LocalDate,
): PeriodChoice[] {
  const codes = {
    quarters: new Set<string>(),
    months: new Set<string>(),
    years: new Set<string>(),
  };
  for (const day of [today, ...new Set(dueDays)]) {
    const { year, month } = partsOf(day);
    codes.quarters.add(`${year}-Q${Math.ceil(month / 3)}`);
    codes.months.add(`${year}-M${String(month).padStart(2, '0')}`);
    codes.years.add(`${year}-H${month <= 6 ? 1 : 2}`).add(`${year}-Y`);
  }
  const away = (code: string) => {
    const span = calendarPeriod(code);
    if (!span) return Number.POSITIVE_INFINITY;
    if (span.from <= today && today <= span.to) return 0;
    return Math.min(Math.abs(daysBetween(today, span.from)), Math.abs(daysBetween(today, span.to)));
  };
  const nearest = (kind: 'quarters' | 'months' | 'years'): PeriodChoice[] =>
    [...codes[kind]]
      .sort((a, b) => away(a) - away(b) || (a < b ? 1 : -1))
      .slice(0, kind === 'years' ? MOST.years * 3 : MOST[kind])
      .sort((a, b) => ((calendarPeriod(a)?.to ?? '') < (calendarPeriod(b)?.to ?? '') ? 1 : -1))
      .map((code) => ({ kind, value: code, code, name: code }));
  return [
    ...reports.slice(0, MOST.reports).map(({ id, code, name }) => {
      return { kind: 'reports' as const, value: String(id), code, name };
    }),
    ...nearest('quarters'),
    ...nearest('months'),
    ...nearest('years'),
  ];
}

/** Agencies that may be looked at together; `name` is null for a kind, which the page names. */
export interface GroupChoice {
  token: string;
  kind: AgencyGroup | null;
  name: string | null;
  count: number;
}

/** The kinds and sets of which a place has more than one agency, and not all of them. */
export async function groupChoices(
  tx: Queryable,
  within: readonly number[],
): Promise<GroupChoice[]> {
  const found = await agenciesById(tx, within);
  const here = within.flatMap((id): AgencyRow[] => {
    const agency = found.get(id);
    return agency ? [agency] : [];
  });
  const kinds = AGENCY_GROUPS.map((kind) => ({
    token: groupToken({ kind: 'kind', group: kind }),
    kind,
    name: null,
    count: here.filter((agency) => isInGroup(agency, kind)).length,
  }));
  const ids = new Set(within);
  const sets = (await allAgencySets(tx)).map((set) => ({
    token: groupToken({ kind: 'set', id: set.id }),
    kind: null,
    name: set.name,
    count: set.memberIds.filter((id) => ids.has(id)).length,
  }));
  return [...kinds, ...sets].filter(({ count }) => count > 1 && count < here.length);
}
