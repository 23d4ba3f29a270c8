import { describe, expect, it } from 'vitest';
import { aggregate } from '../../../core/indicators/aggregate.ts';
import { checkForm } from '../../../core/indicators/check-form.ts';
import { compareWithSum } from '../../../core/indicators/compare-sums.ts';
import { appendix, builtIn } from './appendices.ts';
import { sampleForm } from './sample-form.ts';

const form = sampleForm();
const reports = [
  { agencyId: 1, cells: { land: { done: 30, on_time: 10, cost: 1.1, note: 'a' } } },
  { agencyId: 2, cells: { land: { done: 10, on_time: 10, rate: 100 }, health: { done: 5 } } },
];

describe('reports added up', () => {
  it('sum counts, compute percentages anew and add no texts', () => {
    const { cells, incomplete, missing } = aggregate(form, reports, [1, 2, 3]);
    expect(cells.land).toEqual({ done: 40, on_time: 20, rate: 50, cost: 1.1, note: null });
    expect(cells.all).toMatchObject({ done: 45, on_time: 20, rate: 44.44 });
    expect(missing).toEqual([3]);
    expect(incomplete).toContainEqual({ row: 'land', column: 'cost', agencyIds: [2] });
    expect(checkForm(form, cells)).toEqual([]);
  });

  it('with one row per agency stand one below the other', () => {
    const { form: byCommune, cells, agencies } = appendix(6);
    const rows = agencies.map(({ key }) => ({ agencyId: key, cells: { [key]: cells[key] ?? {} } }));
    const sum = aggregate(
      byCommune,
      rows.slice(1),
      agencies.map(({ key }) => key),
      agencies,
    );
    expect(sum.missing).toEqual(['a1']);
    expect(sum.cells.total).toMatchObject({ received_new: 8990 - 983, cancelled: 49 });
    expect(sum.cells.a2).toMatchObject(cells.a2 ?? {});
  });

  it('of free rows get new numbers', () => {
    const plan = (name: string) => ({ r1: { plan: name, planned: 1, done: 1 } });
    const { cells } = aggregate(builtIn(1), [
      { agencyId: 'a', cells: plan('A') },
      { agencyId: 'b', cells: plan('B') },
    ]);
    expect(Object.entries(cells).map(([row, line]) => [row, line.plan])).toEqual([
      ['r1', 'A'],
      ['r2', 'B'],
    ]);
  });

  it('are compared with the parent’s own figures', () => {
    const { cells } = aggregate(form, reports);
    const own = { land: { done: 40, on_time: 21 }, health: { done: 5, on_time: 0 } };
    expect(compareWithSum(form, own, cells)).toEqual([
      { row: 'all', column: 'on_time', own: 21, sum: 20, difference: 1 },
      { row: 'all', column: 'rate', own: 46.67, sum: 44.44, difference: 2.23 },
      { row: 'land', column: 'on_time', own: 21, sum: 20, difference: 1 },
      { row: 'land', column: 'rate', own: 52.5, sum: 50, difference: 2.5 },
      { row: 'land', column: 'cost', own: null, sum: 1.1, difference: -1.1 },
    ]);
  });
});
