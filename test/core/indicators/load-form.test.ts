import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headerOf } from '../../../core/indicators/header.ts';
import { loadForm } from '../../../core/indicators/load-form.ts';
import { builtIn } from './appendices.ts';
import { sampleDefinition } from './sample-form.ts';

function problemsOf(changes: object) {
  const result = loadForm({ ...sampleDefinition, ...changes });
  return result.ok ? [] : result.problems;
}

const columns = (...computed: string[]) =>
  computed.map((formula, index) => ({
    key: `c${index}`,
    label: 'Cột',
    kind: 'integer',
    ...(formula === '' ? {} : { computed: formula }),
  }));

describe('a form that cannot work', () => {
  it('says where its data are wrong', () => {
    expect(problemsOf({ version: 0 })).toMatchObject([{ code: 'invalid', path: 'version' }]);
    expect(problemsOf({ colour: 'red' })).toMatchObject([{ code: 'invalid' }]);
    expect(problemsOf({ checks: [], columns: columns('', 'c1 + c9') })).toEqual([
      {
        code: 'expression',
        where: 'columns.c1',
        text: 'c1 + c9',
        problem: { code: 'unknown_name', name: 'c9' },
      },
    ]);
    expect(problemsOf({ checks: [], columns: columns('c1', 'c2', 'c0') })).toEqual([
      { code: 'circle', keys: ['c0', 'c1', 'c2'] },
    ]);
    expect(problemsOf({ checks: [], columns: columns('', 'previous(c0)') })).toEqual([
      { code: 'not_computable', column: 'c1' },
    ]);
    expect(problemsOf({ checks: [], columns: [...columns(''), ...columns('')] })).toEqual([
      { code: 'duplicate_key', key: 'c0' },
    ]);
    const items = [
      { key: 'sum', label: 'Tổng', sumOf: ['half'] },
      { key: 'half', label: 'Nửa', sumOf: ['sum', 'nobody'] },
    ];
    expect(problemsOf({ rows: { kind: 'fixed', label: 'Dòng', items } })).toEqual([
      { code: 'reserved_key', key: 'sum' },
      { code: 'unknown_row', key: 'nobody', where: 'half' },
      { code: 'circle', keys: ['sum', 'half'] },
    ]);
  });

  it('never throws, whatever the data', () => {
    const parts = fc.record(
      {
        columns: fc.oneof(
          fc.jsonValue(),
          fc.array(fc.record({ label: fc.string(), columns: fc.jsonValue() })),
        ),
        rows: fc.jsonValue(),
        checks: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), parts), (data) => {
        const whole = typeof data === 'object' ? { ...sampleDefinition, ...data } : data;
        expect(loadForm(whole)).toHaveProperty('ok');
        expect(loadForm(data)).toHaveProperty('ok');
      }),
    );
  });
});

describe('the printed heading', () => {
  it('of appendix 2 has one group', () => {
    const { depth, width, lead, cells } = headerOf(builtIn(2).definition);
    expect({ depth, width, lead }).toEqual({ depth: 2, width: 7, lead: 2 });
    expect(
      cells.map((cell) => [cell.label, cell.row, cell.column, cell.rowSpan, cell.columnSpan]),
    ).toEqual([
      ['STT', 0, 0, 2, 1],
      ['Tiêu chí', 0, 1, 2, 1],
      ['Tổng số', 0, 2, 2, 1],
      ['Chia theo cấp hành chính', 0, 3, 1, 3],
      ['Cấp tỉnh', 1, 3, 1, 1],
      ['Cấp huyện', 1, 4, 1, 1],
      ['Cấp xã', 1, 5, 1, 1],
      ['ghi chú', 0, 6, 2, 1],
    ]);
  });

  it.each([1, 2, 3, 4, 5, 6])('of appendix %d covers each place once', (number) => {
    const { depth, width, cells } = headerOf(builtIn(number).definition);
    const places = cells.flatMap(({ row, column, rowSpan, columnSpan }) =>
      Array.from({ length: rowSpan * columnSpan }, (_, index) => {
        return `${row + Math.floor(index / columnSpan)} ${column + (index % columnSpan)}`;
      }),
    );
    expect(places).toHaveLength(depth * width);
    expect(new Set(places).size).toBe(depth * width);
  });
});
