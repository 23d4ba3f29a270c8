import type { ReportTally } from '../../core/summary/summarise.ts';
import { fullDate, periodText } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { numberText } from '../number.ts';
import { hidesLate } from '../tiendo/board.ts';
import { currentReport } from '../tiendo/main.ts';
import { linkTo } from './address.ts';
import { meter } from './bars.ts';
import { type Shown, section, unfolding } from './section.ts';

const PERIODS = { shown: 3, most: 30 };
/** Names of who is missing, in each period. */
const MISSING = { shown: 20, most: 60 };

/** Reports received of those due, the period in hand first; null where none are owed. */
export function reports(shown: Shown): Html | null {
  const { board, at, t } = shown;
  const all = board.source.summary.reports;
  if (all.length === 0) return null;
  // The one in hand, then backwards; what is still to come interests last.
  const current = currentReport(all, at);
  const others = all.filter((one) => one !== current);
  const isToCome = ({ dueOn }: ReportTally) => dueOn !== null && dueOn > at.today;
  const ordered = [
    ...(current ? [current] : []),
    ...others.filter((one) => !isToCome(one)).reverse(),
    ...others.filter(isToCome),
  ];
  return section('reports', t.plain('board.reports.title'), [
    unfolding(
      ordered,
      PERIODS,
      (some) => html`<ul class="periods">${some.map((report) => line(report, shown))}</ul>`,
      t,
    ),
  ]);
}

function line(report: ReportTally, { board, level, at, t }: Shown): Html {
  const { source, query } = board;
  const sample = [...source.obligations.values()].find((item) => item.periodId === report.periodId);
  const period = String(report.periodId);
  const number = (value: number) => numberText(value, t);
  const overdue = report.dueOn !== null && report.dueOn < at.today;
  const missing = overdue && !hidesLate(level) ? report.missing : [];
  return html`<li><a class="name" href="${linkTo(query, { period })}">${sample?.periodName ?? periodText(sample?.periodCode ?? '', t) ?? ''}</a>
<span class="counts"><b>${t.plain('board.reports.received', { received: number(report.received), due: number(report.due) })}</b>, ${t.plain('board.reports.on_time', { count: number(report.onTime) })}${
    report.dueOn && html`, ${t.plain('board.reports.due', { date: fullDate(report.dueOn) })}`
  }</span>
${meter(report.received / Math.max(report.due, 1))}
${
  !!sample?.dataFrom &&
  !!sample.dataTo &&
  html`<span class="note">${t.plain('board.reports.window', { from: fullDate(sample.dataFrom), to: fullDate(sample.dataTo) })}</span>`
}
${
  missing.length > 0 &&
  html`<details class="missing"><summary>${t.plain('board.reports.missing', { count: number(missing.length) })}</summary>${unfolding(
    missing,
    MISSING,
    (some) =>
      html`<ul class="names">${some.map(
        (agencyId) =>
          html`<li><a href="${linkTo(query, { agencyId, period })}">${source.agencyNames.get(agencyId) ?? ''}</a></li>`,
      )}</ul>`,
    t,
  )}</details>`
}
${overdue && missing.length === 0 && report.missing.length > 0 && html`<span class="note">${t.plain('board.reports.missing', { count: number(report.missing.length) })}</span>`}</li>`;
}
