/** A piece shorter than this share of the limit is not worth a nicer place to cut. */
const LEAST_SHARE = 0.4;

/** Where a text may be cut, nicest first. */
const SEAMS = [/\n[ \t]*\n/g, /\n/g, /[.!?…;](?=\s)/g, /\s/g];

/**
 * Cuts plain text into pieces of at most `limit` UTF-16 units: between paragraphs, else lines, else
 * sentences, else words, else characters. White space at a cut is dropped; blank text gives none.
 */
export function splitText(text: string, limit: number): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const at = cutIn(rest.slice(0, limit + 1), limit);
    pieces.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  if (rest !== '') pieces.push(rest);
  return pieces;
}

function cutIn(window: string, limit: number): number {
  for (const seam of SEAMS) {
    let best = 0;
    for (const match of window.matchAll(seam)) {
      // A sentence keeps its full stop; white space goes.
      const end = match.index + (/^\s/.test(match[0]) ? 0 : match[0].length);
      if (end <= limit) best = end;
    }
    if (best >= limit * LEAST_SHARE) return best;
  }
  // Never between the halves of a surrogate pair.
  return /[\uD800-\uDBFF]/.test(window.charAt(limit - 1)) ? limit - 1 : limit;
}
