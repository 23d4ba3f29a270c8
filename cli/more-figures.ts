import type { Change } from '../core/summary/compare.ts';
import { progressRates, reportRates } from '../core/summary/rates.ts';
import { trendOf } from '../core/summary/trend.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import type { Db } from '../db/client.ts';
import { loadComparisons, withPrevious } from '../office/comparison.ts';
import { rankingOf, rankingRule } from '../office/ranking.ts';
import type { SummaryPage } from '../office/summary.ts';
import { loadTargets } from '../office/targets.ts';

/** The figures beyond the summary, as plain data: docs/figures.md says what each is. */
export async function moreFigures(
  db: Db,
  page: SummaryPage,
  at: { now: Date; today: LocalDate; timeZone: string },
): Promise<Record<string, unknown>> {
  const items = [...page.obligations.values()];
  const { comparisons } = await loadComparisons(db, page, at);
  const rule = await rankingRule(db, page.scope.id);
  const targets = await loadTargets(db, page.scope.id, at.today);
  return {
    rates: progressRates(page.summary.tally),
    reportRates: reportRates(items, at.now),
    trend: trendOf(page.everything, at.today, at.now),
    comparisons: comparisons.map(({ agencies, all, ...one }) => ({
      ...one,
      ...sides(all),
      agencies: [...agencies].map(([agencyId, change]) => ({ agencyId, ...sides(change) })),
    })),
    ranking: rankingOf(page, rule, withPrevious(comparisons), at.timeZone),
    targets:
      targets?.items.map(({ target, actual, outcome }) => {
        const { code, name, operator, value, unit } = target;
        return { code, name, operator, value, unit, actual, outcome };
      }) ?? [],
  };
}

function sides({ now, before, points }: Change) {
  return { now: now.onTimeRate, before: before.onTimeRate, points };
}
