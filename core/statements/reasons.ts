import type { Mark } from './phrases.ts';
import { placesOf, type Span } from './span.ts';
import { isWord, type Words } from './words.ts';

/** Why something is as it is; `whole` takes in the word that opens it, `from` does not. */
export interface ReasonFound extends Span {
  whole: number;
  /** Opened by waiting alone ("chờ hướng dẫn"), which not everywhere is a reason. */
  waiting: boolean;
  /** Opened by an obstacle ("vướng kinh phí"). */
  obstacle: boolean;
}

const NO_DO_AFTER: ReadonlySet<string> = new Set(
  'tien muc che toc trinh thai viec vu cai luc hom sau truoc khi theo o tu ngay co gia nao tai'.split(
    ' ',
  ),
);
const LINKS: ReadonlySet<string> = new Set('mac ve la o cho : - la vi do boi tai nhu'.split(' '));
const ENDS: ReadonlySet<string> = new Set(['nen', 'xin']);

/** Finds reasons in one part: after "do", "vì", "lý do", "vướng", or from "chờ" on. */
export function findReason(message: Words, part: Span, marks: readonly Mark[]): ReasonFound | null {
  const here: Here = {
    starts: new Map(marks.map((mark) => [mark.from, mark])),
    inner: placesOf(
      marks
        .filter(({ effect }) => effect !== 'unclear')
        .map(({ from, to }) => ({ from: from + 1, to })),
    ),
  };
  for (let at = part.from; at < part.to; at += 1) {
    const opening = openingAt(message, at, here) ?? becauseOf(message, at, part);
    if (!opening) continue;
    const to = endOf(message, { from: opening.from, to: part.to }, here);
    if (to > opening.from) return { ...opening, whole: at, to };
  }
  return null;
}

/** The phrases of a part by where they begin, and the places within them. */
interface Here {
  starts: ReadonlyMap<number, Mark>;
  inner: ReadonlySet<number>;
}

function openingAt(
  message: Words,
  at: number,
  { starts, inner }: Here,
): Omit<ReasonFound, 'whole' | 'to'> | null {
  const { words, bare } = message;
  const blocked = starts.get(at);
  if (blocked?.effect === 'blocked')
    return { from: afterLinks(message, blocked.to), waiting: false, obstacle: true };
  if (inner.has(at)) return null;
  const next = words[at + 1]?.text ?? '';
  const before = words[at - 1]?.text ?? '';
  const plain = { waiting: false, obstacle: false };
  if (isWord(words[at], '=do', bare) && !NO_DO_AFTER.has(before)) {
    const claimed = starts.get(at + 1)?.effect === 'done';
    return claimed || next === 'do' ? null : { from: at + 1, ...plain };
  }
  if (isWord(words[at], 'vì', bare) && !['vay', 'the', 'sao', 'tri', 'pham'].includes(next)) {
    return { from: at + 1, ...plain };
  }
  if (
    (words[at]?.text === 'ly' && next === 'do') ||
    (words[at]?.text === 'nguyen' && next === 'nhan')
  ) {
    return { from: afterLinks(message, at + 2), ...plain };
  }
  const signing = starts.get(at)?.effect === 'progress';
  if (!signing && (isWord(words[at], 'chờ', bare) || isWord(words[at], 'đợi', bare))) {
    return { from: at, waiting: true, obstacle: false };
  }
  return null;
}

/** "tại thiếu người nên …": a place ("tại xã") has no consequence. */
function becauseOf(
  { words }: Words,
  at: number,
  { from, to }: Span,
): Omit<ReasonFound, 'whole' | 'to'> | null {
  if (at !== from || words[at]?.text !== 'tai') return null;
  const reaches = words.slice(at + 2, Math.min(to, at + 14)).some(({ text }) => text === 'nen');
  return reaches ? { from: at + 1, waiting: false, obstacle: false } : null;
}

function afterLinks({ words, bare }: Words, start: number): number {
  let at = start;
  while (LINKS.has(words[at]?.text ?? '') && !isWord(words[at], '=chờ', bare)) {
    if (words[at]?.text === 'cho' && words[at - 1]?.text !== 'o' && words[at]?.raw !== 'chỗ') break;
    at += 1;
  }
  return at;
}

/** Up to the part's end, or to where its consequence or a request begins. */
function endOf({ words }: Words, { from, to }: Span, { starts }: Here): number {
  for (let at = from; at < to; at += 1) {
    const word = words[at];
    if (ENDS.has(word?.text ?? '')) return at;
    const mark = starts.get(at);
    if (mark && (mark.effect === 'extension' || mark.effect === 'request')) return at;
    if (word?.text === 'vi' && words[at + 1]?.text === 'vay') return at;
  }
  return to;
}
