import { join } from '../../core/messages/markup.ts';
import { isSettled } from '../../core/obligations/obligation.ts';
import { hasRole, scopeOf } from '../../core/people/can.ts';
import { type ObligationView, obligationsOf } from '../../db/queries/obligations.ts';
import { reportPeriods } from '../../db/queries/reports.ts';
import { periodNamed } from '../../office/name-period.ts';
import { obligationName, stateText } from '../../views/obligation.ts';
import { idArgument, type LinkedCommand } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { resumeParked } from '../forms/session.ts';
import { showCard } from '../reports/card.ts';
import { openReport } from '../reports/open.ts';
import { oldButton } from '../reports/refused.ts';
import { VERBS } from '../reports/verbs.ts';
import { workList } from '../work-list.ts';
import { collection } from './collection.ts';

const SENT = 8;

/** `/baocao [period]`: the periodic reports I owe; a report and all its buttons, `bc:`. */
export const report: LinkedCommand = {
  name: 'baocao',
  words: ['bao cao', 'bao cao dinh ky'],
  where: 'private',
  roles: ['official', 'head'],
  access: 'linked',
  run: open,
  choices: {
    async rp(ctx, [what, page]) {
      if (what === 'sent') return listSent(ctx);
      await ctx.answer(await workList(ctx, idArgument(page) ?? 0, { source: 'report' }));
    },
    async bc(ctx, [id, name = 'card', ...args]) {
      const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
      if (!verb) return openAsItIs(ctx, idArgument(id));
      const before = ctx.conversation.form;
      const duty = await openReport(ctx, idArgument(id), verb.right);
      if (!duty) return;
      await verb.run(ctx, duty, args);
      // The report was sent or returned: what waited below it goes on.
      const after = ctx.conversation.form;
      if (after !== null && before?.parked === after) await resumeParked(ctx);
    },
  },
};

/** A verb nobody knows (any more). */
async function openAsItIs(ctx: LinkedContext, id: number | null): Promise<void> {
  const duty = await openReport(ctx, id, 'view');
  if (duty) await oldButton(ctx, duty);
}

async function open(ctx: LinkedContext, argument: string): Promise<void> {
  // Who owes no report collects those of others.
  const owes = hasRole(ctx.actor, 'official', 'head');
  if (!owes && ctx.actor.grants.length > 0) return collection.run(ctx, argument);
  const mine = await reportsOwed(ctx);
  const waiting = mine.filter(({ state }) => !isSettled(state));
  const wanted = argument === '' ? null : await ofPeriod(ctx, mine, argument);
  const [single] = wanted ?? waiting;
  if (single && (wanted ?? waiting).length === 1) {
    const duty = await openReport(ctx, single.id, 'update');
    if (duty) await showCard(ctx, duty);
    return;
  }
  if (argument !== '' && wanted?.length === 0 && waiting.length > 0) {
    await ctx.reply({ text: ctx.t('report.list.unknown_period') });
  }
  const only = wanted && wanted.length > 0 ? { only: new Set(wanted.map(({ id }) => id)) } : {};
  const list = await workList(ctx, 0, { source: 'report', ...only });
  const sent = mine.some(({ state }) => isSettled(state));
  const more = sent ? [[{ id: 'rp:sent', label: ctx.t.plain('report.button.sent') }]] : [];
  await ctx.reply({ ...list, choices: [...(list.choices ?? []), ...more] });
}

async function reportsOwed(ctx: LinkedContext): Promise<ObligationView[]> {
  const all = await obligationsOf(ctx.tx, scopeOf(ctx.actor, 'update'));
  return all.filter(({ sourceKind }) => sourceKind === 'report');
}

/** Reports of the period the words name: "quý I", "6 tháng". */
async function ofPeriod(
  ctx: LinkedContext,
  reports: readonly ObligationView[],
  argument: string,
): Promise<ObligationView[]> {
  const period = periodNamed(argument, await reportPeriods(ctx.tx), ctx.today);
  return reports.filter(({ periodId }) => period !== null && periodId === period.id);
}

/** Reports that were sent: to look at, to send again, to amend. */
async function listSent(ctx: LinkedContext): Promise<void> {
  const { t } = ctx;
  const sent = (await reportsOwed(ctx)).filter(({ state }) => isSettled(state)).slice(-SENT);
  const lines = sent.map((item, index) =>
    t('report.list.sent_line', {
      number: index + 1,
      name: obligationName(item, t),
      state: stateText(item, t),
    }),
  );
  const numbers = sent.map(({ id }, index) => ({ id: `bc:${id}:see`, label: String(index + 1) }));
  await ctx.reply({
    text:
      sent.length === 0
        ? t('report.list.sent_none')
        : join([t('report.list.sent_title'), ...lines, t('work.pick')]),
    choices: [numbers.slice(0, 4), numbers.slice(4)].filter((row) => row.length > 0),
  });
}
