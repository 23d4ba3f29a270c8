import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cells, cellsOf, numberIn } from '../../../core/indicators/cells.ts';
import { checkForm } from '../../../core/indicators/check-form.ts';
import { fillComputed } from '../../../core/indicators/fill.ts';
import { builtIn } from './appendices.ts';
import { sampleForm } from './sample-form.ts';

const rows = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7', 'r8', 'r9', 'r10', 'r11'];
const count = fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 2000 }));
/** Outcomes of dossiers and how many were carried over; the rest follows. */
const row = fc
  .record({
    agreed_early: count,
    agreed_on_time: count,
    agreed_late: count,
    refused_early: count,
    refused_on_time: count,
    refused_late: count,
    in_progress_within_time: count,
    in_progress_third_column: count,
    in_progress_clock_stopped: count,
    cancelled: count,
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ share, ...parts }) => {
    const received = Object.values(parts).reduce((sum, part) => sum + part, 0);
    const carriedOver = Math.floor(received * share);
    return {
      ...parts,
      received_carried_over: carriedOver,
      received_new: received - carriedOver,
    };
  });
const form = builtIn(5);
const table = fc
  .array(row, { minLength: rows.length, maxLength: rows.length })
  .map((lines) => fillComputed(form, Object.fromEntries(lines.map((line, i) => [rows[i], line]))));

function withCell(cells: Cells, place: { row: string; column: string }, value: number): Cells {
  return { ...cells, [place.row]: { ...cells[place.row], [place.column]: value } };
}

describe('checked tables', () => {
  it('are silent where all agrees, blanks or noughts', () => {
    fc.assert(
      fc.property(table, fc.boolean(), (cells, blanks) => {
        const written = blanks ? withoutNoughts(cells) : cells;
        const context = { previous: {}, earlier: cells, lastYear: cells };
        expect(checkForm(form, written, context)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('report a single slip, with the cell it is in', () => {
    const place = fc.record({
      row: fc.constantFrom(...rows, 'total'),
      column: fc.constantFrom(...form.columns.map(({ key }) => key)),
    });
    fc.assert(
      fc.property(table, place, count, (cells, slipped, value) => {
        const before = numberIn(cells[slipped.row]?.[slipped.column] ?? null);
        fc.pre(before !== value);
        const findings = checkForm(form, withCell(cells, slipped, value));
        expect(findings).not.toEqual([]);
        for (const finding of findings) {
          const places = finding.cells.map(({ row, column }) => ({ row, column }));
          expect(places).toContainEqual(slipped);
          const slip = finding.likelySlip;
          const named = slip && 'shouldBe' in slip ? slip : null;
          expect(named?.cell).toMatchObject(slipped);
          expect(named?.shouldBe).toBe(before);
        }
      }),
      { numRuns: 40 },
    );
  });
});

function withoutNoughts(cells: Cells): Cells {
  return cellsOf(
    Object.entries(cells).flatMap(([row, line]) =>
      Object.entries(line)
        .filter(([, value]) => value !== 0)
        .map(([column, value]) => ({ row, column, value })),
    ),
  );
}

describe('what a slip looks like', () => {
  const whole = fillComputed(form, {
    r1: line([4, 1532], { agreed_early: 1500, agreed_late: 30, cancelled: 6 }),
    r2: line([0, 719], { agreed_early: 700, refused_early: 19 }),
    r3: line([2, 246], { agreed_early: 240, in_progress_within_time: 8 }),
  });
  function line([carried = 0, received = 0]: number[], outcomes: Record<string, number>) {
    return { received_carried_over: carried, received_new: received, ...outcomes };
  }
  const slips = (changes: [string, string, number | null][]) => {
    const cells = changes.reduce(
      (now, [row, column, value]) => withCell(now, { row, column }, value as number),
      whole,
    );
    return checkForm(form, cells).map(({ likelySlip }) => likelySlip);
  };

  it.each<[string, [string, string, number | null][]]>([
    ['transposed_digits', [['r1', 'received_new', 1352]]],
    ['digit_missing', [['r1', 'received_new', 153]]],
    ['magnitude', [['r1', 'received_new', 15320]]],
    ['magnitude', [['r1', 'received_new', 1]]],
    ['left_out', [['total', 'received_new', 1532 + 246]]],
    ['counted_twice', [['total', 'received_new', 1532 + 719 + 246 + 246]]],
    ['left_blank', [['r3', 'agreed_early', null]]],
    ['stray_figure', [['r3', 'cancelled', 7]]],
    [
      'swapped',
      [
        ['r1', 'agreed_early', 6],
        ['r1', 'cancelled', 1500],
      ],
    ],
    [
      'shifted',
      [
        ['r1', 'agreed_early', null],
        ['r1', 'agreed_on_time', 1500],
      ],
    ],
  ])('%s', (kind, changes) => {
    const found = slips(changes);
    expect(found).not.toEqual([]);
    for (const slip of found) expect(slip?.kind).toBe(kind);
  });
});

describe('other reports', () => {
  const thisYear = { r1: { received_carried_over: 5, received_new: 100, agreed_early: 105 } };
  const check = (context: object) =>
    checkForm(form, thisYear, context).map(({ id, severity, stated, expected, against }) => {
      return [id, severity, stated, expected, against];
    });

  it('are compared with, and only where they say something', () => {
    expect(check({})).toEqual([]);
    expect(check({ previous: { r2: { in_progress_total: 3 } } })).toEqual([
      ['carried_over@r2', 'warning', 0, 3, 'previous'],
    ]);
    expect(check({ previous: { r1: { in_progress_total: 4 } } })).toEqual([
      ['carried_over@r1', 'warning', 5, 4, 'previous'],
    ]);
    expect(check({ earlier: { r1: { received_new: 101 } } })).toEqual([
      ['received_to_date@r1', 'warning', 100, 101, 'earlier'],
    ]);
    expect(check({ lastYear: { r1: { received_new: 300 } } })).toEqual([
      ['jump@r1', 'warning', 200, 150, 'last_year'],
    ]);
    expect(check({ lastYear: { r1: { received_new: 120 } } })).toEqual([]);
  });
});

describe('single cells', () => {
  it('must be there, and of their kind', () => {
    const columns = [
      { key: 'n', label: 'Số', kind: 'integer', blank: 'required' },
      { key: 'day', label: 'Ngày', kind: 'date' },
    ];
    const strict = sampleForm({ columns, checks: [] });
    const cells = { land: { n: 1.5, day: 'hôm nay' }, health: { n: null, day: '2019-01-17' } };
    expect(checkForm(strict, cells).map(({ id }) => id)).toEqual([
      'kind@land.n',
      'kind@land.day',
      'required@health.n',
    ]);
  });

  it('are not judged by what is unknown', () => {
    const cells = { all: { cost: 10 }, land: { cost: 4 } };
    expect(checkForm(sampleForm(), cells)).toEqual([]);
    expect(checkForm(sampleForm(), { ...cells, health: { cost: 5 } })).toMatchObject([
      { id: 'sum.all@cost', stated: 10, expected: 9 },
    ]);
  });

  it('may be percentages, rounded', () => {
    const cells = (rate: number) => ({ land: { done: 1463, on_time: 1278, rate } });
    expect(checkForm(sampleForm(), cells(87.35))).toEqual([]);
    expect(checkForm(sampleForm(), cells(87.53))).toMatchObject([
      {
        id: 'computed.rate@land',
        relation: 'rounds',
        stated: 87.53,
        likelySlip: { kind: 'transposed_digits', shouldBe: 87.35 },
      },
    ]);
  });
});
