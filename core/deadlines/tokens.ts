import { fold } from '../text/fold.ts';
import { mendFigures } from './slips.ts';
import { figuresForWords } from './spelled.ts';
import { withoutSpoken } from './spoken.ts';
import type { Token } from './token.ts';

export type { Token } from './token.ts';

/** Letters and the ready-made Roman figures Ⅰ to Ⅳ. */
const pieces =
  /((?:\p{L}|[\u2160-\u2163\u2170-\u2173])[\p{L}\p{M}]*)|([0-9\uff10-\uff19]+)|([\s\u200b-\u200d\ufeff]+)|(.)/gsu;
/** Marks of the width of a Chinese character, and the slash of fractions. */
const wideMarks: Readonly<Record<string, string>> = {
  '／': '/',
  '⁄': '/',
  '．': '.',
  '，': ',',
  '：': ':',
  '；': ';',
  '（': '(',
  '）': ')',
};
const dashes = /[\u002d\u2010-\u2015\u2212]/;

/** Cuts a text into words, numbers and marks in one pass, so hostile text costs no more than any. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let tight = false;
  for (const match of text.matchAll(pieces)) {
    const [raw, word, digits, space] = match;
    if (space !== undefined) {
      tight = false;
      continue;
    }
    const start = match.index;
    const end = start + raw.length;
    const place = { raw: raw.normalize('NFC').toLowerCase(), start, end, tight };
    if (word !== undefined) {
      tokens.push({ kind: 'word', text: wordText(word), value: Number.NaN, ...place });
    } else if (digits !== undefined) {
      const figures = digits.normalize('NFKC');
      const value = figures.length <= 4 ? Number(figures) : Number.POSITIVE_INFINITY;
      tokens.push({ kind: 'number', text: figures, value, ...place });
    } else {
      const mark = dashes.test(raw) ? '-' : (wideMarks[raw] ?? raw);
      tokens.push({ kind: 'mark', text: mark, value: Number.NaN, ...place });
    }
    tight = true;
  }
  return figuresForWords(withoutSpoken(mendFigures(tokens)));
}

/** "quí" and "qui định" are older spellings of "quý" and "quy định". */
function wordText(word: string): string {
  const folded = fold(word.normalize('NFKC'));
  return folded === 'qui' ? 'quy' : folded;
}

/** A position in a row of tokens that readers move forward. */
export interface Reader {
  readonly tokens: readonly Token[];
  /** The plan's year, where it helps to tell a year from the end of a range. */
  readonly planYear?: number;
  at: number;
}

export function peek(reader: Reader, ahead = 0): Token | undefined {
  return reader.tokens[reader.at + ahead];
}

export function atEnd(reader: Reader): boolean {
  return reader.at >= reader.tokens.length;
}

/** The folded word at a place, or '' where no word stands. */
export function wordAt(reader: Reader, ahead = 0): string {
  const token = peek(reader, ahead);
  return token?.kind === 'word' ? token.text : '';
}

export function markAt(reader: Reader, ahead = 0): string {
  const token = peek(reader, ahead);
  return token?.kind === 'mark' ? token.text : '';
}

export function numberAt(reader: Reader, ahead = 0): Token | null {
  const token = peek(reader, ahead);
  return token?.kind === 'number' ? token : null;
}

/** Takes these words if all of them come next: `acceptWords(reader, 'cham nhat')`. */
export function acceptWords(reader: Reader, phrase: string): boolean {
  const words = phrase.split(' ');
  if (!words.every((word, i) => wordAt(reader, i) === word)) return false;
  reader.at += words.length;
  return true;
}

export function acceptAny(reader: Reader, phrases: readonly string[]): boolean {
  return phrases.some((phrase) => acceptWords(reader, phrase));
}

export function acceptMark(reader: Reader, mark: string): boolean {
  if (markAt(reader) !== mark) return false;
  reader.at += 1;
  return true;
}
