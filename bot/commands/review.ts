import { join } from '../../core/messages/markup.ts';
import { can, scopeOf } from '../../core/people/can.ts';
import { awaitingExtension } from '../../db/queries/extensions.ts';
import { reportsWithVersions } from '../../db/queries/figures.ts';
import {
  claimedObligations,
  lockedObligation,
  type ObligationView,
  recordStatement,
} from '../../db/queries/obligations.ts';
import { dutyOf } from '../../office/reports/duty.ts';
import { inspectionChoices } from '../../views/inspection-card.ts';
import { obligationName } from '../../views/obligation.ts';
import { pageOf, pager } from '../../views/pager.ts';
import { idArgument, type LinkedCommand } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { startForm } from '../forms/session.ts';
import { tellOwners } from '../notices.ts';
import { refuse } from '../refuse.ts';
import { showCard } from '../reports/card.ts';
import { showScoringOf } from '../scoring/entry.ts';
import { openChoice } from '../since.ts';

const OFFERED = 8;

/** `/duyet`: what agencies say is done, to accept or to return with a reason. */
export const review: LinkedCommand = {
  name: 'duyet',
  words: ['duyet', 'duyet ket qua'],
  where: 'private',
  roles: ['coordinator'],
  access: 'linked',
  run: (ctx) => list(ctx, null),
  choices: {
    async rv(ctx, [what, id]) {
      if (what === 'list') return list(ctx, idArgument(id));
      const item = await lockedObligation(ctx.tx, idArgument(id) ?? -1);
      if (!item || !can(ctx.actor, 'review', item.agencyId)) return refuse(ctx, item);
      if (item.withdrawnAt) return refuse(ctx, item, 'withdrawn');
      if (item.state !== 'done' || item.sourceKind === 'input') return refuse(ctx, item, 'settled');
      // Scores are verified one by one before what is owed is accepted.
      if (item.sourceKind === 'scoring' && what !== 'no') return showScoringOf(ctx, item);
      const duty = await dutyOf(ctx.tx, item.id, ctx);
      // What was sent through forms and sections is reviewed version by version.
      if (duty && duty.versions.length > 0) return showCard(ctx, duty, { how: 'reply' });
      if (what === 'no') {
        return startForm(ctx, 'return', { context: { obligation: item.id }, answers: {} });
      }
      if (what !== 'ok')
        return ctx.reply({ text: ctx.t('refused.old_button'), choices: [openChoice(item, ctx)] });
      const { personId } = ctx.actor;
      const { channel } = ctx.incoming;
      await recordStatement(
        ctx.tx,
        item.id,
        { kind: 'review', state: 'accepted', personId, channel },
        ctx.now,
      );
      await ctx.answer({
        text: ctx.t('review.accepted', {
          name: obligationName(item, ctx.t),
          agency: item.agencyName,
        }),
        choices: [
          ...inspectionChoices(item, ctx.t),
          [{ id: 'rv:list', label: ctx.t.plain('review.more') }],
        ],
      });
      await tellOwners(ctx, item, 'accepted');
    },
  },
};

/** What waits for a verdict, claims first; a page number turns the message it stands on. */
async function list(ctx: LinkedContext, page: number | null): Promise<void> {
  const scope = scopeOf(ctx.actor, 'review');
  const claimed = await claimedObligations(ctx.tx, scope);
  const waiting = await awaitingExtension(ctx.tx, scope);
  const { t } = ctx;
  const sent = await reportsWithVersions(
    ctx.tx,
    claimed.map(({ id }) => id),
  );
  const choice = (item: ObligationView, mark: string) => [
    {
      id: sent.has(item.id) && mark === '' ? `bc:${item.id}:see` : `ob:${item.id}`,
      label: `${mark}${item.agencyShortName}: ${obligationName(item, t, 40)}`,
    },
  ];
  const all = [
    ...claimed.map((item) => choice(item, '')),
    ...waiting.map((item) => choice(item, '⏳ ')),
  ];
  const { shown, current, pages } = pageOf(all, page ?? 0, OFFERED);
  await ctx[page === null ? 'reply' : 'answer']({
    text:
      all.length === 0
        ? t('review.none')
        : join([
            claimed.length > 0 ? t('review.claimed', { count: claimed.length }) : '',
            waiting.length > 0 ? t('review.waiting', { count: waiting.length }) : '',
            t('review.pick'),
            pages > 1 ? t('tiendo.page', { page: current + 1, pages }) : '',
          ]),
    choices: [...shown, ...pager((other) => `rv:list:${other}`, current, pages, t)],
  });
}
