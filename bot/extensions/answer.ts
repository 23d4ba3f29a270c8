import { join } from '../../core/messages/markup.ts';
import { isSettled } from '../../core/obligations/obligation.ts';
import { can } from '../../core/people/can.ts';
import { endOfDay } from '../../core/time/zone.ts';
import { decideExtension, openProposals } from '../../db/queries/extensions.ts';
import { lockedObligation, obligationById } from '../../db/queries/obligations.ts';
import { fullDate } from '../../views/dates.ts';
import { dueText, obligationName } from '../../views/obligation.ts';
import { otherDateChoices } from '../../views/other-date.ts';
import { type ChoiceHandler, idArgument } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { tellCoordinators } from '../notices.ts';
import { refuse } from '../refuse.ts';

/** `xr:<obligation>:yes|keep:<date>`: the agency agrees to the proposed date, or keeps the old one. */
export const answerProposal: ChoiceHandler<LinkedContext> = async (ctx, [id, verdict, date]) => {
  const { t } = ctx;
  const item = await lockedObligation(ctx.tx, idArgument(id) ?? -1);
  if (!item || !can(ctx.actor, 'update', item.agencyId)) return refuse(ctx, item);
  if (item.withdrawnAt) return refuse(ctx, item, 'withdrawn');
  if (isSettled(item.state)) return refuse(ctx, item, 'settled');
  const name = obligationName(item, t);
  const proposed = (await openProposals(ctx.tx, [item.id])).get(item.id);
  if (!proposed) {
    const choices = [[{ id: `ob:${item.id}`, label: t.plain('obligation.open') }]];
    return ctx.answer({ text: t('other_date.over', { name }), choices });
  }
  const choices = otherDateChoices(item, proposed, ctx, t);
  const shown = { name, date: fullDate(proposed) };
  if (proposed !== date) return ctx.answer({ text: t('other_date.newer', shown), choices });
  if (verdict !== 'yes' && verdict !== 'keep') {
    return ctx.reply({ text: t('refused.old_button') });
  }
  const agreed = verdict === 'yes';
  // The agency was slow to answer, or the source moved its date meanwhile.
  if (agreed && (proposed < ctx.today || proposed <= (item.dueOn ?? ''))) {
    return ctx.answer({ text: t('other_date.passed', shown), choices: choices.slice(1) });
  }
  await decideExtension(
    ctx.tx,
    item.id,
    {
      granted: agreed ? { dueOn: proposed, dueAt: endOfDay(proposed, ctx.timeZone) } : null,
      otherwise: 'extension_withdrawn',
      personId: ctx.actor.personId,
      channel: ctx.incoming.channel,
    },
    ctx.now,
  );
  const after = (await obligationById(ctx.tx, item.id)) ?? item;
  const open = (to: typeof t) => [[{ id: `ob:${item.id}`, label: to.plain('obligation.open') }]];
  await ctx.answer({
    text: agreed
      ? t('other_date.agreed', shown)
      : t('other_date.kept', { name, due: dueText(after, ctx, t) }),
    choices: open(t),
  });
  await tellCoordinators(ctx, after, (to) => ({
    text: join([
      to(agreed ? 'other_date.told_agreed' : 'other_date.told_kept', {
        agency: item.agencyName,
        date: fullDate(proposed),
      }),
      to('other_date.told_about', {
        name: obligationName(after, to),
        due: dueText(after, ctx, to),
      }),
    ]),
    choices: open(to),
  }));
};
