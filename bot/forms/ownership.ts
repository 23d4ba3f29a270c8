import type { Markup } from '../../core/messages/markup.ts';
import type { State } from '../../core/obligations/obligation.ts';
import { can } from '../../core/people/can.ts';
import { obligationById } from '../../db/queries/obligations.ts';
import { obligationName } from '../../views/obligation.ts';
import type { LinkedContext } from '../context.ts';

/**
 * Why a form about an obligation cannot be filled in (any more), in words; null when it can: the
 * person may do `action` there, it is still asked for, and its state is not `over`.
 */
export async function whyClosed(
  ctx: LinkedContext,
  obligation: unknown,
  action: 'update' | 'review',
  over: (state: State) => 'accepted' | 'settled' | null,
): Promise<Markup | null> {
  const item = await obligationById(ctx.tx, Number(obligation));
  if (!item || !can(ctx.actor, action, item.agencyId)) return ctx.t('refused.no_longer_yours');
  const why = item.withdrawnAt ? 'withdrawn' : over(item.state);
  return why && ctx.t(`refused.${why}`, { name: obligationName(item, ctx.t) });
}
