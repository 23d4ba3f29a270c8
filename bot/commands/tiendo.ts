import { fold } from '../../core/text/fold.ts';
import { reportPeriods } from '../../db/queries/reports.ts';
import { loadDirectory } from '../../office/directory.ts';
import { loadSummary, type SummaryFilter } from '../../office/summary.ts';
import { TIENDO_VIEWS, type TiendoView, tiendoMessage } from '../../views/tiendo.ts';
import { idArgument, type OpenCommand } from '../command.ts';
import type { BotContext } from '../context.ts';
import { viewScope, withoutScope } from '../scope.ts';

/**
 * `/tiendo [agency] [period]`: how things stand in the part of the tree the asker may see.
 * `td:<view>[:<agency>[:<page>]]` are its deeper levels.
 */
export const tiendo: OpenCommand = {
  name: 'tiendo',
  words: ['tien do', 'tinh hinh', 'tong hop'],
  where: 'both',
  access: 'anyone',
  async run(ctx, argument) {
    const scope = await viewScope(ctx);
    if (!scope) return withoutScope(ctx);
    const wanted = await readArgument(ctx, argument, scope.rootId);
    if ('unknown' in wanted) {
      return ctx.reply({
        text: ctx.t(
          wanted.suggestions.length > 0 ? 'tiendo.did_you_mean' : 'tiendo.unknown_scope',
          {
            words: wanted.unknown,
          },
        ),
        choices: wanted.suggestions.map(({ id, name }) => [{ id: `td:main:${id}`, label: name }]),
      });
    }
    const root = wanted.agencyId ?? scope.rootId;
    const page = await loadSummary(ctx.tx, root, scope.visible, ctx.now, wanted.filter);
    if (!page) return ctx.reply({ text: ctx.t('tiendo.not_visible') });
    await ctx.reply(tiendoMessage('main', 0, page, ctx, ctx.t));
  },
  choices: {
    async td(ctx, [view, agency, page]) {
      const scope = await viewScope(ctx);
      if (!scope) return withoutScope(ctx);
      const root = idArgument(agency) ?? scope.rootId;
      const summary = await loadSummary(ctx.tx, root, scope.visible, ctx.now);
      if (!summary) return ctx.reply({ text: ctx.t('tiendo.not_visible') });
      const message = tiendoMessage(viewNamed(view), idArgument(page) ?? 0, summary, ctx, ctx.t);
      await ctx.answer(message);
    },
  },
};

type Wanted =
  | { agencyId: number | null; filter: SummaryFilter }
  | { unknown: string; suggestions: { id: number; name: string }[] };

/** An agency, a period ("quý I", "6 tháng") or both, in either order. */
async function readArgument(ctx: BotContext, argument: string, within: number): Promise<Wanted> {
  const periods = await reportPeriods(ctx.tx);
  const typed = fold(argument);
  const period = periods.find(({ words }) => words.some((word) => contains(typed, word)));
  const word = period?.words.find((one) => contains(typed, one));
  const rest = word ? typed.replace(word, ' ').trim() : argument.trim();
  const filter: SummaryFilter = period ? { periodId: period.id } : {};
  if (rest === '') return { agencyId: null, filter };
  const directory = await loadDirectory(ctx.tx, { day: ctx.today, within });
  const found = directory.resolve(rest);
  if (found.kind === 'agency') return { agencyId: found.agencyId, filter };
  const likely =
    found.kind === 'unknown'
      ? found.suggestions
      : found.kind === 'ambiguous'
        ? found.candidates
        : [];
  return {
    unknown: argument.trim(),
    suggestions: likely.filter((candidate) => candidate.kind === 'agency'),
  };
}

function contains(text: string, words: string): boolean {
  return ` ${text} `.includes(` ${words} `);
}

function viewNamed(text: string | undefined): TiendoView {
  return TIENDO_VIEWS.find((view) => view === text) ?? 'main';
}
