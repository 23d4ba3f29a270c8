import { isClaimed, type State } from '../obligations/obligation.ts';

/** What the coordinator said about a version of a report. */
export type Verdict = 'accepted' | 'returned';

export interface ReviewedVersion {
  number: number;
  /** The last thing said about it; null while nothing was. */
  verdict: Verdict | null;
}

/**
 * The version whose figures count: the newest that was not returned, as long as the report counts
 * as sent at all. A returned amendment leaves the version before it in force.
 */
export function standingVersion<V extends ReviewedVersion>(
  versions: readonly V[],
  state: State,
): V | null {
  if (!isClaimed(state)) return null;
  const [newest] = versions
    .filter(({ verdict }) => verdict !== 'returned')
    .sort((a, b) => b.number - a.number);
  return newest ?? null;
}
