import type { Standing } from '../../core/obligations/obligation.ts';
import type { Tally } from '../../core/summary/summarise.ts';
import type { Translate } from '../../locales/index.ts';
import type { Dashboard } from '../../office/dashboard/dashboard.ts';
import type { DashboardQuery } from '../../office/dashboard/query.ts';
import { periodText } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { numberText } from '../number.ts';
import { percentText } from '../percent.ts';
import { hidesLate } from '../tiendo/board.ts';
import { agenciesInOrder } from '../tiendo/levels/agencies.ts';
import { linkTo } from './address.ts';
import { bar, discreetBar, legend, meter, partsText } from './bars.ts';
import { TABLE } from './cards.ts';
import { type Shown, section, unfolding } from './section.ts';

/** Bars shown at once, and with those that unfold: the page must stay light for 3,300 communes. */
const BARS = { shown: 12, most: 40 };

interface Row {
  name: string;
  tally: Tally;
  /** What a tap chooses. */
  change: Partial<DashboardQuery>;
}

/** The charts: agencies and areas as stacked bars, each a way deeper, and the trend. */
export function charts(shown: Shown): Html {
  const { board, level, t } = shown;
  const { summary, agencyNames } = board.source;
  const applies = ({ total, by }: Tally) => total > by.not_applicable;
  const agencies = agenciesInOrder(level)
    .filter(applies)
    .map((tally) => ({
      name: agencyNames.get(tally.agencyId) ?? '',
      tally,
      change: { agencyId: tally.agencyId },
    }));
  const areas = summary.areas.filter(applies).map((tally) => ({
    name: `${tally.areaNo}. ${tally.area}`,
    tally,
    change: { areaNo: tally.areaNo },
  }));
  return html`<div class="charts">
${agencies.length > 1 && chart('agencies', agencies, hidesLate(level), shown)}
${areas.length > 1 && chart('areas', areas, false, shown)}
${trendChart(board, t)}
</div>`;
}

function chart(
  kind: 'agencies' | 'areas',
  rows: readonly Row[],
  isDiscreet: boolean,
  { board: { query }, t }: Shown,
): Html {
  const longest = Math.max(...rows.map(({ tally }) => tally.total - tally.by.not_applicable));
  const number = (count: number) => numberText(count, t);
  const line = ({ name, tally, change }: Row) => {
    const { by } = tally;
    const leadsTo = (stands: Standing) => linkTo(query, { ...change, stands }, TABLE);
    const chip = (stands: 'late' | 'blocked') =>
      by[stands] > 0 &&
      html`<a class="chip ${stands}" href="${leadsTo(stands)}">${t.plain(`board.chart.${stands}`, { count: number(by[stands]) })}<span class="heard"> ${name}</span></a>`;
    const told = isDiscreet ? '' : partsText(tally, t);
    return html`<li><a class="into" href="${linkTo(query, change)}">${name}${told !== '' && html`<span class="heard">: ${told}</span>`}</a>
<span class="counts">${!isDiscreet && chip('late')}${chip('blocked')}<span>${t.plain('board.chart.done', { done: number(by.done_on_time + by.done_late), total: number(tally.total - by.not_applicable) })}</span></span>
${isDiscreet ? discreetBar(tally, longest) : bar(tally, longest, leadsTo)}</li>`;
  };
  return section(kind, t.plain(`board.chart.${kind}`), [
    html`<p class="note">${t.plain(isDiscreet ? 'board.chart.agencies_discreet' : `board.chart.${kind}_note`)}</p>`,
    legend(t, isDiscreet),
    unfolding(rows, BARS, (some) => html`<ul class="bars">${some.map(line)}</ul>`, t),
  ]);
}

function trendChart({ trend, query }: Dashboard, t: Translate): Html {
  // Quarters before the office had anything due tell nothing.
  const first = trend.findIndex(({ onTimeRate }) => onTimeRate !== null);
  const told = first === -1 ? trend.slice(-1) : trend.slice(first);
  const rows = told.map((point) => {
    const judged = point.by.done_on_time + point.by.done_late + point.by.late;
    const rate = point.onTimeRate;
    const name = html`<th scope="row"><a href="${linkTo(query, { period: point.code })}">${periodText(point.code, t) ?? point.code}</a></th>`;
    if (rate === null) {
      return html`<tr>${name}<td class="none" colspan="3">${t.plain('board.chart.trend_nothing')}</td></tr>`;
    }
    const here = linkTo(query, { period: point.code });
    return html`<tr>${name}
<td class="rate">${percentText(rate, t)}</td>
<td class="of">${t.plain('board.chart.trend_of', { done: numberText(point.by.done_on_time, t), judged: numberText(judged, t) })}</td>
<td class="line"><a href="${here}" tabindex="-1" aria-hidden="true">${meter(rate)}</a></td></tr>`;
  });
  return section('trend-chart', t.plain('board.chart.trend'), [
    html`<p class="note">${t.plain('board.chart.trend_note')}</p>
<table class="trend" aria-labelledby="trend-chart-h"><tbody>${rows}</tbody></table>`,
  ]);
}
