import { isSettled } from '../../core/obligations/obligation.ts';
import { can, scopeOf } from '../../core/people/can.ts';
import { SNOOZE_CHOICES, type SnoozeChoice, snoozeDay } from '../../core/reminders/pause.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import {
  type ObligationView,
  obligationById,
  obligationsOf,
} from '../../db/queries/obligations.ts';
import { loadCalendar } from '../../office/calendar.ts';
import { shortDate } from '../../views/dates.ts';
import { dueText, obligationName } from '../../views/obligation.ts';
import { pageOf, pager } from '../../views/pager.ts';
import { type ChoiceHandler, idArgument } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { startForm } from '../forms/session.ts';
import { refuse } from '../refuse.ts';
import { isMuted, putOff } from './put-off.ts';

const OFFERED = 8;

/** `hn:<obligation>[:<when>]`: put off one's own reminder; `hn:list:<page>`: of which work. */
export const pressSnooze: ChoiceHandler<LinkedContext> = async (ctx, [first, second]) => {
  if (first === 'list') return pick(ctx, idArgument(second) ?? 0);
  const item = await obligationById(ctx.tx, idArgument(first) ?? -1);
  if (!item || !can(ctx.actor, 'update', item.agencyId)) return refuse(ctx, item);
  if (item.withdrawnAt) return refuse(ctx, item, 'withdrawn');
  if (isSettled(item.state)) return refuse(ctx, item, 'settled');
  const { dueOn } = item;
  if (dueOn === null) return ctx.reply({ text: ctx.t('reminding.snooze.undated') });
  if (await isMuted(ctx, item)) return;
  if (second === undefined) return ask(ctx, item, dueOn);
  if (second === 'other') {
    const context = { obligation: item.id };
    return startForm(ctx, 'snooze_date', { context, answers: {} });
  }
  const choice = SNOOZE_CHOICES.find((one) => one === second);
  if (!choice) return ctx.reply({ text: ctx.t('refused.old_button') });
  const calendar = await loadCalendar(ctx.tx);
  await putOff(ctx, item, snoozeDay(choice, dueOn, ctx.today, calendar), false);
};

async function ask(ctx: LinkedContext, item: ObligationView, dueOn: LocalDate): Promise<void> {
  const calendar = await loadCalendar(ctx.tx);
  const byDay = new Map<LocalDate, SnoozeChoice>();
  for (const choice of SNOOZE_CHOICES) {
    const day = snoozeDay(choice, dueOn, ctx.today, calendar);
    if (!byDay.has(day)) byDay.set(day, choice);
  }
  const { t } = ctx;
  await ctx.reply({
    text: t('reminding.snooze.ask', { name: obligationName(item, t), due: dueText(item, ctx, t) }),
    choices: [
      ...[...byDay].map(([day, choice]) => [
        {
          id: `hn:${item.id}:${choice}`,
          label: t.plain(`reminding.button.${choice}`, { date: shortDate(day, ctx.today) }),
        },
      ]),
      [{ id: `hn:${item.id}:other`, label: t.plain('reminding.button.other_day') }],
    ],
  });
}

/** Dated work that is open, the most pressing first. */
async function pick(ctx: LinkedContext, page: number): Promise<void> {
  const { t } = ctx;
  const items = (await obligationsOf(ctx.tx, scopeOf(ctx.actor, 'update'))).filter(
    (item) => item.dueOn !== null && !isSettled(item.state),
  );
  const manyAgencies = new Set(items.map((item) => item.agencyId)).size > 1;
  const { shown, current, pages } = pageOf(items, page, OFFERED);
  await ctx.reply({
    text: t(items.length > 0 ? 'reminding.snooze.pick' : 'work.nothing_dated'),
    choices: [
      ...shown.map((item) => {
        const agency = manyAgencies ? `${item.agencyShortName}: ` : '';
        return [{ id: `hn:${item.id}`, label: agency + obligationName(item, t, 48) }];
      }),
      ...pager((other) => `hn:list:${other}`, current, pages, t),
    ],
  });
}
