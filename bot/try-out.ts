import { join } from '../core/messages/markup.ts';
import { hasRole } from '../core/people/can.ts';
import { historyOf } from '../db/queries/obligations.ts';
import { obligationCard } from '../views/obligation.ts';
import type { LinkedContext } from './context.ts';
import { openWork, waysOn } from './help/now.ts';
import { homeChoices } from './home.ts';

/**
 * The first minute of an official: one open piece of their own work with its answers explained.
 * Nothing is invented; with nothing open there is only an example to read.
 */
export async function tryOut(ctx: LinkedContext): Promise<void> {
  const { t } = ctx;
  const open = hasRole(ctx.actor, 'official', 'head') ? await openWork(ctx) : [];
  // A task shows more than a report: its answers are one tap each.
  const item = open.find(({ sourceKind }) => sourceKind !== 'report') ?? open[0];
  if (!item) return ctx.reply({ text: t('intro.example'), choices: [homeChoices(ctx)] });
  const card = obligationCard(item, await historyOf(ctx.tx, item.id), ctx, t);
  const how = item.sourceKind === 'report' ? 'intro.report' : 'intro.task';
  await ctx.reply({
    text: join([t('intro.real'), card, t(how)], '\n\n'),
    choices: [...waysOn(item, ctx), homeChoices(ctx)],
  });
}
