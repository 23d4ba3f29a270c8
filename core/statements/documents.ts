import type { Reader } from '../deadlines/tokens.ts';
import { readDocumentNumber } from '../documents/number.ts';
import type { LocalDate } from '../time/local-date.ts';
import { bareNumberAt } from './bare-documents.ts';
import { type DateFound, findDates } from './dates.ts';
import { placesOf, type Span, touches } from './span.ts';
import type { Words } from './words.ts';

export interface DocumentFound {
  number: string;
  date: LocalDate | null;
  /** The further documents named, each as typed with its day: "QĐ 215 ngày 21/3". */
  others: string[];
  /** Where numbers and dates stand. */
  spans: Span[];
}

interface NumberFound extends Span {
  number: string;
  /** Where the word for its kind begins ("QĐ 214"), or its figures. */
  lead: number;
}

/** More documents of one task than anybody names; further ones stay in the note as typed. */
const MOST = 10;

/**
 * The document that a statement names, the first where there are several. What something is done
 * under ("theo Quyết định …") is not what came of it. A date is that after the number, or of a single
 * document the only full one; one in the future is none.
 */
export function findDocument(message: Words, span: Span, today: LocalDate): DocumentFound | null {
  const numbers = withoutBases(message, numbersIn(message, span), span).slice(0, MOST);
  const [first, ...more] = numbers;
  if (!first) return null;
  const figures = placesOf(numbers);
  const dates = findDates(message.words, span, today).filter((date) => !touches(date, figures));
  const next = dateAfter(dates, first);
  const full = dates.filter((one) => one.full);
  const date = next ?? (full.length === 1 && more.length === 0 ? full[0] : undefined);
  const others = more.map((one) => ({ ...one, to: dateAfter(dates, one)?.to ?? one.to }));
  return {
    number: first.number,
    date: date && date.date <= today ? date.date : null,
    others: others.map(({ lead, to }) =>
      message.text.slice(message.words[lead]?.start ?? 0, message.words[to - 1]?.end ?? 0),
    ),
    spans: [
      { from: first.lead, to: first.to },
      ...(date ? [date] : []),
      ...others.map(({ lead, to }) => ({ from: lead, to })),
    ],
  };
}

function dateAfter(dates: readonly DateFound[], { to }: NumberFound): DateFound | undefined {
  return dates.find((date) => date.from >= to && date.from - to <= 2);
}

function numbersIn({ words, text }: Words, { from, to }: Span): NumberFound[] {
  const found: NumberFound[] = [];
  for (let at = from; at < to; ) {
    const [before, word] = [words[at - 1], words[at]];
    const joined = word?.tight && (before?.kind === 'word' || before?.text === '/');
    const reader: Reader = { tokens: words, at };
    const whole = word?.kind === 'number' && !joined ? readDocumentNumber(reader, text) : null;
    const bare = whole === null ? bareNumberAt(words, at, to) : null;
    if (whole !== null && reader.at <= to) {
      found.push({ number: whole, lead: leadOf(words, at, from), from: at, to: reader.at });
    } else if (bare) found.push({ ...bare, lead: at });
    at = bare?.to ?? (whole === null ? at + 1 : reader.at);
  }
  return found;
}

/** Back over "QĐ", "Quyết định số" before the figures. */
function leadOf(words: Words['words'], at: number, from: number): number {
  const so = words[at - 1]?.text === 'so' ? at - 1 : at;
  const [first, second] = [words[so - 2], words[so - 1]];
  const kind = KINDS.has(`${first?.text} ${second?.text}`) && so - 2 >= from;
  return kind ? so - 2 : so;
}

const KINDS: ReadonlySet<string> = new Set(
  'quyet dinh|ke hoach|bao cao|cong van|to trinh|thong bao|nghi quyet|chi thi|huong dan|bien ban'.split(
    '|',
  ),
);

/** Without those that something is done under, and what stands in one row with such a one. */
function withoutBases(message: Words, numbers: readonly NumberFound[], span: Span): NumberFound[] {
  const kept: NumberFound[] = [];
  let basis: NumberFound | null = null;
  for (const one of numbers) {
    const joined: boolean = basis !== null && inRow(message, basis.to, one.lead);
    if (joined || isBasis(message, one.from, span)) basis = one;
    else {
      kept.push(one);
      basis = null;
    }
  }
  return kept;
}

/** Between two documents stands no more than a day and "và", "với" or a comma. */
function inRow({ words }: Words, from: number, to: number): boolean {
  let joined = false;
  for (let at = from; at < to; at += 1) {
    const word = words[at];
    if (['va', 'voi', 'cung', ','].includes(word?.text ?? '')) joined = true;
    else if (word?.kind === 'word' && !['ngay', 'thang', 'nam'].includes(word.text)) return false;
  }
  return joined || to - from <= 1;
}

/** "theo QĐ số 214/…", "căn cứ …", "thực hiện Kế hoạch số …"; what is sent or issued "theo số …" is not. */
function isBasis({ words }: Words, at: number, { from }: Span): boolean {
  for (let back = at - 1; back >= Math.max(from, at - 6); back -= 1) {
    const word = words[back];
    if (word?.kind === 'mark') return false;
    if (word?.text === 'theo') return !['gui', 'nop', 'hanh'].includes(words[back - 1]?.text ?? '');
    if (word?.text === 'cu' && words[back - 1]?.text === 'can') return true;
    if (word?.text === 'hien' && words[back - 1]?.text === 'thuc') return true;
  }
  return false;
}
