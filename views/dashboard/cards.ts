import type { Standing } from '../../core/obligations/obligation.ts';
import type { Translate } from '../../locales/index.ts';
import type { Dashboard } from '../../office/dashboard/dashboard.ts';
import { type Html, html } from '../html.ts';
import { numberText } from '../number.ts';
import { percentText } from '../percent.ts';
import { linkTo } from './address.ts';

/** Where the table stands on the page. */
export const TABLE = '#viec';

/** What matters, in one line. */
export function headline({ source }: Dashboard, t: Translate): string {
  const { tally, late, agencies } = source.summary;
  if (tally.total === 0) return t.plain('board.headline.nothing');
  if (late.length === 0) return t.plain('board.headline.fine');
  const where = new Set(late.map(({ agencyId }) => agencyId)).size;
  const count = numberText(late.length, t);
  return agencies.length > 1
    ? t.plain('board.headline.late', { count, agencies: numberText(where, t) })
    : t.plain('board.headline.late_here', { count });
}

/** The figures; those that are a part of the table lead to it. */
export function cards({ source, query }: Dashboard, t: Translate): Html {
  const { tally, reports } = source.summary;
  const { by } = tally;
  const number = (value: number) => numberText(value, t);
  const judged = by.done_on_time + by.done_late + by.late;
  const due = reports.reduce((sum, report) => sum + report.due, 0);
  const received = reports.reduce((sum, report) => sum + report.received, 0);
  const to = (stands: Standing) => linkTo(query, { stands }, TABLE);
  const count = (stands: Standing) => html`<li class="${stands}"><a href="${to(stands)}">
<span class="label">${t.plain(`board.stands.${stands}`)}</span><b>${number(by[stands])}</b></a></li>`;
  const part = (stands: 'done_on_time' | 'done_late') =>
    html`<a href="${to(stands)}">${t.plain(`board.card.${stands}`, { count: number(by[stands]) })}</a>`;
  return html`<ul class="cards">
<li><span class="label">${t.plain('board.card.on_time')}</span><b>${percentText(tally.onTimeRate, t)}</b><span class="of">${t.plain('board.card.on_time_of', { done: number(by.done_on_time), judged: number(judged) })}</span></li>
${count('late')}${count('blocked')}${count('open')}
<li class="done"><span class="label">${t.plain('board.card.done')}</span><b>${number(by.done_on_time + by.done_late)}</b><span class="of">${t.plain('board.card.done_of', { total: number(tally.total - by.not_applicable) })}</span><span class="parts">${part('done_on_time')} ${part('done_late')}</span></li>
${due > 0 && html`<li class="received"><a href="#reports"><span class="label">${t.plain('board.card.reports')}</span><b>${number(received)}</b><span class="of">${t.plain('board.card.reports_of', { due: number(due) })}</span></a></li>`}
${by.undated > 0 && count('undated')}
</ul>`;
}
