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
  if (tally.total === 0) return emptyMessage(board);
  const report = currentReport(summary.reports, at);
  const text = join(
    [
      join([
        headline(summary, t),
        t('tiendo.main.title', { scope: scopeText(source, t) }),
        t('tiendo.main.at', { at: `${clockTime(at.now, at.timeZone)} ${longDate(at.today, t)}` }),
      ]),
      countLines(tally, t),
      report ? reportLines(report, source, at, t) : '',
      summary.late.length > 0 && !hidesLate(board) ? worstLines(source, at, t) : '',
      nextLine(source, at, t),
    ],
    '\n\n',
  );
  return { text, choices: mainChoices({ source, t }) };
}

/** The ways from the first answer to what is asked most, and to a second keyboard with the rest. */
export function mainChoices({ source, t }: Pick<Board, 'source' | 't'>): Choice[][] {
  const { summary } = source;
  const { by, total } = summary.tally;
  if (total === 0) return emptyChoices({ source, t });
  const choice = chooser({ source, t });
  const lists = [
    by.late > 0 ? choice('late', by.late) : choice('next'),
    ...(by.blocked > 0 ? [choice('blocked', by.blocked)] : []),
  ];
  // Within an area there are no others.
  const areas = source.area ? [] : [choice('areas')];
  const parts = summary.agencies.length > 1 ? [choice('agencies'), ...areas] : [];
  const last = summary.reports.length > 0 ? [choice('reports')] : [];
  const first = parts.length > 0 ? [lists, parts] : [[...lists, ...areas]];
  return [...first, [...last, choice('more')]];
}

/** The second keyboard: lists that are asked for less often, and those that only some boards have. */
export function moreChoices(
  { source, t }: Pick<Board, 'source' | 't'>,
  beside: readonly Choice[],
): Choice[][] {
  const choice = chooser({ source, t });
  const { late } = source.summary.tally.by;
  const lists = [
    ...(late > 0 ? [choice('next')] : []),
    choice('open'),
    choice('done'),
    ...(source.summary.agencies.length > 1 ? [choice('silent')] : []),
    ...beside,
  ];
  return [...inPairs(lists), [{ id: boardIds(source)('main', 0), label: t.plain('tiendo.less') }]];
}

/** What stands above the second keyboard where the first message cannot be changed. */
export function moreText({ source, t }: Pick<Board, 'source' | 't'>): Markup {
  return t('tiendo.more', { scope: scopeText(source, t) });
}

function inPairs(choices: readonly Choice[]): Choice[][] {
  return choices.flatMap((_, index) => (index % 2 === 0 ? [choices.slice(index, index + 2)] : []));
}

function chooser({ source, t }: Pick<Board, 'source' | 't'>) {
  const idOf = boardIds(source);
  return (view: string, count?: number): Choice => {
    const label = t.plain(`tiendo.button.${view}`);
    return { id: idOf(view, 0), label: count === undefined ? label : `${label} (${count})` };
  };
}

/** Where nothing is counted in a period, an area or a group, the whole is one tap away. */
function emptyChoices({ source, t }: Pick<Board, 'source' | 't'>): Choice[][] {
  const { scope, period, area, group } = source;
  if (!period && !area && !group) return [];
  const whole = boardIds({ scope, period: null })('main', 0);
  return [[{ id: whole, label: t.plain('tiendo.button.whole') }]];
}

function emptyMessage(board: Board): Outgoing {
  const { source, at, t } = board;
  const { period, area, group } = source;
  const why = period || area || group ? 'tiendo.empty.narrowed' : 'tiendo.empty.whole';
  return {
    text: join([
      headline(source.summary, t),
      t('tiendo.main.title', { scope: scopeText(source, t) }),
      t('tiendo.main.at', { at: `${clockTime(at.now, at.timeZone)} ${longDate(at.today, t)}` }),
      t(why),
    ]),
    choices: mainChoices({ source, t }),
  };
}

/** "✅ Xong 55/252 · ⛔ 22 vướng · 🕒 118 chưa đến hạn": what the headline leaves out. */
export function countsLine({ by, total }: Tally, t: Translate): Markup {
  const done = t('tiendo.counts.done', {
    done: by.done_on_time + by.done_late,
    total: total - by.not_applicable,
  });
  const blocked = by.blocked > 0 ? t('tiendo.counts.blocked', { count: by.blocked }) : '';
  const open = by.open > 0 ? t('tiendo.counts.open', { count: by.open }) : '';
  return join([done, blocked, open], ' · ');
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
  if (tally.onTimeRate === null) return t('tiendo.main.headline_early');
  const rate = percentText(tally.onTimeRate, t);
  // Nothing is late any more, which is not the same as having been in time.
  const { done_late: count } = tally.by;
  return count > 0
    ? t('tiendo.main.headline_caught_up', { count, rate })
    : t('tiendo.main.headline_fine', { rate });
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
