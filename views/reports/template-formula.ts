import type { CellPlace } from '../../core/indicators/cells.ts';
import { toExcelFormula } from '../../core/indicators/excel-formula.ts';
import {
  divides,
  type Expression,
  type Reference,
  referencesIn,
} from '../../core/indicators/expression.ts';
import { type Column, columnOf, isNumeric } from '../../core/indicators/form.ts';
import { placeOf } from '../../core/indicators/sheet.ts';
import type { AddressOf } from '../../exports/template-shape.ts';
import type { FormGrid, LiveFormula } from './template-grid.ts';

/** Where an expression is applied. */
export interface Spot {
  row: string | null;
  column: string | null;
}

/** Excel takes 8,192 letters; sheet names may still grow when people rename the sheet. */
const LONGEST = 7000;
/** Excel takes 255 arguments. */
const MOST_PARTS = 250;
const ALWAYS: Expression = { type: 'boolean', value: true };

/** The formula of a cell that is worked out; empty while what it rests on is not known. */
export function liveFormula(
  grid: FormGrid,
  place: CellPlace,
  formula: LiveFormula,
  addressOf: AddressOf,
): string | null {
  const written = writtenFormula(grid, place, formula, addressOf);
  if (written === null || written.length > LONGEST) return null;
  return isSure(grid, place, formula) ? written : `IFERROR(${written},"")`;
}

/** True while a stated figure agrees with what it should follow from, or that is not known. */
export function followsFormula(
  grid: FormGrid,
  place: CellPlace,
  formula: LiveFormula,
  addressOf: AddressOf,
): string | null {
  const stated = numberAt(grid, place, addressOf);
  if (formula.kind === 'sum') {
    const sum = writtenFormula(grid, place, formula, addressOf);
    return sum === null ? null : lenient(`ROUND(${stated}-${sum},6)=0`);
  }
  const own: Expression = { type: 'cell', row: null, column: place.column, period: 'this' };
  const whole: Expression = divides(formula.expression)
    ? { type: 'call', name: 'rounds', args: [own, formula.expression] }
    : { type: 'binary', operator: '==', left: own, right: formula.expression };
  const written = toExcelFormula(whole, (reference, use) =>
    referenceText(grid, reference, use, place, addressOf),
  );
  return written === null || written.length > LONGEST ? null : lenient(written);
}

/**
 * A condition; what rests on something unknown counts as true, as in our own checks. Null when
 * nothing of it can be judged in the workbook.
 */
export function conditionFormula(
  grid: FormGrid,
  condition: Expression,
  at: Spot,
  addressOf: AddressOf,
): string | null {
  const parts = conjuncts(condition).flatMap((part) => {
    const written = toExcelFormula(part, (reference, use) =>
      referenceText(grid, reference, use, at, addressOf),
    );
    return written === null ? [] : lenient(written);
  });
  const [only] = parts;
  const all = parts.length === 1 ? only : `AND(${parts.join(',')})`;
  if (parts.length === 0 || all === undefined || all.length > LONGEST) return null;
  return all;
}

/** Cells of a row that people fill in, as ranges: "$C$9:$D$9". */
export function inputRanges(
  grid: FormGrid,
  row: string,
  addressOf: AddressOf,
  wanted: (column: Column) => boolean = () => true,
): string[] {
  const ranges: string[] = [];
  let open: { from: CellPlace; to: CellPlace } | null = null;
  const close = () => {
    if (open) ranges.push(addressOf(open.from, open.to));
    open = null;
  };
  for (const column of grid.owed.form.columns) {
    const place = { row, column: column.key };
    if (grid.formula(place) !== null || !wanted(column)) close();
    else open = { from: (open as { from: CellPlace } | null)?.from ?? place, to: place };
  }
  close();
  return ranges;
}

/** Both sides of && are judged apart: one may be known while the other is not. */
function conjuncts(condition: Expression): Expression[] {
  if (condition.type === 'binary' && condition.operator === '&&') {
    return [...conjuncts(condition.left), ...conjuncts(condition.right)];
  }
  if (condition.type !== 'call' || condition.name !== 'if') return [condition];
  const [test, yes, no] = condition.args;
  if (!test || !yes || !no) return [condition];
  return [
    ...conjuncts(yes).map((part) => ({ ...condition, args: [test, part, ALWAYS] })),
    ...conjuncts(no).map((part) => ({ ...condition, args: [test, ALWAYS, part] })),
  ];
}

function lenient(condition: string): string {
  return condition.includes('NA()') ? `IFERROR(${condition},TRUE)` : condition;
}

function writtenFormula(
  grid: FormGrid,
  place: CellPlace,
  formula: LiveFormula,
  addressOf: AddressOf,
): string | null {
  if (formula.kind === 'row') {
    return toExcelFormula(formula.expression, (reference, use) =>
      referenceText(grid, reference, use, place, addressOf),
    );
  }
  const sum = sumText(grid, formula.rows, place.column, addressOf);
  return sum === null ? null : `SUM(${sum})`;
}

function isSure(grid: FormGrid, place: CellPlace, formula: LiveFormula): boolean {
  if (formula.kind === 'sum') {
    return formula.rows.every((row) => grid.certain({ row, column: place.column }));
  }
  return referencesIn(formula.expression).every((reference) => {
    const from = placeOf(reference, place);
    return from !== null && grid.certain(from);
  });
}

function referenceText(
  grid: FormGrid,
  reference: Reference,
  use: 'value' | 'given' | 'sum',
  at: Spot,
  addressOf: AddressOf,
): string | null {
  if (reference.period !== 'this') return knownText(grid, reference, use, at);
  if (reference.type === 'rows') {
    const column = reference.column ?? at.column;
    const items = grid.rows.filter(({ sumOf }) => sumOf === null).map(({ key }) => key);
    if (column === null) return null;
    if (use === 'sum') return sumText(grid, items, column, addressOf);
    // An empty row of a free form is none; MIN and MAX would take it for one.
    if (grid.owed.form.definition.rows.kind === 'free') return null;
    return listText(items.map((row) => numberAt(grid, { row, column }, addressOf)));
  }
  const place = placeOf(reference, at);
  if (place === null || !grid.rows.some(({ key }) => key === place.row)) return null;
  if (use === 'given') return grid.formula(place) === null ? addressOf(place) : '""';
  return numberAt(grid, place, addressOf);
}

/** What another report says, written out as a number. */
function knownText(
  { sheets }: FormGrid,
  reference: Reference,
  use: 'value' | 'given' | 'sum',
  at: Spot,
): string | null {
  const sheet = sheets[reference.period];
  if (!sheet) return null;
  if (reference.type === 'rows') {
    const column = reference.column ?? at.column;
    if (column === null) return null;
    return listText(sheet.items.map((row) => plain(sheet.number({ row, column }))));
  }
  const place = placeOf(reference, at);
  if (place === null) return null;
  if (use === 'given') return sheet.given(place) ? '1' : '""';
  return plain(sheet.number(place));
}

function plain(value: number | null): string | null {
  if (value === null) return null;
  const text = String(value);
  if (text.includes('e')) return null;
  return value < 0 ? `(${text})` : text;
}

function listText(parts: readonly (string | null)[]): string | null {
  const known = parts.filter((part) => part !== null);
  if (known.length < parts.length || known.length === 0 || known.length > MOST_PARTS) return null;
  return known.join(',');
}

/** The arguments of SUM over a column: ranges where blanks are zero, else one cell at a time. */
function sumText(
  grid: FormGrid,
  rows: readonly string[],
  column: string,
  addressOf: AddressOf,
): string | null {
  const known = rows.filter((row) => grid.rows.some(({ key }) => key === row));
  if (known.length < rows.length) return null;
  if (known.every((row) => grid.certain({ row, column }))) {
    return listText(
      runs(grid, known).map(([from, to]) => addressOf({ row: from, column }, { row: to, column })),
    );
  }
  const free = grid.owed.form.definition.rows.kind === 'free';
  return listText(
    known.map((row) => {
      const number = numberAt(grid, { row, column }, addressOf);
      if (!free) return number;
      const filled = inputRanges(grid, row, addressOf);
      return `IF(COUNTA(${filled.join(',')})=0,0,${number})`;
    }),
  );
}

/** Rows that stand one below the other. */
function runs({ rows: all }: FormGrid, rows: readonly string[]): [string, string][] {
  const wanted = new Set(rows);
  const found: [string, string][] = [];
  let before = false;
  for (const { key } of all) {
    const last = found.at(-1);
    if (wanted.has(key) && before && last) last[1] = key;
    else if (wanted.has(key)) found.push([key, key]);
    before = wanted.has(key);
  }
  return found;
}

/** The number in a cell: words for nothing are 0, what is not known is an error. */
function numberAt(grid: FormGrid, place: CellPlace, addressOf: AddressOf): string {
  const cell = addressOf(place);
  const column = columnOf(grid.owed.form, place.column);
  if (!column) return 'NA()';
  if (grid.formula(place) !== null) {
    return grid.certain(place) ? cell : `IF(ISNUMBER(${cell}),${cell},NA())`;
  }
  const scale = column.kind === 'percent' ? percentScale(cell) : '';
  if (grid.certain(place)) return `N(${cell})${scale}`;
  if (column.units.length > 0) {
    const first = `LEFT(TRIM(${cell}),FIND(" ",TRIM(${cell})&" ")-1)`;
    // VALUE("66,11%") is 0.6611, and a number of its own has a dot where the computer is English.
    const bare = column.units.includes('%') ? `SUBSTITUTE(${first},"%","")` : first;
    const written = `IFERROR(VALUE(SUBSTITUTE(${bare},".","")),${column.blank === 'zero' ? '0' : 'NA()'})`;
    return `IF(ISNUMBER(${cell}),${cell}${column.units.includes('%') ? percentScale(cell) : ''},${written})`;
  }
  const zero = zeroWords(column).map((word) => `LOWER(TRIM(${cell}))="${word}"`);
  const other = zero.length === 0 ? 'NA()' : `IF(OR(${zero.join(',')}),0,NA())`;
  return `IF(ISNUMBER(${cell}),${cell}${scale},${other})`;
}

/** Excel keeps a typed "93,66%" as 0.9366 and gives the cell a percent format. */
function percentScale(cell: string): string {
  return `*IFERROR(IF(LEFT(CELL("format",${cell}),1)="P",100,1),1)`;
}

function zeroWords({ dash, none, blank }: Column): string[] {
  const zero = blank === 'zero';
  return [...(zero || none === 'zero' ? ['không'] : []), ...(zero || dash === 'zero' ? ['-'] : [])];
}

/** Words that may stand in a column of numbers. */
export function wordsOf(column: Column): string[] {
  if (!isNumeric(column)) return [];
  const required = column.blank === 'required';
  return [
    ...(required && column.none !== 'zero' ? [] : ['không']),
    ...(required && column.dash !== 'zero' ? [] : ['-']),
  ];
}
