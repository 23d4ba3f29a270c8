import { join, type Markup } from '../../core/messages/markup.ts';
import type { Choice, Outgoing } from '../../core/messages/message.ts';
import { daysLeft } from '../../core/reminders/ladder.ts';
import type { ReportTally, Summary, Tally } from '../../core/summary/summarise.ts';
import type { Translate } from '../../locales/index.ts';
import type { SummaryPage } from '../../office/summary.ts';
import { clockTime, distance, fullDate, longDate, shortDate } from '../dates.ts';
import { type Now, obligationName } from '../obligation.ts';
import { percentText } from '../percent.ts';
import { type Board, boardIds, hidesLate, scopeText } from './board.ts';
import { lateLine } from './lines.ts';

/** How things stand in one message, and the ways deeper. */
export function mainMessage(board: Board): Outgoing {
  const { source, at, t } = board;
  const { summary } = source;
  const { tally } = summary;
  const report = currentReport(summary.reports, at);
  const text = join(
    [
      join([
        t('tiendo.main.title', { scope: scopeText(source, t) }),
        t('tiendo.main.at', { at: `${clockTime(at.now, at.timeZone)} ${longDate(at.today, t)}` }),
      ]),
      headline(summary, t),
      countLines(tally, t),
      report ? reportLines(report, source, at, t) : '',
      summary.late.length > 0 && !hidesLate(board) ? worstLines(source, at, t) : '',
      nextLine(source, at, t),
    ],
    '\n\n',
  );
  return { text, choices: mainChoices({ source, t }) };
}

/** The ways from the first answer to the levels below. */
export function mainChoices({ source, t }: Pick<Board, 'source' | 't'>): Choice[][] {
  const { summary } = source;
  const idOf = boardIds(source);
  const choice = (view: string): Choice => ({
    id: idOf(view, 0),
    label: t.plain(`tiendo.button.${view}`),
  });
  const many = summary.agencies.length > 1;
  const choices: Choice[][] = [
    many ? [choice('areas'), choice('agencies')] : [choice('areas')],
    [choice('late'), choice('next')],
  ];
  if (summary.tally.by.blocked > 0) choices.push([choice('blocked')]);
  if (summary.reports.length > 0) choices.push([choice('reports')]);
  return choices;
}

function countLines(tally: Tally, t: Translate): Markup {
  return join([
    t('tiendo.main.done', {
      done: tally.by.done_on_time + tally.by.done_late,
      total: tally.total - tally.by.not_applicable,
      on_time: tally.by.done_on_time,
      late: tally.by.done_late,
    }),
    t('tiendo.main.late', { count: tally.by.late }),
    t('tiendo.main.blocked', { count: tally.by.blocked }),
    t('tiendo.main.open', { count: tally.by.open }),
    tally.inProgress > 0 ? t('tiendo.main.begun', { count: tally.inProgress }) : '',
    tally.by.undated > 0 ? t('tiendo.main.undated', { count: tally.by.undated }) : '',
    tally.returned > 0 ? t('tiendo.main.returned', { count: tally.returned }) : '',
  ]);
}

/** The first line says what matters. */
export function headline({ tally, late, agencies: all }: Summary, t: Translate): Markup {
  const isOneAgency = all.length === 1;
  if (tally.total === 0) return t('tiendo.main.nothing');
  if (late.length > 0) {
    const agencies = new Set(late.map((item) => item.agencyId)).size;
    const rate = percentText(tally.onTimeRate, t);
    return isOneAgency
      ? t('tiendo.main.headline_late_here', { count: late.length, rate })
      : t('tiendo.main.headline_late', { count: late.length, agencies, rate });
  }
  return tally.onTimeRate === null
    ? t('tiendo.main.headline_early')
    : t('tiendo.main.headline_fine', { rate: percentText(tally.onTimeRate, t) });
}

/** The period in hand: the first not yet fully received, otherwise the last one due. */
export function currentReport(
  reports: readonly ReportTally[],
  { today }: Now,
): ReportTally | undefined {
  const incomplete = reports.filter((report) => report.received < report.due);
  const overdue = incomplete.filter((report) => report.dueOn !== null && report.dueOn < today);
  return overdue.at(-1) ?? incomplete[0] ?? reports.at(-1);
}

export function reportLines(
  report: ReportTally,
  source: SummaryPage,
  at: Now,
  t: Translate,
): Markup {
  const sample = [...source.obligations.values()].find((item) => item.periodId === report.periodId);
  return join([
    t('tiendo.main.report', {
      name: sample?.periodName ?? '',
      received: report.received,
      due: report.due,
      date: report.dueOn ? shortDate(report.dueOn, at.today) : '',
    }),
    sample?.dataFrom && sample.dataTo
      ? t('tiendo.main.window', { from: fullDate(sample.dataFrom), to: fullDate(sample.dataTo) })
      : '',
  ]);
}

function worstLines(source: SummaryPage, at: Now, t: Translate): Markup {
  const worst = source.summary.late.slice(0, 3).map((item) => lateLine(item, source, at, t, 60));
  return join([t('tiendo.main.worst'), ...worst]);
}

export function nextLine({ summary, obligations }: SummaryPage, at: Now, t: Translate): Markup {
  const first = summary.next[0];
  if (!first?.dueOn) return '' as Markup;
  const sameDay = summary.next.filter((item) => item.dueOn === first.dueOn);
  const name = obligations.get(first.id);
  return t('tiendo.main.next', {
    date: shortDate(first.dueOn, at.today),
    name: name ? obligationName(name, t, 60) : '',
    distance: distance(daysLeft(first.dueOn, at.today), t),
    count: sameDay.length,
  });
}
