import { can, scopeOf } from '../../core/people/can.ts';
import {
  claimedObligations,
  obligationById,
  recordStatement,
} from '../../db/queries/obligations.ts';
import { obligationName } from '../../views/obligation.ts';
import { idArgument, type LinkedCommand } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { startForm } from '../forms/session.ts';
import { tellOwners } from '../notices.ts';
import { refuse } from '../refuse.ts';

const OFFERED = 8;

/** `/duyet`: what agencies say is done, to accept or to return with a reason. */
export const review: LinkedCommand = {
  name: 'duyet',
  words: ['duyet', 'duyet ket qua'],
  where: 'private',
  roles: ['coordinator'],
  access: 'linked',
  run: list,
  choices: {
    async rv(ctx, [what, id]) {
      if (what === 'list') return list(ctx);
      const item = await obligationById(ctx.tx, idArgument(id) ?? -1);
      if (!item || !can(ctx.actor, 'review', item.agencyId)) return refuse(ctx, item);
      if (item.withdrawnAt) return refuse(ctx, item, 'withdrawn');
      if (item.state !== 'done') return refuse(ctx, item, 'settled');
      if (what === 'no') {
        return startForm(ctx, 'return', { context: { obligation: item.id }, answers: {} });
      }
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
        choices: [[{ id: 'rv:list', label: ctx.t.plain('review.more') }]],
      });
      await tellOwners(ctx, item, 'accepted');
    },
  },
};

async function list(ctx: LinkedContext): Promise<void> {
  const items = await claimedObligations(ctx.tx, scopeOf(ctx.actor, 'review'));
  await ctx.answer({
    text: ctx.t(items.length > 0 ? 'review.title' : 'review.none', { count: items.length }),
    choices: items.slice(0, OFFERED).map((item) => [
      {
        id: `ob:${item.id}`,
        label: `${item.agencyShortName}: ${obligationName(item, ctx.t, 40)}`,
      },
    ]),
  });
}
