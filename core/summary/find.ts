import type { Standing } from '../obligations/obligation.ts';
import { fold } from '../text/fold.ts';
import type { LocalDate } from '../time/local-date.ts';

/** One obligation as it is looked for. */
export interface Findable {
  id: number;
  stands: Standing;
  dueOn: LocalDate | null;
  /** Everything it can be found by: agency, title, product, document, reason. */
  words: readonly (string | null)[];
}

/** What needs attention first. */
const ORDER: readonly Standing[] = [
  'late',
  'blocked',
  'open',
  'undated',
  'done_late',
  'done_on_time',
  'not_applicable',
];

/**
 * Those that stand as wanted (null: however they stand) and have every typed word somewhere, with or
 * without diacritics; late and blocked ones first, then by due day.
 */
export function findIn<T extends Findable>(
  items: readonly T[],
  wanted: { stands: Standing | null; words: string },
): T[] {
  const words = fold(wanted.words).split(' ').filter(Boolean);
  return items
    .filter((item) => wanted.stands === null || item.stands === wanted.stands)
    .filter((item) => {
      if (words.length === 0) return true;
      const text = fold(item.words.filter(Boolean).join(' '));
      return words.every((word) => text.includes(word));
    })
    .sort(byAttention);
}

function byAttention(a: Findable, b: Findable): number {
  const place = ORDER.indexOf(a.stands) - ORDER.indexOf(b.stands);
  if (place !== 0) return place;
  const [left, right] = [a.dueOn ?? '9999', b.dueOn ?? '9999'];
  return left === right ? a.id - b.id : left < right ? -1 : 1;
}
