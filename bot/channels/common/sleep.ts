/** Waits; resolves early, and never rejects, when `signal` aborts. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

export const sleep: Sleep = (ms, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const finish = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    signal.addEventListener('abort', finish);
  });

/** Milliseconds to wait after the n-th failure in a row (n from 0): 1 s doubling to 30 s. */
export function backoffMs(failures: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 10));
}
