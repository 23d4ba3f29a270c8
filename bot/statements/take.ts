import { hasRole, scopeOf } from '../../core/people/can.ts';
import { isNo, isYes } from '../../core/statements/confirmation.ts';
import { readNamed, readStatements } from '../../core/statements/read.ts';
import type { Statement, StatementContext } from '../../core/statements/statement.ts';
import { fold } from '../../core/text/fold.ts';
import { lastChoices } from '../../db/queries/offered.ts';
import type { LinkedContext } from '../context.ts';
import { endingForm } from '../forms/ended.ts';
import { meantBy } from './meant.ts';
import { ask, type Kept, type Pending, pendingOf, toKept } from './pending.ts';
import { drop } from './press.ts';
import { saveConfirmed } from './save.ts';

/**
 * Takes what an official writes about their work in their own words: shows what was understood, and
 * records it once they say yes. False when the words say nothing of the kind; `command`: they also
 * read as a command, which only a plain statement goes before.
 */
export async function takeStatements(
  ctx: LinkedContext,
  text: string,
  { command }: { command: boolean },
): Promise<boolean> {
  if (!hasRole(ctx.actor, 'official', 'head')) return false;
  if ([...scopeOf(ctx.actor, 'update')].length === 0) return false;
  const pending = await pendingOf(ctx);
  // Only the newest question is answered by an "ok" or put right by a few words.
  const isNewest = pending !== null && (await wasAskedLast(ctx, pending));
  if (pending && (isYes(text) || isNo(text))) {
    if (isNewest) await answerPending(ctx, pending, isYes(text));
    else await ask(ctx, pending.items);
    return true;
  }
  const context = await meantBy(ctx);
  const said = readStatements(text, context);
  // "báo cáo quý I" asks for that report; "nhiệm vụ 4" names another task than the one shown.
  const naming = !command || /^(?:nhiem vu|viec) /.test(fold(text));
  const corrected = pending && isNewest && naming ? correct(pending, text, said, context) : null;
  if (corrected) {
    await ask(ctx, corrected);
    return true;
  }
  if (said.length === 0 || (command && !said.some(isPlain))) return false;
  await ask(ctx, said.map(toKept));
  return true;
}

async function wasAskedLast(ctx: LinkedContext, { nonce }: Pending): Promise<boolean> {
  const offered = await lastChoices(ctx.tx, ctx.conversation.id);
  return offered.some(({ id }) => id.startsWith(`st:${nonce}:`));
}

async function answerPending(
  ctx: LinkedContext,
  { items, nonce }: Pending,
  yes: boolean,
): Promise<void> {
  const ending = endingForm(ctx, nonce);
  if (!yes) return drop(ending);
  return items.every(({ certain }) => certain) ? saveConfirmed(ending, items) : ask(ctx, items);
}

/** Says how something stands or until when more time is asked for, beyond doubt. */
export function isPlain({ kind, state, percent, wished, more, about }: Statement): boolean {
  return kind === 'extension'
    ? wished !== null || more !== null || about.how === 'number' || about.how === 'title'
    : state !== null || percent !== null;
}

/**
 * The one statement that waits, put right by what was written next: another obligation ("nv 4 chứ"),
 * or what was missing ("60%"). Null where the words stand for themselves.
 */
function correct(
  { items }: Pending,
  text: string,
  said: readonly Statement[],
  context: StatementContext,
): Kept[] | null {
  const [waiting] = items;
  const [next] = said;
  if (!waiting || items.length > 1 || said.length > 1) return null;
  if (!next) {
    const named = readNamed(text, context);
    return named === null ? null : [{ ...waiting, ids: [named], certain: true }];
  }
  const naming = next.about.how === 'number' || next.about.how === 'title';
  if (naming || next.kind !== waiting.kind || !waiting.certain) return null;
  const fresh = toKept(next);
  const same = fresh.state === null || fresh.state === waiting.state;
  return [
    {
      ...fresh,
      ids: waiting.ids,
      certain: true,
      state: fresh.state ?? waiting.state,
      number: fresh.number ?? (same ? waiting.number : null),
      date: fresh.number === null && same ? waiting.date : fresh.date,
      percent: fresh.percent ?? (same ? waiting.percent : null),
      reason: fresh.reason ?? (same ? waiting.reason : null),
      wished: fresh.wished ?? (fresh.more ? null : waiting.wished),
      more: fresh.wished === null || fresh.more ? (fresh.more ?? waiting.more) : null,
      note: fresh.note === '' ? waiting.note : fresh.note,
      words: `${waiting.words} … ${fresh.words}`,
    },
  ];
}
