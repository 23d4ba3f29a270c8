import { describe, expect, it } from 'vitest';
import { earlierPeriod, monthsBefore } from '../../../core/summary/compare.ts';
import { DEFAULT_RULE, rankAgencies } from '../../../core/summary/ranking.ts';
import type { AgencyTally } from '../../../core/summary/summarise.ts';
import { at, VIETNAM } from '../../support/vietnam.ts';

describe('the period to compare with', () => {
  it.each([
    ['2023-Q2', '2023-Q1', '2022-Q2'],
    ['2023-Q1', '2022-Q4', '2022-Q1'],
    ['2023-M01', '2022-M12', '2022-M01'],
    ['2023-M12', '2023-M11', '2022-M12'],
    ['2023-H1', '2022-H2', '2022-H1'],
    ['2023-Y', undefined, '2022-Y'],
    ['2023-9M', undefined, '2022-9M'],
    ['dot-xuat-1', undefined, undefined],
  ])('of %s: %s and %s', (code, previous, lastYear) => {
    expect(earlierPeriod(code, 'previous')?.code).toBe(previous);
    expect(earlierPeriod(code, 'last_year')?.code).toBe(lastYear);
  });

  it.each([
    ['2023-05-17T10:00', 3, '2023-02-17T10:00'],
    ['2023-06-30T10:00', 3, '2023-03-31T10:00'],
    ['2023-05-30T10:00', 3, '2023-02-28T10:00'],
    ['2024-02-29T10:00', 12, '2023-02-28T10:00'],
    ['2023-01-15T23:30', 3, '2022-10-15T23:30'],
  ])('as of the same day: %s, %d months back, is %s', (now, months, then) => {
    expect(monthsBefore(at(now), months, VIETNAM)).toEqual(at(then));
  });
});

function tally(agencyId: number, onTime: number, doneLate: number, late: number): AgencyTally {
  const by = { done_on_time: onTime, done_late: doneLate, late };
  const rest = { blocked: 0, open: 0, undated: 0, not_applicable: 0 };
  const judged = onTime + doneLate + late;
  const onTimeRate = judged === 0 ? null : onTime / judged;
  return {
    agencyId,
    total: judged,
    by: { ...by, ...rest },
    inProgress: 0,
    returned: 0,
    onTimeRate,
  };
}

describe('the ranking', () => {
  const agencies = [tally(1, 1, 1, 1), tally(2, 2, 0, 1), tally(3, 4, 0, 2), tally(4, 2, 0, 0)];
  agencies.push(tally(5, 3, 0, 0));

  it('shares ranks, leaves the next one out, and asks for enough', () => {
    const { ranked, unranked } = rankAgencies(agencies, DEFAULT_RULE);
    expect(ranked.map(({ agencyId, rank }) => [agencyId, rank])).toEqual([
      ...[
        [5, 1],
        [3, 2],
        [2, 2],
        [1, 4],
      ],
    ]);
    expect(unranked).toEqual([4]);
  });

  it('goes by points where the office wants so', () => {
    const { ranked } = rankAgencies(agencies, { ...DEFAULT_RULE, measure: 'points' });
    expect(ranked.find(({ agencyId }) => agencyId === 1)?.value).toBe(5);
  });
});
