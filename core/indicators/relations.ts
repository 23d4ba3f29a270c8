import { type CellPlace, placeKey } from './cells.ts';
import type { Severity } from './definition.ts';
import { compare, evaluate, numberOf } from './evaluate.ts';
import {
  type Comparison,
  divides,
  type Expression,
  isComparison,
  type Period,
  referencesIn,
} from './expression.ts';
import type { Column, FormCheck, FormRow } from './form.ts';
import { type Linear, linearOf, ofCell, subtract, sumOfRows } from './linear.ts';
import { placesIn, type Sheet, type Sheets, valuesOf } from './sheet.ts';

type At = { row: string | null; column: string | null };

/** One thing that has to hold between cells of this form, and cells of others. */
export interface Relation {
  id: string;
  check: string;
  severity: Severity;
  label: string | null;
  operator: Comparison | 'rounds' | 'holds';
  against: Period;
  /** All cells of this report that it names, the stated one first. */
  places: readonly CellPlace[];
  /** The cell that is held against the rest, where there is one. */
  stated: CellPlace | null;
  /** Values of the stated side and of the other; null where there are no sides. */
  left: number | null;
  right: number | null;
  /** Null when it rests on something unknown. */
  holds: boolean | null;
  /** Left minus right; null when it is no sum of cells. */
  linear: Linear | null;
  holdsIn(sheet: Sheet): boolean | null;
}

/** All that has to hold: computed cells that were given, totals that were given, and the checks. */
export function relationsOf(sheets: Sheets): Relation[] {
  const { form, rows } = sheets.this;
  return [
    ...rows.flatMap((row) => form.columns.flatMap((column) => givenCell(row, column, sheets))),
    ...form.checks.flatMap((check) =>
      spotsOf(check, sheets.this).flatMap((at) => ofCheck(check, at, sheets)),
    ),
  ];
}

/** What a cell that could be computed, but was given, has to agree with. */
function givenCell(row: FormRow, column: Column, sheets: Sheets): Relation[] {
  const place = { row: row.key, column: column.key };
  if (!sheets.this.given(place)) return [];
  const relations: Relation[] = [];
  if (column.computed) {
    const left: Expression = { type: 'cell', row: null, column: column.key, period: 'this' };
    const node: Expression = divides(column.computed)
      ? { type: 'call', name: 'rounds', args: [left, column.computed] }
      : { type: 'binary', operator: '==', left, right: column.computed };
    const source = { id: `computed.${column.key}`, severity: 'error' as const, label: null };
    relations.push(...ofCondition(source, node, place, sheets));
  }
  if (row.sumOf !== null && column.addUp === 'sum') {
    relations.push(ofTotal(place, row.sumOf, sheets.this));
  }
  return relations;
}

function ofTotal(place: CellPlace, rows: readonly string[], sheet: Sheet): Relation {
  const parts = rows.map((row) => ({ row, column: place.column }));
  const sides = (on: Sheet) => {
    const values = parts.map((part) => on.number(part));
    const known = values.every((value) => value !== null);
    const sum = known ? values.reduce((total, value) => total + (value ?? 0), 0) : null;
    return { left: on.number(place), right: sum };
  };
  const holdsIn = (on: Sheet) => {
    const { left, right } = sides(on);
    return left === null || right === null ? null : compare(left, '==', right);
  };
  const check = `sum.${place.row}`;
  return {
    id: `${check}@${place.column}`,
    check,
    severity: 'error',
    label: null,
    operator: '==',
    against: 'this',
    places: [place, ...parts],
    stated: place,
    ...sides(sheet),
    holds: holdsIn(sheet),
    linear: subtract(ofCell(place, sheet), sumOfRows(rows, place.column, sheet)),
    holdsIn,
  };
}

function spotsOf(check: FormCheck, sheet: Sheet): At[] {
  if (check.each === 'form') return [{ row: null, column: null }];
  if (check.each === 'column') return check.columns.map((column) => ({ row: null, column }));
  const { rows } = check;
  return sheet.rows
    .filter(({ key, sumOf }) => {
      if (rows === 'all') return true;
      if (rows === 'items') return sumOf === null;
      return rows === 'totals' ? sumOf !== null : rows.includes(key);
    })
    .map(({ key }) => ({ row: key, column: null }));
}

function ofCheck(check: FormCheck, at: At, sheets: Sheets): Relation[] {
  return ofCondition(check, check.expression, at, sheets);
}

/** A condition's comparisons that count: both sides of &&, the branch of if() that applies. */
function ofCondition(
  source: Pick<FormCheck, 'id' | 'severity' | 'label'>,
  condition: Expression,
  at: At,
  sheets: Sheets,
): Relation[] {
  const nodes = comparisonsIn(condition, at, sheets);
  const where = [at.row, source.id.startsWith('computed.') ? null : at.column]
    .filter((part) => part !== null)
    .join('.');
  return nodes.map((node, index) => {
    const part = nodes.length > 1 ? `.${index + 1}` : '';
    const id = `${source.id}${part}${where === '' ? '' : `@${where}`}`;
    return ofNode({ ...source, check: source.id, id }, node, at, sheets);
  });
}

function comparisonsIn(node: Expression, at: At, sheets: Sheets): Expression[] {
  if (node.type === 'binary' && node.operator === '&&') {
    return [...comparisonsIn(node.left, at, sheets), ...comparisonsIn(node.right, at, sheets)];
  }
  if (node.type === 'call' && node.name === 'if') {
    const [test, yes, no] = node.args;
    const result = test ? evaluate(test, valuesOf(sheets, at)) : null;
    const chosen = result === true ? yes : result === false ? no : undefined;
    return chosen ? comparisonsIn(chosen, at, sheets) : [];
  }
  return node.type === 'boolean' && node.value ? [] : [node];
}

function ofNode(
  source: { id: string; check: string; severity: Severity; label: string | null },
  node: Expression,
  at: At,
  sheets: Sheets,
): Relation {
  const { id, check, severity, label } = source;
  const sides = sidesOf(node);
  const values = valuesOf(sheets, at);
  const places = placesIn(node, at, sheets.this);
  const stated =
    sides?.left.type === 'cell' ? (placesIn(sides.left, at, sheets.this)[0] ?? null) : null;
  const others = stated ? places.filter((place) => placeKey(place) !== placeKey(stated)) : places;
  const holdsIn = (sheet: Sheet) => {
    const result = evaluate(node, valuesOf({ ...sheets, this: sheet }, at));
    return typeof result === 'boolean' ? result : null;
  };
  const periods = referencesIn(node).map(({ period }) => period);
  return {
    id,
    check,
    severity,
    label,
    operator: sides?.operator ?? 'holds',
    against: periods.find((period) => period !== 'this') ?? 'this',
    places: stated ? [stated, ...others] : places,
    stated,
    left: sides ? numberOf(sides.left, values) : null,
    right: sides ? numberOf(sides.right, values) : null,
    holds: holdsIn(sheets.this),
    linear:
      sides && sides.operator !== 'rounds'
        ? subtract(linearOf(sides.left, sheets, at), linearOf(sides.right, sheets, at))
        : null,
    holdsIn,
  };
}

/** The two sides a condition compares. */
export interface Sides {
  operator: Comparison | 'rounds';
  left: Expression;
  right: Expression;
}

const mirrored: Readonly<Record<Comparison, Comparison>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** Left is the stated value: the side that is a single cell, if only one is. Null for no comparison. */
export function sidesOf(node: Expression): Sides | null {
  if (node.type === 'call' && node.name === 'rounds') {
    const [left, right] = node.args;
    return left && right ? { operator: 'rounds', left, right } : null;
  }
  if (node.type !== 'binary' || !isComparison(node.operator)) return null;
  const { operator, left, right } = node;
  const single = (side: Expression) => side.type === 'cell' && side.period === 'this';
  return single(right) && !single(left)
    ? { operator: mirrored[operator], left: right, right: left }
    : { operator, left, right };
}
