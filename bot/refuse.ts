import { join } from '../core/messages/markup.ts';
import { can } from '../core/people/can.ts';
import type { ObligationView } from '../db/queries/obligations.ts';
import { obligationName } from '../views/obligation.ts';
import type { LinkedContext } from './context.ts';
import { openChoice, whatHappened } from './since.ts';

/** Says politely why a button cannot be used; never more than the person may see. */
export async function refuse(
  ctx: LinkedContext,
  item: ObligationView | null,
  why: 'withdrawn' | 'accepted' | 'settled' | null = null,
): Promise<void> {
  const visible = item !== null && can(ctx.actor, 'view', item.agencyId);
  if (!visible) return ctx.reply({ text: ctx.t('refused.not_yours') });
  if (why === null) return ctx.reply({ text: ctx.t('refused.not_your_role') });
  const name = obligationName(item, ctx.t);
  await ctx.reply({
    text: join([ctx.t(`refused.${why}`, { name }), await whatHappened(ctx, item)]),
    choices: [openChoice(item, ctx)],
  });
}
