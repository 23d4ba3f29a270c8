import { join, type Markup } from '../core/messages/markup.ts';
import type { Choice, Outgoing } from '../core/messages/message.ts';
import { daysLeft } from '../core/reminders/ladder.ts';
import type { Countable, ReportTally, Summary, Tally } from '../core/summary/summarise.ts';
import type { Translate } from '../locales/index.ts';
import type { SummaryPage } from '../office/summary.ts';
import { clockTime, distance, fullDate, longDate, periodText, shortDate } from './dates.ts';
import { type Now, obligationName } from './obligation.ts';
import { pageOf, pager } from './pager.ts';
import { percentText } from './percent.ts';
import { blockedLine, lateLine, nextLines, reportLine, tallyLine } from './tiendo-lines.ts';

const PAGE = 8;
export const TIENDO_VIEWS = [
  'main',
  'areas',
  'agencies',
  'late',
  'blocked',
  'next',
  'reports',
] as const;
export type TiendoView = (typeof TIENDO_VIEWS)[number];

/** One level of `/tiendo`: the answer in words, and the way to the other levels. */
export function tiendoMessage(
  view: TiendoView,
  page: number,
  source: SummaryPage,
  at: Now,
  t: Translate,
  /** A line about one obligation opens its card; only where cards may be shown. */
  withCards = false,
): Outgoing {
  const idOf = boardIds(source);
  if (view === 'main') return mainMessage(source, at, t);
  const lines = linesOf(view, source, at, t, withCards);
  const { shown, current, pages } = pageOf(lines, page, PAGE);
  return {
    text: join([
      t(`tiendo.${view}.title`, { scope: scopeText(source, t), count: lines.length }),
      ...shown.map(({ text: line, opens }, index) =>
        opens === null ? line : t('tiendo.numbered', { number: index + 1, line }),
      ),
      shown.length === 0 ? t(`tiendo.${view}.none`) : '',
      pages > 1 ? t('tiendo.page', { page: current + 1, pages }) : '',
    ]),
    choices: [
      ...openers(shown),
      ...pager((other) => idOf(view, other), current, pages, t),
      [{ id: idOf('main', 0), label: t.plain('tiendo.back') }],
    ],
  };
}

/**
 * Ids of the buttons that turn a board to another of its pages, in place: `td:<view>:<agency>:<page>`
 * and the period, if it counts only one.
 */
function boardIds({
  scope,
  period,
}: Pick<SummaryPage, 'scope' | 'period'>): (view: TiendoView, page: number) => string {
  return (view, page) => ['td', view, scope.id, page, ...(period ? [period.id] : [])].join(':');
}

/** "UBND huyện Thạnh Trị", "UBND huyện Thạnh Trị, quý I/2023". */
function scopeText({ scope, period }: SummaryPage, t: Translate): string {
  if (!period) return scope.name;
  const name = periodText(period.code, t) ?? period.name;
  return t.plain('tiendo.scope_in_period', { scope: scope.name, period: name });
}

function mainMessage(source: SummaryPage, at: Now, t: Translate): Outgoing {
  const { summary } = source;
  const idOf = boardIds(source);
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
      summary.late.length > 0 ? worstLines(source, at, t) : '',
      nextLine(source, at, t),
    ],
    '\n\n',
  );
  const choice = (view: TiendoView): Choice => ({
    id: idOf(view, 0),
    label: t.plain(`tiendo.button.${view}`),
  });
  const many = summary.agencies.length > 1;
  const choices: Choice[][] = [
    many ? [choice('areas'), choice('agencies')] : [choice('areas')],
    [choice('late'), choice('next')],
  ];
  if (tally.by.blocked > 0) choices.push([choice('blocked')]);
  if (summary.reports.length > 0) choices.push([choice('reports')]);
  return { text, choices };
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
function headline({ tally, late, agencies: all }: Summary, t: Translate): Markup {
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
function currentReport(reports: readonly ReportTally[], { today }: Now): ReportTally | undefined {
  const incomplete = reports.filter((report) => report.received < report.due);
  const overdue = incomplete.filter((report) => report.dueOn !== null && report.dueOn < today);
  return overdue.at(-1) ?? incomplete[0] ?? reports.at(-1);
}

function reportLines(report: ReportTally, source: SummaryPage, at: Now, t: Translate): Markup {
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

function nextLine({ summary, obligations }: SummaryPage, at: Now, t: Translate): Markup {
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

/** One line of a level, and the choice that leads deeper from it. */
interface Line {
  text: Markup;
  opens: string | null;
}

const plain = (text: Markup): Line => ({ text, opens: null });

function linesOf(
  view: TiendoView,
  source: SummaryPage,
  at: Now,
  t: Translate,
  withCards: boolean,
): Line[] {
  const { summary, scope, period } = source;
  const card = (item: Countable) => (withCards ? `ob:${item.id}` : null);
  switch (view) {
    case 'areas':
      return summary.areas.map((area) => plain(tallyLine(`${area.areaNo}. ${area.area}`, area, t)));
    case 'agencies':
      return summary.agencies.map((agency) => ({
        text: tallyLine(source.agencyNames.get(agency.agencyId) ?? '', agency, t),
        opens:
          agency.agencyId === scope.id
            ? null
            : boardIds({ scope: { ...scope, id: agency.agencyId }, period })('main', 0),
      }));
    case 'late':
      return summary.late.map((item) => ({
        text: lateLine(item, source, at, t, 90),
        opens: card(item),
      }));
    case 'blocked':
      return summary.blocked.map((item) => ({
        text: blockedLine(item, source, t),
        opens: card(item),
      }));
    case 'next':
      return nextLines(source, at, t).map(plain);
    case 'reports':
      return summary.reports.map((report) => plain(reportLine(report, source, at, t)));
    case 'main':
      return [];
  }
}

/** The numbers of the lines that lead deeper, four in a row. */
function openers(lines: readonly Line[]): Choice[][] {
  const buttons = lines.flatMap(({ opens }, index) =>
    opens === null ? [] : [{ id: opens, label: String(index + 1) }],
  );
  return [buttons.slice(0, 4), buttons.slice(4)].filter((row) => row.length > 0);
}
