import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, type Values } from '../../../core/indicators/evaluate.ts';
import { type Expression, type Period, referencesIn } from '../../../core/indicators/expression.ts';
import { isNumeric } from '../../../core/indicators/form.ts';
import { parseExpression } from '../../../core/indicators/parse-expression.ts';
import {
  type PrintedNames,
  printExpression,
  readPrinted,
} from '../../../core/indicators/printed-expression.ts';
import { spellExpression } from '../../../core/indicators/spell-expression.ts';
import { builtInForms } from '../../../imports/indicator-forms.ts';

const NAMES: PrintedNames = {
  each: 'row',
  columns: [
    { key: 'total', number: '1', numeric: true },
    { key: 'early', number: '2', numeric: true },
    { key: 'late', number: '3', numeric: true },
    { key: 'note', number: '4', numeric: false },
  ],
  rows: [
    { key: 'a', number: '1.', label: 'Công an' },
    { key: 'b', number: 'II', label: 'Nội vụ' },
    { key: 'c', number: '', label: 'Tổng cộng' },
    { key: 'd', number: 'II', label: 'Nội vụ' },
    { key: 'e', number: '-', label: 'a' },
  ],
};
const inColumns: PrintedNames = { ...NAMES, each: 'column' };

function read(text: string, names = NAMES, as: 'number' | 'condition' = 'condition') {
  const reading = readPrinted(text, names, as);
  return reading.ok ? reading.expression : reading.problem;
}

describe('a printed condition', () => {
  it.each([
    ['(1) = (2) + (3)', 'total == early + late'],
    ['( 1 )≥(2)', 'total >= early'],
    ['cột (1) <> cột (2)', 'total != early'],
    ['(2) = [kỳ trước](3)', 'early == previous(late)'],
    ['(2) = [ cung ky nam truoc ] (3)', 'early == lastYear(late)'],
    ['(2) ≥ [báo cáo trước](2)', 'early >= earlier(early)'],
    ['(1) - ((2) - (3)) ≤ 0,5', 'total - (early - late) <= 0.5'],
    ['(1) <= lớn nhất(20, (2) / 2)', 'total <= max(20, early / 2)'],
    ['(1) <= MAX(20;(2)/2;1,5)', 'total <= max(20, early / 2, 1.5)'],
    ['lam tron((1); 2) = tỷ lệ %((2); (3))', 'round(total, 2) == percent(early, late)'],
    ['trị tuyệt đối(3) < 10', 'abs(late) < 10'],
    ['có ghi((4)) hoặc (1) = 0 và (2) = 0', 'given(note) || total == 0 && early == 0'],
    ['không phải ((1) > 3)', '!(total > 3)'],
    ['(1) = dòng 1 (2) × -(3)', 'total == a.early * -late'],
    ['(1) = dòng "Tổng cộng" cột (1)', 'total == c.total'],
    ['tổng(các dòng (1)) = dòng "tong cong"(1)', 'sum(rows.total) == c.total'],
  ])('%s is read', (text, expression) => {
    expect(read(text)).toBe(expression);
  });

  it('names rows where it holds for columns', () => {
    expect(read('dòng 1 ≤ dòng "Tổng cộng"', inColumns)).toBe('a <= c');
    expect(read('lớn nhất(các dòng) ≤ [kỳ trước]dòng "e"', inColumns)).toBe(
      'max(rows) <= previous(e)',
    );
  });

  it.each([
    ['', 'condition', { code: 'empty' }],
    ['(1) = (9)', 'condition', { code: 'unknown_column', at: 7, found: '(9)' }],
    ['(1) = (4)', 'condition', { code: 'no_number', at: 7, found: '(4)' }],
    ['(1) + (2)', 'condition', { code: 'wrong_type', at: 1, expected: 'condition' }],
    ['(1) = (2)', 'number', { code: 'wrong_type', at: 1, expected: 'number' }],
    ['(1) = (2) +', 'condition', { code: 'unfinished', at: 12 }],
    ['(1) = (2) (3)', 'condition', { code: 'unexpected', at: 11, found: '(3)' }],
    ['(1) = tôngg((2))', 'condition', { code: 'unknown_word', at: 7, found: 'tôngg' }],
    ['(1) = tổng(2; 3)', 'condition', { code: 'bare_numbers', at: 7, found: 'tổng' }],
    ['(1) = [hôm qua](2)', 'condition', { code: 'unknown_period', at: 7, found: '[hôm qua]' }],
    ['(1) < 1.562', 'condition', { code: 'unclear_number', at: 7, found: '1.562' }],
    ['(1) = dòng II (2)', 'condition', { code: 'unknown_row', at: 12, found: 'II' }],
    ['(1) = dòng 1', 'condition', { code: 'needs_column', at: 7, found: 'dòng' }],
    ['(1) = các dòng (2)', 'condition', { code: 'wrong_type', at: 7, expected: 'number' }],
    ['làm tròn((1); (2)) = 1', 'condition', { code: 'wrong_arguments', at: 1, found: 'làm tròn' }],
    ['(1) = @', 'condition', { code: 'unexpected', at: 7, found: '@' }],
  ] as const)('%s says what is wrong, and where', (text, as, problem) => {
    expect(read(text, NAMES, as)).toEqual(problem);
  });

  it('never throws, however it is written', () => {
    const piece = fc.constantFrom(
      '(1)',
      '(',
      ')',
      'dòng',
      '"',
      '[kỳ trước]',
      'tổng',
      '-',
      ';',
      '1,5',
      'và',
      '=',
      '٣',
      '😀',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), (parts) => {
        readPrinted(parts.join(' '), NAMES, 'condition');
      }),
    );
    const deep = `${'('.repeat(900)}(1)${')'.repeat(900)} = 1`;
    expect(read(deep)).toEqual({ code: 'too_complex' });
    expect(read('(1) + '.repeat(1000))).toMatchObject({ code: 'too_long' });
  });
});

describe('conditions printed and read back', () => {
  it('of the built-in forms are spelled as they were', async () => {
    for (const form of await builtInForms()) {
      const { rows } = form.definition;
      const known = rows.kind === 'fixed' ? rows.items : rows.total ? [rows.total] : [];
      const names = (each: PrintedNames['each']): PrintedNames => ({
        each,
        columns: form.columns.map((column, index) => ({
          key: column.key,
          number: String(index + 1),
          numeric: isNumeric(column),
        })),
        rows: known.map((row) => ({
          key: row.key,
          label: row.label,
          number: ('number' in row && row.number) || '',
        })),
      });
      for (const [index, check] of form.checks.entries()) {
        const printed = printExpression(check.expression, names(check.each));
        expect(read(printed, names(check.each))).toBe(form.definition.checks?.[index]?.expression);
      }
    }
  });

  it.each(['row', 'column', 'form'] as const)('mean the same, for each %s', (each) => {
    const names = { ...NAMES, each };
    fc.assert(
      fc.property(condition(each), fc.array(fc.integer({ min: -3, max: 40 })), (made, numbers) => {
        const printed = printExpression(made, names);
        const back = readPrinted(printed, names, 'condition');
        if (!back.ok) throw new Error(`${printed}: ${JSON.stringify(back.problem)}`);
        const parsed = parseExpression(back.expression, scopeOf(names), 'condition');
        if (!parsed.ok) throw new Error(`${printed}: ${back.expression}`);
        const values = valuesFrom(numbers);
        expect(evaluate(parsed.expression, values)).toBe(evaluate(made, values));
        expect(printExpression(parsed.expression, names)).toBe(printed);
        if (!hasSettledCall(made))
          expect(referencesIn(parsed.expression)).toEqual(referencesIn(made));
      }),
      { numRuns: 400 },
    );
  });
});

function scopeOf({ each, columns, rows }: PrintedNames) {
  return {
    each,
    columns: new Map(
      columns.map(({ key, numeric }) => [key, numeric ? ('number' as const) : ('other' as const)]),
    ),
    rows: new Set(rows.map(({ key }) => key)),
  };
}

function hasSettledCall(expression: Expression): boolean {
  return JSON.stringify(expression).includes('"args":[{"type":"number"');
}

/** A number for every cell, the same for the same cell. */
function valuesFrom(numbers: readonly number[]): Values {
  const pick = (reference: object) => {
    const text = JSON.stringify(reference);
    const sum = [...text].reduce((total, sign) => (total * 31 + sign.charCodeAt(0)) % 9973, 7);
    return numbers[sum % Math.max(1, numbers.length)] ?? null;
  };
  return {
    number: pick,
    numbers: (reference) => [pick(reference), 3],
    given: (reference) => (pick(reference) ?? 0) > 10,
  };
}

function condition(each: PrintedNames['each']): fc.Arbitrary<Expression> {
  const period = fc.constantFrom<Period>('this', 'previous', 'earlier', 'last_year');
  const row = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const column = (keys: readonly string[]) => fc.constantFrom(...keys);
  const cell = (keys: readonly string[]): fc.Arbitrary<Expression> => {
    const place = fc.record({
      type: fc.constant('cell' as const),
      row: each === 'row' ? fc.option(row) : row,
      column: each === 'column' ? fc.option(column(keys)) : column(keys),
      period,
    });
    return place as fc.Arbitrary<Expression>;
  };
  const numeric = ['total', 'early', 'late'];
  const rows: fc.Arbitrary<Expression> = fc.record({
    type: fc.constant('rows' as const),
    column: each === 'column' ? fc.option(column(numeric)) : column(numeric),
    period,
  }) as fc.Arbitrary<Expression>;
  const literal = fc.oneof(fc.nat({ max: 2_000 }), fc.double({ min: 0, max: 1e25, noNaN: true }));
  const { cond } = fc.letrec<{ num: Expression; cond: Expression }>((tie) => ({
    num: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      cell(numeric),
      literal.map((value): Expression => ({ type: 'number', value })),
      tie('num').map((operand): Expression => ({ type: 'negate', operand })),
      fc
        .tuple(fc.constantFrom('+', '-', '*', '/'), tie('num'), tie('num'))
        .map(([operator, left, right]): Expression => ({ type: 'binary', operator, left, right })),
      fc
        .tuple(
          fc.constantFrom('sum', 'min', 'max'),
          fc.array(fc.oneof(tie('num'), rows), { minLength: 1, maxLength: 3 }),
        )
        .map(([name, args]): Expression => ({ type: 'call', name, args })),
      tie('num').map((one): Expression => ({ type: 'call', name: 'abs', args: [one] })),
      fc.tuple(tie('num'), fc.nat({ max: 12 })).map(
        ([one, value]): Expression => ({
          type: 'call',
          name: 'round',
          args: [one, { type: 'number', value }],
        }),
      ),
      fc
        .tuple(tie('num'), tie('num'))
        .map((args): Expression => ({ type: 'call', name: 'percent', args })),
      fc
        .tuple(tie('cond'), tie('num'), tie('num'))
        .map((args): Expression => ({ type: 'call', name: 'if', args })),
    ),
    cond: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc
        .tuple(fc.constantFrom('==', '!=', '<', '<=', '>', '>='), tie('num'), tie('num'))
        .map(([operator, left, right]): Expression => ({ type: 'binary', operator, left, right })),
      fc.boolean().map((value): Expression => ({ type: 'boolean', value })),
      cell([...numeric, 'note']).map(
        (one): Expression => ({ type: 'call', name: 'given', args: [one] }),
      ),
      tie('cond').map((operand): Expression => ({ type: 'not', operand })),
      fc
        .tuple(fc.constantFrom('&&', '||'), tie('cond'), tie('cond'))
        .map(([operator, left, right]): Expression => ({ type: 'binary', operator, left, right })),
      fc
        .tuple(tie('num'), tie('num'))
        .map((args): Expression => ({ type: 'call', name: 'rounds', args })),
      fc
        .tuple(tie('cond'), tie('cond'), tie('cond'))
        .map((args): Expression => ({ type: 'call', name: 'if', args })),
    ),
  }));
  // The language itself has its limits; what is longer cannot stand in a form.
  return cond.filter((made) => spellExpression(made).length <= 700);
}
