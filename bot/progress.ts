import type { Choice } from '../core/messages/message.ts';
import { can } from '../core/people/can.ts';
import { namesLate } from '../core/summary/ranking.ts';
import { lastHeard } from '../db/queries/works.ts';
import { loadComparisons, withPrevious } from '../office/comparison.ts';
import { rankingOf, rankingRule } from '../office/ranking.ts';
import type { SummaryPage } from '../office/summary.ts';
import { hasTargets, loadTargets } from '../office/targets.ts';
import { type Board, boardIds } from '../views/tiendo/board.ts';
import type { BotContext } from './context.ts';

/** What a level of `/tiendo` needs besides the summary, and whether it may name late agencies. */
export async function moreOf(
  ctx: BotContext,
  view: string,
  page: SummaryPage,
): Promise<Pick<Board, 'more' | 'namesLate'>> {
  const rule = await rankingRule(ctx.tx, page.scope.id);
  const named = { namesLate: namesLate(rule, ctx.conversation.kind) };
  if (view === 'targets') {
    return { ...named, more: { targets: await loadTargets(ctx.tx, page.scope.id, ctx.today) } };
  }
  if (view === 'silent') {
    const owing = new Map(page.everything.map((item) => [item.agencyId, item.agencyShortName]));
    return {
      ...named,
      more: { heard: await lastHeard(ctx.tx, [...owing.keys()]), agencyNames: owing },
    };
  }
  if (view !== 'ranking' && view !== 'compare') return named;
  const found = await loadComparisons(ctx.tx, page, ctx);
  if (view === 'compare') return { ...named, more: found };
  const previous = withPrevious(found.comparisons);
  return { ...named, more: { ranking: rankingOf(page, rule, previous, ctx.timeZone) } };
}

/** Buttons to the levels that stand beside the lists of the first answer. */
export async function waysFrom(
  ctx: BotContext,
  view: string,
  page: SummaryPage,
): Promise<Choice[][]> {
  const { t } = ctx;
  const { scope, summary } = page;
  if (view === 'ranking') {
    const sets = ctx.actor !== null && can(ctx.actor, 'set_targets', scope.id);
    if (!sets || ctx.conversation.kind !== 'private') return [];
    return [[{ id: `xh:s:${scope.id}`, label: t.plain('ranking.change') }]];
  }
  if (view !== 'main' || summary.tally.total === 0) return [];
  const idOf = boardIds(page);
  const compare = { id: idOf('compare', 0), label: t.plain('compare.button') };
  const ranking = { id: idOf('ranking', 0), label: t.plain('ranking.button') };
  const targets = { id: idOf('targets', 0), label: t.plain('targets.button') };
  return [
    summary.agencies.length > 1 ? [ranking, compare] : [compare],
    ...((await hasTargets(ctx.tx, scope.id, ctx.today)) ? [[targets]] : []),
  ];
}
