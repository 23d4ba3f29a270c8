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
    text: join([above, t('proposal.which')], '\n\n'),
    choices: [
      ...dates.map((date) => [choice(`offer:${wished}:${date}`, longDate(date, t))]),
      [choice(`typed:${wished}`, t.plain('proposal.other_date'))],
      [choice(`back:${wished}`, t.plain('form.control.back'))],
    ],
  };
}

/** What the agency is asked: to agree, to ask for another date, or to keep the old one. */
export function proposalNotice(
  item: ObligationView,
  proposal: { date: LocalDate; wished: LocalDate | null; office: string },
  at: Now,
  t: Translate,
): Outgoing {
  const { date, wished, office } = proposal;
  return {
    text: t(wished === null ? 'proposal.notice_alone' : 'proposal.notice', {
      office,
      date: fullDate(date),
      wished: wished === null ? '' : fullDate(wished),
      name: obligationName(item, t),
      due: dueText(item, at, t),
    }),
    choices: proposalChoices(item, date, at, t),
  };
}

/** The agency's three answers to a proposed date, good for that date only. */
export function proposalChoices(
  item: { id: number },
  date: LocalDate,
  { today }: Pick<Now, 'today'>,
  t: Translate,
): Choice[][] {
  const agree = t.plain('proposal.agree', { date: shortDate(date, today) });
  return [
    [{ id: `xr:${item.id}:yes:${date}`, label: agree }],
    [
      { id: `ex:${item.id}`, label: t.plain('proposal.ask_again') },
      { id: `xr:${item.id}:keep:${date}`, label: t.plain('proposal.keep') },
    ],
  ];
}
