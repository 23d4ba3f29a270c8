import { escapeText, join, type Markup } from '../core/messages/markup.ts';
import type { Choice, Outgoing } from '../core/messages/message.ts';
import { isSettled, type SourceKind, standing } from '../core/obligations/obligation.ts';
import { hasRole, scopeOf } from '../core/people/can.ts';
import type { Pause } from '../core/reminders/pause.ts';
import { shorten } from '../core/text/shorten.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import { openProposals } from '../db/queries/extensions.ts';
import { type ObligationView, obligationsOf } from '../db/queries/obligations.ts';
import { pausesOf } from '../db/queries/pauses.ts';
import { shortDate } from '../views/dates.ts';
import { dueText, obligationName, stateText } from '../views/obligation.ts';
import { pageOf, pager } from '../views/pager.ts';
import { pauseMark } from '../views/pauses.ts';
import type { LinkedContext } from './context.ts';
import { homeChoices } from './home.ts';

const PAGE = 6;
/** Characters of a name and of a deadline's words, so that a page stays within two phone screens. */
const NAME = 72;
const DUE = 60;

/** What the person's agencies owe, the most pressing first; a number opens one. */
export async function workList(
  ctx: LinkedContext,
  page: number,
  options: { source?: SourceKind; only?: ReadonlySet<number> } = {},
): Promise<Outgoing> {
  const { t } = ctx;
  if (!hasRole(ctx.actor, 'official', 'head')) {
    const anyRole = ctx.actor.grants.length > 0;
    return {
      text: t(anyRole ? 'work.follows' : 'tiendo.no_scope'),
      choices: anyRole ? [homeChoices(ctx)] : [],
    };
  }
  const all = (await obligationsOf(ctx.tx, scopeOf(ctx.actor, 'update'))).filter(
    ({ id, sourceKind }) =>
      (options.source === undefined || sourceKind === options.source) &&
      (options.only === undefined || options.only.has(id)),
  );
  const open = all.filter((item) => !isSettled(item.state));
  if (open.length === 0) {
    return {
      text: t(
        options.source === 'input'
          ? 'input.none_owed'
          : all.length === 0
            ? 'work.nothing'
            : options.source
              ? 'work.reports_done'
              : 'work.all_done',
      ),
    };
  }
  const { shown, current, pages } = pageOf(open, page, PAGE);
  const manyAgencies = new Set(open.map((item) => item.agencyId)).size > 1;
  const late = open.filter((item) => standing(item, ctx.now) === 'late').length;
  const proposals = await openProposals(
    ctx.tx,
    shown.map(({ id }) => id),
  );
  const pauses = await pausesOf(
    ctx.tx,
    shown.map(({ id }) => id),
  );
  const prefix = options.source === 'report' ? 'rp' : options.source === 'input' ? 'in' : 'my';
  return {
    text: join([
      t(options.source === 'report' ? 'work.title_reports' : 'work.title', { count: open.length }),
      late > 0 ? t('work.late', { count: late }) : '',
      ...sections(shown, current * PAGE, { manyAgencies, proposals, pauses }, ctx),
      t('work.pick'),
      pages > 1 ? t('tiendo.page', { page: current + 1, pages }) : '',
    ]),
    choices: [
      ...numbers(shown, current * PAGE, options.source === 'report' ? 'bc' : 'ob'),
      ...pager((other) => `${prefix}:at:${other}`, current, pages, t),
    ],
  };
}

function sections(
  items: readonly ObligationView[],
  offset: number,
  {
    manyAgencies,
    proposals,
    pauses,
  }: {
    manyAgencies: boolean;
    proposals: ReadonlyMap<number, LocalDate>;
    pauses: ReadonlyMap<number, readonly Pause[]>;
  },
  ctx: LinkedContext,
): Markup[] {
  const { t } = ctx;
  return items.map((item, index) => {
    const line = t(standing(item, ctx.now) === 'late' ? 'work.line_late' : 'work.line', {
      number: offset + index + 1,
      agency: manyAgencies ? `${item.agencyShortName}: ` : '',
      name: obligationName(item, t, NAME),
      due: shorten(dueText(item, ctx, t), DUE),
      state: stateText(item, t),
    });
    const proposed = proposals.get(item.id);
    const mark = pauseMark(pauses.get(item.id) ?? [], ctx.actor.personId, ctx.today, t);
    return join([
      line,
      proposed ? t('other_date.in_list', { date: shortDate(proposed, ctx.today) }) : '',
      mark === '' ? '' : join([escapeText('   '), mark], ''),
    ]);
  });
}

function numbers(items: readonly ObligationView[], offset: number, opens: 'bc' | 'ob'): Choice[][] {
  const buttons = items.map((item, index) => ({
    id: opens === 'bc' ? `bc:${item.id}:see` : `ob:${item.id}`,
    label: String(offset + index + 1),
  }));
  return [buttons.slice(0, 3), buttons.slice(3)].filter((row) => row.length > 0);
}
