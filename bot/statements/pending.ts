import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { extended } from '../../core/statements/more-time.ts';
import type { Statement } from '../../core/statements/statement.ts';
import { shorten } from '../../core/text/shorten.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { type ObligationView, obligationsById } from '../../db/queries/obligations.ts';
import { type Proposed, statementQuestion } from '../../views/statement.ts';
import type { LinkedContext } from '../context.ts';
import { closeDesk, focusOf, isStale, openDesk } from '../forms/stack.ts';

/** Name of the desk at which what was understood waits for a yes. */
export const STATEMENT_DESK = 'statement';

/** Candidates kept for an obligation that is not certain; more would not be looked through. */
const OFFERED = 6;
const WORDS = 300;

const day = z.string().transform((text) => text as LocalDate);

/** A statement as it waits in the conversation: small, and plain JSON. */
const kept = z.object({
  kind: z.enum(['state', 'extension']),
  state: z.enum(['not_started', 'in_progress', 'blocked', 'done', 'not_applicable']).nullable(),
  percent: z.number().nullable(),
  number: z.string().nullable(),
  date: day.nullable(),
  reason: z.string().nullable(),
  wished: day.nullable(),
  more: z
    .object({ count: z.number(), unit: z.enum(['day', 'month']) })
    .nullable()
    .default(null),
  note: z.string(),
  words: z.string(),
  ids: z.array(z.number()).min(1),
  certain: z.boolean(),
});

export type Kept = z.infer<typeof kept>;

export interface Pending {
  items: Kept[];
  /** Stands in the buttons, so that those of an earlier question are recognised. */
  nonce: string;
}

export function toKept({ document, about, leftover, words, ...said }: Statement): Kept {
  return {
    ...said,
    number: document?.number ?? null,
    date: document?.date ?? null,
    reason: said.reason === null ? null : shorten(said.reason, WORDS),
    // A note keeps what has no field of its own: every document but the first.
    note: shorten([...(document?.others ?? []), leftover].filter(Boolean).join('; '), WORDS),
    words: shorten(words, WORDS),
    ids: about.obligationIds.slice(0, OFFERED),
    certain: about.certain,
  };
}

/** What waits for a yes in this chat; nothing once it has waited for hours. */
export async function pendingOf(ctx: LinkedContext): Promise<Pending | null> {
  const focus = focusOf(ctx, STATEMENT_DESK);
  if (!focus) return null;
  const items = z
    .array(kept)
    .min(1)
    .safeParse(parsed(String(focus.said ?? '')));
  if (!items.success || isStale(ctx, focus)) {
    await closeDesk(ctx, STATEMENT_DESK);
    return null;
  }
  return { items: items.data, nonce: String(focus.nonce ?? '') };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** Keeps statements until they are confirmed; gives the mark of their buttons. */
export async function keep(ctx: LinkedContext, items: readonly Kept[]): Promise<string> {
  const nonce = randomBytes(3).toString('hex');
  await openDesk(ctx, STATEMENT_DESK, { said: JSON.stringify(items), nonce });
  return nonce;
}

/** Shows what was understood and asks whether it is so. */
export async function ask(
  ctx: LinkedContext,
  said: readonly Kept[],
  how: 'reply' | 'answer' = 'reply',
): Promise<void> {
  const known = await obligationsById(ctx.tx, [...new Set(said.flatMap(({ ids }) => ids))]);
  const items = said.map((one) => dated(ctx, one, known));
  const proposed = items.map(({ ids, ...item }): Proposed => {
    const candidates = ids.flatMap((id) => known.get(id) ?? []);
    return { ...item, candidates };
  });
  const nonce = await keep(ctx, items);
  await ctx[how](statementQuestion(proposed, nonce, ctx, ctx.t));
}

/** "thêm 5 ngày" counts from the due date of what is meant, so the day follows from the choice. */
function dated(ctx: LinkedContext, one: Kept, known: ReadonlyMap<number, ObligationView>): Kept {
  const item = known.get(one.ids[0] ?? -1);
  if (one.more === null || !item) return one;
  return { ...one, wished: one.certain ? extended(item.dueOn, ctx.today, one.more) : null };
}
