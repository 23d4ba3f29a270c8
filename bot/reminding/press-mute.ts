import { isSettled } from '../../core/obligations/obligation.ts';
import { obligationById } from '../../db/queries/obligations.ts';
import { type ChoiceHandler, idArgument } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { startForm } from '../forms/session.ts';
import { refuse } from '../refuse.ts';
import { lift, mayMute } from './mute.ts';

/** `tn:ask:<obligation>`: stop its reminders, with the reason; `tn:lift:<obligation>`: go on. */
export const pressMute: ChoiceHandler<LinkedContext> = async (ctx, [verb, id]) => {
  const item = await obligationById(ctx.tx, idArgument(id) ?? -1);
  if (!item || !mayMute(ctx, item)) return refuse(ctx, item);
  if (verb === 'lift') return lift(ctx, item);
  if (verb !== 'ask' || item.sourceKind === 'input') {
    return ctx.reply({ text: ctx.t('refused.old_button') });
  }
  if (item.withdrawnAt) return refuse(ctx, item, 'withdrawn');
  if (isSettled(item.state)) return refuse(ctx, item, 'settled');
  await startForm(ctx, 'mute', { context: { obligation: item.id }, answers: {} });
};
