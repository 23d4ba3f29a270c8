import { proposedDates } from '../../core/obligations/proposed-dates.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import type { ObligationView, UpdateRow } from '../../db/queries/obligations.ts';
import { loadCalendar } from '../../office/calendar.ts';
import { datesToPropose } from '../../views/other-date.ts';
import type { LinkedContext } from '../context.ts';
import { startForm } from '../forms/session.ts';
import { extensionNotice } from '../notices.ts';
import { propose } from './send-proposal.ts';

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
      await startForm(ctx, 'other_date', { context, answers: {} });
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

function isDate(text: string | undefined): text is LocalDate {
  return text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}
