import { DAY_OFF_RULES, type DayOffRule } from '../../core/calendar/day-off-rule.ts';
import type { DayRange } from '../../core/calendar/day-range.ts';
import { calendarSpans, isAnnounced, ownSpans } from '../../core/calendar/spans.ts';
import { join } from '../../core/messages/markup.ts';
import { dateOf, type LocalDate, partsOf } from '../../core/time/local-date.ts';
import { allOfficeDays, countDueBetween } from '../../db/queries/calendar.ts';
import { mayChangeCalendar } from '../../office/calendar-rights.ts';
import { loadDueRules } from '../../office/due.ts';
import { tellingOf } from '../../office/due-moves.ts';
import { type Reach, reachOf } from '../../office/follow-calendar.ts';
import { loadOfficeHours } from '../../office/hours.ts';
import { changeDayOffRule, forgetOfficeDays } from '../../office/office-days.ts';
import { previewChange } from '../../office/preview-calendar.ts';
import {
  calendarChanged,
  calendarMessage,
  rangeText,
  removeMessage,
  removeQuestion,
  ruleQuestion,
} from '../../views/calendar.ts';
import type { LinkedCommand } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { startForm } from '../forms/session.ts';

/** Own days that can be taken away, shown at once. */
const LISTED = 10;

/**
 * `/lich`: the calendar the whole deployment works by. Everybody reads it; who looks after the top
 * of the tree enters days off and worked, the hours and the rule for due dates on days off.
 */
export const calendar: LinkedCommand = {
  name: 'lich',
  words: ['lich lam viec', 'lich nghi', 'ngay nghi'],
  where: 'private',
  access: 'linked',
  run: (ctx) => show(ctx, 'reply'),
  choices: {
    async li(ctx, [verb, first, second]) {
      if (verb === 'show') return show(ctx, 'answer');
      if (!(await mayChangeCalendar(ctx.tx, ctx.actor, ctx.today))) {
        return ctx.reply({ text: ctx.t('calendar.not_yours') });
      }
      switch (verb) {
        case 'off':
        case 'work':
          return startForm(ctx, 'calendar_day', {
            context: { kind: verb === 'off' ? 'off' : 'working' },
            answers: {},
          });
        case 'hours':
          return startForm(ctx, 'office_hours', { context: {}, answers: {} });
        case 'rm':
          return askRemove(ctx);
        // Asked first where due dates move with it.
        case 'rx':
        case 'rd':
          return remove(ctx, dayArgument(first), dayArgument(second), verb === 'rd');
        case 'rule':
          return askRule(ctx);
        case 'rs':
          return changeRule(ctx, first);
        default:
          return ctx.reply({ text: ctx.t('refused.old_button') });
      }
    },
  },
};

async function show(ctx: LinkedContext, how: 'reply' | 'answer'): Promise<void> {
  const { tx, today } = ctx;
  const { year } = partsOf(today);
  const { rule, calendar: days } = await loadDueRules(tx);
  const until = dateOf(year + 1, 12, 31) ?? today;
  const mayChange = await mayChangeCalendar(tx, ctx.actor, today);
  const card = {
    today,
    reason: days.dayOffReason(today),
    hours: await loadOfficeHours(tx),
    rule,
    spans: calendarSpans({ from: today, to: until }, await allOfficeDays(tx)),
    assumed: [year, year + 1].filter((one) => !isAnnounced(one)),
    mayChange,
    telling: mayChange ? await tellingOf(tx, ctx.timeZone) : null,
  };
  await ctx[how](calendarMessage(card, ctx, ctx.t));
}

async function askRemove(ctx: LinkedContext): Promise<void> {
  const spans = ownSpans(await allOfficeDays(ctx.tx));
  await ctx.answer(removeMessage(spans.slice(-LISTED), ctx.today, ctx.t));
}

async function remove(
  ctx: LinkedContext,
  from: LocalDate | null,
  to: LocalDate | null,
  sure: boolean,
): Promise<void> {
  if (from === null || to === null || to < from) {
    return ctx.reply({ text: ctx.t('refused.old_button') });
  }
  const range: DayRange = { from, to };
  if (!sure) {
    const reach = await previewChange(ctx.tx, { kind: 'remove', days: range }, ctx);
    if (reach.obligations > 0) {
      return ctx.answer(removeQuestion(range, reach, ctx.today, ctx.t));
    }
  }
  const { removed, moved } = await forgetOfficeDays(ctx.tx, range, ctx);
  const days = rangeText(range, ctx.today, ctx.t);
  if (removed === 0) return ctx.reply({ text: ctx.t('calendar.removed_before', { days }) });
  await ctx.audit({
    action: 'calendar.changed',
    subject: 'office',
    details: { what: 'removed', from, to, moved: moved.length },
  });
  const due = await countDueBetween(ctx.tx, from, to);
  const { rule } = await loadDueRules(ctx.tx);
  const what = ctx.t('calendar.removed', { days });
  const telling = await tellingOf(ctx.tx, ctx.timeZone);
  const effect = { due, moved: reachOf(moved), telling, rule };
  await ctx.answer(calendarChanged(what, effect, ctx, ctx.t));
}

async function askRule(ctx: LinkedContext): Promise<void> {
  const { rule } = await loadDueRules(ctx.tx);
  const reaches = new Map<DayOffRule, Reach>();
  for (const one of DAY_OFF_RULES.filter((other) => other !== rule)) {
    reaches.set(one, await previewChange(ctx.tx, { kind: 'rule', rule: one }, ctx));
  }
  await ctx.answer(ruleQuestion(rule, reaches, ctx.t));
}

async function changeRule(ctx: LinkedContext, wished: string | undefined): Promise<void> {
  const rule = DAY_OFF_RULES.find((one) => one === wished);
  if (!rule) return ctx.reply({ text: ctx.t('refused.old_button') });
  const moved = await changeDayOffRule(ctx.tx, rule, ctx);
  await ctx.audit({
    action: 'calendar.changed',
    subject: 'office',
    details: { what: 'day_off_rule', rule, moved: moved.length },
  });
  const what = join([ctx.t('calendar.rule_set'), ctx.t(`calendar.rule.${rule}`)]);
  const telling = await tellingOf(ctx.tx, ctx.timeZone);
  const effect = { due: 0, moved: reachOf(moved), telling, rule };
  await ctx.answer(calendarChanged(what, effect, ctx, ctx.t));
}

/** A day in a button; null for what somebody made up. */
function dayArgument(text: string | undefined): LocalDate | null {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text ?? '') ?? [];
  return dateOf(Number(year ?? 0), Number(month ?? 0), Number(day ?? 0));
}
