import { tokenise } from '../deadlines/tokens.ts';
import type { Known } from './statement.ts';
import type { Word } from './words.ts';

/** The name of a period in a message, and the obligations that are of this period. */
export interface PeriodMention {
  ids: number[];
  from: number;
  to: number;
}

/** Words before a period that make it a time, not a report: "trong quý I". */
const TIMING: ReadonlySet<string> = new Set(
  'trong den het toi vao cuoi dau truoc tu sau them khoang gan hon giua'.split(' '),
);

/** Finds "quý I/2023", "6 tháng": the longest name at each place. Names of one word are too common. */
export function findPeriods(
  words: readonly Word[],
  obligations: readonly Known[],
): PeriodMention[] {
  const names = obligations.flatMap(({ id, periodWords }) =>
    periodWords.map((name) => ({ id, words: tokenise(name).map(({ text }) => text) })),
  );
  const byFirst = new Map<string, { id: number; words: string[] }[]>();
  for (const name of names) {
    if (name.words.length < 2) continue;
    const first = figureOf(name.words[0] ?? '');
    byFirst.set(first, [...(byFirst.get(first) ?? []), name]);
  }
  const found: PeriodMention[] = [];
  for (let at = 0; at < words.length; ) {
    const mention = mentionAt(words, at, byFirst.get(figure(words[at])) ?? []);
    if (mention) found.push(mention);
    at = mention?.to ?? at + 1;
  }
  return found;
}

function mentionAt(
  words: readonly Word[],
  from: number,
  names: readonly { id: number; words: readonly string[] }[],
): PeriodMention | null {
  if (TIMING.has(words[from - 1]?.text ?? '')) return null;
  let best: PeriodMention | null = null;
  for (const name of names) {
    const to = endOf(words, from, name.words);
    if (to === null || words[to]?.text === 'nua') continue;
    if (!best || to > best.to) best = { ids: [name.id], from, to };
    else if (to === best.to && !best.ids.includes(name.id)) best.ids.push(name.id);
  }
  return best;
}

/** Where a name that begins here ends; signs between its words ("I/2023") are passed over. */
function endOf(words: readonly Word[], from: number, name: readonly string[]): number | null {
  let at = from;
  for (const [index, wanted] of name.entries()) {
    if (index > 0 && ['/', '-', '.'].includes(words[at]?.text ?? '')) at += 1;
    if (figure(words[at]) !== figureOf(wanted)) return null;
    at += 1;
  }
  return at;
}

/** "06" counts as "6". */
function figure(word: Word | undefined): string {
  return figureOf(word?.text ?? '');
}

function figureOf(text: string): string {
  return /^0\d$/.test(text) ? text.slice(1) : text;
}
