import { numberIn, placeKey } from '../../core/indicators/cells.ts';
import { compare, numberOf, type Values } from '../../core/indicators/evaluate.ts';
import {
  type Expression,
  type Period,
  type Reference,
  referencesIn,
} from '../../core/indicators/expression.ts';
import type { Finding, FindingCell } from '../../core/indicators/finding.ts';
import { columnOf, type IndicatorForm } from '../../core/indicators/form.ts';
import { sidesOf as comparedIn } from '../../core/indicators/relations.ts';

/** Where a value comes from that another is held against. */
export type Side =
  | { kind: 'cell'; cell: FindingCell }
  /** A cell of another report; its value is the side's. */
  | { kind: 'report'; period: Exclude<Period, 'this'>; row: string | null; column: string | null }
  /** A number written in the form. */
  | { kind: 'number' }
  | { kind: 'sum'; parts: readonly Part[] }
  /** One number in percent of another. */
  | { kind: 'share'; part: FindingCell; whole: FindingCell }
  /** Anything else, made from these cells and, unless null, from another report. */
  | { kind: 'formula'; cells: readonly FindingCell[]; period: Exclude<Period, 'this'> | null };

export interface Part {
  cell: FindingCell;
  minus: boolean;
}

export type Sides =
  /** What stands in a cell, against something. */
  | { kind: 'stated'; cell: FindingCell; right: Side }
  /** How far a cell has moved since another report, where `other` stood, against something. */
  | { kind: 'change'; cell: FindingCell; period: Exclude<Period, 'this'>; other: number }
  | { kind: 'both'; left: Side; right: Side }
  /** Two values that are the same but for rounding, `abs(a - b) <= 0.05`, and what they are. */
  | { kind: 'near'; left: Side; right: Side; stated: number; expected: number };

/** More than this is no rounding. */
const MOST_ROUNDING = 0.5;

interface Spot {
  row: string | null;
  column: string | null;
}

/**
 * What a finding compares with what, read from the form's formulas and made sure of with the
 * finding's own figures. Null where there are no two sides, or the form does not tell.
 */
export function sidesOf(finding: Finding, form: IndicatorForm): Sides | null {
  const [first, ...others] = finding.cells;
  if (!first || finding.stated === null || finding.expected === null) return null;
  if (finding.check.startsWith('sum.')) {
    const parts = others.map((cell) => ({ cell, minus: false }));
    return { kind: 'stated', cell: first, right: { kind: 'sum', parts } };
  }
  const reading = { finding, form, spot: spotOf(finding, form) };
  const computed = columnOf(form, first.column)?.computed;
  if (finding.check === `computed.${first.column}` && computed) {
    return { kind: 'stated', cell: first, right: sideOf(computed, finding.expected, reading) };
  }
  const expression = form.checks.find(({ id }) => id === finding.check)?.expression;
  const pair = expression ? pairFor(expression, reading) : null;
  if (!pair) return null;
  const left = sideOf(pair.left, finding.stated, reading);
  const right = sideOf(pair.right, finding.expected, reading);
  if (left.kind === 'cell') return { kind: 'stated', cell: left.cell, right };
  return changeOf(pair, reading) ?? nearOf(pair, reading) ?? { kind: 'both', left, right };
}

function nearOf({ left, right }: Pair, reading: Reading): Sides | null {
  const { relation } = reading.finding;
  const inner = left.type === 'call' && left.name === 'abs' ? left.args[0] : undefined;
  if (relation !== '<=' && relation !== '<') return null;
  if (inner?.type !== 'binary' || inner.operator !== '-') return null;
  if (right.type !== 'number' || right.value > MOST_ROUNDING) return null;
  const [stated, expected] = [inner.left, inner.right].map((side) =>
    numberOf(side, valuesFor(reading)),
  );
  if (stated == null || expected == null) return null;
  return {
    kind: 'near',
    left: sideOf(inner.left, stated, reading),
    right: sideOf(inner.right, expected, reading),
    stated,
    expected,
  };
}

interface Reading {
  finding: Finding;
  form: IndicatorForm;
  spot: Spot;
}

/** The row or column a finding's formula was applied to: what its id ends in. */
function spotOf({ id, check }: Finding, form: IndicatorForm): Spot {
  const at = id.indexOf('@');
  const name = at < 0 ? null : id.slice(at + 1);
  const byColumn = form.checks.some((one) => one.id === check && one.each === 'column');
  return byColumn ? { row: null, column: name } : { row: name, column: null };
}

interface Pair {
  left: Expression;
  right: Expression;
}

/** The comparison within a check that the finding speaks of. */
function pairFor(expression: Expression, reading: Reading): Pair | null {
  const { finding } = reading;
  const cells = new Set(finding.cells.map(placeKey));
  const agrees = (side: Expression, value: number | null) => {
    const known = numberOf(side, valuesFor(reading));
    return known === null || (value !== null && compare(known, '==', value));
  };
  const found = conditionsIn(expression)
    .map(comparedIn)
    .find((pair) => {
      if (pair?.operator !== finding.relation) return false;
      const named = [...referencesIn(pair.left), ...referencesIn(pair.right)]
        .flatMap((reference) => cellsFor(reference, reading))
        .map(placeKey);
      const same = new Set(named).size === cells.size && named.every((place) => cells.has(place));
      return same && agrees(pair.left, finding.stated) && agrees(pair.right, finding.expected);
    });
  return found ?? null;
}

function conditionsIn(node: Expression): Expression[] {
  if (node.type === 'binary' && node.operator === '&&') {
    return [...conditionsIn(node.left), ...conditionsIn(node.right)];
  }
  if (node.type === 'call' && node.name === 'if') return node.args.slice(1).flatMap(conditionsIn);
  return [node];
}

function sideOf(node: Expression, value: number, reading: Reading): Side {
  if (node.type === 'number') return { kind: 'number' };
  if (node.type === 'cell' && node.period !== 'this') {
    const { row, column } = placeOf(node, reading);
    return { kind: 'report', period: node.period, row, column };
  }
  const cells = referencesIn(node).flatMap((reference) => cellsFor(reference, reading));
  const [first, second] = cells;
  if (node.type === 'cell' && first) return { kind: 'cell', cell: first };
  const parts = partsOf(node, false, reading);
  if (parts && parts.length > 1 && addsUpTo(parts, value, reading)) return { kind: 'sum', parts };
  const share = node.type === 'call' && node.name === 'percent';
  if (share && node.args.every(({ type }) => type === 'cell') && first && second) {
    return { kind: 'share', part: first, whole: second };
  }
  const period = otherPeriod(node);
  return { kind: 'formula', cells, period };
}

function otherPeriod(node: Expression): Exclude<Period, 'this'> | null {
  for (const { period } of referencesIn(node)) if (period !== 'this') return period;
  return null;
}

/** The cells a formula adds up or takes away; null if it does anything else. */
function partsOf(node: Expression, minus: boolean, reading: Reading): Part[] | null {
  switch (node.type) {
    case 'cell':
    case 'rows':
      if (node.period !== 'this') return null;
      return cellsFor(node, reading).map((cell) => ({ cell, minus }));
    case 'negate':
      return partsOf(node.operand, !minus, reading);
    case 'binary': {
      if (node.operator !== '+' && node.operator !== '-') return null;
      const left = partsOf(node.left, minus, reading);
      const right = partsOf(node.right, node.operator === '-' ? !minus : minus, reading);
      return left && right ? [...left, ...right] : null;
    }
    case 'call': {
      if (node.name !== 'sum') return null;
      const each = node.args.map((argument) => partsOf(argument, minus, reading));
      return each.every((parts) => parts !== null) ? each.flat() : null;
    }
    default:
      return null;
  }
}

function addsUpTo(parts: readonly Part[], value: number, { form }: Reading): boolean {
  if (parts.some(({ cell }) => isWorkedOut(cell, form))) return true;
  const sum = parts.reduce((total, { cell, minus }) => {
    return total + (minus ? -1 : 1) * (numberOfCell(cell, form) ?? 0);
  }, 0);
  return compare(sum, '==', value);
}

/** `abs(cell - lastYear(cell))`: the value of the other report is the one that fits both sides. */
function changeOf({ left, right }: Pair, reading: Reading): Sides | null {
  const { finding, form } = reading;
  const inner = left.type === 'call' && left.name === 'abs' ? left.args[0] : undefined;
  if (inner?.type !== 'binary' || inner.operator !== '-' || finding.expected === null) return null;
  const references = referencesIn(inner);
  const now = references.find(({ period }) => period === 'this');
  const then = references.find(({ period }) => period !== 'this');
  if (references.length !== 2 || now?.type !== 'cell' || then?.type !== 'cell') return null;
  const [cell] = cellsFor(now, reading);
  const value = cell ? numberOfCell(cell, form) : null;
  const { period } = then;
  const upper = finding.relation === '<=' || finding.relation === '<';
  if (!cell || value === null || finding.stated === null || period === 'this' || !upper)
    return null;
  const { stated, expected } = finding;
  const fitting = [...new Set([value - stated, value + stated])].filter((other) => {
    if (other < 0 && !columnOf(form, cell.column)?.negative) return false;
    const limit = numberOf(right, valuesFor(reading, { reference: then, value: other }));
    return limit !== null && compare(limit, '==', expected);
  });
  const [other] = fitting;
  return fitting.length === 1 && other !== undefined
    ? { kind: 'change', cell, period, other }
    : null;
}

/** The finding's own figures, and one of another report where it is known. */
function valuesFor(reading: Reading, known?: { reference: Reference; value: number }): Values {
  const valueAt = (reference: Reference) => {
    if (reference.period !== 'this') {
      const isKnown =
        known?.reference.period === reference.period &&
        samePlace(placeOf(known.reference, reading), placeOf(reference, reading));
      return isKnown ? known.value : null;
    }
    const [cell] = cellsFor(reference, reading);
    return cell ? numberOfCell(cell, reading.form) : null;
  };
  return {
    number: valueAt,
    numbers: (reference) =>
      reference.period === 'this'
        ? cellsFor(reference, reading).map((cell) => numberOfCell(cell, reading.form))
        : [null],
    given: (reference) => (cellsFor(reference, reading)[0]?.value ?? null) !== null,
  };
}

function samePlace(a: Spot, b: Spot): boolean {
  return a.row === b.row && a.column === b.column;
}

function placeOf(reference: Reference, { spot }: Reading): Spot {
  const row = reference.type === 'cell' ? (reference.row ?? spot.row) : null;
  return { row, column: reference.column ?? spot.column };
}

function cellsFor(reference: Reference, reading: Reading): FindingCell[] {
  if (reference.period !== 'this') return [];
  const { row, column } = placeOf(reference, reading);
  const { finding, form } = reading;
  const inColumn = finding.cells.filter((cell) => cell.column === column);
  if (reference.type === 'cell') return inColumn.filter((cell) => cell.row === row);
  const totals = totalRows(form);
  return inColumn.filter((cell) => !totals.has(cell.row));
}

function totalRows({ definition: { rows } }: IndicatorForm): ReadonlySet<string> {
  if (rows.kind !== 'fixed') return new Set(rows.total ? [rows.total.key] : []);
  return new Set(rows.items.filter(({ sumOf }) => sumOf !== undefined).map(({ key }) => key));
}

/**
 * Null for a blank, unless blanks count as nothing in its column or it follows from other cells.
 */
export function numberOfCell(cell: FindingCell, form: IndicatorForm): number | null {
  if (isWorkedOut(cell, form)) return cell.comesTo ?? null;
  if (cell.value !== null) return numberIn(cell.value);
  return columnOf(form, cell.column)?.blank === 'zero' ? 0 : null;
}

/** A blank whose value follows from other cells: of a computed column or in a total row. */
export function isWorkedOut(cell: FindingCell, form: IndicatorForm): boolean {
  if (cell.value !== null) return false;
  return Boolean(columnOf(form, cell.column)?.computed) || totalRows(form).has(cell.row);
}
