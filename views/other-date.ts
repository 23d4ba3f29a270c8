import { join, type Markup } from '../core/messages/markup.ts';
import type { Choice, Outgoing } from '../core/messages/message.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import type { ObligationView } from '../db/queries/obligations.ts';
import type { Translate } from '../locales/index.ts';
import { fullDate, longDate, shortDate } from './dates.ts';
import { dueText, type Now, obligationName } from './obligation.ts';

/** The dates to propose instead of the wished one, below what was asked for. */
export function datesToPropose(
  item: { id: number },
  { wished, dates }: { wished: LocalDate; dates: readonly LocalDate[] },
  above: Markup,
  t: Translate,
): Outgoing {
  const choice = (verdict: string, label: string): Choice => ({
    id: `xd:${item.id}:${verdict}`,
    label,
  });
  return {
    text: join([above, t('other_date.which')], '\n\n'),
    choices: [
      ...dates.map((date) => [choice(`offer:${wished}:${date}`, longDate(date, t))]),
      [choice(`typed:${wished}`, t.plain('other_date.other_date'))],
      [choice(`back:${wished}`, t.plain('form.control.back'))],
    ],
  };
}

/** What the agency is asked: to agree, to ask for another date, or to keep the old one. */
export function otherDateNotice(
  item: ObligationView,
  proposal: { date: LocalDate; wished: LocalDate | null; office: string },
  at: Now,
  t: Translate,
): Outgoing {
  const { date, wished, office } = proposal;
  return {
    text: t(wished === null ? 'other_date.notice_alone' : 'other_date.notice', {
      office,
      date: fullDate(date),
      wished: wished === null ? '' : fullDate(wished),
      name: obligationName(item, t),
      due: dueText(item, at, t),
    }),
    choices: otherDateChoices(item, date, at, t),
  };
}

/** The agency's three answers to a proposed date, good for that date only. */
export function otherDateChoices(
  item: { id: number },
  date: LocalDate,
  { today }: Pick<Now, 'today'>,
  t: Translate,
): Choice[][] {
  const agree = t.plain('other_date.agree', { date: shortDate(date, today) });
  return [
    [{ id: `xr:${item.id}:yes:${date}`, label: agree }],
    [
      { id: `ex:${item.id}`, label: t.plain('other_date.ask_again') },
      { id: `xr:${item.id}:keep:${date}`, label: t.plain('other_date.keep') },
    ],
  ];
}
