import { mayPropose } from '../../core/obligations/proposed-dates.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { agencyById } from '../../db/queries/agencies.ts';
import { recordProposal } from '../../db/queries/extensions.ts';
import type { ObligationView } from '../../db/queries/obligations.ts';
import { fullDate } from '../../views/dates.ts';
import { obligationName } from '../../views/obligation.ts';
import { otherDateNotice } from '../../views/other-date.ts';
import type { LinkedContext } from '../context.ts';
import { tellAgency } from '../notices.ts';

/** Records the proposed date and asks the agency; says so where it cannot be proposed any more. */
export async function propose(
  ctx: LinkedContext,
  item: ObligationView,
  wished: LocalDate,
  date: LocalDate,
): Promise<void> {
  const { t } = ctx;
  if (!mayPropose(date, { today: ctx.today, due: item.dueOn, wished })) {
    const choices = [[{ id: `ob:${item.id}`, label: t.plain('obligation.open') }]];
    return ctx.reply({ text: t('other_date.not_possible', { date: fullDate(date) }), choices });
  }
  const { personId } = ctx.actor;
  const { channel } = ctx.incoming;
  await recordProposal(ctx.tx, item.id, { dueOn: date, personId, channel }, ctx.now);
  await ctx.answer({
    text: t('other_date.sent', {
      date: fullDate(date),
      agency: item.agencyName,
      name: obligationName(item, t),
    }),
    choices: [[{ id: 'rv:list', label: t.plain('review.more') }]],
  });
  const proposal = { date, wished, office: await officeOf(ctx, item.agencyId) };
  await tellAgency(ctx, item.agencyId, (to) => otherDateNotice(item, proposal, ctx, to));
}

/** The agency as whose coordinator the person looks after another one. */
async function officeOf(ctx: LinkedContext, agencyId: number): Promise<string> {
  const grant = ctx.actor.grants.find(
    ({ role, reach }) => role === 'coordinator' && reach.has(agencyId),
  );
  return (grant && (await agencyById(ctx.tx, grant.agencyId))?.name) ?? ctx.actor.name;
}
