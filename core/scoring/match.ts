import { fold } from '../text/fold.ts';

interface Named {
  number: string;
  title: string;
}

/**
 * Which criterion of a corrected list is which of the list before (`known`): one whose title stands
 * once in both is the same wherever it moved; the others are known by their numbers. Gives the index
 * in `known` for each of `wanted`; null for a new one.
 */
export function matchCriteria(
  known: readonly Named[],
  wanted: readonly Named[],
): (number | null)[] {
  const before = uniqueTitles(known);
  const after = uniqueTitles(wanted);
  const taken = new Set<number>();
  const found: (number | null)[] = wanted.map(({ title }, index) => {
    const same = before.get(titleKey(title));
    if (same === undefined || after.get(titleKey(title)) !== index) return null;
    taken.add(same);
    return same;
  });
  return found.map((same, index) => {
    if (same !== null) return same;
    const number = wanted[index]?.number;
    const at = known.findIndex((one, place) => one.number === number && !taken.has(place));
    if (at < 0) return null;
    taken.add(at);
    return at;
  });
}

/** Titles that stand once, with where they stand. */
function uniqueTitles(items: readonly Named[]): Map<string, number> {
  const places = new Map<string, number>();
  const twice = new Set<string>();
  items.forEach(({ title }, index) => {
    const key = titleKey(title);
    if (places.has(key)) twice.add(key);
    places.set(key, index);
  });
  for (const key of twice) places.delete(key);
  return places;
}

function titleKey(title: string): string {
  return fold(title.split('\n')[0] ?? '');
}
