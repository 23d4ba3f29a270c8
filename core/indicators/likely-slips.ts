import {
  type Candidate,
  columnCandidates,
  oneCellCandidates,
  type PlainSlip,
  rowCandidates,
} from './candidates.ts';
import { type CellPlace, placeKey } from './cells.ts';
import type { Relation } from './relations.ts';
import { type Repair, startRepair } from './repair.ts';
import type { Sheet } from './sheet.ts';

export type Explanation = PlainSlip | { kind: 'follows' | 'same_difference'; findings: string[] };

/** Beyond these a table is not worth explaining: most of it is wrong. */
const mostFailing = 30;
const mostRows = 12;
/** Pairs of cells, which bounds the work in long tables. */
const mostPairs = 6000;

/** From the slips that say most to those that say least. */
const ranking: readonly PlainSlip['kind'][] = [
  'transposed_digits',
  'left_out',
  'counted_twice',
  'magnitude',
  'left_blank',
  'digit_missing',
  'digit_extra',
  'digit_wrong',
  'stray_figure',
  'off_by_cell',
  'shifted',
  'swapped',
  'wrong_value',
];

/**
 * The most likely slip behind each failing relation, by the relation's id. Looks for the fewest
 * corrections that make the figures agree: again and again the one that mends most relations and
 * spoils none is taken as made, and explains what it mends.
 */
export function likelySlips(
  relations: readonly Relation[],
  sheet: Sheet,
): ReadonlyMap<string, Explanation> {
  const slips = new Map<string, Explanation>();
  const wrong = relations.filter(({ holds }) => holds === false);
  const corrections = wrong.length <= mostFailing ? correctionsFor(relations, sheet) : [];
  for (const relation of wrong) {
    const causes = causesOf(relation, corrections);
    const only = causes.length === 1 ? causes[0] : undefined;
    const explanation =
      only ?? followsFrom(relation, wrong, sheet) ?? causes[0] ?? sameDifference(relation, wrong);
    if (explanation) slips.set(relation.id, explanation);
  }
  return slips;
}

interface Correction {
  slip: PlainSlip;
  fixes: readonly Relation[];
  moves: ReadonlyMap<Relation, number>;
}

function correctionsFor(relations: readonly Relation[], sheet: Sheet): Correction[] {
  const corrections: Correction[] = [];
  if (relations.every(({ holds }) => holds !== false)) return corrections;
  const repair = startRepair(relations, sheet);
  for (let best = bestOf(repair, sheet); best; best = bestOf(repair, sheet)) {
    const { candidate, fixes } = best;
    const moves = repair.make(candidate.changes);
    corrections.push({ slip: candidate.slip, fixes, moves });
  }
  return corrections;
}

/** The slips that made up a difference, the largest part first; none unless all of it is explained. */
function causesOf(relation: Relation, corrections: readonly Correction[]): PlainSlip[] {
  if (!corrections.some(({ fixes }) => fixes.includes(relation))) return [];
  const moved = ({ moves, fixes }: Correction) =>
    moves.get(relation) || (fixes.includes(relation) ? 1e-6 : 0);
  return corrections
    .filter((correction) => moved(correction) > 0)
    .sort((a, b) => moved(b) - moved(a))
    .map(({ slip }) => slip);
}

interface Rated {
  candidate: Candidate;
  fixes: readonly Relation[];
  /** Compared one after the other; more is better. */
  rating: readonly number[];
}

/** Null when nothing mends more relations than it spoils. */
function bestOf(repair: Repair, sheet: Sheet): Rated | null {
  const failing = repair.failing();
  // Moving figures about mends single sums by chance, so it has to mend two at least.
  const movable = failing.length > 1 ? failing : [];
  const rows = [...new Set(movable.flatMap(rowOf))].slice(0, mostRows);
  const columns = new Set(movable.flatMap((relation) => columnsOfTotals(relation, sheet)));
  const elsewhere =
    columns.size > 1 && columns.size ** 2 * sheet.items.length <= mostPairs
      ? sheet.items.filter((row) => !rows.includes(row))
      : [];
  const candidates = [
    ...elsewhere.flatMap((row) => rowCandidates(row, repair, sheet, columns)),
    ...failing.flatMap((relation) => oneCellCandidates(relation, repair, sheet)),
    ...rows.flatMap((row) => rowCandidates(row, repair, sheet)),
    ...rows.flatMap((first, index) =>
      rows.slice(index + 1).flatMap((second) => columnCandidates([first, second], repair, sheet)),
    ),
  ];
  let best: Rated | null = null;
  for (const candidate of candidates) {
    const { fixes, breaks, gain } = repair.effectOf(candidate.changes);
    // Fewer fail after each correction, so the search ends.
    if (fixes.length <= breaks.length) continue;
    if (breaks.some(({ severity }) => severity === 'error')) continue;
    if (isMove(candidate.slip) && fixes.length < 2) continue;
    const rating = ratingOf(candidate, fixes, gain, repair);
    if (best === null || isBetter(rating, best.rating)) best = { candidate, fixes, rating };
  }
  return best;
}

function ratingOf(
  { changes, slip }: Candidate,
  fixes: readonly Relation[],
  gain: number,
  repair: Repair,
): number[] {
  const stated = 'cell' in slip && fixes.some((relation) => isStated(slip.cell, relation));
  const [first] = changes;
  const before = first ? repair.value(first.place) : 0;
  const share = first ? Math.abs(first.value - before) / Math.max(first.value, before, 1) : 0;
  return [
    fixes.length,
    Math.round(gain * 1e6) / 1e6,
    -ranking.indexOf(slip.kind),
    stated ? 1 : 0,
    -changes.length,
    -share,
  ];
}

function isBetter(a: readonly number[], b: readonly number[]): boolean {
  const index = a.findIndex((value, at) => value !== b[at]);
  return index >= 0 && (a[index] ?? 0) > (b[index] ?? 0);
}

function isMove({ kind }: PlainSlip): boolean {
  return kind === 'swapped' || kind === 'shifted';
}

function isStated(place: CellPlace, { stated }: Relation): boolean {
  return stated !== null && placeKey(stated) === placeKey(place);
}

/** The row a relation lies in, if it lies in one. */
function rowOf({ places }: Relation): string[] {
  const row = places[0]?.row;
  return row !== undefined && places.every((place) => place.row === row) ? [row] : [];
}

/** The columns whose totals a relation rests on. */
function columnsOfTotals({ places }: Relation, sheet: Sheet): string[] {
  const totals = new Set(sheet.rows.filter(({ sumOf }) => sumOf !== null).map(({ key }) => key));
  return places.filter(({ row }) => totals.has(row)).map(({ column }) => column);
}

/** In a total row: what is wrong in the rows above, and the totals that are wrong themselves. */
function followsFrom(
  relation: Relation,
  wrong: readonly Relation[],
  sheet: Sheet,
): Explanation | null {
  const [row] = rowOf(relation);
  const total = sheet.rows.find(({ key }) => key === row)?.sumOf;
  if (!total) return null;
  const own = new Set(relation.places.map(placeKey));
  const findings = wrong.filter((other) => {
    if (other === relation) return false;
    const [otherRow] = rowOf(other);
    if (otherRow !== undefined) return other.check === relation.check && total.includes(otherRow);
    return other.stated !== null && own.has(placeKey(other.stated));
  });
  return findings.length > 0 ? { kind: 'follows', findings: findings.map(({ id }) => id) } : null;
}

function sameDifference(relation: Relation, wrong: readonly Relation[]): Explanation | null {
  const off = differenceOf(relation);
  const [row] = rowOf(relation);
  if (off === null || row === undefined) return null;
  const findings = wrong.filter(
    (other) => other !== relation && rowOf(other)[0] === row && differenceOf(other) === off,
  );
  return findings.length > 0
    ? { kind: 'same_difference', findings: findings.map(({ id }) => id) }
    : null;
}

function differenceOf({ left, right, operator }: Relation): number | null {
  if (left === null || right === null || operator !== '==') return null;
  return Math.round(Math.abs(left - right) * 1e6) / 1e6;
}
