import { fold } from './fold.ts';

/** Number words up to twenty, as `fold` leaves them. */
const WORDS = new Map<string, number>(
  [
    'mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|muoi mot|muoi hai|muoi ba|muoi bon|muoi lam',
    'one|two|three|four|five|six|seven|eight|nine|ten',
  ].flatMap((list) => list.split('|').map((word, index): [string, number] => [word, index + 1])),
);
WORDS.set('tu', 4).set('nhat', 1);

/** Words people put before the number of a choice. */
const BEFORE =
  /^(?:(?:chon|toi chon|lua chon|y|muc|cau|choose|option|number|no)\s+)*(?:(?:so|thu)\s+)?/;

/**
 * The place in a list that was typed, from 1: "2", "số 2", "2.", "hai", "chọn số hai", "thứ nhất".
 * Null when the text is anything else.
 */
export function typedPlace(text: string): number | null {
  // "5%" is an amount.
  if (text.includes('%')) return null;
  const said = fold(text).replace(BEFORE, '');
  if (/^\d{1,2}$/.test(said)) return Number(said) || null;
  return WORDS.get(said) ?? null;
}
