import type { Choice, Outgoing } from '../../core/messages/message.ts';
import { fold } from '../../core/text/fold.ts';
import { agenciesById } from '../../db/queries/agencies.ts';
import { type ReportPeriodRow, reportPeriods } from '../../db/queries/reports.ts';
import { findAgency } from '../../office/find-agency.ts';
import { periodIn } from '../../office/name-period.ts';
import { loadSummary } from '../../office/summary.ts';
import { tiendoPost } from '../../views/tiendo/post.ts';
import { TIENDO_VIEWS, tiendoMessage } from '../../views/tiendo/tiendo.ts';
import { idArgument, type OpenCommand } from '../command.ts';
import type { BotContext } from '../context.ts';
import { chooseLook, lookChoices, pictureStore } from '../look.ts';
import { showInspections } from '../inspections/board.ts';
import { type ViewScope, viewScope, withoutScope } from '../scope.ts';

/**
 * `/tiendo [agency] [period]`: how things stand in the part of the tree the asker may see.
 * `td:<view>[:<agency>[:<page>[:<period>]]]` are its deeper levels; one with a page turns the
 * message it stands on, one without opens a new message.
 */
export const tiendo: OpenCommand = {
  name: 'tiendo',
  words: ['tien do', 'tinh hinh', 'tong hop'],
  where: 'both',
  access: 'anyone',
  async run(ctx, argument) {
    if (fold(argument).includes('kiem tra')) return showInspections(ctx);
    const scope = await viewScope(ctx);
    if (!scope) return withoutScope(ctx);
    const wanted = await readArgument(ctx, argument, scope.rootId);
    if ('unknown' in wanted) {
      const { period, unknown: words } = wanted;
      // Names of agencies that may not be looked at here lead nowhere.
      const suggestions = wanted.suggestions.filter(({ id }) => scope.visible.has(id));
      return ctx.reply({
        text: ctx.t(suggestions.length > 0 ? 'tiendo.did_you_mean' : 'tiendo.unknown_scope', {
          words,
        }),
        choices: suggestions.map(({ id, name }) => [
          { id: ['td', 'main', id, 0, ...(period ? [period.id] : [])].join(':'), label: name },
        ]),
      });
    }
    const { agencyId, period } = wanted;
    await ctx.reply(await board(ctx, scope, { view: 'main', page: 0, agencyId, period }));
  },
  choices: {
    async td(ctx, [view, agency, page, periodId]) {
      const scope = await viewScope(ctx);
      if (!scope) return withoutScope(ctx);
      const periods = periodId === undefined ? [] : await reportPeriods(ctx.tx);
      const message = await board(ctx, scope, {
        view: viewNamed(view),
        page: idArgument(page) ?? 0,
        agencyId: idArgument(agency),
        period: periods.find(({ id }) => id === idArgument(periodId)) ?? null,
      });
      await ctx[page === undefined ? 'reply' : 'answer'](message);
    },
    async tp(ctx, [look, agency, periodId]) {
      if (!(await chooseLook(ctx, look))) return ctx.reply({ text: ctx.t('refused.old_button') });
      return tiendo.choices?.td?.(ctx, [
        'main',
        agency ?? '',
        '0',
        ...(periodId ? [periodId] : []),
      ]);
    },
  },
};

interface Wanted {
  /** Null: the widest the asker may see. */
  agencyId: number | null;
  period: ReportPeriodRow | null;
}

interface Unknown {
  /** The words as typed. */
  unknown: string;
  suggestions: { id: number; name: string }[];
  period: ReportPeriodRow | null;
}

async function board(
  ctx: BotContext,
  scope: ViewScope,
  { view, page, agencyId, period }: Wanted & { view: string; page: number },
): Promise<Outgoing> {
  const shown = agencyId ?? scope.rootId;
  const summary = await loadSummary(ctx.tx, shown, scope.visible, ctx.now, period);
  if (!summary) return { text: ctx.t('tiendo.not_visible') };
  const seen = { action: 'saw.progress', subject: 'agency', subjectId: shown } as const;
  await ctx.audit({ ...seen, agencyId: shown, details: { view, page } });
  // A card is shown by the asker's own rights, so not in front of a group.
  const withCards = ctx.conversation.kind === 'private';
  const drawn = { source: summary, at: ctx, t: ctx.t, withCards };
  if (view !== 'main') return tiendoMessage(view, page, drawn);
  const message = await tiendoPost(drawn, await pictureStore(ctx));
  const others = await otherRoots(ctx, scope, shown);
  const look = await lookChoices(ctx, shown, period);
  const web = {
    id: ['bd', shown, ...(period ? [period.id] : [])].join(':'),
    label: ctx.t.plain('board.button'),
  };
  return { ...message, choices: [...(message.choices ?? []), [web], ...others, ...look] };
}

/** Ways to what the person may see outside the agency shown, where they serve several. */
async function otherRoots(ctx: BotContext, scope: ViewScope, shown: number): Promise<Choice[][]> {
  const others = scope.roots.filter((id) => id !== shown);
  const agencies = await agenciesById(ctx.tx, others);
  return [...agencies.values()].map(({ id, name }) => [
    { id: `td:main:${id}:0`, label: ctx.t.plain('tiendo.button.other', { agency: name }) },
  ]);
}

/** An agency, a period ("quý I", "6 tháng") or both, in either order. */
async function readArgument(
  ctx: BotContext,
  argument: string,
  within: number,
): Promise<Wanted | Unknown> {
  const unknown = argument.trim();
  if (unknown === '') return { agencyId: null, period: null };
  const where = { day: ctx.today, within };
  // A name may hold the words of a period ("xã Phú Năm"), so the whole is tried first.
  const whole = await findAgency(ctx.tx, unknown, where);
  if (whole.agencyId !== null) return { agencyId: whole.agencyId, period: null };
  const typed = fold(argument);
  const meant = periodIn(typed, await reportPeriods(ctx.tx), ctx.today);
  if (!meant) return { unknown, period: null, suggestions: whole.likely };
  const { period, word } = meant;
  const rest = ` ${typed} `.replace(` ${word} `, ' ').trim();
  if (rest === '') return { agencyId: null, period };
  const found = await findAgency(ctx.tx, rest, where);
  if (found.agencyId !== null) return { agencyId: found.agencyId, period };
  return { unknown, period, suggestions: found.likely };
}

function viewNamed(text: string | undefined): string {
  return TIENDO_VIEWS.find((view) => view === text) ?? 'main';
}
