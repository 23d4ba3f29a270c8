import { rankByPoints } from '../../core/scoring/ranking.ts';
import type { EntryScores, ScoringState } from './state.ts';

/** An agency's place in the result; no rank while it is not verified. */
export interface ResultLine {
  entry: EntryScores;
  rank: number | null;
  isShared: boolean;
}

/** The ranking of a scoring, by verified points; agencies not verified come last, without a rank. */
export function resultOf({ entries }: ScoringState): ResultLine[] {
  const { ranked, unverified } = rankByPoints(
    entries.map((entry) => ({
      entry,
      verified: entry.phase === 'verified' ? entry.verified.verified : null,
    })),
  );
  return [
    ...ranked.map(({ agency, rank, isShared }) => ({ entry: agency.entry, rank, isShared })),
    ...unverified.map(({ entry }) => ({ entry, rank: null, isShared: false })),
  ];
}
