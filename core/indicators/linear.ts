import { type CellPlace, placeKey } from './cells.ts';
import { evaluate } from './evaluate.ts';
import { type Expression, referencesIn } from './expression.ts';
import { placeOf, type Sheet, type Sheets, valuesOf } from './sheet.ts';

/** A formula as a constant and so many times each cell; blank cells that follow are written out. */
export interface Linear {
  constant: number;
  terms: ReadonlyMap<string, { place: CellPlace; times: number }>;
}

type At = { row: string | null; column: string | null };

/** Null when the formula is anything but sums, differences and multiples of cells. */
export function linearOf(expression: Expression, sheets: Sheets, at: At): Linear | null {
  switch (expression.type) {
    case 'number':
      return constant(expression.value);
    case 'negate': {
      const operand = linearOf(expression.operand, sheets, at);
      return operand && scale(operand, -1);
    }
    case 'binary':
      return ofBinary(expression, sheets, at);
    case 'cell': {
      const place = placeOf(expression, at);
      if (!place) return null;
      return expression.period === 'this'
        ? ofCell(place, sheets.this)
        : ofConstant(expression, sheets, at);
    }
    case 'call':
      if (expression.name === 'sum') return ofSum(expression.args, sheets, at);
      return referencesIn(expression).every(({ period }) => period !== 'this')
        ? ofConstant(expression, sheets, at)
        : null;
    default:
      return null;
  }
}

export function subtract(a: Linear | null, b: Linear | null): Linear | null {
  return a && b && add(a, scale(b, -1));
}

/** The column's sum over rows. */
export function sumOfRows(rows: readonly string[], column: string, sheet: Sheet): Linear | null {
  return total(rows.map((row) => ofCell({ row, column }, sheet)));
}

/** Worked out once for each cell: formulas share their parts. */
const known = new WeakMap<Sheet, Map<string, Linear | null>>();

export function ofCell(place: CellPlace, sheet: Sheet): Linear | null {
  const key = placeKey(place);
  const cache = known.get(sheet) ?? new Map<string, Linear | null>();
  known.set(sheet, cache);
  const before = cache.get(key);
  if (before !== undefined) return before;
  const linear = expand(place, sheet);
  cache.set(key, linear);
  return linear;
}

function expand(place: CellPlace, sheet: Sheet): Linear | null {
  const formula = sheet.given(place) ? null : sheet.formula(place);
  if (formula?.kind === 'sum') return sumOfRows(formula.rows, place.column, sheet);
  if (formula?.kind === 'row') return linearOf(formula.expression, { this: sheet }, place);
  return { constant: 0, terms: new Map([[placeKey(place), { place, times: 1 }]]) };
}

function ofBinary(
  { operator, left, right }: Expression & { type: 'binary' },
  sheets: Sheets,
  at: At,
): Linear | null {
  const a = linearOf(left, sheets, at);
  const b = linearOf(right, sheets, at);
  if (!a || !b) return null;
  if (operator === '+') return add(a, b);
  if (operator === '-') return subtract(a, b);
  if (operator === '*' && a.terms.size === 0) return scale(b, a.constant);
  if (operator === '*' && b.terms.size === 0) return scale(a, b.constant);
  const divides = operator === '/' && b.terms.size === 0 && b.constant !== 0;
  return divides ? scale(a, 1 / b.constant) : null;
}

function ofSum(args: readonly Expression[], sheets: Sheets, at: At): Linear | null {
  return total(
    args.map((arg) => {
      if (arg.type !== 'rows') return linearOf(arg, sheets, at);
      const column = arg.column ?? at.column;
      if (column === null) return null;
      return arg.period === 'this'
        ? sumOfRows(sheets.this.items, column, sheets.this)
        : ofConstant({ type: 'call', name: 'sum', args: [arg] }, sheets, at);
    }),
  );
}

function ofConstant(expression: Expression, sheets: Sheets, at: At): Linear | null {
  const value = evaluate(expression, valuesOf(sheets, at));
  return typeof value === 'number' ? constant(value) : null;
}

function constant(value: number): Linear {
  return { constant: value, terms: new Map() };
}

function scale({ constant: base, terms }: Linear, factor: number): Linear {
  return {
    constant: base * factor,
    terms: new Map(
      [...terms].map(([key, { place, times }]) => [key, { place, times: times * factor }]),
    ),
  };
}

function add(a: Linear, b: Linear): Linear {
  return total([a, b]) ?? constant(0);
}

/** Null as soon as one part is. */
function total(parts: readonly (Linear | null)[]): Linear | null {
  const terms = new Map<string, { place: CellPlace; times: number }>();
  let base = 0;
  for (const part of parts) {
    if (!part) return null;
    base += part.constant;
    for (const [key, { place, times }] of part.terms) {
      const sum = (terms.get(key)?.times ?? 0) + times;
      if (sum === 0) terms.delete(key);
      else terms.set(key, { place, times: sum });
    }
  }
  return { constant: base, terms };
}
