import type { Markup } from '../../../core/messages/markup.ts';

/** A tag, or the smallest piece of text that must not be cut: an entity or one code point. */
interface Token {
  raw: string;
  kind: 'open' | 'close' | 'text';
  /** UTF-16 units it shows as; tags show nothing. */
  width: number;
}

const TOKEN = /<(\/?)[^>]*>|&(?:#\d+|#x[0-9a-f]+|[a-z]+);|[\s\S]/giu;

/**
 * Length of markup as Telegram counts it: "after entities parsing", in UTF-16 units.
 * Source: core.telegram.org/bots/api#sendmessage
 */
export function visibleLength(markup: Markup): number {
  return tokens(markup).reduce((sum, token) => sum + token.width, 0);
}

/**
 * Cuts markup into pieces of at most `limit` visible UTF-16 units: at line breaks where there are
 * any, else at spaces, else between characters. Tags open at a cut are closed and opened again, so
 * every piece stands alone; white space at a cut is dropped.
 */
export function splitMarkup(markup: Markup, limit: number): Markup[] {
  const all = tokens(markup);
  const pieces: string[] = [];
  let open: string[] = [];
  let start = 0;
  while (start < all.length) {
    const end = cutAfter(all, start, limit);
    const piece = all.slice(start, end);
    const body = piece.map((token) => token.raw).join('');
    const before = open.join('');
    open = openAfter(open, piece);
    // Telegram refuses a message that shows nothing.
    if (piece.some(isInk)) pieces.push(before + body.trimEnd() + closing(open));
    start = skipSpace(all, end);
  }
  return pieces.length > 1 ? (pieces as Markup[]) : [markup];
}

/** Where the piece that begins at `start` ends (exclusive). */
function cutAfter(all: readonly Token[], start: number, limit: number): number {
  let width = 0;
  let line = -1;
  let space = -1;
  for (const [offset, token] of all.slice(start).entries()) {
    const at = start + offset;
    width += token.width;
    if (width > limit) {
      if (line > start) return line;
      if (space > start) return space;
      // A single token wider than the limit still has to go somewhere.
      return Math.max(at, start + 1);
    }
    if (token.raw === '\n') line = at;
    else if (token.raw === ' ') space = at;
  }
  return all.length;
}

function skipSpace(all: readonly Token[], from: number): number {
  let at = from;
  while (at < all.length && all[at]?.kind === 'text' && all[at]?.raw.trim() === '') at++;
  return at;
}

function openAfter(open: readonly string[], piece: readonly Token[]): string[] {
  const stack = [...open];
  for (const token of piece) {
    if (token.kind === 'open') stack.push(token.raw);
    else if (token.kind === 'close') stack.pop();
  }
  return stack;
}

function closing(open: readonly string[]): string {
  return [...open]
    .reverse()
    .map((tag) => `</${/^<([a-z-]+)/i.exec(tag)?.[1] ?? ''}>`)
    .join('');
}

function isInk(token: Token): boolean {
  return token.kind === 'text' && token.raw.trim() !== '';
}

function tokens(markup: string): Token[] {
  return Array.from(markup.matchAll(TOKEN), ([raw, slash]): Token => {
    if (slash !== undefined) return { raw, kind: slash ? 'close' : 'open', width: 0 };
    // `escapeText` writes entities for single characters only.
    return { raw, kind: 'text', width: raw.startsWith('&') && raw.length > 1 ? 1 : raw.length };
  });
}
