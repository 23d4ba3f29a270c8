import { groupBy } from '../core/collections/group-by.ts';
import { join, type Markup } from '../core/messages/markup.ts';
import type { Choice, Outgoing } from '../core/messages/message.ts';
import { daysLeft } from '../core/reminders/ladder.ts';
import type { Countable, ReportTally, Summary, Tally } from '../core/summary/summarise.ts';
import { shorten } from '../core/text/shorten.ts';
import type { ObligationView } from '../db/queries/obligations.ts';
import type { Translate } from '../locales/index.ts';
import type { SummaryPage } from '../office/summary.ts';
import { clockTime, distance, fullDate, longDate, periodText, shortDate } from './dates.ts';
import { type Now, obligationName, unblockerText } from './obligation.ts';
import { pager } from './pager.ts';
import { percentText } from './percent.ts';

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
): Outgoing {
  const idOf = boardIds(source);
  if (view === 'main') return mainMessage(source, at, t);
  const lines = linesOf(view, source, at, t);
  const pages = Math.max(1, Math.ceil(lines.length / PAGE));
  const current = Math.min(Math.max(page, 0), pages - 1);
  const shown = lines.slice(current * PAGE, (current + 1) * PAGE);
  return {
    text: join([
      t(`tiendo.${view}.title`, { scope: scopeText(source, t), count: lines.length }),
      ...(shown.length > 0 ? shown : [t(`tiendo.${view}.none`)]),
      pages > 1 ? t('tiendo.page', { page: current + 1, pages }) : '',
    ]),
    choices: [
      ...pager((other) => idOf(view, other), current, pages, t),
      [{ id: idOf('main', 0), label: t.plain('tiendo.back') }],
    ],
  };
}

/**
 * Ids of the buttons that turn a board to another of its pages, in place: `td:<view>:<agency>:<page>`
 * and the period, if it counts only one.
 */
function boardIds({ scope, period }: SummaryPage): (view: TiendoView, page: number) => string {
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

function linesOf(view: TiendoView, source: SummaryPage, at: Now, t: Translate): Markup[] {
  const { summary } = source;
  switch (view) {
    case 'areas':
      return summary.areas.map((area) => tallyLine(`${area.areaNo}. ${area.area}`, area, t));
    case 'agencies':
      return summary.agencies.map((agency) =>
        tallyLine(source.agencyNames.get(agency.agencyId) ?? '', agency, t),
      );
    case 'late':
      return summary.late.map((item) => lateLine(item, source, at, t, 90));
    case 'blocked':
      return summary.blocked.map((item) => blockedLine(item, source, t));
    case 'next':
      return nextLines(source, at, t);
    case 'reports':
      return summary.reports.map((report) => reportLine(report, source, at, t));
    case 'main':
      return [];
  }
}

function tallyLine(name: string, tally: Tally, t: Translate): Markup {
  const marks = [
    tally.by.late > 0 ? t.plain('tiendo.mark.late', { count: tally.by.late }) : '',
    tally.by.blocked > 0 ? t.plain('tiendo.mark.blocked', { count: tally.by.blocked }) : '',
  ].filter((mark) => mark !== '');
  return t('tiendo.tally_line', {
    name: shorten(name, 46),
    done: tally.by.done_on_time + tally.by.done_late,
    total: tally.total - tally.by.not_applicable,
    marks: marks.length > 0 ? ` · ${marks.join(' · ')}` : '',
  });
}

function lateLine(
  item: Countable,
  source: SummaryPage,
  at: Now,
  t: Translate,
  max: number,
): Markup {
  const obligation = source.obligations.get(item.id);
  if (!obligation || item.dueOn === null) return '' as Markup;
  return t('tiendo.late_line', {
    agency: agencyPrefix(obligation, source),
    name: obligationName(obligation, t, max),
    count: -daysLeft(item.dueOn, at.today),
    state: t.plain(`state.${item.state}`),
  });
}

/** "Phòng Tư pháp: "; nothing where all the figures are one agency's. */
function agencyPrefix({ agencyShortName }: ObligationView, { summary }: SummaryPage): string {
  return summary.agencies.length > 1 ? `${agencyShortName}: ` : '';
}

function blockedLine(item: Countable, source: SummaryPage, t: Translate): Markup {
  const obligation = source.obligations.get(item.id);
  if (!obligation) return '' as Markup;
  return t('tiendo.blocked_line', {
    agency: agencyPrefix(obligation, source),
    name: obligationName(obligation, t, 80),
    reason: shorten(obligation.reason ?? '', 80),
    who: obligation.unblocker ? unblockerText(obligation.unblocker, t) : '',
  });
}

function nextLines({ summary, obligations }: SummaryPage, at: Now, t: Translate): Markup[] {
  const alike = groupBy(summary.next, (item) => {
    const obligation = obligations.get(item.id);
    const name = obligation ? obligationName(obligation, t, 80) : '';
    return `${item.dueOn}\n${name}`;
  });
  return [...alike].map(([key, group]) => {
    const name = key.slice(key.indexOf('\n') + 1);
    const first = group[0];
    const agency = first ? obligations.get(first.id)?.agencyShortName : undefined;
    return t('tiendo.next_line', {
      date: first?.dueOn ? shortDate(first.dueOn, at.today) : '',
      name,
      who:
        group.length > 1
          ? t.plain('tiendo.agencies_count', { count: group.length })
          : (agency ?? ''),
    });
  });
}

function reportLine(report: ReportTally, source: SummaryPage, at: Now, t: Translate): Markup {
  const sample = [...source.obligations.values()].find((item) => item.periodId === report.periodId);
  const overdue = report.dueOn !== null && report.dueOn < at.today;
  const names = report.missing.map((id) => source.agencyNames.get(id) ?? '');
  const shown = names.slice(0, 6).join(', ');
  return join([
    t('tiendo.reports.line', {
      name: sample?.periodName ?? '',
      received: report.received,
      due: report.due,
      on_time: report.onTime,
      date: report.dueOn ? fullDate(report.dueOn) : '',
    }),
    sample?.dataFrom && sample.dataTo
      ? t('tiendo.main.window', { from: fullDate(sample.dataFrom), to: fullDate(sample.dataTo) })
      : '',
    overdue && names.length > 0
      ? t('tiendo.reports.missing', {
          names: names.length > 6 ? `${shown}…` : shown,
          count: names.length,
        })
      : '',
  ]);
}
