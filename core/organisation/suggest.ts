import type { Candidate, Entry } from './candidate.ts';
import { editDistance } from './edit-distance.ts';

const MOST = 3;
/** Beyond this share of changed letters a name is no longer a likely slip. */
const WORST_SHARE = 0.34;
const LONGEST = 120;

/**
 * The names most like `key`: few letters apart, or wholly contained in it. Nearest first, at most
 * three. Meant to be shown to a person, never to be accepted by itself.
 */
export function suggest(key: string, entries: readonly Entry[]): Candidate[] {
  const asked = key.slice(0, LONGEST);
  const best = new Map<string, { candidate: Candidate; distance: number }>();
  for (const entry of entries) {
    const distance = unlikeness(asked, entry.key);
    const id = `${entry.candidate.kind} ${entry.candidate.id}`;
    const known = best.get(id);
    if (distance === null || (known && known.distance <= distance)) continue;
    best.set(id, { candidate: entry.candidate, distance });
  }
  return [...best.values()]
    .sort(
      (a, b) => a.distance - b.distance || a.candidate.name.localeCompare(b.candidate.name, 'vi'),
    )
    .slice(0, MOST)
    .map(({ candidate }) => candidate);
}

/** Share of letters to change, 0 to 1; null = too unlike. */
function unlikeness(asked: string, known: string): number | null {
  if (known.length >= 4 && ` ${asked} `.includes(` ${known} `)) return WORST_SHARE;
  const longest = Math.max(asked.length, known.length);
  const limit = Math.max(2, Math.floor(longest * WORST_SHARE));
  const distance = editDistance(asked, known, limit);
  return distance > limit || distance >= longest / 2 ? null : distance / longest;
}
