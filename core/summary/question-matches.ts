import { fold } from '../text/fold.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { AgencyNames } from './agency-names.ts';
import type { AreaName } from './area-words.ts';
import { type KnownPeriod, periodAt } from './asked-period.ts';
import type { QuestionWord } from './question-split.ts';
import { QUESTION_WORDS, type Sense } from './question-words.ts';

/** One of several things that words may mean. */
export type Meant =
  | { kind: 'agency' | 'set'; id: number; name: string }
  | { kind: 'area'; no: string; name: string };

/** Everything that has a name. */
export interface Known {
  today: LocalDate;
  names: AgencyNames;
  phrases: ReadonlyMap<string, readonly AreaName[]>;
  periods: readonly KnownPeriod[];
}

/** A stretch of words and what it means. */
export type Match = { from: number; to: number } & (
  | Sense
  | { is: 'agency' | 'set'; id: number }
  | { is: 'several'; meant: Meant[] }
  | { is: 'area'; area: AreaName }
  | { is: 'period'; code: string }
  | { is: 'unknown'; words: string }
);

/** No name has more words. */
const LONGEST = 12;

/** Words of the vocabulary run together: "baocao" → "bao cao". */
const RUN_TOGETHER: ReadonlyMap<string, string> = new Map(
  [...QUESTION_WORDS.keys()]
    .filter((phrase) => phrase.includes(' ') && phrase.length > 5)
    .map((phrase) => [phrase.replaceAll(' ', ''), phrase]),
);

/** Every word in exactly one match, in order: the longest stretches that mean something first. */
export function foundIn(words: readonly QuestionWord[], known: Known): Match[] {
  const possible: { match: Match; rank: number }[] = [];
  const once = known.periods.map((period) => ({ words: fold(period.name), code: period.code }));
  for (let from = 0; from < words.length; from += 1) {
    const period = periodAt(
      words.map(({ text }) => text),
      from,
      known.periods,
      known.today,
    );
    if (period) possible.push({ match: { is: 'period', ...period }, rank: 2 });
    for (let to = from + 1; to <= Math.min(words.length, from + LONGEST); to += 1) {
      const span = words.slice(from, to);
      const text = span.map((word) => word.text).join(' ');
      const at = { from, to };
      const report = once.find((one) => one.words === text);
      if (report) possible.push({ match: { ...at, is: 'period', code: report.code }, rank: 1 });
      const areas = known.phrases.get(text) ?? [];
      const [area, ...others] = areas;
      if (area) {
        const meant = areas.map((one): Meant => ({ kind: 'area', ...one }));
        const match: Match =
          others.length > 0 ? { ...at, is: 'several', meant } : { ...at, is: 'area', area };
        possible.push({ match, rank: 1 });
      }
      const sense = QUESTION_WORDS.get(RUN_TOGETHER.get(text) ?? text);
      if (sense) possible.push({ match: { ...at, ...sense }, rank: 3 });
      const named = known.names.named(span.map(({ raw }) => raw).join(' '));
      if (!named) continue;
      const match: Match =
        named.kind === 'several'
          ? { ...at, is: 'several', meant: named.candidates }
          : { ...at, is: named.kind, id: named.id };
      // A single word that also is an ordinary one is the ordinary one.
      possible.push({ match, rank: span.length === 1 ? 4 : 0 });
    }
  }
  possible.sort(
    (a, b) =>
      b.match.to - b.match.from - (a.match.to - a.match.from) ||
      a.rank - b.rank ||
      a.match.from - b.match.from,
  );
  const owner: (Match | undefined)[] = words.map(() => undefined);
  for (const { match } of possible) {
    const free = owner.slice(match.from, match.to).every((one) => one === undefined);
    if (free) owner.fill(match, match.from, match.to);
  }
  return inOrder(words, owner);
}

function inOrder(words: readonly QuestionWord[], owner: readonly (Match | undefined)[]): Match[] {
  const found: Match[] = [];
  for (const [at, word] of words.entries()) {
    const match = owner[at];
    const last = found.at(-1);
    if (match) {
      if (match !== last) found.push(match);
    } else if (last?.is === 'unknown' && last.to === at) {
      last.to = at + 1;
      last.words = `${last.words} ${word.raw}`;
    } else {
      found.push({ is: 'unknown', from: at, to: at + 1, words: word.raw });
    }
  }
  return found;
}
