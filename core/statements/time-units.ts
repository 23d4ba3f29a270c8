import type { Word } from './words.ts';

/** How much more time is asked for. */
export interface MoreTime {
  count: number;
  unit: 'day' | 'month';
}

/** Words for a time that numbers count. */
export const TIME_UNITS: ReadonlyMap<string, MoreTime> = new Map([
  ['ngay', { count: 1, unit: 'day' }],
  ['hom', { count: 1, unit: 'day' }],
  ['bua', { count: 1, unit: 'day' }],
  ['tuan', { count: 7, unit: 'day' }],
  ['thang', { count: 1, unit: 'month' }],
]);

/** A unit of time, which a number before it counts. */
export function isTimeUnit(word: Word | undefined): boolean {
  return TIME_UNITS.has(word?.text ?? '');
}
