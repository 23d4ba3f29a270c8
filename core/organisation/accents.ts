import { stripDiacritics } from '../text/fold.ts';

/**
 * True when every word of `phrase` that `name` also has (diacritics aside) carries the same marks
 * there. Tells "xã Thanh Tân" from "xã Thạnh Tân"; both ways of placing a tone mark ("hoà", "hòa")
 * count as one.
 */
export function sameAccents(phrase: string, name: string): boolean {
  const words = new Map<string, Set<string>>();
  for (const word of split(name)) {
    const bare = stripDiacritics(word);
    words.set(bare, (words.get(bare) ?? new Set()).add(marked(word)));
  }
  return split(phrase).every((word) => {
    const known = words.get(stripDiacritics(word));
    return known === undefined || known.has(marked(word));
  });
}

function split(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

/** Tone marks moved to the end of the word, so that their place within it does not matter. */
function marked(word: string): string {
  const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;
  const parts = word.normalize('NFD');
  return parts.replace(tones, '') + (parts.match(tones) ?? []).join('');
}
