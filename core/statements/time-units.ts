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

/** What follows "thứ", by ISO weekday: Monday is 1. */
export const WEEKDAYS: Readonly<Record<string, number>> = {
  hai: 1,
  ba: 2,
  tu: 3,
  nam: 4,
  sau: 5,
  bay: 6,
  '2': 1,
  '3': 2,
  '4': 3,
  '5': 4,
  '6': 5,
  '7': 6,
};

/** A unit of time, which a number before it counts. */
export function isTimeUnit(word: Word | undefined): boolean {
  return TIME_UNITS.has(word?.text ?? '');
}
