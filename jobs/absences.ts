/** Which of the other processes need not be waited for any more. */
export interface Absences {
  /** The holders that nobody needs to wait for. Looks at most every `GLANCE_MS`. */
  gone(): Promise<readonly number[]>;
}

/** What a look finds. */
export interface Glance {
  /** Who has something in hand and is not there. */
  missing: readonly number[];
  /** The database itself began less than `GRACE_MS` ago, so that everybody's session is new. */
  shaken: boolean;
}

/**
 * When the database restarts or a network breaks, every process loses its session and the living
 * are back within a second; what they have in hand is still theirs. Who stays away for longer died.
 */
export const GRACE_MS = 3_000;
/** A look costs, and messages are claimed many times a second. */
const GLANCE_MS = 500;

/**
 * `look`: see `Glance`. `now`: milliseconds of a steady clock. Who is missing at the first look of
 * all died before this process began, unless the database is shaken: a process that is killed again
 * and again must not leave its messages waiting each time.
 */
export function absences(
  look: () => Promise<Glance>,
  now: () => number = () => performance.now(),
): Absences {
  let since: Map<number, number> | null = null;
  let looked = Number.NEGATIVE_INFINITY;
  return {
    async gone() {
      if (now() - looked >= GLANCE_MS) {
        const { missing, shaken } = await look();
        looked = now();
        const known = since;
        const unknown = known === null && !shaken ? Number.NEGATIVE_INFINITY : looked;
        since = new Map(missing.map((holder) => [holder, known?.get(holder) ?? unknown]));
      }
      return [...(since ?? [])]
        .filter(([, from]) => now() - from >= GRACE_MS)
        .map(([holder]) => holder);
    },
  };
}
