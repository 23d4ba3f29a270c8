import { mayPropose, proposedDates } from '../../core/obligations/proposed-dates.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { agencyById } from '../../db/queries/agencies.ts';
import { recordProposal } from '../../db/queries/extensions.ts';
import type { ObligationView, UpdateRow } from '../../db/queries/obligations.ts';
import { loadCalendar } from '../../office/calendar.ts';
import { fullDate } from '../../views/dates.ts';
import { obligationName } from '../../views/obligation.ts';
import { datesToPropose, proposalNotice } from '../../views/proposal.ts';
import type { LinkedContext } from '../context.ts';
import { startForm } from '../forms/session.ts';
import { extensionNotice, tellAgency } from '../notices.ts';

/** The wish that stands: until when, and the row that says so. */
export type OpenWish = UpdateRow & { dueAfter: LocalDate };

/**
 * What the coordinator does about a wish besides granting or declining it: sees dates to propose
 * (`other`), goes back, proposes one of them (`offer`) or types one. False for anything else.
 */
export async function pressProposing(
  ctx: LinkedContext,
  item: ObligationView,
  asked: OpenWish,
  verb: string | undefined,
  date: string | undefined,
): Promise<boolean> {
  const wished = asked.dueAfter;
  const above = extensionNotice(item, { wished, reason: asked.reason ?? '' }, ctx, ctx.t);
  switch (verb) {
    case 'back':
      await ctx.answer(above);
      return true;
    case 'other': {
      const wish = { today: ctx.today, due: item.dueOn, wished };
      const dates = proposedDates(wish, await loadCalendar(ctx.tx));
      await ctx.answer(datesToPropose(item, { wished, dates }, above.text, ctx.t));
      return true;
    }
    case 'typed': {
      const context = { obligation: item.id, wished, due: item.dueOn };
      await startForm(ctx, 'proposal', { context, answers: {} });
      return true;
    }
    case 'offer':
      if (!isDate(date)) return false;
      await propose(ctx, item, wished, date);
      return true;
    default:
      return false;
  }
}

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
    return ctx.reply({ text: t('proposal.not_possible', { date: fullDate(date) }), choices });
  }
  const { personId } = ctx.actor;
  const { channel } = ctx.incoming;
  await recordProposal(ctx.tx, item.id, { dueOn: date, personId, channel }, ctx.now);
  await ctx.answer({
    text: t('proposal.sent', {
      date: fullDate(date),
      agency: item.agencyName,
      name: obligationName(item, t),
    }),
    choices: [[{ id: 'rv:list', label: t.plain('review.more') }]],
  });
  const proposal = { date, wished, office: await officeOf(ctx, item.agencyId) };
  await tellAgency(ctx, item.agencyId, (to) => proposalNotice(item, proposal, ctx, to));
}

/** The agency as whose coordinator the person looks after another one. */
async function officeOf(ctx: LinkedContext, agencyId: number): Promise<string> {
  const grant = ctx.actor.grants.find(
    ({ role, reach }) => role === 'coordinator' && reach.has(agencyId),
  );
  return (grant && (await agencyById(ctx.tx, grant.agencyId))?.name) ?? ctx.actor.name;
}

function isDate(text: string | undefined): text is LocalDate {
  return text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}
