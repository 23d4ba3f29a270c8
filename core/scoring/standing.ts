import { isWithin, rounded, sumOf } from './points.ts';

/** A criterion of a list with what was given for it, by its agency and by who verifies. */
export interface ScoredCriterion {
  id: number;
  number: string;
  parent: string | null;
  title: string;
  /** Null for a heading. */
  maxScore: number | null;
  /** What proves it, in the words of the list; '' where the list asks for nothing. */
  evidence: string;
  self: GivenScore | null;
  verified: GivenScore | null;
}

/** The score that counts. */
export interface GivenScore {
  score: number;
  /** What the agency says of it, or why the verified score differs. */
  reason: string | null;
  files: number;
}

/** A criterion that is scored, and not only a heading. */
export type Leaf<C extends ScoredCriterion = ScoredCriterion> = C & { maxScore: number };

export function leavesOf<C extends ScoredCriterion>(criteria: readonly C[]): Leaf<C>[] {
  return criteria.filter((one): one is Leaf<C> => one.maxScore !== null);
}

/** Where the self-scoring of an agency stands. */
export interface SelfStanding {
  /** Points of the whole list. */
  max: number;
  points: number;
  /** Criteria, and those without a score, or with one above what the list now gives. */
  count: number;
  left: Leaf[];
  /** Scored above 0 where the list asks for proof, and nothing proves it. */
  unproven: Leaf[];
}

export function selfStanding(criteria: readonly ScoredCriterion[]): SelfStanding {
  const leaves = leavesOf(criteria);
  const left = leaves.filter((one) => !isScored(one));
  const scored = leaves.filter(isScored);
  return {
    max: sumOf(leaves.map(({ maxScore }) => maxScore)),
    points: sumOf(scored.map(({ self }) => self?.score ?? 0)),
    count: leaves.length,
    left,
    unproven: scored.filter(lacksProof),
  };
}

export function isScored({ self, maxScore }: Leaf): boolean {
  return self !== null && isWithin(self.score, maxScore);
}

/** Points are claimed, the list says what proves them, and there is neither a file nor a word. */
export function lacksProof({ self, evidence }: ScoredCriterion): boolean {
  if (self === null || self.score === 0 || evidence.trim() === '') return false;
  return self.files === 0 && (self.reason ?? '').trim() === '';
}

/** Where the verification of an agency stands. */
export interface VerifiedStanding {
  self: number;
  /** Verified points so far. */
  verified: number;
  /** Without a verified score. */
  left: Leaf[];
  /** The verified score is another than the agency's. */
  changed: Leaf[];
  /** Of these, without a reason. */
  unreasoned: Leaf[];
}

export function verifiedStanding(criteria: readonly ScoredCriterion[]): VerifiedStanding {
  const leaves = leavesOf(criteria);
  const left = leaves.filter(
    ({ verified, maxScore }) => verified === null || !isWithin(verified.score, maxScore),
  );
  const changed = leaves.filter((one) => one.verified !== null && differs(one) !== 0);
  return {
    self: selfStanding(criteria).points,
    verified: sumOf(leaves.map(({ verified }) => verified?.score ?? 0)),
    left,
    changed,
    unreasoned: changed.filter(({ verified }) => (verified?.reason ?? '').trim() === ''),
  };
}

/** Verified less self score; a criterion the agency did not score counts as 0. */
export function differs({ self, verified }: ScoredCriterion): number {
  if (verified === null) return 0;
  return rounded(verified.score - (self?.score ?? 0));
}

/** Points of everything under a heading, or of a criterion itself. */
export function underneath(
  criteria: readonly ScoredCriterion[],
  number: string,
): { leaves: Leaf[]; max: number } {
  const under = new Set([number]);
  // A heading stands before what is under it.
  for (const one of criteria) {
    if (one.parent !== null && under.has(one.parent)) under.add(one.number);
  }
  const leaves = leavesOf(criteria.filter((one) => under.has(one.number)));
  return { leaves, max: sumOf(leaves.map(({ maxScore }) => maxScore)) };
}
