import { type Token, tokenise } from '../deadlines/tokens.ts';
import { expand } from './abbreviations.ts';
import { mended, withoutStretch } from './typos.ts';

/** A word, number or mark of a message; what stands for several words comes as several. */
export interface Word extends Token {
  /** As typed, in lower case; '' where letters stood for the word. */
  raw: string;
  /** Typed with a capital first letter. */
  capital: boolean;
}

export interface Words {
  /** The message, NFC; places in it are those of the words. */
  text: string;
  words: readonly Word[];
  /** Typed without any diacritics, so that "cho" may be "chờ". */
  bare: boolean;
}

/** Cuts a message into words, abbreviations written out and mistyped keywords mended. */
export function readWords(message: string): Words {
  const text = message.normalize('NFC');
  const words: Word[] = [];
  let bare = true;
  for (const token of tokenise(text)) {
    const typed = text.slice(token.start, token.end);
    const raw = typed.toLowerCase();
    const capital = raw !== typed;
    if (token.kind !== 'word') {
      words.push({ ...token, raw, capital });
      continue;
    }
    if (/\p{M}/u.test(raw.normalize('NFD'))) bare = false;
    const before = words.at(-1);
    // The letters of a document's number are no abbreviations.
    const symbol = token.tight && (before?.text === '/' || before?.text === '-');
    const said = symbol ? token.text : withoutStretch(token.text);
    const full = symbol ? null : expand(said, before?.text ?? '');
    if (full) for (const one of full) words.push({ ...token, text: one, raw: '', capital });
    else {
      const text = mended(said, before?.text ?? '');
      words.push({ ...token, text, raw: text === token.text ? raw : '', capital });
    }
  }
  return { text, words, bare };
}

/** Bare words that mean something else once the rest of a message bears its marks. */
const CLASHING: ReadonlySet<string> = new Set(['cho', 'vi', 'doi', 'nho', 'can', 'hen']);

/**
 * Is it this word? Written without marks ("xong"), the marks do not count; written with them
 * ("chờ"), they do where they were typed; after `=` it is this spelling and no other ("=do").
 */
export function isWord(word: Word | undefined, wanted: string, bare: boolean): boolean {
  if (!word || word.kind === 'mark') return false;
  if (wanted.startsWith('=')) return word.raw === wanted.slice(1);
  const folded = foldedOf(wanted);
  if (word.text !== folded) return false;
  if (folded === wanted || word.raw === '' || word.raw === wanted) return true;
  return word.raw === word.text && (bare || !CLASHING.has(folded));
}

const foldedWords = new Map<string, string>();

/** A word of the vocabulary without its marks; they are few, so each is folded once. */
export function foldedOf(wanted: string): string {
  const known = foldedWords.get(wanted);
  if (known !== undefined) return known;
  const folded = wanted.replace('=', '').normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd');
  foldedWords.set(wanted, folded);
  return folded;
}
