import { join } from '../../core/messages/markup.ts';
import type { Choice } from '../../core/messages/message.ts';
import { isSettled } from '../../core/obligations/obligation.ts';
import { can } from '../../core/people/can.ts';
import { historyOf, type ObligationView, obligationById } from '../../db/queries/obligations.ts';
import { answerChoices, historyLine, obligationCard } from '../../views/obligation.ts';
import { type ChoiceHandler, idArgument, type LinkedCommand } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { refuse } from '../refuse.ts';

const HISTORY = 8;

/** `/chitiet <number>`: one obligation with its answers and history. Mostly reached by buttons. */
export const obligation: LinkedCommand = {
  name: 'chitiet',
  words: [],
  where: 'private',
  access: 'linked',
  hidden: true,
  run: (ctx, argument) => open(ctx, [argument]),
  choices: {
    ob: (ctx, args) => open(ctx, args),
    async hi(ctx, [id]) {
      const item = await obligationById(ctx.tx, idArgument(id) ?? -1);
      if (!item || !can(ctx.actor, 'view', item.agencyId)) return refuse(ctx, null);
      const entries = (await historyOf(ctx.tx, item.id)).slice(-HISTORY);
      await ctx.answer({
        text: join([
          obligationCard(item, ctx, ctx.t),
          ctx.t('history.title'),
          ...(entries.length > 0
            ? entries.map((entry) => historyLine(entry, ctx, ctx.t))
            : [ctx.t('history.none')]),
        ]),
        choices: [[{ id: `ob:${item.id}`, label: ctx.t.plain('tiendo.back') }]],
      });
    },
  },
};

const open: ChoiceHandler<LinkedContext> = async (ctx, [id]) => {
  const item = await obligationById(ctx.tx, idArgument(id) ?? -1);
  if (!item || !can(ctx.actor, 'view', item.agencyId)) return refuse(ctx, null);
  await ctx.answer({
    text: obligationCard(item, ctx, ctx.t),
    choices: choicesFor(item, ctx),
  });
};

function choicesFor(item: ObligationView, ctx: LinkedContext): Choice[][] {
  const { t, actor } = ctx;
  const history = [{ id: `hi:${item.id}`, label: t.plain('obligation.history') }];
  if (item.withdrawnAt) return [history];
  const rows: Choice[][] = [];
  if (can(actor, 'update', item.agencyId)) {
    if (!isSettled(item.state)) rows.push(...answerChoices(item, t));
    else if (item.state !== 'accepted') {
      rows.push([{ id: `up:${item.id}`, label: t.plain('form.update.again') }]);
    }
  }
  if (can(actor, 'review', item.agencyId) && item.state === 'done') {
    rows.push([
      { id: `rv:ok:${item.id}`, label: t.plain('review.accept') },
      { id: `rv:no:${item.id}`, label: t.plain('review.return') },
    ]);
  }
  return [...rows, history];
}
