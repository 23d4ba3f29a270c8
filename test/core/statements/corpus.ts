import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Known, Statement, StatementContext } from '../../../core/statements/statement.ts';
import { localDate } from '../../../core/time/local-date.ts';

const FOLDER = fileURLToPath(new URL('./corpus', import.meta.url));

/** What should be read; absent fields should be left out, `about` null should not be certain. */
export interface Expected {
  about: number | null;
  kind?: 'state' | 'extension';
  state?: Statement['state'];
  percent?: number;
  number?: string;
  date?: string;
  /** Numbers of the further documents. */
  others?: string[];
  reason?: string;
  wished?: string;
}

export interface Message {
  text: string;
  context: string;
  replyTo?: number;
  expect: Expected[];
}

type StoredKnown = Omit<Known, 'periodWords'> & { periodWords?: string[] };

const contexts = JSON.parse(readFileSync(`${FOLDER}/contexts.json`, 'utf8')) as Record<
  string,
  { today: string; obligations: StoredKnown[] }
>;

/** The messages of one part of the corpus: those rules were made on, or those they never saw. */
export function messages(which: 'tuned' | 'held-out'): Message[] {
  return readdirSync(FOLDER)
    .filter(
      (name) => name !== 'contexts.json' && name.startsWith('held-out') === (which === 'held-out'),
    )
    .flatMap((name) => JSON.parse(readFileSync(`${FOLDER}/${name}`, 'utf8')) as Message[]);
}

/** Whom a message of the corpus comes from. */
export function contextOf({
  context,
  replyTo,
}: Omit<Message, 'text' | 'expect'>): StatementContext {
  const found = contexts[context];
  if (!found) throw new Error(`no context ${context}`);
  return {
    today: localDate(found.today),
    obligations: found.obligations.map((one) => ({ ...one, periodWords: one.periodWords ?? [] })),
    replyTo: replyTo ?? null,
  };
}
