import { type CellPlace, placeKey } from './cells.ts';
import { decimalsOf, digitSlip } from './digit-slip.ts';
import { isRounded, roundTo } from './evaluate.ts';
import { type Column, columnOf, isNumeric } from './form.ts';
import type { Relation } from './relations.ts';
import type { Change, Repair } from './repair.ts';
import type { Sheet } from './sheet.ts';

/** A slip that may have happened, without names for people, and the correction that undoes it. */
export interface Candidate {
  changes: readonly Change[];
  slip: PlainSlip;
}

export type PlainSlip =
  | { kind: ValueSlip; cell: CellPlace; shouldBe: number }
  | { kind: SumSlip; cell: CellPlace; shouldBe: number; other: CellPlace }
  | { kind: 'swapped'; cells: readonly [CellPlace, CellPlace] }
  | { kind: 'shifted'; direction: 'left' | 'right'; from: CellPlace; to: CellPlace };

type ValueSlip =
  | NonNullable<ReturnType<typeof digitSlip>>
  | 'left_blank'
  | 'stray_figure'
  | 'wrong_value';
type SumSlip = 'left_out' | 'counted_twice' | 'off_by_cell';

/** More sums than this are not made from one figure. */
const mostFollowing = 8;

/**
 * Corrections of one cell that make a relation hold: alone, and with the sums that agree with it
 * now, because they were made from the wrong figure.
 */
export function oneCellCandidates(relation: Relation, repair: Repair, sheet: Sheet): Candidate[] {
  if (relation.operator === 'rounds') return roundedCandidates(relation, sheet);
  if (relation.operator !== '==' || !relation.linear) return [];
  const residual = repair.residual(relation);
  const candidates: Candidate[] = [];
  for (const { place, times } of relation.linear.terms.values()) {
    const change = { place, value: roundTo(repair.value(place) - residual / times, 6) };
    if (!isPossible(change, sheet)) continue;
    const slip = slipOf(change, relation, repair, sheet);
    candidates.push({ changes: [change], slip });
    const followed = withSums(change, repair, sheet);
    if (followed.length > 1) candidates.push({ changes: followed, slip });
  }
  return candidates;
}

/** The change, and the stated sums that would no longer agree with it, until all do. */
function withSums(change: Change, repair: Repair, sheet: Sheet): Change[] {
  const changes = [change];
  while (changes.length <= mostFollowing) {
    const changed = new Set(changes.map(({ place }) => placeKey(place)));
    const next = repair
      .effectOf(changes)
      .breaks.flatMap((relation) => sumAfter(relation, changes, repair) ?? [])
      .find((sum) => !changed.has(placeKey(sum.place)) && isPossible(sum, sheet));
    if (!next) break;
    changes.push(next);
  }
  return changes;
}

function sumAfter(relation: Relation, changes: readonly Change[], repair: Repair): Change | null {
  const { stated, linear, operator } = relation;
  const times = stated && linear?.terms.get(placeKey(stated))?.times;
  if (!stated || !times || operator !== '==') return null;
  const value = repair.value(stated) - repair.residual(relation, changes) / times;
  return { place: stated, value: roundTo(value, 6) };
}

function isPossible({ place, value }: Change, sheet: Sheet): boolean {
  const column = columnOf(sheet.form, place.column);
  if (!column || !isNumeric(column)) return false;
  if (value < 0 && !column.negative) return false;
  return column.kind !== 'integer' || Number.isInteger(value);
}

/** A percentage computed anew, with as many decimals as were given. */
function roundedCandidates({ stated, right }: Relation, sheet: Sheet): Candidate[] {
  const value = stated && sheet.number(stated);
  if (!stated || right === null || value === null) return [];
  // 0,6611 for 66,11%: what a spreadsheet keeps in a cell of percentages.
  const asShare = value > 0 && value <= 1 && isRounded(roundTo(value * 100, 6), right);
  const places = decimalsOf(value) - (asShare ? 2 : 0);
  const shouldBe = roundTo(right, Math.min(4, Math.max(1, places)));
  if (shouldBe < 0 || shouldBe === value) return [];
  const kind = asShare ? 'magnitude' : (digitSlip(value, shouldBe) ?? 'wrong_value');
  return [
    { changes: [{ place: stated, value: shouldBe }], slip: { kind, cell: stated, shouldBe } },
  ];
}

function slipOf(change: Change, relation: Relation, repair: Repair, sheet: Sheet): PlainSlip {
  const { place, value: shouldBe } = change;
  const sum = sumSlip(change, relation, repair, sheet);
  if (sum) return { ...sum, cell: place, shouldBe };
  const written = sheet.number(place) ?? 0;
  if (!sheet.given(place)) return { kind: 'left_blank', cell: place, shouldBe };
  const kind = digitSlip(written, shouldBe);
  if (kind !== null && kind !== 'digit_wrong') return { kind, cell: place, shouldBe };
  if (shouldBe === 0) return { kind: 'stray_figure', cell: place, shouldBe };
  return { kind: kind ?? 'wrong_value', cell: place, shouldBe };
}

/** A sum that is off by just what one cell holds. */
function sumSlip(
  { place, value }: Change,
  { stated, linear, places }: Relation,
  repair: Repair,
  sheet: Sheet,
): { kind: SumSlip; other: CellPlace } | null {
  if (!stated || !linear || placeKey(stated) !== placeKey(place)) return null;
  const missing = value - repair.value(place);
  const parts = [...linear.terms.values()]
    .map((term) => term.place)
    .filter((part) => placeKey(part) !== placeKey(place) && repair.value(part) !== 0);
  const same = parts.filter((part) => repair.value(part) === Math.abs(missing));
  const [other] = same;
  if (parts.length > 1 && same.length === 1 && other) {
    return { kind: missing > 0 ? 'left_out' : 'counted_twice', other };
  }
  // Small numbers coincide too often to mean anything.
  if (missing > -10 || same.length > 0) return null;
  const named = new Set(places.map(placeKey));
  const inRow = places.every(({ row }) => row === place.row);
  const near = inRow
    ? sheet.form.columns.map(({ key }) => ({ row: place.row, column: key }))
    : sheet.rows.map(({ key }) => ({ row: key, column: place.column }));
  const foreign = near.filter(
    (cell) => !named.has(placeKey(cell)) && sheet.number(cell) === -missing,
  );
  const [only] = foreign;
  return foreign.length === 1 && only ? { kind: 'off_by_cell', other: only } : null;
}

/** Cells of a row in each other's place, and runs of figures one column too far. */
export function rowCandidates(
  row: string,
  repair: Repair,
  sheet: Sheet,
  /** Looks only at these columns. */
  among?: ReadonlySet<string>,
): Candidate[] {
  const columns = sheet.form.columns.filter(
    (column) => isNumeric(column) && (among?.has(column.key) ?? true),
  );
  const places = columns.map(({ key }) => ({ row, column: key }));
  const entered = (place: CellPlace) => sheet.given(place) || sheet.formula(place) === null;
  const candidates: Candidate[] = [];
  for (const [i, first] of places.entries()) {
    for (const [j, second] of places.entries()) {
      if (j <= i || !entered(first) || !entered(second)) continue;
      candidates.push(...swap(first, second, repair));
      const run = places.slice(i, j + 1);
      if (!run.every(entered) || !sameKind(columns.slice(i, j + 1))) continue;
      candidates.push(...shift(run, 'right', repair), ...shift(run, 'left', repair));
    }
  }
  return candidates;
}

/** Two rows' figures of one column in each other's place. */
export function columnCandidates(
  rows: readonly [string, string],
  repair: Repair,
  sheet: Sheet,
): Candidate[] {
  return sheet.form.columns.filter(isNumeric).flatMap(({ key: column }) => {
    const [first, second] = [
      { row: rows[0], column },
      { row: rows[1], column },
    ];
    return sheet.given(first) && sheet.given(second) ? swap(first, second, repair) : [];
  });
}

function swap(first: CellPlace, second: CellPlace, repair: Repair): Candidate[] {
  const [a, b] = [repair.value(first), repair.value(second)];
  if (a === b) return [];
  return [
    {
      changes: [
        { place: first, value: b },
        { place: second, value: a },
      ],
      slip: { kind: 'swapped', cells: [first, second] },
    },
  ];
}

/** Undoes a shift to the `direction`; the cell that a figure is to leave for good must be empty. */
function shift(
  run: readonly CellPlace[],
  direction: 'left' | 'right',
  repair: Repair,
): Candidate[] {
  const values = run.map(repair.value);
  const lost = direction === 'right' ? values[0] : values.at(-1);
  const from = run[0];
  const to = run.at(-1);
  if (lost !== 0 || !from || !to) return [];
  const step = direction === 'right' ? 1 : -1;
  const changes = run
    .map((place, index) => ({ place, value: values[index + step] ?? 0 }))
    .filter(({ place, value }) => value !== repair.value(place));
  // A run that begins or ends with nothing is the same as a shorter one.
  const edge = direction === 'right' ? values.at(-1) : values[0];
  if (changes.length === 0 || edge === 0) return [];
  return [{ changes, slip: { kind: 'shifted', direction, from, to } }];
}

function sameKind(columns: readonly Column[]): boolean {
  return new Set(columns.map((column) => column.kind)).size === 1;
}
