import type { Tally } from '../../core/summary/summarise.ts';
import type { TrendPoint } from '../../core/summary/trend.ts';
import type { Translate } from '../../locales/index.ts';
import type { Dashboard, DashboardQuery } from '../../office/dashboard/dashboard.ts';
import { periodText } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { percentText } from '../percent.ts';
import { addressOf, type Place } from './address.ts';
import { bar, legend, partsText } from './bars.ts';

/** Bars shown at once; the rest unfold. */
const SHOWN = 12;

interface Row {
  name: string;
  tally: Tally;
  /** What a tap chooses. */
  change: Partial<DashboardQuery>;
}

/** The charts: agencies and areas as stacked bars, each a way deeper, and the trend. */
export function charts(board: Dashboard, place: Place, t: Translate): Html {
  const { summary, agencyNames } = board.source;
  const agencies = summary.agencies.map((tally) => ({
    name: agencyNames.get(tally.agencyId) ?? '',
    tally,
    change: { agencyId: tally.agencyId },
  }));
  const areas = summary.areas.map((tally) => ({
    name: `${tally.areaNo}. ${tally.area}`,
    tally,
    change: { areaNo: tally.areaNo },
  }));
  return html`<div class="charts">
${agencies.length > 1 && chart('agencies', agencies, board, place, t)}
${areas.length > 1 && chart('areas', areas, board, place, t)}
${trendChart(board.trend, t)}
</div>`;
}

function chart(
  kind: 'agencies' | 'areas',
  rows: readonly Row[],
  { query }: Dashboard,
  place: Place,
  t: Translate,
): Html {
  const longest = Math.max(...rows.map(({ tally }) => tally.total - tally.by.not_applicable));
  const line = ({ name, tally, change }: Row) => {
    const done = tally.by.done_on_time + tally.by.done_late;
    return html`<li><a href="${addressOf(place, query, change)}">
<span class="name">${name}</span>
<span class="counts">${t.plain('board.chart.done', { done, total: tally.total - tally.by.not_applicable })}${
      tally.by.late > 0 &&
      html` <b class="late">${t.plain('board.chart.late', { count: tally.by.late })}</b>`
    }</span>
<span class="heard">${partsText(tally, t)}</span>
${bar(tally, longest)}</a></li>`;
  };
  const rest = rows.slice(SHOWN);
  return html`<section class="chart ${kind}" aria-labelledby="${kind}">
<h2 id="${kind}">${t.plain(`board.chart.${kind}`)}</h2>
<p class="note">${t.plain(`board.chart.${kind}_note`)}</p>
${legend(t)}
<ul class="bars">${rows.slice(0, SHOWN).map(line)}</ul>
${
  rest.length > 0 &&
  html`<details><summary>${t.plain('board.chart.more', { count: rest.length })}</summary>
<ul class="bars">${rest.map(line)}</ul></details>`
}
</section>`;
}

function trendChart(trend: readonly TrendPoint[], t: Translate): Html {
  // Quarters before the office had anything due tell nothing.
  const first = trend.findIndex(({ onTimeRate }) => onTimeRate !== null);
  const told = first === -1 ? trend.slice(-1) : trend.slice(first);
  const rows = told.map((point) => {
    const judged = point.by.done_on_time + point.by.done_late + point.by.late;
    const rate = point.onTimeRate;
    const name = html`<th scope="row">${periodText(point.code, t) ?? point.code}</th>`;
    if (rate === null) {
      return html`<tr>${name}<td class="none" colspan="3">${t.plain('board.chart.trend_nothing')}</td></tr>`;
    }
    return html`<tr>${name}
<td class="rate">${percentText(rate, t)}</td>
<td class="of">${t.plain('board.chart.trend_of', { done: point.by.done_on_time, judged })}</td>
<td class="line"><svg class="bar" height="14" aria-hidden="true" focusable="false"><rect class="track" width="100%" height="100%"/><rect class="rate" width="${(rate * 100).toFixed(3)}%" height="100%"/></svg></td></tr>`;
  });
  return html`<section class="chart trend-chart" aria-labelledby="trend">
<h2 id="trend">${t.plain('board.chart.trend')}</h2>
<p class="note">${t.plain('board.chart.trend_note')}</p>
<table class="trend"><tbody>${rows}</tbody></table>
</section>`;
}
