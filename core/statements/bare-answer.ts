import type { Statement, StatementContext } from './statement.ts';
import type { Words } from './words.ts';

const POLITE: ReadonlySet<string> = new Set(
  'roi da a ak ah nhe nha nhen em e anh chi c co chu bac vang oi luon day'.split(' '),
);

/** Most words such an answer has. */
const LONGEST = 5;

/** "rồi ạ", "r nhé" in answer to one reminder: done, as there is nothing else it could say. */
export function bareAnswer(
  { words, text }: Words,
  { replyTo, obligations }: StatementContext,
): Statement | null {
  const [first, last] = [words[0], words.at(-1)];
  if (replyTo === null || !obligations.some(({ id }) => id === replyTo)) return null;
  if (!first || !last || words.length > LONGEST) return null;
  const said = words.filter(({ kind }) => kind !== 'mark');
  if (!said.some((one) => one.text === 'roi') || !said.every((one) => POLITE.has(one.text)))
    return null;
  if (words.some((one) => one.text === '?' || ['hả', 'à', 'hở'].includes(one.raw))) return null;
  return {
    kind: 'state',
    state: 'done',
    percent: null,
    document: null,
    reason: null,
    wished: null,
    more: null,
    about: { obligationIds: [replyTo], how: 'reply', certain: true },
    words: text.slice(first.start, last.end),
    leftover: '',
  };
}
