import { type Doubt, doubtOn } from './doubts.ts';
import { findPercents } from './figures.ts';
import type { PercentFound } from './percent-found.ts';
import { findPeriods, type PeriodMention } from './periods.ts';
import { findMarks, type Mark, SAYING } from './phrases.ts';
import { findReason, type ReasonFound } from './reasons.ts';
import { findReferences, type Reference } from './references.ts';
import { placesOf, type Span, touches } from './span.ts';
import type { Known } from './statement.ts';
import { turned } from './turned.ts';
import type { Word, Words } from './words.ts';

/** What begins at a boundary. */
interface Opening {
  /** A sentence or a line. */
  strong: boolean;
  line: boolean;
}

interface Boundary extends Opening {
  /** The boundary is a mark, which belongs to neither side. */
  mark: boolean;
}

const WEAKLY: Opening = { strong: false, line: false };

/** A stretch of a message between two boundaries, with what was found in it. */
export interface Part extends Span, Opening {
  marks: Mark[];
  references: Reference[];
  periods: PeriodMention[];
  percents: PercentFound[];
  reason: ReasonFound | null;
  /** What it says rests on others, or is not meant as it stands. */
  doubt: Doubt;
}

/** Cuts a message at its boundaries and looks each part over. */
export function findParts(message: Words, obligations: readonly Known[]): Part[] {
  const { words } = message;
  const found = findMarks(message);
  const labels = obligations.flatMap(({ number, taskNo }) => [
    ...(number === null ? [] : [String(number)]),
    ...(taskNo === null ? [] : [taskNo]),
  ]);
  const references = findReferences(message, found, new Set(labels)).filter(
    (one) => !isDenied(words, one),
  );
  const periods = findPeriods(words, obligations);
  const taken = spanStarts([...references, ...periods, ...found]);
  const named = new Map([...references, ...periods].map((one) => [one.from, one]));
  const inner = innerPlaces([...references, ...periods]);
  const says = new Map(
    found.filter(({ effect }) => SAYING.has(effect)).map((mark) => [mark.from, mark]),
  );
  const spans: (Span & Opening)[] = [];
  let from = 0;
  let opening: Opening = { strong: true, line: true };
  let hasName = false;
  let hasSaying = false;
  const cut = (at: number, next: number, { strong, line }: Opening) => {
    if (at > from) {
      spans.push({ from, to: at, ...opening });
      opening = { strong, line };
    } else opening = { strong: opening.strong || strong, line: opening.line || line };
    from = next;
    hasName = false;
    hasSaying = false;
  };
  for (let at = 0; at < words.length; at += 1) {
    const boundary = inner.has(at) ? null : boundaryAt(message, at);
    if (boundary) cut(at, boundary.mark ? at + 1 : at, boundary);
    else if (named.has(at) && hasName && hasSaying) cut(at, at, WEAKLY);
    if (named.has(at)) hasName = true;
    if (says.has(at) || words[at]?.text === '%') hasSaying = true;
  }
  cut(words.length, words.length, WEAKLY);
  const quoted = quotedPlaces(message);
  const said = spans.filter(({ from }) => !quoted.has(from));
  return withHearsay(withFindings(message, said, { marks: found, references, periods, taken }));
}

/** "không phải nv 3", "chứ không phải việc 3". */
function isDenied(words: readonly Word[], { from }: Span): boolean {
  return (
    words[from - 1]?.text === 'phai' &&
    ['khong', 'chu', 'dau'].includes(words[from - 2]?.text ?? '')
  );
}

/** Places on lines that begin with ">", as quoted messages are pasted. */
function quotedPlaces({ words, text }: Words): ReadonlySet<number> {
  const places = new Set<number>();
  let quoted = false;
  for (const [at, word] of words.entries()) {
    const before = words[at - 1];
    if (!before || text.slice(before.end, word.start).includes('\n')) quoted = word.text === '>';
    if (quoted) places.add(at);
  }
  return places;
}

function withFindings(
  message: Words,
  spans: readonly (Span & Opening)[],
  all: {
    marks: readonly Mark[];
    references: readonly Reference[];
    periods: readonly PeriodMention[];
    taken: ReadonlySet<number>;
  },
): Part[] {
  const take = <T extends Span>(list: readonly T[]) => {
    let next = 0;
    return (span: Span): T[] => {
      const own: T[] = [];
      while ((list[next]?.from ?? span.to) < span.to) {
        const one = list[next];
        if (one && one.from >= span.from) own.push(one);
        next += 1;
      }
      return own;
    };
  };
  const marksOf = take(all.marks);
  const referencesOf = take(all.references);
  const periodsOf = take(all.periods);
  return spans.map((span) => {
    const references = referencesOf(span);
    const named = placesOf(references);
    const periods = periodsOf(span).filter((one) => !touches(one, named));
    const names = placesOf([...references, ...periods]);
    const marks = marksOf(span)
      .filter((mark) => !touches(mark, names))
      .map((mark) => turned(mark, message.words));
    const reason = findReason(message, span, marks);
    const other = placesOf([...references, ...(reason ? [reason] : [])]);
    const percents = findPercents(message.words, span, all.taken).filter(
      (one) => !touches(one, other),
    );
    // What stands in a reason says why, not how far.
    const kept = marks.filter(
      (mark) => !(reason && mark.from >= reason.from && mark.to <= reason.to),
    );
    const doubt = doubtOn(message.words, span.from, span.to);
    return { ...span, marks: kept, references, periods, percents, reason, doubt };
  });
}

/** Words in which hearsay is added to what was said: "…, nghe nói vậy". */
const ADDED = 5;

/** Hearsay goes on to the end of its sentence; added after it, it is of what stands before. */
function withHearsay(parts: readonly Part[]): Part[] {
  let heard = false;
  return parts.map((part, at): Part => {
    const next = parts[at + 1];
    if (part.strong) heard = false;
    if (part.doubt === 'hearsay') heard = true;
    const short = next !== undefined && !next.strong && next.to - next.from <= ADDED;
    const open = next?.doubt === 'hearsay' || next?.marks[0]?.effect === 'hedge';
    const added = short && open && next.marks.every(({ effect }) => !SAYING.has(effect));
    return heard || added ? { ...part, doubt: 'hearsay' } : part;
  });
}

const STRONG: ReadonlySet<string> = new Set([';', '!', '?', '…', '•', '.']);
const WEAK: ReadonlySet<string> = new Set([',', '(', ')']);

function boundaryAt(message: Words, at: number): Boundary | null {
  const { words, text } = message;
  const word = words[at];
  const before = words[at - 1];
  if (!word) return null;
  if (before && !word.tight && text.slice(before.end, word.start).includes('\n')) {
    return { mark: word.kind === 'mark' && '-+•*'.includes(word.text), strong: true, line: true };
  }
  if (word.kind === 'mark') return markBoundary(words, at, word);
  const after = words[at + 1];
  const turns = ['con', 'rieng'].includes(word.text) && before !== undefined;
  return turns && leads(after) ? { mark: false, strong: false, line: false } : null;
}

function markBoundary(words: readonly Word[], at: number, word: Word): Boundary | null {
  const [before, next] = [words[at - 1], words[at + 1]];
  // "2.3", "22.2.2023", "x.n."
  const inside =
    word.tight && next?.tight === true && (before?.kind !== 'word' || next.kind !== 'word');
  if (word.text === '.' && inside) return null;
  if (
    word.text === ',' &&
    inside &&
    before?.kind === 'number' &&
    next?.kind === 'number' &&
    words[at + 2]?.text === '%'
  )
    return null;
  // "1. xong": the number of a line.
  if (
    word.text === '.' &&
    before?.kind === 'number' &&
    before.text.length < 3 &&
    startsLine(words, at - 1)
  )
    return null;
  if (STRONG.has(word.text)) return { mark: true, strong: true, line: false };
  if (WEAK.has(word.text)) return { mark: true, strong: false, line: false };
  const spaced = !word.tight && next?.tight === false;
  return ['-', '+', '|'].includes(word.text) && spaced
    ? { mark: true, strong: false, line: false }
    : null;
}

function startsLine(words: readonly Word[], at: number): boolean {
  const before = words[at - 1];
  return !before || before.kind === 'mark' || !words[at]?.tight;
}

function leads(word: Word | undefined): boolean {
  return (
    ['nhiem', 'viec', 'bao', 'muc', 'quy', 'ke', 'lai'].includes(word?.text ?? '') ||
    word?.kind === 'number'
  );
}

function spanStarts(spans: readonly Span[]): ReadonlySet<number> {
  return new Set(spans.map(({ from }) => from));
}

function innerPlaces(spans: readonly Span[]): ReadonlySet<number> {
  const places = new Set<number>();
  for (const { from, to } of spans) for (let at = from + 1; at < to; at += 1) places.add(at);
  return places;
}

/** The sentence ends in a question mark, from this part on. */
export function endsInQuestion({ words }: Words, part: Span): boolean {
  return words[part.to]?.text === '?';
}
