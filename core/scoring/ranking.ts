/** An agency with its points, as far as they are verified. */
export interface Ranked<A> {
  agency: A;
  /** From 1; agencies with the same points share it, and the next one counts them ("1, 2, 2, 4"). */
  rank: number;
  /** Somebody else has the same rank. */
  isShared: boolean;
}

/**
 * Ranks agencies by their verified points, the most first; those not verified yet (null) are listed
 * apart, in the order they come. Agencies with the same points keep their order.
 */
export function rankByPoints<A extends { verified: number | null }>(
  agencies: readonly A[],
): { ranked: Ranked<A>[]; unverified: A[] } {
  const judged = agencies.filter(isJudged);
  const sorted = [...judged].sort((a, b) => b.verified - a.verified);
  return {
    ranked: sorted.map((agency) => ({
      agency,
      rank: judged.filter(({ verified }) => verified > agency.verified).length + 1,
      isShared: judged.filter(({ verified }) => verified === agency.verified).length > 1,
    })),
    unverified: agencies.filter((agency) => !isJudged(agency)),
  };
}

function isJudged<A extends { verified: number | null }>(
  agency: A,
): agency is A & { verified: number } {
  return agency.verified !== null;
}
