import { DAY_OFF_RULES, type DayOffRule } from '../core/calendar/day-off-rule.ts';
import type { DayRange } from '../core/calendar/day-range.ts';
import type { CalendarSpan } from '../core/calendar/spans.ts';
import type { DayOffReason } from '../core/calendar/work-calendar.ts';
import { join, type Markup } from '../core/messages/markup.ts';
import type { Choice, Outgoing } from '../core/messages/message.ts';
import type { OfficeHours } from '../core/reminders/office-hours.ts';
import { type LocalDate, weekday } from '../core/time/local-date.ts';
import { clockOf } from '../core/time/minute-span.ts';
import type { Translate } from '../locales/index.ts';
import type { Telling } from '../office/due-moves.ts';
import type { Reach } from '../office/follow-calendar.ts';
import { longDate, shortDate } from './dates.ts';
import { reachText, tellingText } from './due-moves.ts';
import type { Now } from './obligation.ts';

/** Lines of coming days on one card. */
const SHOWN = 14;

export interface CalendarCard {
  today: LocalDate;
  reason: DayOffReason | null;
  hours: OfficeHours;
  rule: DayOffRule;
  spans: readonly CalendarSpan[];
  /** Years shown for which the government's arrangement is not known. */
  assumed: readonly number[];
  mayChange: boolean;
  /** Whom moved due dates wait to be told, for who may change the calendar. */
  telling: Telling | null;
}

/** The office's calendar: today, the hours, the rule for days off, and what is coming. */
export function calendarMessage(card: CalendarCard, at: Now, t: Translate): Outgoing {
  const { today, reason, hours, rule, spans, assumed, mayChange } = card;
  const date = longDate(today, t);
  const own = spans.some(({ kind }) => kind === 'off' || kind === 'working');
  const text = join([
    t('calendar.title'),
    reason === null
      ? t('calendar.today_working', { date })
      : t('calendar.today_off', { date, reason: t.plain(`calendar.reason.${reason}`) }),
    t('calendar.hours', { hours: hoursText(hours, t) }),
    t(`calendar.rule.${rule}`),
    t('calendar.coming'),
    ...spans.slice(0, SHOWN).map((span) => spanLine(span, today, t)),
    spans.length > SHOWN ? t('calendar.more', { count: spans.length - SHOWN }) : '',
    own ? t('calendar.own_mark') : '',
    ...assumed.map((year) => t('calendar.assumed', { year })),
    card.telling?.at ? tellingText(card.telling, at, t) : '',
    mayChange ? '' : t('calendar.read_only'),
  ]);
  return mayChange ? { text, choices: changeChoices(t) } : { text };
}

function changeChoices(t: Translate): Choice[][] {
  return [
    [
      { id: 'li:off', label: t.plain('calendar.button.off') },
      { id: 'li:work', label: t.plain('calendar.button.work') },
    ],
    [
      { id: 'li:rm', label: t.plain('calendar.button.remove') },
      { id: 'li:hours', label: t.plain('calendar.button.hours') },
    ],
    [{ id: 'li:rule', label: t.plain('calendar.button.rule') }],
  ];
}

/** "08:00–17:30, nghỉ trưa 11:30–13:00". */
export function hoursText({ fromMinute, untilMinute, pause }: OfficeHours, t: Translate): string {
  const whole = `${clockOf(fromMinute)}–${clockOf(untilMinute)}`;
  if (!pause) return whole;
  const rest = `${clockOf(pause.fromMinute)}–${clockOf(pause.untilMinute)}`;
  return t.plain('calendar.with_pause', { hours: whole, pause: rest });
}

/** "thứ Bảy 10/01", "16/02 – 20/02". */
export function rangeText({ from, to }: DayRange, today: LocalDate, t: Translate): string {
  if (from !== to) return `${shortDate(from, today)} – ${shortDate(to, today)}`;
  return `${t.plain(`time.weekday.${weekday(from)}`)} ${shortDate(from, today)}`;
}

function spanLine(span: CalendarSpan, today: LocalDate, t: Translate): Markup {
  const days = rangeText(span, today, t);
  switch (span.kind) {
    case 'holiday':
      return t('calendar.line.holiday', { days, name: t.plain(`calendar.reason.${span.code}`) });
    case 'swap': {
      const other = rangeText({ from: span.other, to: span.other }, today, t);
      return t('calendar.line.swap', { days, other });
    }
    default:
      return t(`calendar.line.${span.kind}`, { days, note: noteText(span.note) });
  }
}

function noteText(note: string): string {
  return note === '' ? '' : `: ${note}`;
}

/** What a change of the calendar brought about. */
export interface CalendarEffect {
  /** Open work due on the days it was about. */
  due: number;
  moved: Reach;
  telling: Telling;
  rule: DayOffRule;
}

/** What a change did, whom it concerns, and the way back to the card. */
export function calendarChanged(
  what: Markup,
  effect: CalendarEffect,
  at: Now,
  t: Translate,
): Outgoing {
  return {
    text: join([
      what,
      effectLine(effect, t),
      effect.moved.obligations > 0 ? tellingText(effect.telling, at, t) : '',
    ]),
    choices: [[{ id: 'li:show', label: t.plain('calendar.button.show') }]],
  };
}

/** Which due dates and reminders it concerns. */
function effectLine({ due, moved, rule }: CalendarEffect, t: Translate): Markup {
  const { obligations: count, agencies } = moved;
  if (count > 0) return t('calendar.effect.moved', { count, agencies });
  if (due === 0) return t('calendar.effect.none');
  return t(rule === 'keep' ? 'calendar.effect.kept' : 'calendar.effect.due', { count: due });
}

/** The rule for due dates on days off that counts, and what each of the others would move. */
export function ruleQuestion(
  rule: DayOffRule,
  reaches: ReadonlyMap<DayOffRule, Reach>,
  t: Translate,
): Outgoing {
  return {
    text: join([
      t('calendar.rule_ask'),
      t(`calendar.rule.${rule}`),
      ...[...reaches].map(([one, { obligations, agencies }]) =>
        t(obligations === 0 ? 'calendar.rule_effect_none' : 'calendar.rule_effect', {
          rule: t.plain(`calendar.rule_button.${one}`),
          obligations,
          agencies,
        }),
      ),
    ]),
    choices: [
      ...DAY_OFF_RULES.map((one) => [
        { id: `li:rs:${one}`, label: t.plain(`calendar.rule_button.${one}`) },
      ]),
      [{ id: 'li:show', label: t.plain('calendar.button.show') }],
    ],
  };
}

/** Asked before entered days are taken away, where due dates move with them. */
export function removeQuestion(
  range: DayRange,
  reach: Reach,
  today: LocalDate,
  t: Translate,
): Outgoing {
  const days = rangeText(range, today, t);
  return {
    text: join([t('calendar.remove_sure', { days }), reachText(reach, t)]),
    choices: [
      [{ id: `li:rd:${range.from}:${range.to}`, label: t.plain('calendar.button.remove_sure') }],
      [{ id: 'li:show', label: t.plain('calendar.button.show') }],
    ],
  };
}

/** The entered days that can be taken away. */
export function removeMessage(
  spans: readonly { from: LocalDate; to: LocalDate; kind: 'off' | 'working'; note: string }[],
  today: LocalDate,
  t: Translate,
): Outgoing {
  const back = [{ id: 'li:show', label: t.plain('calendar.button.show') }];
  if (spans.length === 0) return { text: t('calendar.remove_none'), choices: [back] };
  return {
    text: join([t('calendar.remove_which'), ...spans.map((span) => spanLine(span, today, t))]),
    choices: [
      ...spans.map((span) => [
        { id: `li:rx:${span.from}:${span.to}`, label: `🗑 ${rangeText(span, today, t)}` },
      ]),
      back,
    ],
  };
}
