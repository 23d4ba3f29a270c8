const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** Milliseconds to wait after the n-th failure in a row (n from 0): 1 s doubling to 30 s. */
export function backoffMs(failures: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 10));
}
