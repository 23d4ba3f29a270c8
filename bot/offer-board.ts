import type { Choice } from '../core/messages/message.ts';
import { agencyById } from '../db/queries/agencies.ts';
import { moment } from '../views/dates.ts';
import type { BotContext } from './context.ts';
import { viewScope, withoutScope } from './scope.ts';

/** The button that asks for a link to the dashboard of a place and period. */
export function boardChoice(ctx: BotContext, agencyId: number, periodId: number | null): Choice {
  return {
    id: ['bd', agencyId, ...(periodId === null ? [] : [periodId])].join(':'),
    label: ctx.t.plain('board.button'),
  };
}

/** A link to the dashboard of an agency; without one of the widest place that may be seen here. */
export async function offerBoard(
  ctx: BotContext,
  agencyId: number | null,
  periodId: number | null,
): Promise<void> {
  const scope = await viewScope(ctx);
  if (!scope) return withoutScope(ctx);
  const shown = agencyId ?? scope.rootId;
  const agency = scope.visible.has(shown) ? await agencyById(ctx.tx, shown) : null;
  if (!agency) return ctx.reply({ text: ctx.t('tiendo.not_visible') });
  const made = ctx.boardLink(agency.id, periodId);
  if (!made) return ctx.reply({ text: ctx.t('board.unavailable') });
  const { link, until } = made;
  await ctx.reply({
    text: ctx.t('board.offer', { agency: agency.name, link, until: moment(until, ctx, ctx.t) }),
  });
}
