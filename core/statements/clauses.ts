import { endsInQuestion, type Part } from './parts.ts';
import { type Effect, SAYING } from './phrases.ts';
import { placesOf, type Span } from './span.ts';
import { matchTitle, type Titles } from './titles.ts';
import type { Word, Words } from './words.ts';

/** Parts of a message that speak of the same thing. */
export interface Clause extends Span {
  parts: Part[];
  /** Numbers named, as typed, each once. */
  labels: string[];
  /** What a period's name stands for: the obligations of each mention. */
  periods: number[][];
}

/** Says how something stands, or asks for more time. */
export function says(part: Part): boolean {
  const effects = new Set(part.marks.map(({ effect }) => effect));
  return (
    part.percents.length > 0 ||
    part.marks.some(({ effect }) => SAYING.has(effect)) ||
    ((effects.has('future') || effects.has('about_now')) && effects.has('work'))
  );
}

/** Puts the parts together that speak of one thing; questions, conditions and requests fall out. */
export function toClauses(message: Words, parts: readonly Part[], titles: Titles): Clause[] {
  const clauses: Clause[] = [];
  let open: { clause: Clause; name: string; says: boolean } | null = null;
  const kept = withoutQuestions(message, parts);
  for (const [at, part] of kept.entries()) {
    const name = nameOf(message, part, titles);
    const saying = says(part);
    const next = kept[at + 1];
    // "nv 2 xong, nv 4 còn 1 bài nữa": what is said next is about the name just before it.
    const ahead =
      name !== '' &&
      !saying &&
      open !== null &&
      open.name !== '' &&
      open.says &&
      next !== undefined &&
      !next.strong &&
      says(next) &&
      nameOf(message, next, titles) === '';
    if (open && !ahead && continues(message, open, { part, name, saying })) {
      const clause: Clause = open.clause;
      clause.parts.push(part);
      clause.to = part.to;
      take(clause, part);
      open = { clause, name: open.name || name, says: open.says || saying };
    } else {
      const clause: Clause = {
        from: part.from,
        to: part.to,
        parts: [part],
        labels: [],
        periods: [],
      };
      take(clause, part);
      clauses.push(clause);
      open = { clause, name, says: saying };
    }
  }
  return clauses.filter((clause) => clause.parts.some(says));
}

function take(clause: Clause, part: Part): void {
  for (const { labels } of part.references) {
    for (const label of labels) if (!clause.labels.includes(label)) clause.labels.push(label);
  }
  for (const { ids } of part.periods) clause.periods.push(ids);
}

function continues(
  message: Words,
  open: { name: string; says: boolean },
  { part, name, saying }: { part: Part; name: string; saying: boolean },
): boolean {
  if (name === open.name && name !== '') return true;
  // On a line of its own, or of "the rest", it is about something that is not named well enough.
  if (name === '') return !(open.says && saying && (part.line || isOther(message, part)));
  if (!saying)
    return open.says ? !part.strong && (open.name === '' || isBareName(message, part)) : true;
  // "nv 1, nv 2 đã xong": both are meant; "đã gửi. Nv 2 …": another begins.
  return !open.says && !part.strong;
}

/** A number and next to nothing else: "đã xong nv 3, nv 4"; "nv 3 thì tháng sau" says something. */
function isBareName({ words }: Words, { references, marks, from, to }: Part): boolean {
  const [first] = references;
  // "nv 2 thì chưa", "nv 2 không"
  const other = words.slice(from, to).some(({ text }) => ['chua', 'khong', 'thi'].includes(text));
  return !first || (marks.length === 0 && !other && to - from - (first.to - first.from) <= 2);
}

/** Speaks of a task without a name: "việc kia", "còn lại", "nhiệm vụ khác". */
function isOther({ words }: Words, { from, to, marks }: Part): boolean {
  if (marks.some(({ effect }) => effect === 'all')) return true;
  const marked = placesOf(marks);
  for (let at = from; at < to; at += 1) {
    if (marked.has(at)) continue;
    const [first, second] = [words[at]?.text ?? '', words[at + 1]?.text ?? ''];
    if (first === 'viec' && words[at - 1]?.text !== 'lam') return true;
    if ((first === 'nhiem' && second === 'vu') || (first === 'con' && second === 'lai'))
      return true;
  }
  return false;
}

/** What a part names, comparable; '' when it names nothing for sure. */
function nameOf(message: Words, part: Part, titles: Titles): string {
  const [reference] = part.references;
  if (reference) return reference.labels.join('+');
  const [period] = part.periods;
  if (period) return `p${period.ids.join('+')}`;
  const match = matchTitle(saidWords(message, part), titles);
  return match.certain ? `t${match.ids[0]}` : '';
}

/** Effects whose words are no part of a title. */
const FORMAL: ReadonlySet<Effect> = new Set<Effect>([
  ...[...SAYING].filter((effect) => effect !== 'acted'),
  'hedge',
  'future',
  'about_now',
  'all',
  'nothing',
  'question',
  'condition',
  'request',
]);

/** The words of a part that may name something; null where others were taken out. */
export function saidWords({ words }: Words, part: Part): (Word | null)[] {
  const taken = placesOf([
    ...part.marks.filter(({ effect }) => FORMAL.has(effect)),
    ...part.references,
    ...part.periods,
    ...part.percents,
    ...(part.reason ? [{ from: part.reason.whole, to: part.reason.to }] : []),
  ]);
  const said: (Word | null)[] = [];
  for (let at = part.from; at < part.to; at += 1) {
    // The letters of a document's number name nothing.
    const symbol = words[at]?.tight && ['/', '-'].includes(words[at - 1]?.text ?? '');
    said.push(taken.has(at) || symbol ? null : (words[at] ?? null));
  }
  return said;
}

function withoutQuestions(message: Words, parts: readonly Part[]): Part[] {
  const kept: Part[] = [];
  let asked = false;
  for (const part of [...parts].reverse()) {
    if (endsInQuestion(message, part) && !asksForTime(message, part)) asked = true;
    if (!asked && !isNoStatement(message, part)) kept.push(part);
    // Back to where the sentence begins, the question goes.
    if (part.strong) asked = false;
  }
  return kept.reverse();
}

const ASKED_FIRST: ReadonlySet<string> = new Set(['xin', 'lui', 'cho', 'khat', 'de', 'doi', 'em']);

/** "xin lùi 1 tuần được không ạ?": a wish, politely put; "có được gia hạn không?" is none. */
function asksForTime({ words }: Words, { marks }: Part): boolean {
  const [first] = marks;
  const wish = marks.find(({ effect }) => effect === 'extension');
  if (first !== wish || !wish || !ASKED_FIRST.has(words[wish.from]?.text ?? '')) return false;
  const before = words[wish.from - 1]?.text ?? '';
  if (['co', 'sao', 'duoc', 'khong'].includes(before)) return false;
  return marks.every(
    ({ effect, from }) =>
      effect !== 'question' || (words[from]?.text === 'duoc' && words[from + 1]?.text === 'khong'),
  );
}

function isNoStatement(message: Words, part: Part): boolean {
  if (asksForTime(message, part)) return false;
  if (part.marks.some(({ effect }) => effect === 'question') || endsAsking(message.words, part))
    return true;
  const first =
    part.marks.find(({ effect }) => SAYING.has(effect))?.from ?? Number.POSITIVE_INFINITY;
  return part.marks.some(
    ({ effect, from }) => (effect === 'condition' || effect === 'request') && from < first,
  );
}

/** Spelt so, they ask; without marks they may be "ạ". */
const ASKING: ReadonlySet<string> = new Set(['hả', 'hử', 'à', 'ư', 'hở']);

const POLITE: ReadonlySet<string> = new Set(
  'a em anh chi nhi the vay ha hu ho u nhe c e oi'.split(' '),
);

/** "… được không ạ", "xong nv 3 chưa", "xong rồi hả": the end makes it a question. */
function endsAsking(words: readonly Word[], { from, to, marks }: Part): boolean {
  let at = to - 1;
  while (at > from && POLITE.has(words[at]?.text ?? '')) {
    if (ASKING.has(words[at]?.raw ?? '')) return true;
    at -= 1;
  }
  const last = words[at]?.text;
  if (at <= from) return false;
  return last === 'khong' || (last === 'chua' && marks.some(({ effect }) => effect === 'done'));
}
