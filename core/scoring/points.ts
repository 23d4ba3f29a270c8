import { readNumber } from '../numbers/read-number.ts';

/** Figures after the comma a score may have; lists print "0,25" and now and then "0,125". */
const DECIMALS = 3;

export type PointsProblem =
  | { code: 'not_a_number' }
  | { code: 'negative' }
  | { code: 'above_max'; max: number }
  | { code: 'too_fine' };

export type PointsReading = { ok: true; value: number } | { ok: false; problem: PointsProblem };

/** Whether a score may be given for a criterion of so many points. */
export function isWithin(score: number, max: number): boolean {
  return score >= 0 && score <= max;
}

/**
 * Reads a score as people type it, "0,5", "1.5", "2", "0,25 điểm", from 0 to `max`. Where dots and
 * commas leave two readings ("1.500"), the only one within `max` counts.
 */
export function readPoints(text: string, max: number): PointsReading {
  const bare = text.replace(/\s*(?:điểm|diem|đ)\.?\s*$/iu, '');
  const read = readNumber(bare, 'decimal');
  if (read.ok) return judged(read.value, max);
  const { problem } = read;
  if (problem.code === 'negative') return { ok: false, problem: { code: 'negative' } };
  if (problem.code === 'ambiguous') {
    const within = problem.readings.filter((value) => isWithin(value, max));
    const [only] = within;
    if (only !== undefined && within.length === 1) return judged(only, max);
  }
  return { ok: false, problem: { code: 'not_a_number' } };
}

function judged(value: number, max: number): PointsReading {
  if (value > max) return { ok: false, problem: { code: 'above_max', max } };
  if (Number(value.toFixed(DECIMALS)) !== value) {
    return { ok: false, problem: { code: 'too_fine' } };
  }
  return { ok: true, value };
}

/** The sum of points without what binary fractions add: 0.1 + 0.2 is 0.3. */
export function sumOf(points: readonly number[]): number {
  return rounded(points.reduce((sum, one) => sum + one, 0));
}

/** The same, for differences and halves. */
export function rounded(points: number): number {
  return Math.round(points * 1000) / 1000;
}
