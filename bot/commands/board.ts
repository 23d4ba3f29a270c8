import { agencyById } from '../../db/queries/agencies.ts';
import { moment } from '../../views/dates.ts';
import { idArgument, type OpenCommand } from '../command.ts';
import type { BotContext } from '../context.ts';
import { viewScope, withoutScope } from '../scope.ts';

/**
 * `/bang`: a link to the dashboard of what one may see here. `bd[:<agency>[:<period>]]` does the
 * same for one place and period.
 */
export const board: OpenCommand = {
  name: 'bang',
  words: ['bang theo doi', 'mo bang', 'mo web'],
  where: 'both',
  access: 'anyone',
  run: (ctx) => offer(ctx, null, null),
  choices: {
    bd: (ctx, [agency, period]) => offer(ctx, idArgument(agency), idArgument(period)),
  },
};

async function offer(
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
