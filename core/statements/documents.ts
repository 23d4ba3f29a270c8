import type { Reader } from '../deadlines/tokens.ts';
import { readDocumentNumber } from '../documents/number.ts';
import type { LocalDate } from '../time/local-date.ts';
import { findDates } from './dates.ts';
import type { Span } from './span.ts';
import type { Words } from './words.ts';

export interface DocumentFound {
  number: string;
  date: LocalDate | null;
  /** Where number and date stand. */
  spans: Span[];
}

/**
 * The document that a statement names; null where none or more than one is. What something is done
 * under ("theo Quyết định …") is not what came of it. A date is that after the number, or the only
 * full one; one in the future is none.
 */
export function findDocument(message: Words, span: Span, today: LocalDate): DocumentFound | null {
  const numbers = numbersIn(message, span).filter(({ from }) => !isBasis(message, from, span));
  const [only] = numbers;
  if (!only || numbers.length > 1) return null;
  const dates = findDates(message.words, span, today).filter(
    ({ from, to }) => to <= only.from || from >= only.to,
  );
  const next = dates.find(({ from }) => from >= only.to && from - only.to <= 2);
  const full = dates.filter((one) => one.full);
  const date = next ?? (full.length === 1 ? full[0] : undefined);
  if (!date) return { number: only.number, date: null, spans: [only] };
  const past = date.date <= today;
  return { number: only.number, date: past ? date.date : null, spans: [only, date] };
}

function numbersIn({ words, text }: Words, { from, to }: Span): (Span & { number: string })[] {
  const found: (Span & { number: string })[] = [];
  for (let at = from; at < to; ) {
    const [before, word] = [words[at - 1], words[at]];
    const joined = word?.tight && (before?.kind === 'word' || before?.text === '/');
    const reader: Reader = { tokens: words, at };
    const number = word?.kind === 'number' && !joined ? readDocumentNumber(reader, text) : null;
    if (number !== null && reader.at <= to) found.push({ number, from: at, to: reader.at });
    at = number === null ? at + 1 : reader.at;
  }
  return found;
}

/** "theo QĐ số 214/…", "căn cứ …", "thực hiện Kế hoạch số …". */
function isBasis({ words }: Words, at: number, { from }: Span): boolean {
  for (let back = at - 1; back >= Math.max(from, at - 6); back -= 1) {
    const word = words[back];
    if (word?.kind === 'mark') return false;
    if (word?.text === 'theo' || (word?.text === 'cu' && words[back - 1]?.text === 'can'))
      return true;
    if (word?.text === 'hien' && words[back - 1]?.text === 'thuc') return true;
  }
  return false;
}
