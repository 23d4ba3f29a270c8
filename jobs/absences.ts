/** Which of the other processes have been gone for long enough to be taken over from. */
export interface Absences {
  /** The holders that nobody needs to wait for any more. Looks at most every `GLANCE_MS`. */
  gone(): Promise<readonly number[]>;
}

/**
 * When the database restarts or a network breaks, every process loses its session and the living
 * are back within a second; what they have in hand is still theirs. Who stays away for longer died.
 */
const GRACE_MS = 3_000;
/** A look costs, and messages are claimed many times a second. */
const GLANCE_MS = 500;

/** `look`: who has something in hand and is not there. `now`: milliseconds of a steady clock. */
export function absences(
  look: () => Promise<readonly number[]>,
  now: () => number = () => performance.now(),
): Absences {
  let since = new Map<number, number>();
  let looked = Number.NEGATIVE_INFINITY;
  return {
    async gone() {
      if (now() - looked >= GLANCE_MS) {
        const missing = await look();
        looked = now();
        since = new Map(missing.map((holder) => [holder, since.get(holder) ?? looked]));
      }
      return [...since].filter(([, from]) => now() - from >= GRACE_MS).map(([holder]) => holder);
    },
  };
}
