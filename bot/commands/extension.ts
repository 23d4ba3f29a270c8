import { join } from '../../core/messages/markup.ts';
import { isSettled } from '../../core/obligations/obligation.ts';
import { can, scopeOf } from '../../core/people/can.ts';
import { endOfDay } from '../../core/time/zone.ts';
import { decideExtension, openExtension, openProposals } from '../../db/queries/extensions.ts';
import {
  lockedObligation,
  type ObligationView,
  obligationById,
  obligationsOf,
} from '../../db/queries/obligations.ts';
import { fullDate } from '../../views/dates.ts';
import { obligationName } from '../../views/obligation.ts';
import { pageOf, pager } from '../../views/pager.ts';
import { idArgument, type LinkedCommand } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { answerProposal } from '../extensions/answer.ts';
import { type OpenWish, pressProposing } from '../extensions/propose.ts';
import { startForm } from '../forms/session.ts';
import { extensionNotice, tellOwners } from '../notices.ts';
import { refuse } from '../refuse.ts';
import { howDecided, openChoice } from '../since.ts';

const OFFERED = 8;

/**
 * `/giahan`: ask for more time; the coordinator grants, declines or proposes another date with one
 * tap, and to a proposal the agency answers likewise.
 */
export const extension: LinkedCommand = {
  name: 'giahan',
  words: ['gia han', 'xin gia han', 'lui han', 'xin lui han'],
  where: 'private',
  roles: ['official', 'head'],
  access: 'linked',
  run: (ctx) => pick(ctx, null),
  choices: {
    async ex(ctx, [id, page]) {
      if (id === 'list') return pick(ctx, idArgument(page));
      const item = await obligationById(ctx.tx, idArgument(id) ?? -1);
      if (!item || !can(ctx.actor, 'update', item.agencyId)) return refuse(ctx, item);
      if (item.withdrawnAt) return refuse(ctx, item, 'withdrawn');
      if (isSettled(item.state)) return refuse(ctx, item, 'settled');
      if (item.dueOn === null) return ctx.reply({ text: ctx.t('work.nothing_dated') });
      await startForm(ctx, 'extension', {
        context: { obligation: item.id, due: item.dueOn },
        answers: {},
      });
    },
    xr: answerProposal,
    async xd(ctx, [id, verdict, wished, date]) {
      const item = await lockedObligation(ctx.tx, idArgument(id) ?? -1);
      if (!item || !can(ctx.actor, 'review', item.agencyId)) return refuse(ctx, item);
      if (item.withdrawnAt) return refuse(ctx, item, 'withdrawn');
      if (isSettled(item.state)) return refuse(ctx, item, 'settled');
      const asked = await openExtension(ctx.tx, item.id);
      const name = obligationName(item, ctx.t);
      if (!asked?.dueAfter) {
        const proposed = (await openProposals(ctx.tx, [item.id])).get(item.id);
        const text = proposed
          ? ctx.t('other_date.waiting', { name, date: fullDate(proposed) })
          : join([ctx.t('extension.decided_before', { name }), await howDecided(ctx, item)]);
        return ctx.answer({ text, choices: [openChoice(item, ctx)] });
      }
      if (asked.dueAfter !== wished) {
        const newer = { wished: asked.dueAfter, reason: asked.reason ?? '' };
        const notice = extensionNotice(item, newer, ctx, ctx.t);
        const text = join([ctx.t('extension.newer'), notice.text], '\n\n');
        return ctx.answer({ ...notice, text });
      }
      const wish = { ...asked, dueAfter: asked.dueAfter };
      if (verdict === 'grant' || verdict === 'decline') {
        return decide(ctx, item, wish, verdict === 'grant');
      }
      if (await pressProposing(ctx, item, wish, verdict, date)) return;
      await ctx.reply({ text: ctx.t('refused.old_button'), choices: [openChoice(item, ctx)] });
    },
  },
};

/** Grants the wish or declines it, and tells the agency. */
async function decide(
  ctx: LinkedContext,
  item: ObligationView,
  asked: OpenWish,
  granted: boolean,
): Promise<void> {
  await decideExtension(
    ctx.tx,
    item.id,
    {
      granted: granted
        ? { dueOn: asked.dueAfter, dueAt: endOfDay(asked.dueAfter, ctx.timeZone) }
        : null,
      personId: ctx.actor.personId,
      channel: ctx.incoming.channel,
    },
    ctx.now,
  );
  const name = obligationName(item, ctx.t);
  const date = fullDate(asked.dueAfter);
  const agency = item.agencyName;
  await ctx.answer({
    text: ctx.t(granted ? 'extension.granted' : 'extension.declined', { name, agency, date }),
    choices: [[{ id: 'rv:list', label: ctx.t.plain('review.more') }]],
  });
  const after = (await obligationById(ctx.tx, item.id)) ?? item;
  await tellOwners(ctx, after, granted ? 'extension_granted' : 'extension_declined', { date });
}

/** The dated work that is open; a page number turns the message it stands on. */
async function pick(ctx: LinkedContext, page: number | null): Promise<void> {
  const { t } = ctx;
  const items = (await obligationsOf(ctx.tx, scopeOf(ctx.actor, 'update'))).filter(
    (item) => item.dueOn !== null && item.sourceKind !== 'input' && !isSettled(item.state),
  );
  const manyAgencies = new Set(items.map((item) => item.agencyId)).size > 1;
  const { shown, current, pages } = pageOf(items, page ?? 0, OFFERED);
  await ctx[page === null ? 'reply' : 'answer']({
    text: t(items.length > 0 ? 'extension.pick' : 'work.nothing_dated'),
    choices: [
      ...shown.map((item) => {
        const agency = manyAgencies ? `${item.agencyShortName}: ` : '';
        return [{ id: `ex:${item.id}`, label: agency + obligationName(item, t, 48) }];
      }),
      ...pager((other) => `ex:list:${other}`, current, pages, t),
    ],
  });
}
