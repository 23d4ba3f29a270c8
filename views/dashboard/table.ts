import { daysLeft } from '../../core/reminders/ladder.ts';
import { localDateAt } from '../../core/time/zone.ts';
import type { Translate } from '../../locales/index.ts';
import type { DashboardRow } from '../../office/dashboard/dashboard.ts';
import { fullDate } from '../dates.ts';
import { fromMarkup, type Html, html } from '../html.ts';
import { numberText } from '../number.ts';
import { type Now, obligationName, stateText, unblockerText } from '../obligation.ts';
import { pageOf } from '../pager.ts';
import type { Board } from '../tiendo/board.ts';
import { countLines } from '../tiendo/levels/late.ts';
import { linkTo, type Place } from './address.ts';
import { TABLE } from './cards.ts';
import { tableFilters } from './filters.ts';
import type { Shown } from './section.ts';

/** Light on a phone, where each row is as tall as a card. */
const PAGE = 25;

/** The table of work, as looked for; on a phone each row is a card. */
export function workTable({ board, level, place, at, t }: Shown): Html {
  const { rows, query, unnamed } = board;
  const { shown, current, pages } = pageOf(rows, query.page, PAGE);
  const turn = (page: number, key: 'earlier' | 'later') =>
    html`<a href="${linkTo(query, { page }, TABLE)}">${t.plain(`board.table.${key}`)}</a>`;
  const heads = (['agency', 'work', 'due', 'stands', 'silent'] as const).map(
    (key) => html`<th scope="col">${t.plain(`board.table.${key}`)}</th>`,
  );
  return html`<section id="viec" aria-labelledby="work" tabindex="-1">
<h2 id="work">${t.plain('board.table.title', { count: numberText(rows.length, t) })}</h2>
${tableFilters(board, place, t)}
${unnamed > 0 && lateByArea(unnamed, level)}
${
  rows.length === 0
    ? html`<p>${t.plain(unnamed > 0 ? 'board.table.only_unnamed' : 'board.table.none')}</p>`
    : html`<table class="work" aria-labelledby="work"><thead><tr>${heads}</tr></thead>
<tbody>${shown.map((row) => workRow(row, place, at, t))}</tbody></table>`
}
${
  pages > 1 &&
  html`<nav class="pages" aria-label="${t.plain('board.table.page', { page: current + 1, pages })}">${current > 0 && turn(current - 1, 'earlier')}
<span>${t.plain('board.table.page', { page: current + 1, pages })}</span>${current < pages - 1 && turn(current + 1, 'later')}</nav>`
}
</section>`;
}

/** Where late agencies are not to be named: how many pieces of work are late, and in which areas. */
function lateByArea(unnamed: number, level: Board): Html {
  const { t } = level;
  const lines = countLines(level).map(({ text }) => html`<li>${fromMarkup(text)}</li>`);
  return html`<p class="note">${t.plain('board.table.unnamed', { count: numberText(unnamed, t) })}</p><ul class="plain">${lines}</ul>`;
}

function workRow({ item, stands }: DashboardRow, place: Place, at: Now, t: Translate): Html {
  const name = obligationName(item, t, 200);
  const label = (key: string) => t.plain(`board.table.${key}`);
  const late = stands === 'late' && item.dueOn ? -daysLeft(item.dueOn, at.today) : 0;
  const due = item.dueOn ? fullDate(item.dueOn) : item.deadlineWords;
  const silent = item.lastUpdateAt
    ? fullDate(localDateAt(item.lastUpdateAt, at.timeZone))
    : t.plain('board.table.never');
  return html`<tr class="${stands}">
<td data-label="${label('agency')}">${item.agencyShortName}</td>
<th scope="row" data-label="${label('work')}">${
    place.withCards ? html`<a href="${place.path}/viec/${item.id}">${name}</a>` : name
  }</th>
<td data-label="${label('due')}">${due}${
    late > 0 &&
    html`<span class="days late">▲ ${t.plain('board.table.days_late', { count: late })}</span>`
  }</td>
<td data-label="${label('stands')}"><span class="tag ${stands}">${t.plain(`board.stands.${stands}`)}</span>
<span class="said">${stateText(item, t)}</span>${item.reason && html`<span class="said">${item.reason}</span>`}${
    item.unblocker &&
    html`<span class="said">${t.plain('board.table.waits_for', { who: unblockerText(item.unblocker, t) })}</span>`
  }</td>
<td data-label="${label('silent')}">${silent}</td>
</tr>`;
}
