import { fold } from '../text/fold.ts';

/** A piece of work by the words of its document; several agencies may owe the same. */
export interface NamedWork {
  /** One of its obligations. */
  id: number;
  title: string;
  product: string | null;
}

/** More are no choice any longer. */
const MOST = 5;

/**
 * The work that words speak of: every word of `needed` stands in its title or product, and of those
 * the ones that share most pairs of neighbouring words with `said`. At most five; none where more
 * fit equally well, since then the words say too little.
 */
export function workNamed<T extends NamedWork>(
  works: readonly T[],
  needed: string,
  said: string,
): T[] {
  const wanted = fold(needed).split(' ').filter(Boolean);
  if (wanted.length === 0) return [];
  const pairs = pairsOf(fold(said));
  const fitting = works.flatMap((work) => {
    const text = ` ${fold(`${work.product ?? ''} ${work.title}`)} `;
    if (!wanted.every((word) => text.includes(` ${word} `))) return [];
    return [{ work, shared: pairs.filter((pair) => text.includes(` ${pair} `)).length }];
  });
  const most = Math.max(...fitting.map(({ shared }) => shared));
  // A lone word that happens to stand in a title is not what the work is called.
  if (most < (wanted.join('').length < LEAST_LETTERS ? 2 : 1)) return [];
  const best = fitting.filter(({ shared }) => shared === most).map(({ work }) => work);
  return best.length > MOST ? [] : best;
}

/** A shorter word stands in many titles. */
const LEAST_LETTERS = 4;

function pairsOf(text: string): string[] {
  const words = text.split(' ');
  return words.slice(1).map((word, index) => `${words[index]} ${word}`);
}
