import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_NEARNESS,
  type Goal,
  marginOf,
  OPERATORS,
  outcomeOf,
  readMeasure,
} from '../../../core/summary/targets.ts';

const judged = (operator: Goal['operator'], value: number, actual: number | null, unit = '%') =>
  outcomeOf({ operator, value, unit }, actual, DEFAULT_NEARNESS);

describe('what came of a target', () => {
  it.each([
    ['>=', 92, 92, 'met'],
    ['>=', 92, 90, 'near'],
    ['>=', 92, 89.9, 'missed'],
    ['<', 1.5, 1.4, 'met'],
    ['<', 1.5, 1.5, 'near'],
    ['<', 1.5, 1.57, 'near'],
    ['<', 1.5, 3, 'missed'],
    ['=', 100, 100, 'met'],
    ['=', 100, 99, 'near'],
    ['=', 100, 97, 'missed'],
    ['>', 30, 30, 'near'],
    ['<=', 5, 5, 'met'],
  ] as const)('%s %d %%, reached %d: %s', (operator, value, actual, outcome) => {
    expect(judged(operator, value, actual)).toBe(outcome);
  });

  it('is unknown without a figure', () => {
    expect(judged('>=', 92, null)).toBe('unknown');
  });

  it('gets no worse the nearer a figure comes', () => {
    const rank = { met: 2, near: 1, missed: 0, unknown: -1 };
    fc.assert(
      fc.property(
        fc.constantFrom(...OPERATORS),
        fc.double({ min: 0.1, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (operator, value, actual, share) => {
          const nearer = actual + (value - actual) * share;
          expect(rank[judged(operator, value, nearer)]).toBeGreaterThanOrEqual(
            Math.min(rank[judged(operator, value, actual)], 1),
          );
          expect(marginOf({ operator, value, unit: '%' }, DEFAULT_NEARNESS)).toBeLessThanOrEqual(2);
        },
      ),
    );
  });

  it('has a measure of a form and a formula', () => {
    expect(readMeasure('ks-appendix-5: percent(total.a, total.b)')).toEqual({
      formCode: 'ks-appendix-5',
      formula: 'percent(total.a, total.b)',
    });
    expect(readMeasure('percent(a, b)')).toBeNull();
  });
});
