import { type CellPlace, placeKey } from './cells.ts';
import { compare } from './evaluate.ts';
import { ofCell } from './linear.ts';
import type { Relation } from './relations.ts';
import type { Sheet } from './sheet.ts';

/** A relation as it stands after the corrections made so far. */
interface Standing {
  relation: Relation;
  /** Left minus right, for sums. */
  residual: number;
  holds: boolean;
}

/** What a correction would do to the relations it touches. */
export interface Effect {
  fixes: readonly Relation[];
  breaks: readonly Relation[];
  /** By how much the differences that are left become smaller in all. */
  gain: number;
}

/** Tries corrections of cells and keeps those that are made; all sums are followed at once. */
export interface Repair {
  failing(): Relation[];
  /** The value a cell has now. */
  value(place: CellPlace): number;
  /** Left minus right as things stand, or after further changes; 0 for what is no sum. */
  residual(relation: Relation, changes?: readonly Change[]): number;
  effectOf(changes: readonly Change[]): Effect;
  /** Makes corrections; tells by how much each difference moved (0 for what is no sum). */
  make(changes: readonly Change[]): ReadonlyMap<Relation, number>;
}

export interface Change {
  place: CellPlace;
  value: number;
}

export function startRepair(relations: readonly Relation[], sheet: Sheet): Repair {
  const standings = new Map<Relation, Standing>();
  const byCell = new Map<string, Standing[]>();
  for (const relation of relations) {
    if (relation.holds === null) continue;
    const residual = startResidual(relation, sheet);
    const standing = { relation, residual, holds: relation.holds };
    standings.set(relation, standing);
    for (const key of touchedBy(relation, sheet)) {
      byCell.set(key, [...(byCell.get(key) ?? []), standing]);
    }
  }
  const made = new Map<string, number>();

  const value = (place: CellPlace) => made.get(placeKey(place)) ?? sheet.number(place) ?? 0;
  const after = (standing: Standing, changes: readonly Change[]): Standing => {
    const { relation } = standing;
    if (relation.linear) {
      let { residual } = standing;
      for (const change of changes) {
        const times = relation.linear.terms.get(placeKey(change.place))?.times ?? 0;
        residual += times * (change.value - value(change.place));
      }
      return { relation, residual, holds: holdsFor(relation, residual) };
    }
    const changed = changes.map(({ place, value }) => [placeKey(place), value] as const);
    const holds = relation.holdsIn(sheet.with(new Map([...made, ...changed])));
    return { relation, residual: standing.residual, holds: holds ?? standing.holds };
  };
  const touched = (changes: readonly Change[]) =>
    new Set(changes.flatMap(({ place }) => byCell.get(placeKey(place)) ?? []));

  return {
    failing: () =>
      [...standings.values()].filter(({ holds }) => !holds).map(({ relation }) => relation),
    value,
    residual: (relation, changes = []) => {
      const standing = standings.get(relation);
      return standing ? after(standing, changes).residual : 0;
    },
    effectOf: (changes) => {
      const fixes: Relation[] = [];
      const breaks: Relation[] = [];
      let gain = 0;
      for (const standing of touched(changes)) {
        const next = after(standing, changes);
        if (next.holds && !standing.holds) fixes.push(standing.relation);
        if (!next.holds && standing.holds) breaks.push(standing.relation);
        if (standing.relation.operator === '==') {
          gain += Math.abs(standing.residual) - Math.abs(next.residual);
        }
      }
      return { fixes, breaks, gain };
    },
    make: (changes) => {
      const moves = new Map<Relation, number>();
      const next = [...touched(changes)].map(
        (standing) => [standing, after(standing, changes)] as const,
      );
      for (const [standing, now] of next) {
        moves.set(standing.relation, Math.abs(now.residual - standing.residual));
        standing.residual = now.residual;
        standing.holds = now.holds;
      }
      for (const { place, value: written } of changes) made.set(placeKey(place), written);
      return moves;
    },
  };
}

function startResidual({ linear }: Relation, sheet: Sheet): number {
  if (!linear) return 0;
  let sum = linear.constant;
  for (const { place, times } of linear.terms.values()) sum += times * (sheet.number(place) ?? 0);
  return sum;
}

function holdsFor({ operator }: Relation, residual: number): boolean {
  if (operator === 'holds' || operator === 'rounds') return false;
  // Sums of decimals are never exact.
  return compare(Math.round(residual * 1e6) / 1e6, operator, 0);
}

/** The cells whose change can change a relation: those it names, and what blank ones follow from. */
function touchedBy({ linear, places }: Relation, sheet: Sheet): Set<string> {
  if (linear) return new Set(linear.terms.keys());
  return new Set(
    places.flatMap((place) => [placeKey(place), ...(ofCell(place, sheet)?.terms.keys() ?? [])]),
  );
}
