import type { Choice, Outgoing } from '../../core/messages/message.ts';
import { agenciesById, agencyById } from '../../db/queries/agencies.ts';
import { loadSummary, type SummaryPage } from '../../office/summary.ts';
import { boardIds } from '../../views/tiendo/board.ts';
import { moreChoices, moreText } from '../../views/tiendo/main.ts';
import { tiendoPost } from '../../views/tiendo/post.ts';
import { tiendoMessage } from '../../views/tiendo/tiendo.ts';
import type { BotContext } from '../context.ts';
import { lookChoices, pictureStore } from '../look.ts';
import { boardChoice } from '../offer-board.ts';
import { moreOf, waysFrom } from '../progress.ts';
import type { ViewScope } from '../scope.ts';
import type { Wanted } from './ask.ts';

/** The first page of the widest board that may be seen. */
export const WHOLE: Wanted = {
  view: 'main',
  page: 0,
  agencyId: null,
  period: null,
  area: null,
  group: null,
  fromAreas: false,
};

/** A level of `/tiendo` as it is now, with every way on from it; what is seen goes on record. */
export async function board(
  ctx: BotContext,
  scope: ViewScope,
  wanted: Wanted,
  textOnly = false,
): Promise<Outgoing> {
  const { view, page, agencyId, period, area, group, fromAreas } = wanted;
  const shown = agencyId ?? scope.rootId;
  const filter = { area, group };
  const summary = await loadSummary(ctx.tx, shown, scope.visible, ctx.now, period, filter);
  if (!summary) return { text: ctx.t('tiendo.not_visible') };
  const seen = { action: 'saw.progress', subject: 'agency', subjectId: shown } as const;
  await ctx.audit({ ...seen, agencyId: shown, details: { view, page } });
  // A card is shown by the asker's own rights, so not in front of a group.
  const withCards = ctx.conversation.kind === 'private';
  const figures = await moreOf(ctx, view, summary);
  const drawn = { source: summary, at: ctx, t: ctx.t, withCards, ...figures };
  if (view !== 'main' && view !== 'more') {
    const ways = await waysFrom(ctx, view, summary);
    const list = tiendoMessage(view, page, drawn);
    return { ...list, choices: [...(list.choices ?? []), ...ways] };
  }
  if (view === 'more' && !ctx.edits) {
    return { text: moreText(drawn), choices: await more(ctx, scope, summary) };
  }
  const message = await tiendoPost(drawn, textOnly ? null : await pictureStore(ctx));
  // The picture stays where it is: only what can be pressed below it changes.
  if (view === 'more') return { ...message, choices: await more(ctx, scope, summary) };
  const up = await wayUp(ctx, scope, summary, fromAreas);
  return { ...message, choices: [...(message.choices ?? []), ...up] };
}

/** What stands behind "Thêm…". */
async function more(ctx: BotContext, scope: ViewScope, summary: SummaryPage): Promise<Choice[][]> {
  const { scope: shown, period } = summary;
  const beside = [
    ...(await waysFrom(ctx, 'main', summary)).flat(),
    boardChoice(ctx, shown.id, period?.id ?? null),
    ...(await lookChoices(ctx, boardIds(summary)('main', 0))).flat(),
    ...(await otherRoots(ctx, scope, shown.id)).flat(),
  ];
  return moreChoices({ source: summary, t: ctx.t }, beside);
}

/** Back to the list from which a board's first message was opened. */
async function wayUp(
  ctx: BotContext,
  scope: ViewScope,
  { scope: shown, period, area, group }: SummaryPage,
  fromAreas: boolean,
): Promise<Choice[][]> {
  const label = ctx.t.plain('tiendo.back');
  const isRoot = scope.roots.includes(shown.id);
  if (area && (fromAreas || isRoot)) {
    return [[{ id: boardIds({ scope: shown, period, group })('areas', 0), label }]];
  }
  if (isRoot) return [];
  const above = await nearestAbove(ctx, scope, shown.id);
  const over = { scope: { id: above, name: '' }, period, area, group };
  return [[{ id: boardIds(over)('agencies', 0), label }]];
}

/** The agency above that may be seen here; the widest where none of those above may. */
async function nearestAbove(ctx: BotContext, scope: ViewScope, id: number): Promise<number> {
  const parent = (await agencyById(ctx.tx, id))?.parentId ?? null;
  return parent !== null && scope.visible.has(parent) ? parent : scope.rootId;
}

/** Ways to what the person may see outside the agency shown, where they serve several. */
async function otherRoots(ctx: BotContext, scope: ViewScope, shown: number): Promise<Choice[][]> {
  const others = scope.roots.filter((id) => id !== shown);
  const agencies = await agenciesById(ctx.tx, others);
  return [...agencies.values()].map(({ id, name }) => [
    { id: `td:main:${id}:0`, label: ctx.t.plain('tiendo.button.other', { agency: name }) },
  ]);
}
