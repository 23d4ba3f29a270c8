import { fold } from '../text/fold.ts';
import { aboutOf } from './about.ts';
import { bareAnswer } from './bare-answer.ts';
import { type Clause, toClauses } from './clauses.ts';
import { corrections, withCorrections } from './corrections.ts';
import { findDocument } from './documents.ts';
import { leftoverOf } from './leftover.ts';
import { findParts } from './parts.ts';
import type { Effect } from './phrases.ts';
import { placesOf, type Span } from './span.ts';
import { isDoubted, readState } from './state.ts';
import type { About, Statement, StatementContext } from './statement.ts';
import { indexTitles, type Titles } from './titles.ts';
import { readWish } from './wished.ts';
import { readWords, type Words } from './words.ts';

/** A reason shorter than this says nothing; the forms ask for as much. */
const SHORTEST_REASON = 5;

/** What a task's product is called when it is a document that is signed. */
const DOCUMENTS =
  'quyet dinh|ke hoach|quy che|quy trinh|van ban|bao cao|ket luan|chuong trinh|bien ban|de an'.split(
    '|',
  );

/**
 * What an official says in free words about what their agency owes, one statement for each obligation
 * named. Deterministic, in time linear in the message. What is not surely understood is left out;
 * questions, greetings, promises to call and requests give no statement.
 */
export function readStatements(text: string, context: StatementContext): Statement[] {
  if (context.obligations.length === 0) return [];
  const message = readWords(text);
  const bare = bareAnswer(message, context);
  if (bare) return [bare];
  const titles = indexTitles(context.obligations);
  const parts = findParts(message, context.obligations);
  const corrected = corrections(message, parts);
  return toClauses(message, parts, titles).flatMap((clause) =>
    withCorrections(readClause(message, clause, context, titles), corrected, context),
  );
}

/** Words with these effects want something else than to put a name right. */
const ASKING: ReadonlySet<Effect> = new Set<Effect>(['question', 'request', 'condition']);

/**
 * The obligation that words name for sure without saying anything about it ("nv 4", "nv 4 chứ không
 * phải nv 3": the first counts); null where none or several may be meant.
 */
export function readNamed(text: string, context: StatementContext): number | null {
  const message = readWords(text);
  const titles = indexTitles(context.obligations);
  const parts = findParts(message, context.obligations);
  const asks = parts.some((one) => one.marks.some(({ effect }) => ASKING.has(effect)));
  if (asks || text.includes('?')) return null;
  const [part] = parts.filter(
    ({ references, periods }) => references.length > 0 || periods.length > 0,
  );
  if (!part) return null;
  const labels = part.references[0]?.labels ?? [];
  const clause = { ...part, parts: [part], labels, periods: part.periods.map(({ ids }) => ids) };
  const [about, ...more] = aboutOf(message, clause, { ...context, replyTo: null }, titles);
  return about?.certain && more.length === 0 ? (about.obligationIds[0] ?? null) : null;
}

function readClause(
  message: Words,
  clause: Clause,
  context: StatementContext,
  titles: Titles,
): Statement[] {
  const abouts = aboutOf(message, clause, context, titles);
  return abouts.flatMap((about) =>
    sayings(message, clause, about, abouts.length > 1, context, titles),
  );
}

/** A state, a wish for more time, or both, of one obligation. */
function sayings(
  message: Words,
  clause: Clause,
  about: About,
  several: boolean,
  { today, obligations }: StatementContext,
  titles: Titles,
): Statement[] {
  const asked = clause.parts
    .flatMap(({ marks }) => marks)
    .find(({ effect }) => effect === 'extension');
  const top = obligations.find(({ id }) => id === about.obligationIds[0]);
  const isReport = about.certain && top?.sourceKind === 'report';
  const named = several || asked ? null : findDocument(message, clause, today);
  const words = titles.words.get(top?.id ?? 0) ?? new Set<string>();
  const isDocument =
    about.certain && DOCUMENTS.some((kind) => fold(top?.product ?? '').includes(kind));
  const thing = { isReport, isDocument, hasNumber: named !== null, words };
  const { state, percent, firm } = readState(message, clause, thing, today);
  const doubted = clause.parts.some(isDoubted);
  const document = (state !== 'done' && state !== null) || doubted ? null : named;
  const reason = reasonOf(message, clause, { state, asked: asked !== undefined });
  const reasons = placesOf(clause.parts.flatMap((part) => (part.reason ? [part.reason] : [])));
  const due = about.certain ? (top?.dueOn ?? null) : null;
  const wish = asked ? readWish(message, clause, asked, { today, due, reasons }) : null;
  const used: Span[] = [...(document?.spans ?? []), ...(wish?.spans ?? [])];
  const shared = { about, words: wordsOf(message, clause) };
  const leftover = leftoverOf(message, clause, used, about.obligationIds[0] ?? 0, titles);
  const found: Statement[] = [];
  if (
    !asked ||
    (firm && state !== null && state !== 'done' && clause.parts.some((part) => plain(part)))
  ) {
    found.push({
      kind: 'state',
      state,
      percent,
      document: document && {
        number: document.number,
        date: document.date,
        others: document.others,
      },
      reason: asked ? null : reason,
      wished: null,
      more: null,
      ...shared,
      leftover: asked ? '' : leftover,
    });
  }
  if (asked) {
    const said = {
      state: null,
      percent: null,
      document: null,
      reason,
      wished: (about.certain || wish?.more === null ? wish?.date : null) ?? null,
      more: wish?.more ?? null,
    };
    found.push({ kind: 'extension', ...said, ...shared, leftover });
  }
  return found;
}

/** Besides the wish for more time it says by itself how far things are. */
function plain(part: Clause['parts'][number]): boolean {
  return (
    part.percents.some(({ percent }) => percent !== null) ||
    part.marks.some(({ effect, from, to }) => effect === 'progress' && to - from === 1)
  );
}

function reasonOf(
  message: Words,
  clause: Clause,
  { state, asked }: { state: Statement['state']; asked: boolean },
): string | null {
  if (state === 'done' || state === 'not_applicable') return null;
  const waits = asked || state === 'not_started' || state === 'blocked';
  for (const [at, { reason }] of clause.parts.entries()) {
    if (!reason && waits) {
      const why = reasonAfter(message, clause.parts, at);
      if (why !== null) return why;
    }
    if (!reason || (reason.waiting && !waits)) continue;
    const text = trimmed(wordsOf(message, reason));
    return text.length >= SHORTEST_REASON ? text : null;
  }
  return null;
}

function wordsOf({ words, text }: Words, { from, to }: Span): string {
  return text.slice(words[from]?.start ?? 0, words[to - 1]?.end ?? 0);
}

/** Words with which a lack begins that is said without "do" or "vì". */
const LACKS: ReadonlySet<string> = new Set(['chua', 'thieu', 'khong', 'het']);
const LEAST_WORDS = 3;

/** "đang vướng, chưa có người làm", "xin lùi đến 30/5, nhà thầu chưa giao hàng": why, just said. */
function reasonAfter(message: Words, parts: Clause['parts'], at: number): string | null {
  const [part, next] = [parts[at], parts[at + 1]];
  const opens = part?.marks.some(({ effect }) => effect === 'blocked' || effect === 'extension');
  if (!opens || !next || next.from > (part?.to ?? 0) + 1 || next.doubt !== null) return null;
  const silent = [next.references, next.periods, next.percents].every((list) => list.length === 0);
  if (!silent || next.reason || next.to - next.from < LEAST_WORDS) return null;
  const lacking = message.words.slice(next.from, next.to).some(({ text }) => LACKS.has(text));
  const begun = next.marks.some(({ effect }) => effect === 'done' || effect === 'extension');
  return lacking && !begun ? trimmed(wordsOf(message, next)) : null;
}

const POLITE: ReadonlySet<string> = new Set(
  'ạ a nhé nhe nha nhá em anh chị chi e c ơi oi ah ak ban bạn nhỉ'.split(' '),
);

/** Without the polite words and signs at its end. */
function trimmed(text: string): string {
  const words = text.trim().split(/\s+/);
  const bare = (word: string) => word.replace(/[.,;:!]/g, '').toLowerCase();
  while (words.length > 1 && POLITE.has(bare(words.at(-1) ?? ''))) words.pop();
  const joined = words.join(' ');
  let end = joined.length;
  while (end > 0 && ' .,;:!-('.includes(joined.charAt(end - 1))) end -= 1;
  return joined.slice(0, end);
}
