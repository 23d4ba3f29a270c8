import { join, type Markup } from '../../core/messages/markup.ts';
import type { Outgoing } from '../../core/messages/message.ts';
import { can } from '../../core/people/can.ts';
import { type ObligationView, obligationById } from '../../db/queries/obligations.ts';
import { savedLine } from '../../views/statement.ts';
import type { LinkedContext } from '../context.ts';
import { extensionForm, recordWish, wishThanks } from '../forms/extension.ts';
import { startForm } from '../forms/session.ts';
import { closeDesk } from '../forms/stack.ts';
import { recordState, stateThanks, updateContext, updateForm } from '../forms/update.ts';
import { homeChoices } from '../home.ts';
import { openUpdate, reportToSend } from '../open-update.ts';
import { type Kept, keep, STATEMENT_DESK } from './pending.ts';

/** Shortest reason the form for more time takes. */
const SHORTEST_REASON = 5;

/**
 * Records what was confirmed. Where something is still needed its form opens with the rest filled in;
 * several such come one after the other, the others wait at the desk.
 */
export async function saveConfirmed(ctx: LinkedContext, items: readonly Kept[]): Promise<void> {
  await closeDesk(ctx, STATEMENT_DESK);
  const saved: { line: Markup; thanks: Outgoing }[] = [];
  const refused: Markup[] = [];
  const unfinished: Kept[] = [];
  for (const one of items) {
    const item = await obligationById(ctx.tx, one.ids[0] ?? -1);
    const why = await whyNot(ctx, one, item);
    if (!item || why) refused.push(why ?? ctx.t('refused.not_found'));
    else {
      const thanks = await record(ctx, item, one);
      if (thanks) saved.push({ line: savedLine(one, item, ctx.t), thanks });
      else unfinished.push(one);
    }
  }
  const [first] = saved;
  if (first && saved.length === 1) await ctx.answer(first.thanks);
  else if (first) {
    const lines = saved.map(({ line }) => line);
    const text = join([ctx.t('statement.saved', { count: lines.length }), ...lines]);
    await ctx.answer({ text, choices: [homeChoices(ctx)] });
  }
  for (const text of refused) await ctx.reply({ text });
  const [next, ...later] = unfinished;
  if (!next) return;
  if (later.length > 0) await keep(ctx, later);
  await openFor(ctx, next);
}

/** Opens the form for one of them, filled in as far as it was understood. */
export async function openFor(ctx: LinkedContext, one: Kept): Promise<void> {
  const item = await obligationById(ctx.tx, one.ids[0] ?? -1);
  const why = await whyNot(ctx, one, item);
  if (!item || why) return ctx.reply({ text: why ?? ctx.t('refused.not_found') });
  if (one.kind === 'state') return openUpdate(ctx, item, answersOf(one));
  const { wished, reason } = one;
  await startForm(ctx, 'extension', {
    context: { obligation: item.id, due: item.dueOn },
    answers: {
      ...(isLater(ctx, item, wished) ? { wished } : {}),
      ...(reason === null ? {} : { reason }),
    },
  });
}

async function whyNot(
  ctx: LinkedContext,
  { kind }: Kept,
  item: ObligationView | null,
): Promise<Markup | null> {
  if (!item || !can(ctx.actor, 'update', item.agencyId)) return ctx.t('refused.no_longer_yours');
  if (kind === 'extension' && item.dueOn === null) return ctx.t('work.nothing_dated');
  return (kind === 'extension' ? extensionForm : updateForm).closed(ctx, { obligation: item.id });
}

/** Records one statement if nothing is missing from it; null when something is. */
async function record(
  ctx: LinkedContext,
  item: ObligationView,
  one: Kept,
): Promise<Outgoing | null> {
  if (one.kind === 'extension') {
    const { wished, reason } = one;
    if (wished === null || !isLater(ctx, item, wished)) return null;
    if (reason === null || reason.length < SHORTEST_REASON) return null;
    return wishThanks(ctx, await recordWish(ctx, item.id, { wished, reason }), wished);
  }
  // Input is words or files, not a state.
  if (item.sourceKind === 'input') return null;
  // Scores are sent, not claimed.
  if (item.sourceKind === 'scoring' && one.state === 'done') return null;
  const { state, percent, number, date } = one;
  if (state === null || lacks(one, item) || (await reportToSend(ctx, item, state))) return null;
  const note = noteOf(one);
  const said = {
    state,
    percent,
    document: number === null ? null : { number, date },
    note: note === '' ? null : note,
  };
  return stateThanks(ctx, await recordState(ctx, item.id, said), state);
}

function isLater(ctx: LinkedContext, { dueOn }: ObligationView, wished: string | null): boolean {
  return wished !== null && wished > ctx.today && wished > (dueOn ?? '');
}

/** Something the form would ask for is not there. */
function lacks({ state, percent, number, date }: Kept, item: ObligationView): boolean {
  switch (state) {
    case 'done':
      return updateContext(item).document === true && (number === null || date === null);
    case 'in_progress':
      return percent === null;
    case 'not_applicable':
      return !item.conditional;
    default:
      // Who can help is part of being blocked.
      return state === 'blocked';
  }
}

function answersOf(one: Kept): Record<string, unknown> {
  const { state, percent, number, date, reason } = one;
  const note = noteOf(one);
  return {
    ...(state === null ? {} : { state }),
    ...(percent === null ? {} : { percent }),
    ...(number === null ? {} : { document: { number, date } }),
    ...(reason === null ? {} : { reason }),
    ...(note === '' ? {} : { note }),
  };
}

/** A reason has a place of its own only where work is blocked. */
function noteOf({ state, reason, note }: Kept): string {
  const why = state === 'blocked' || state === null ? null : reason;
  return [why, note].filter((text) => text !== null && text !== '').join('; ');
}
