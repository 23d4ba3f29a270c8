import type { LocalDate } from '../time/local-date.ts';

export const OPERATORS = ['>=', '>', '<=', '<', '='] as const;
export type Operator = (typeof OPERATORS)[number];

export function isOperator(text: string): text is Operator {
  return OPERATORS.some((one) => one === text);
}

/** A figure a plan wants reached. */
export interface Goal {
  operator: Operator;
  value: number;
  /** "%" or a word. */
  unit: string;
}

/** What came of a target; without a figure nobody knows. */
export const OUTCOMES = ['met', 'near', 'missed', 'unknown'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * How far from its target a figure may lie and still be near: a share of the target's value, and
 * of percentages no more than so many percentage points.
 */
export interface Nearness {
  share: number;
  points: number;
}

export const DEFAULT_NEARNESS: Nearness = { share: 0.05, points: 2 };

const same = 1e-9;

/** The most a figure may differ from the target and be near, in the target's own unit. */
export function marginOf({ value, unit }: Goal, near: Nearness): number {
  const margin = Math.abs(value) * near.share;
  return unit === '%' ? Math.min(margin, near.points) : margin;
}

/**
 * Met, near or missed. "Under 1,5 %" is missed from above: the distance counts only on the wrong
 * side. A strict bound that is just touched is near, not met.
 */
export function outcomeOf(goal: Goal, actual: number | null, near: Nearness): Outcome {
  if (actual === null) return 'unknown';
  const { operator, value } = goal;
  const equal = Math.abs(actual - value) <= same * Math.max(1, Math.abs(value));
  if (isReached(operator, actual, value, equal)) return 'met';
  const distance = Math.abs(actual - value);
  const margin = marginOf(goal, near);
  return distance <= margin + same * Math.max(1, margin) ? 'near' : 'missed';
}

function isReached(operator: Operator, actual: number, value: number, equal: boolean): boolean {
  switch (operator) {
    case '>=':
      return actual > value || equal;
    case '>':
      return actual > value && !equal;
    case '<=':
      return actual < value || equal;
    case '<':
      return actual < value && !equal;
    case '=':
      return equal;
  }
}

/** The value that counts: the one that speaks of the latest day, of several the last entered. */
export function newestValue<V extends { id: number; asOf: LocalDate }>(
  values: readonly V[],
): V | null {
  return values.reduce<V | null>((best, one) => {
    if (best === null || one.asOf > best.asOf) return one;
    return one.asOf === best.asOf && one.id > best.id ? one : best;
  }, null);
}

/** Where a measured figure comes from: a form of reports, and a formula over its cells. */
export interface Measure {
  formCode: string;
  formula: string;
}

/** "ks-appendix-5: percent(total.agreed_early, total.agreed_total)"; null for other texts. */
export function readMeasure(text: string): Measure | null {
  const [, formCode, formula] = /^\s*([\w-]+)\s*:\s*(\S.*?)\s*$/s.exec(text) ?? [];
  return formCode && formula ? { formCode, formula } : null;
}
