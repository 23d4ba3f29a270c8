import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, isRounded, type Values } from '../../../core/indicators/evaluate.ts';
import { toExcelFormula } from '../../../core/indicators/excel-formula.ts';
import type { Reference } from '../../../core/indicators/expression.ts';
import { parseExpression, type Scope } from '../../../core/indicators/parse-expression.ts';

const scope: Scope = {
  each: 'row',
  columns: new Map([
    ['a', 'number'],
    ['b', 'number'],
    ['c', 'number'],
    ['note', 'other'],
  ]),
  rows: new Set(['r1', 'r2']),
};

const numbers: Record<string, number | null> = { a: 6, b: 4, c: null, 'r1.a': 10, 'r2.b': 0 };
const nameOf = ({ type, row, column }: Reference & { type: 'cell' }) =>
  type === 'cell' && row !== null ? `${row}.${column}` : String(column);
const values: Values = {
  number: (cell) => (cell.period === 'this' ? (numbers[nameOf(cell)] ?? null) : 3),
  numbers: () => [1, 2, 3],
  given: (cell) => numbers[nameOf(cell)] !== undefined && numbers[nameOf(cell)] !== null,
};

function resultOf(text: string, as: 'number' | 'condition') {
  const reading = parseExpression(text, scope, as);
  return reading.ok ? evaluate(reading.expression, values) : reading.problem;
}

describe('formulas', () => {
  it.each<[string, number | null]>([
    ['a + b * 2', 14],
    ['(a + b) * 2 - -1', 21],
    ['a / b', 1.5],
    ['a / r2.b', null],
    ['a + c', null],
    ['sum(a, b, rows.a)', 16],
    ['max(rows.b)', 3],
    ['round(a / 7, 2)', 0.86],
    ['percent(b, a + b)', 40],
    ['if(a > b, a, c)', 6],
    ['a > b ? a : b', 6],
    ["previous('a') + lastYear(b) + earlier('r1.a')", 9],
    ['abs(b - a)', 2],
  ])('%s = %s', (text, value) => {
    expect(resultOf(text, 'number')).toBe(value);
  });

  it.each<[string, boolean | null]>([
    ['a == b + 2', true],
    ['a = b + 2', true],
    ['a <> b', true],
    ['b ≤ a && a ≥ b', true],
    ['c == 1', null],
    ['c == 1 || a == 6', true],
    ['c == 1 && a == 7', false],
    ['!(a < b)', true],
    ['given(c) || given(note)', false],
    ['rounds(33.33, percent(1, 3))', true],
    ['0.1 + 0.2 == 0.3', true],
  ])('%s: %s', (text, value) => {
    expect(resultOf(text, 'condition')).toBe(value);
  });

  it.each<[string, 'number' | 'condition', object]>([
    ['d + 1', 'number', { code: 'unknown_name', name: 'd' }],
    ['r3.a', 'number', { code: 'unknown_name', name: 'r3.a' }],
    ['a.constructor', 'number', { code: 'unknown_name', name: 'a.constructor' }],
    ['a["b"]', 'number', { code: 'not_allowed', what: 'MemberExpression' }],
    ['constructor("x")()', 'number', { code: 'unknown_function', name: '' }],
    ['hasOwnProperty(a)', 'number', { code: 'unknown_function', name: 'hasOwnProperty' }],
    ['note + 1', 'number', { code: 'no_number', name: 'note' }],
    ['a == b', 'number', { code: 'wrong_type', expected: 'number' }],
    ['a + b', 'condition', { code: 'wrong_type', expected: 'condition' }],
    ['rows.a + 1', 'number', { code: 'wrong_type', expected: 'number' }],
    ['percent(a)', 'number', { code: 'wrong_arguments', name: 'percent' }],
    ['a % b', 'number', { code: 'not_allowed', what: '%' }],
    ['[a]', 'number', { code: 'not_allowed', what: 'ArrayExpression' }],
    ['a b', 'number', { code: 'not_allowed', what: 'Compound' }],
    ['this', 'number', { code: 'not_allowed', what: 'ThisExpression' }],
    [`${'-'.repeat(200)}a`, 'number', { code: 'too_complex' }],
    ['a'.repeat(2000), 'number', { code: 'too_long', max: 1000 }],
  ])('%s is refused', (text, as, problem) => {
    expect(resultOf(text, as)).toEqual(problem);
  });

  it('never throw or hang, whatever the text', () => {
    const piece = fc.constantFrom(
      ...'a b c r1. rows. note sum( if( previous( ( ) ) , + - * / == <= && || ! ? : 1 0 2.5 " \' [ ] . ; = % `'.split(
        ' ',
      ),
    );
    const texts = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(' ')),
      fc.array(piece, { maxLength: 300 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, fc.constantFrom('number' as const, 'condition' as const), (text, as) => {
        const reading = parseExpression(text, scope, as);
        if (!reading.ok) return;
        const value = evaluate(reading.expression, values);
        expect(value === null || typeof value === (as === 'number' ? 'number' : 'boolean')).toBe(
          true,
        );
        expect(toExcelFormula(reading.expression, () => 'A1')).not.toBe(null);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('percentages', () => {
  it('may be rounded or cut, to any number of places, and nothing else', () => {
    const exact = (44 / 1562) * 100; // 2.8169…
    expect([2.82, 2.81, 2.8, 3, 2, 2.817].every((value) => isRounded(value, exact))).toBe(true);
    expect([2.83, 2.7, 2.18, 4].some((value) => isRounded(value, exact))).toBe(false);
  });
});

describe('formulas for spreadsheets', () => {
  const addressOf = (reference: Reference) => {
    if (reference.period !== 'this') return null;
    if (reference.type === 'rows') return 'B2:B9';
    return { a: 'B3', b: 'C3', c: 'D3', note: 'E3' }[reference.column ?? ''] ?? 'F3';
  };
  const excel = (text: string, as: 'number' | 'condition') => {
    const reading = parseExpression(text, scope, as);
    return reading.ok ? toExcelFormula(reading.expression, addressOf) : reading.problem;
  };

  it.each<[string, 'number' | 'condition', string | null]>([
    ['a == b + c', 'condition', 'B3=C3+D3'],
    ['a - (b - c)', 'number', 'B3-(C3-D3)'],
    ['a - b - c', 'number', 'B3-C3-D3'],
    ['(a + b) * -c', 'number', '(B3+C3)*(-D3)'],
    ['sum(rows.a, b)', 'number', 'SUM(B2:B9,C3)'],
    ['a <= b && (b != 0 || given(note))', 'condition', 'AND(B3<=C3,OR(C3<>0,E3<>""))'],
    ['if(a > 0, a, 0.5)', 'number', 'IF(B3>0,B3,0.5)'],
    ['percent(a, b + c)', 'number', 'IFERROR(B3/(C3+D3)*100,"")'],
    ['a / b > 2', 'condition', 'IFERROR(B3/C3>2,TRUE)'],
    ['round(a)', 'number', 'ROUND(B3,0)'],
    ['a == previous(b)', 'condition', null],
  ])('%s → %s %s', (text, as, formula) => {
    expect(excel(text, as)).toBe(formula);
  });
});
