import { join } from '../../core/messages/markup.ts';
import type { Choice, Outgoing } from '../../core/messages/message.ts';
import { areaToken, groupOfToken } from '../../core/summary/group-token.ts';
import { agenciesById, agencyById } from '../../db/queries/agencies.ts';
import { loadSummary, type SummaryPage } from '../../office/summary.ts';
import { boardIds } from '../../views/tiendo/board.ts';
import { tiendoPost } from '../../views/tiendo/post.ts';
import { TIENDO_VIEWS, tiendoMessage } from '../../views/tiendo/tiendo.ts';
import { idArgument, type OpenCommand } from '../command.ts';
import type { BotContext } from '../context.ts';
import { showInspections } from '../inspections/board.ts';
import { chooseLook, lookChoices, pictureStore } from '../look.ts';
import { boardChoice, offerBoard } from '../offer-board.ts';
import { type ViewScope, viewScope, withoutScope } from '../scope.ts';
import { type Asked, periodOfToken, readAsked, type Wanted } from '../tiendo/ask.ts';

/**
 * `/tiendo [words]`: how things stand in the part of the tree the asker may see; what may be asked
 * is in core/summary/question.ts. `td:<view>[:<agency>[:<page>[:<period>[:<area>[:<agencies>]]]]]`
 * are its deeper levels; one with a page turns the message it stands on, one without opens a new one.
 */
export const tiendo: OpenCommand = {
  name: 'tiendo',
  words: ['tien do', 'tinh hinh', 'tong hop'],
  where: 'both',
  access: 'anyone',
  async run(ctx, argument) {
    const scope = await viewScope(ctx);
    if (!scope) return withoutScope(ctx);
    const asked = await readAsked(ctx, argument, scope);
    if (asked.question.view === 'inspection') return showInspections(ctx);
    if (asked.question.view === 'dashboard') {
      return offerBoard(ctx, asked.wanted.agencyId, asked.wanted.period?.id ?? null);
    }
    await ctx.reply(await answerTo(ctx, scope, asked, argument));
  },
  choices: {
    async td(ctx, [view, agency, page, period, area, group, from]) {
      const scope = await viewScope(ctx);
      if (!scope) return withoutScope(ctx);
      const message = await board(ctx, scope, {
        view: TIENDO_VIEWS.find((one) => one === view) ?? 'main',
        page: idArgument(page) ?? 0,
        agencyId: idArgument(agency),
        period: await periodOfToken(ctx, period),
        area: area === undefined ? null : areaToken(area),
        group: groupOfToken(group ?? '-'),
        fromAreas: from === 'a',
      });
      await ctx[page === undefined ? 'reply' : 'answer'](message);
    },
    async tp(ctx, [look, ...state]) {
      if (!(await chooseLook(ctx, look))) return ctx.reply({ text: ctx.t('refused.old_button') });
      return tiendo.choices?.td?.(ctx, ['main', ...state]);
    },
  },
};

/** The answer to a question that was read, or the one choice it still needs. */
async function answerTo(
  ctx: BotContext,
  scope: ViewScope,
  { question, wanted, choices }: Asked,
  words: string,
): Promise<Outgoing> {
  const typed = words.trim();
  if (choices.length > 0) {
    return {
      text: ctx.t('tiendo.did_you_mean', { words: typed }),
      choices: choices.map(({ name, wanted: one }) => [{ id: idOf(one, scope), label: name }]),
    };
  }
  const isLost = question.choose.length > 0 && wanted.agencyId === null && wanted.group === null;
  if (isLost || (question.unknown !== '' && !question.asks)) {
    return {
      text: join([ctx.t('tiendo.unknown_scope', { words: typed }), ctx.t('tiendo.ask.examples')]),
      choices: await examples(ctx, scope),
    };
  }
  const isHere = TIENDO_VIEWS.includes(question.view);
  const view = isHere ? question.view : question.view === 'ranking' ? 'agencies' : 'main';
  const shown = await board(ctx, scope, { ...wanted, view }, question.textOnly);
  const note = isHere
    ? question.unknown !== '' && ctx.t('tiendo.ask.partly', { words: question.unknown })
    : ctx.t('tiendo.ask.not_here', { words: typed });
  return note ? { ...shown, text: join([note, shown.text], '\n\n') } : shown;
}

/** Three questions that may always be asked, for whoever was not understood. */
async function examples(ctx: BotContext, scope: ViewScope): Promise<Choice[][]> {
  const asked = ['this_quarter', 'who_is_late', 'who_owes_report'];
  return Promise.all(
    asked.map(async (name) => {
      const label = ctx.t.plain(`tiendo.ask.${name}`);
      const { wanted } = await readAsked(ctx, EXAMPLES[name] ?? '', scope);
      return [{ id: idOf(wanted, scope), label }];
    }),
  );
}

const EXAMPLES: Readonly<Record<string, string>> = {
  this_quarter: 'tien do quy nay',
  who_is_late: 'don vi nao tre han',
  who_owes_report: 'ai chua nop bao cao',
};

/** The button that opens a board. */
function idOf({ agencyId, view, page, ...wanted }: Wanted, { rootId }: ViewScope): string {
  const { area, group, period } = wanted;
  const state = {
    scope: { id: agencyId ?? rootId, name: '' },
    period,
    area: area === null ? null : { no: area, name: '' },
    group: group && { ...group, name: null },
  };
  return boardIds(state)(TIENDO_VIEWS.includes(view) ? view : 'main', page);
}

async function board(
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
  const drawn = { source: summary, at: ctx, t: ctx.t, withCards };
  if (view !== 'main') return tiendoMessage(view, page, drawn);
  const message = await tiendoPost(drawn, textOnly ? null : await pictureStore(ctx));
  const up = await wayUp(ctx, scope, summary, fromAreas);
  const others = await otherRoots(ctx, scope, shown);
  const look = await lookChoices(ctx, boardIds(summary)('main', 0));
  const web = boardChoice(ctx, shown, period?.id ?? null);
  const choices = [...(message.choices ?? []), [web], ...others, ...up, ...look];
  return { ...message, choices };
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
