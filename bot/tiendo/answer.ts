import { join, type Markup } from '../../core/messages/markup.ts';
import type { Choice, Outgoing } from '../../core/messages/message.ts';
import { boardIds } from '../../views/tiendo/board.ts';
import { TIENDO_VIEWS } from '../../views/tiendo/tiendo.ts';
import type { BotContext } from '../context.ts';
import { showInspections } from '../inspections/board.ts';
import { offerBoard } from '../offer-board.ts';
import { type ViewScope, viewScope, withoutScope } from '../scope.ts';
import { type Asked, readAsked, type Wanted } from './ask.ts';
import { board } from './board.ts';
import { answerWorks } from './work.ts';

/** Answers what is asked about progress in words, at once or with one choice. */
export async function answerQuestion(ctx: BotContext, words: string): Promise<void> {
  const scope = await viewScope(ctx);
  if (!scope) return withoutScope(ctx);
  const asked = await readAsked(ctx, words, scope);
  const { view } = asked.question;
  if (view === 'inspection') return showInspections(ctx);
  if (view === 'dashboard') {
    return offerBoard(ctx, asked.wanted.agencyId, asked.wanted.period?.id ?? null);
  }
  await ctx.reply(await answerTo(ctx, scope, asked, words));
}

const MOST_BELOW_PICTURE = 8;

/** The answer to a question that was read, or the one choice it still needs. */
async function answerTo(
  ctx: BotContext,
  scope: ViewScope,
  { question, wanted, choices, works }: Asked,
  words: string,
): Promise<Outgoing> {
  const typed = words.trim();
  if (works.length > 0) return answerWorks(ctx, scope, works, typed);
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
  if (!note) return shown;
  // What matters stays first; below a picture there is room for eight lines.
  const lines = shown.text.split('\n') as Markup[];
  const kept = shown.image ? lines.slice(0, MOST_BELOW_PICTURE - 1) : lines;
  return { ...shown, text: join([...kept, note]) };
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
