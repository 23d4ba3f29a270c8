import { fold } from '../text/fold.ts';

/** More is no question; the bound keeps the work on hostile input small. */
const MOST_WORDS = 40;
const MOST_LETTERS = 1000;
const LONGEST_WORD = 40;

/** Folded like "sau": "tháng sáu" is June, "tháng sau" the next one. */
const SIX = 'sáu';

/** A word as typed, and folded. */
export interface QuestionWord {
  raw: string;
  text: string;
}

/** The words of a message; signs and letters that fold to nothing are no words. */
export function wordsOf(text: string): QuestionWord[] {
  const found =
    text
      .slice(0, MOST_LETTERS)
      .normalize('NFC')
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return found
    .flatMap((raw) =>
      fold(raw)
        .split(' ')
        .map((part) => ({ raw, text: raw.toLowerCase() === SIX ? '6' : part })),
    )
    .filter(({ raw, text: folded }) => folded !== '' && raw.length <= LONGEST_WORD)
    .slice(0, MOST_WORDS);
}
