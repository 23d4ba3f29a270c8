import { groupBy } from '../collections/group-by.ts';
import { isClaimed } from '../obligations/obligation.ts';
import { daysBetween } from '../time/local-date.ts';
import { localDateAt } from '../time/zone.ts';
import type { Comparison } from './compare.ts';
import type { AgencyTally, Countable, Tally } from './summarise.ts';

/**
 * What agencies are ranked by: the on-time rate; points (10 for done on time, 5 for done late, 0 for
 * late, on average over the three); completion (done ÷ everything that applies).
 */
export const RANKING_MEASURES = ['on_time_rate', 'points', 'completion'] as const;
export type RankingMeasure = (typeof RANKING_MEASURES)[number];

/** Where late agencies are named: in groups too, only in private chats, or nowhere. */
export const LATE_NAMED = ['everywhere', 'private', 'never'] as const;
export type LateNamed = (typeof LATE_NAMED)[number];

export interface RankingRule {
  measure: RankingMeasure;
  /** Who has fewer obligations to measure is not ranked. */
  minimum: number;
  lateNamed: LateNamed;
}

/**
 * A group hears names because a coordinator has registered it for that very scope; the office can
 * take that back for all its groups at once.
 */
export const DEFAULT_RULE: RankingRule = {
  measure: 'on_time_rate',
  minimum: 3,
  lateNamed: 'everywhere',
};

/** Whether late agencies may be named where the figures are shown. */
export function namesLate({ lateNamed }: RankingRule, where: 'private' | 'group'): boolean {
  return lateNamed === 'everywhere' || (lateNamed === 'private' && where === 'private');
}

/** Late agencies are not to be named; figures of one agency name nobody else anyhow. */
export function hidesLateOf(
  isNamed: boolean,
  { agencies }: { agencies: readonly AgencyTally[] },
): boolean {
  return !isNamed && agencies.length > 1;
}

export interface RankedAgency {
  agencyId: number;
  /** From 1; equal values share a rank and the next one is left out: 1, 2, 2, 4. */
  rank: number;
  /** 0 to 1 for rates, 0 to 10 for points. */
  value: number;
  /** Obligations it was measured on. */
  of: number;
  late: number;
}

export interface Ranking {
  rule: RankingRule;
  ranked: RankedAgency[];
  /** Agencies with too few obligations. */
  unranked: number[];
}

/** Best first; equals by more obligations, then by id. */
export function rankAgencies(agencies: readonly AgencyTally[], rule: RankingRule): Ranking {
  const measured = agencies.map((tally) => ({ tally, ...measureOf(tally, rule.measure) }));
  const enough = measured.filter(({ of }) => of >= Math.max(1, rule.minimum));
  const sorted = enough.sort(
    (a, b) => b.value - a.value || b.of - a.of || a.tally.agencyId - b.tally.agencyId,
  );
  return {
    rule,
    ranked: sorted.map(({ tally, value, of }) => ({
      agencyId: tally.agencyId,
      rank: sorted.findIndex((one) => one.value === value) + 1,
      value,
      of,
      late: tally.by.late,
    })),
    unranked: measured.flatMap(({ tally, of }) =>
      of < Math.max(1, rule.minimum) ? [tally.agencyId] : [],
    ),
  };
}

function measureOf({ total, by }: Tally, measure: RankingMeasure): { value: number; of: number } {
  const judged = by.done_on_time + by.done_late + by.late;
  const applies = total - by.not_applicable;
  const of = measure === 'completion' ? applies : judged;
  if (of === 0) return { value: 0, of };
  switch (measure) {
    case 'on_time_rate':
      return { value: by.done_on_time / of, of };
    case 'points':
      return { value: (10 * by.done_on_time + 5 * by.done_late) / of, of };
    case 'completion':
      return { value: (by.done_on_time + by.done_late) / of, of };
  }
}

/** At most so many are praised by name, in each way. */
export const PRAISED = 3;

export interface Fastest {
  agencyId: number;
  /** Median of whole days from the claim to the due day. */
  days: number;
  /** Claims it was taken from. */
  of: number;
}

/** Agencies whose claims came the longest ahead of their due days, by the median; none behind. */
export function fastest(items: readonly Countable[], minimum: number, timeZone: string): Fastest[] {
  const ahead = items.flatMap(({ agencyId, state, claimedAt, dueOn }) =>
    isClaimed(state) && claimedAt !== null && dueOn !== null
      ? [{ agencyId, days: daysBetween(localDateAt(claimedAt, timeZone), dueOn) }]
      : [],
  );
  return [...groupBy(ahead, ({ agencyId }) => agencyId)]
    .map(([agencyId, its]) => {
      return { agencyId, days: median(its.map(({ days }) => days)), of: its.length };
    })
    .filter(({ days, of }) => days > 0 && of >= Math.max(1, minimum))
    .sort((a, b) => b.days - a.days || b.of - a.of || a.agencyId - b.agencyId)
    .slice(0, PRAISED);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

export interface Improved {
  agencyId: number;
  /** Percentage points gained. */
  points: number;
}

/** Agencies whose on-time rate rose most; both sides need enough that was due. */
export function mostImproved(
  { agencies }: Pick<Comparison, 'agencies'>,
  minimum: number,
): Improved[] {
  const judged = ({ by }: Tally) => by.done_on_time + by.done_late + by.late;
  return [...agencies]
    .flatMap(([agencyId, { now, before, points }]) =>
      points !== null && points > 0 && Math.min(judged(now), judged(before)) >= minimum
        ? [{ agencyId, points }]
        : [],
    )
    .sort((a, b) => b.points - a.points || a.agencyId - b.agencyId)
    .slice(0, PRAISED);
}
