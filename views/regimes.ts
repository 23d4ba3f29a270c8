import { dueDay } from '../core/calendar/day-off-rule.ts';
import { join, type Markup } from '../core/messages/markup.ts';
import type { Outgoing } from '../core/messages/message.ts';
import type { RulePeriod } from '../core/reports/regime-rule.ts';
import { shorten } from '../core/text/shorten.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import type { Translate } from '../locales/index.ts';
import type { DueRules } from '../office/due.ts';
import type { RegimeView } from '../office/regimes.ts';
import { fullDate } from './dates.ts';

/** Periods shown of one regime; of twelve months the first two and the last are enough. */
const PERIODS = 6;
const REGIMES = 8;

export interface At {
  today: LocalDate;
  rules: DueRules;
}

/** The regimes somebody looks after, each with what is due next. */
export function regimesMessage(all: readonly RegimeView[], at: At, t: Translate): Outgoing {
  const shown = [...all].sort((a, b) => Number(a.endedAt !== null) - Number(b.endedAt !== null));
  return {
    text: join([
      t('regime.title'),
      shown.length === 0 ? t('regime.none') : '',
      ...shown.slice(0, REGIMES).map((one) => regimeLine(one, at, t)),
      shown.length > REGIMES ? t('regime.more', { count: shown.length - REGIMES }) : '',
    ]),
    choices: [
      ...shown
        .slice(0, REGIMES)
        .map(({ id, document }) => [{ id: `cd:see:${id}`, label: `📄 ${shorten(document, 26)}` }]),
      [{ id: 'cd:add', label: t.plain('regime.add') }],
    ],
  };
}

function regimeLine(regime: RegimeView, at: At, t: Translate): Markup {
  const { document, name, endedAt } = regime;
  const params = { document, name: shorten(name, 80) };
  if (endedAt) return t('regime.line_ended', params);
  const [next] = coming(regime, at);
  if (!next) return t('regime.line_idle', params);
  return t('regime.line', { ...params, period: next.name, due: fullDate(next.due) });
}

/** One regime: who reports, by when, and the periods to come. */
export function regimeMessage(regime: RegimeView, at: At, t: Translate): Outgoing {
  const { id, document, name, whoReports, parsed, endedAt } = regime;
  const periods = coming(regime, at);
  const back = { id: 'cd:list', label: t.plain('regime.back') };
  return {
    text: join([
      t('regime.card.title', { document, name: shorten(name, 160) }),
      whoReports.length > 0
        ? t('regime.card.who', { who: shorten(whoReports.join('; '), 200) })
        : '',
      parsed ? t('regime.card.due', { words: parsed.dueWords }) : t('regime.card.listed'),
      endedAt ? t('regime.card.ended') : '',
      periods.length > 0 ? t('regime.card.coming') : t('regime.card.no_more'),
      ...periodLines(periods, at, t),
    ]),
    choices: endedAt ? [[back]] : [[{ id: `cd:end:${id}`, label: t.plain('regime.end') }, back]],
  };
}

/** Before a regime is ended: what that means. */
export function endQuestion({ id, document }: RegimeView, t: Translate): Outgoing {
  return {
    text: t('regime.end_ask', { document }),
    choices: [
      [
        { id: `cd:yes:${id}`, label: t.plain('regime.end_yes') },
        { id: `cd:see:${id}`, label: t.plain('regime.back') },
      ],
    ],
  };
}

/** Periods with their windows and due days after the rule for days off, one a line. */
export function periodLines(
  periods: readonly RulePeriod[],
  { rules }: Pick<At, 'rules'>,
  t: Translate,
): Markup[] {
  const line = ({ name, dataFrom, dataTo, due }: RulePeriod) => {
    const day = dueDay(due, rules.rule, rules.calendar);
    const params = { name, from: fullDate(dataFrom), to: fullDate(dataTo), due: fullDate(day) };
    return day === due
      ? t('regime.period', params)
      : t('regime.period_moved', { ...params, written: fullDate(due) });
  };
  if (periods.length <= PERIODS + 1) return periods.map(line);
  const last = periods.slice(-1);
  const between = periods.length - PERIODS;
  const first = periods.slice(0, PERIODS - 1);
  return [...first.map(line), t('regime.more_periods', { count: between }), ...last.map(line)];
}

function coming({ periods }: RegimeView, { today }: At): RulePeriod[] {
  return periods
    .filter(({ dueOn }) => dueOn >= today)
    .map(({ code, name, dataFrom, dataTo, dueOn }) => ({
      code,
      name,
      dataFrom,
      dataTo,
      due: dueOn,
    }))
    .sort((a, b) => (a.due === b.due ? 0 : a.due < b.due ? -1 : 1));
}
