import {
  acceptMark,
  markAt,
  numberAt,
  peek,
  type Reader,
  type Token,
  tokenise,
  wordAt,
} from '../deadlines/tokens.ts';
import { bodyLetters, kindLetters } from './abbreviations.ts';

/**
 * A document number as it should be written: "214/qd-ubnd" → "214/QĐ-UBND", "số 07 /KH-UBND" →
 * "07/KH-UBND". Null unless the whole text is one number; a bare figure is none.
 */
export function parseDocumentNumber(text: string): string | null {
  const clean = text.normalize('NFC');
  const reader: Reader = { tokens: tokenise(clean), at: 0 };
  takeNumberSign(reader);
  const number = readDocumentNumber(reader, clean);
  while (acceptMark(reader, '.') || acceptMark(reader, ',')) {
    // Nothing more than punctuation may follow.
  }
  return reader.at === reader.tokens.length ? number : null;
}

/** Takes "số", "số:", "số hiệu". */
export function takeNumberSign(reader: Reader): void {
  if (wordAt(reader) !== 'so') return;
  reader.at += wordAt(reader, 1) === 'hieu' ? 2 : 1;
  acceptMark(reader, ':');
}

/**
 * Reads "214/QĐ-UBND", "01/2018/TT-VPCP", "573/UBND", "20-CTr/TU", "45/2019/QH14" at the reader's
 * place and writes it properly. Null (nothing taken) where no such number stands.
 */
export function readDocumentNumber(reader: Reader, text: string): string | null {
  const start = reader.at;
  const number = readFigures(reader, text);
  const read =
    number === null ? null : (readStateNumber(reader, text) ?? readPartyNumber(reader, text));
  if (number === null || read === null) {
    reader.at = start;
    return null;
  }
  return number + read;
}

function readFigures(reader: Reader, text: string): string | null {
  const token = numberAt(reader);
  if (!token || token.text.length > 5) return null;
  reader.at += 1;
  const suffix = peek(reader);
  if (suffix?.kind !== 'word' || !suffix.tight || !/^[a-e]$/.test(suffix.text)) return token.text;
  reader.at += 1;
  return token.text + text.slice(suffix.start, suffix.end).toLowerCase();
}

/** "/QĐ-UBND", "/2018/TT-VPCP": the year and the chain of letters after a slash. */
function readStateNumber(reader: Reader, text: string): string | null {
  const start = reader.at;
  if (!acceptMark(reader, '/')) return null;
  let year = '';
  const figures = numberAt(reader);
  if (figures?.text.length === 4 && markAt(reader, 1) === '/') {
    year = `${figures.text}/`;
    reader.at += 2;
  }
  const chain = readChain(reader, text);
  if (chain === null) {
    reader.at = start;
    return null;
  }
  return `/${year}${chain}`;
}

/** "-CTr/TU": party papers put the kind before the slash. */
function readPartyNumber(reader: Reader, text: string): string | null {
  const start = reader.at;
  if (acceptMark(reader, '-')) {
    const kind = readLetters(reader, text);
    const written = kind && (kindLetters(kind) ?? capitals(kind));
    const body = written && acceptMark(reader, '/') ? readLetters(reader, text) : null;
    if (written && body) return `-${written}/${bodyWriting(body)}`;
  }
  reader.at = start;
  return null;
}

/** Letters joined by dashes; at least one part must be known or written in capitals. */
function readChain(reader: Reader, text: string): string | null {
  const first = readLetters(reader, text);
  if (first === null) return null;
  const parts = [first];
  while (parts.length < 5) {
    const start = reader.at;
    const next = readDash(reader) ? readLetters(reader, text) : null;
    // A dash between spaces may begin another sentence; only a known body goes on with the number.
    const spaced = next !== null && reader.tokens[start + 1]?.tight !== true;
    if (next === null || (spaced && bodyLetters(next) === null)) {
      reader.at = start;
      break;
    }
    parts.push(next);
  }
  const kind = kindLetters(first);
  const alone = parts.length === 1;
  const known = kind ?? bodyLetters(first) ?? capitals(first);
  if (known === null || (alone && first.length < 2)) return null;
  return [alone ? (bodyLetters(first) ?? known) : known, ...parts.slice(1).map(bodyWriting)].join(
    '-',
  );
}

function readDash(reader: Reader): boolean {
  return acceptMark(reader, '-');
}

/** One run of letters: "UBND", "QH14", "HĐND&UBND", "VP.UBND". Null for ordinary words. */
function readLetters(reader: Reader, text: string): string | null {
  const start = reader.at;
  const first = peek(reader);
  if (first?.kind !== 'word') return null;
  let last: Token = first;
  reader.at += 1;
  for (;;) {
    const token = peek(reader);
    if (!token?.tight || last.end - first.start > 20) break;
    const next = peek(reader, 1);
    if (token.kind === 'number' && last.kind === 'word') {
      last = token;
      reader.at += 1;
    } else if ('&.'.includes(token.text) && next?.kind === 'word' && next.tight) {
      last = next;
      reader.at += 2;
    } else break;
  }
  // Ð (eth) is often typed for Đ.
  const letters = text.slice(first.start, last.end).replace(/Ð/g, 'Đ').replace(/ð/g, 'đ');
  const bad = !/^[A-Za-zĐđ0-9&.]+$/.test(letters) || letters.length > 20;
  if (bad) reader.at = start;
  return bad ? null : letters;
}

/** The letters if they were typed in capitals (small ones inside, as in "CTr", allowed). */
function capitals(letters: string): string | null {
  return /^[A-ZĐ][A-Za-zĐđ0-9&.]*[A-ZĐ0-9][a-z]?$/.test(letters) ? letters : null;
}

function bodyWriting(letters: string): string {
  return letters
    .split(/(?<=[&.])|(?=[&.])/)
    .map((part) => bodyLetters(part) ?? capitals(part) ?? part.toUpperCase())
    .join('');
}
