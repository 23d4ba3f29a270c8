import { readDay } from '../deadlines/day.ts';
import { isFailure } from '../deadlines/deadline.ts';
import { type Reader, type Token, tokenise, wordAt } from '../deadlines/tokens.ts';
import { dateOf, type LocalDate } from '../time/local-date.ts';
import { readDocumentNumber, takeNumberSign } from './number.ts';

export interface DocumentReference {
  /** As it should be written: "214/QĐ-UBND". Null where none is found. */
  number: string | null;
  /** Only a full date is taken; "ngày 20/3" stays in the rest. */
  date: LocalDate | null;
  /** The other words, white space squeezed: "về việc …". */
  rest: string;
}

/** A found thing and the tokens it takes up; `to` is exclusive. */
interface Found<T> {
  value: T;
  from: number;
  to: number;
}

/**
 * Finds number and date of a document in what somebody typed: "214/QĐ-UBND ngày 20/3/2019",
 * "13/bc-ubnd 5.3.2023". With several numbers the first counts. The date is the one after the
 * number, or else the only one in the text.
 */
export function parseDocumentReference(text: string): DocumentReference {
  const clean = text.normalize('NFC');
  const tokens = tokenise(clean);
  const number = findNumber(tokens, clean);
  const date = findDate(tokens, number);
  const taken = [number, date].filter((found) => found !== null);
  return {
    number: number?.value ?? null,
    date: date?.value ?? null,
    rest: restOf(clean, tokens, taken),
  };
}

function findNumber(tokens: readonly Token[], text: string): Found<string> | null {
  for (const [at, token] of tokens.entries()) {
    // A figure that belongs to a date or to another word is no beginning.
    if (token.kind !== 'number' || (token.tight && tokens[at - 1]?.kind === 'word')) continue;
    if (token.tight && tokens[at - 1]?.text === '/') continue;
    const reader: Reader = { tokens, at };
    const value = readDocumentNumber(reader, text);
    if (value !== null) return { value, from: signBefore(tokens, at), to: reader.at };
  }
  return null;
}

/** Where "số" or "số:" before a number begins. */
function signBefore(tokens: readonly Token[], at: number): number {
  for (const from of [at - 3, at - 2, at - 1]) {
    const reader: Reader = { tokens, at: from };
    if (from < 0 || wordAt(reader) !== 'so') continue;
    takeNumberSign(reader);
    if (reader.at === at) return from;
  }
  return at;
}

function findDate(tokens: readonly Token[], number: Found<string> | null): Found<LocalDate> | null {
  const found: Found<LocalDate>[] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (number && at >= number.from && at < number.to) continue;
    const previous = tokens[at - 1];
    if (tokens[at]?.tight && (previous?.kind === 'number' || previous?.text === '/')) continue;
    const date = readDate(tokens, at);
    if (date === null) continue;
    found.push(date);
    at = date.to - 1;
  }
  const following = found.find(({ from }) => number && follows(tokens, number.to, from));
  return following ?? (found.length === 1 ? (found[0] ?? null) : null);
}

function readDate(tokens: readonly Token[], from: number): Found<LocalDate> | null {
  const reader: Reader = { tokens, at: from };
  const day = readDay(reader);
  if (day === null || isFailure(day) || day.month === null || day.year === null) return null;
  const value = day.year < 1945 ? null : dateOf(day.year, day.month, day.day);
  return value && { value, from, to: reader.at };
}

/** True when only punctuation stands between. */
function follows(tokens: readonly Token[], end: number, from: number): boolean {
  return from >= end && from - end <= 2 && tokens.slice(end, from).every((t) => t.kind === 'mark');
}

function restOf(text: string, tokens: readonly Token[], taken: readonly Found<unknown>[]): string {
  let rest = '';
  let end = 0;
  for (const { from, to } of [...taken].sort((a, b) => a.from - b.from)) {
    rest += `${text.slice(end, tokens[from]?.start)} `;
    end = tokens[to - 1]?.end ?? end;
  }
  rest += text.slice(end);
  return trimmed(
    rest
      .replace(/\s+/g, ' ')
      .replace(/\( ?\)/g, '')
      .replace(/ ([,;.])/g, '$1'),
  );
}

/** Without the punctuation that taking a number or a date out leaves at the ends. */
function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && ' ,;.:-–'.includes(text.charAt(start))) start += 1;
  while (end > start && ' ,;:-–'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
