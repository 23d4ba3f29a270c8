import type { Standing } from '../../core/obligations/obligation.ts';
import type { Translate } from '../../locales/index.ts';
import type { Dashboard } from '../../office/dashboard/dashboard.ts';
import { type Html, html } from '../html.ts';
import { percentText } from '../percent.ts';
import { addressOf, type Place } from './address.ts';

/** Where the table stands on the page. */
export const TABLE = '#viec';

/** What matters, in one line. */
export function headline({ source }: Dashboard, t: Translate): string {
  const { tally, late, agencies } = source.summary;
  if (tally.total === 0) return t.plain('board.headline.nothing');
  if (late.length === 0) return t.plain('board.headline.fine');
  const where = new Set(late.map(({ agencyId }) => agencyId)).size;
  return agencies.length > 1
    ? t.plain('board.headline.late', { count: late.length, agencies: where })
    : t.plain('board.headline.late_here', { count: late.length });
}

/** The figures; those that are a part of the table lead to it. */
export function cards({ source, query }: Dashboard, place: Place, t: Translate): Html {
  const { tally, reports } = source.summary;
  const { by } = tally;
  const judged = by.done_on_time + by.done_late + by.late;
  const due = reports.reduce((sum, report) => sum + report.due, 0);
  const received = reports.reduce((sum, report) => sum + report.received, 0);
  const count = (
    stands: Standing,
  ) => html`<li class="${stands}"><a href="${addressOf(place, query, { stands }, TABLE)}">
<span class="label">${t.plain(`board.stands.${stands}`)}</span><b>${number(by[stands], t)}</b></a></li>`;
  return html`<ul class="cards">
<li><span class="label">${t.plain('board.card.on_time')}</span><b>${percentText(tally.onTimeRate, t)}</b><span class="of">${t.plain('board.card.on_time_of', { done: number(by.done_on_time, t), judged: number(judged, t) })}</span></li>
${count('late')}${count('blocked')}${count('open')}
<li><span class="label">${t.plain('board.card.done')}</span><b>${number(by.done_on_time + by.done_late, t)}</b><span class="of">${t.plain('board.card.done_of', { total: number(tally.total - by.not_applicable, t) })}</span></li>
${due > 0 && html`<li><span class="label">${t.plain('board.card.reports')}</span><b>${number(received, t)}</b><span class="of">${t.plain('board.card.reports_of', { due: number(due, t) })}</span></li>`}
</ul>`;
}

function number(value: number, t: Translate): string {
  return value.toLocaleString(t.locale === 'vi' ? 'vi-VN' : 'en-GB');
}
