import type { LocalDate } from '../time/local-date.ts';
import type { DateFound } from './dates.ts';
import type { Mark } from './phrases.ts';
import type { Words } from './words.ts';

const UNTIL: ReadonlySet<string> = new Set(['den', 'toi', 'sang', 'qua', 'vao', 'thanh']);

/**
 * Until when more time is asked for: the one day after "xin lùi" that "đến", "sang" and the like
 * bring in, or the only one there. Days that have passed are none.
 */
export function findWished(
  { words }: Words,
  asked: Mark,
  dates: readonly DateFound[],
  today: LocalDate,
): DateFound | null {
  const until = dates.filter(({ from }) => UNTIL.has(words[from - 1]?.text ?? ''));
  const after = (list: readonly DateFound[]) => list.filter(({ from }) => from >= asked.to - 1);
  const before = until.filter(
    ({ from, to }) => to <= asked.from && words[from - 2]?.text !== 'han',
  );
  const found = [after(until), after(dates), before].find((list) => list.length > 0) ?? [];
  const [only] = found;
  return only && found.length === 1 && only.date > today ? only : null;
}
