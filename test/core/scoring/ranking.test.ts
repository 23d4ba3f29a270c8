import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchCriteria } from '../../../core/scoring/match.ts';
import { rankByPoints } from '../../../core/scoring/ranking.ts';

it('ties share a rank and are counted; who is not verified stands apart', () => {
  const points = { a: 90, b: 95.5, c: null, d: 90, e: 80 };
  const agencies = Object.entries(points).map(([name, verified]) => ({ name, verified }));
  const { ranked, unverified } = rankByPoints(agencies);
  expect(ranked.map(({ agency, rank, isShared }) => [agency.name, rank, isShared])).toEqual([
    ['b', 1, false],
    ['a', 2, true],
    ['d', 2, true],
    ['e', 4, false],
  ]);
  expect(unverified.map(({ name }) => name)).toEqual(['c']);
});

it('a rank is one more than how many have more points', () => {
  const anyPoints = fc.array(fc.option(fc.nat(8).map((n) => n / 2)), { maxLength: 12 });
  fc.assert(
    fc.property(anyPoints, (points) => {
      const agencies = points.map((verified, id) => ({ id, verified }));
      const { ranked, unverified } = rankByPoints(agencies);
      expect(ranked.length + unverified.length).toBe(points.length);
      for (const { agency, rank } of ranked) {
        const above = points.filter((one) => one !== null && one > (agency.verified ?? 0));
        expect(rank).toBe(above.length + 1);
      }
    }),
  );
});

it('criteria are known again by their words wherever they moved, then by number', () => {
  const known = [
    { number: '1', title: 'Kế hoạch' },
    { number: '2', title: 'Báo cáo' },
    { number: '3', title: 'Tuyên truyền' },
  ];
  const wanted = [
    { number: '1', title: 'Mục mới' },
    { number: '2', title: 'Kế hoạch' },
    { number: '3', title: 'Báo cáo' },
    { number: '4', title: 'Tuyên truyền, phổ biến' },
  ];
  expect(matchCriteria(known, wanted)).toEqual([null, 0, 1, null]);
  expect(matchCriteria(known, [{ number: '2', title: 'Báo cáo quý' }])).toEqual([1]);
});
