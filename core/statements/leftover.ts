import { type Clause, saidWords } from './clauses.ts';
import type { Span } from './span.ts';
import { coverage, isTelling, type Titles } from './titles.ts';
import type { Word, Words } from './words.ts';

/** Fewer telling words are not worth keeping. */
const FEWEST = 2;

/**
 * The words of a clause that no field was read from, as typed; the whole clause where it speaks of the
 * time to come. '' when they only name the obligation or say nothing.
 */
export function leftoverOf(
  message: Words,
  clause: Clause,
  used: readonly Span[],
  about: number,
  titles: Titles,
): string {
  const { text, words } = message;
  const promised = clause.parts.some(({ marks }) =>
    marks.some(({ effect }) => effect === 'future'),
  );
  if (promised)
    return text.slice(words[clause.from]?.start ?? 0, words[clause.to - 1]?.end ?? 0).trim();
  const isUsed = (word: Word) =>
    used.some(
      ({ from, to }) =>
        word.start >= (words[from]?.start ?? 0) && word.end <= (words[to - 1]?.end ?? 0),
    );
  const runs: Word[][] = [[]];
  for (const part of clause.parts) {
    for (const word of saidWords(message, part)) {
      if (word && !isUsed(word)) runs.at(-1)?.push(word);
      else if (runs.at(-1)?.length) runs.push([]);
    }
    runs.push([]);
  }
  const kept = runs.filter(
    (run) => run.filter(isTelling).length >= FEWEST && coverage(run, about, titles) < 0.5,
  );
  return kept.map((run) => text.slice(run[0]?.start ?? 0, run.at(-1)?.end ?? 0)).join('; ');
}
