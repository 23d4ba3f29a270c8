import { says } from './clauses.ts';
import type { Part } from './parts.ts';
import type { Statement, StatementContext } from './statement.ts';
import type { Words } from './words.ts';

/** What a message takes back of itself. */
export interface Corrections {
  /** "… à không …": what was said before no longer counts. */
  said: boolean;
  /** "… nhầm, nv 4 chứ": what was named before may not be meant; "trừ nv 3". */
  named: boolean;
}

/** Looks for words that put right what the same message said earlier, or except something. */
export function corrections({ words }: Words, parts: readonly Part[]): Corrections {
  const first = parts.find(says);
  const found: Corrections = { said: false, named: false };
  if (!first) return found;
  // Each list is in the order of the message.
  const begins = Math.min(
    ...[first.marks, first.percents, first.references].map(([one]) => one?.from ?? words.length),
  );
  for (let at = 0; at < words.length; at += 1) {
    const [word, next, before] = [words[at], words[at + 1], words[at - 1]];
    const named =
      ['nhiem', 'viec', 'bao', 'ke'].includes(next?.text ?? '') || next?.kind === 'number';
    if (word?.text === 'tru' && named) {
      found.said = true;
      found.named = true;
    }
    if (at <= begins) continue;
    const breath =
      !before ||
      before.kind === 'mark' ||
      ['a', 'y', 'i', 'em', 'o', 'ghi', 'noi'].includes(before.text);
    if (word?.text === 'nham' && (breath || next?.kind === 'mark' || named)) {
      found.said = true;
      found.named = true;
    }
    if (word?.text === 'khong' && before?.raw === 'à') found.said = true;
    if (word?.text === 'quen' && breath && next?.kind === 'mark') found.said = true;
  }
  return found;
}

/** Statements of which the part taken back is left open. */
export function withCorrections(
  statements: readonly Statement[],
  { said, named }: Corrections,
  { obligations }: StatementContext,
): Statement[] {
  if (!said && !named) return [...statements];
  const all = obligations.map(({ id }) => id);
  return statements.map((one) => ({
    ...one,
    ...(said ? { state: null, percent: null } : {}),
    about: named
      ? {
          ...one.about,
          obligationIds: [...new Set([...one.about.obligationIds, ...all])],
          certain: false,
        }
      : one.about,
    // An amount counts from the due date of what is meant.
    wished: named && one.more ? null : one.wished,
  }));
}
