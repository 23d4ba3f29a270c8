import type { Translate } from '../../locales/index.ts';
import type { Dashboard } from '../../office/dashboard/dashboard.ts';
import { clockTime, fullDate, longDate, moment, periodText } from '../dates.ts';
import { type Html, html } from '../html.ts';
import type { Now } from '../obligation.ts';
import { addressOf, type Place } from './address.ts';
import { patterns } from './bars.ts';
import { cards, headline, TABLE } from './cards.ts';
import { charts } from './charts.ts';
import { filters } from './filters.ts';
import { workTable } from './table.ts';

/** A whole page; the style and the script are files of their own. */
export function document(title: string, body: Html, t: Translate): string {
  return html`<!doctype html>
<html lang="${t.locale}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${title}</title>
<link rel="stylesheet" href="/board.css"><script src="/board.js" defer></script></head>
<body>${body}</body></html>`.html;
}

/** The dashboard of a place: figures, charts and the table, narrowed as asked. */
export function dashboardPage(
  board: Dashboard,
  place: Place,
  until: Date,
  at: Now,
  t: Translate,
): string {
  const { source, query, period } = board;
  const name = period ? (periodText(period.code, t) ?? period.name) : null;
  const excel = addressOf({ path: `${place.path}/viec.xlsx` }, query);
  const body = html`<a class="skip" href="${TABLE}">${t.plain('board.skip')}</a>
${patterns()}
<header><p class="kind">${t.plain('board.title')}</p>
<h1>${source.scope.name}${name && html`, ${name}`}</h1>
<p class="headline${source.summary.late.length > 0 && ' bad'}">${headline(board, t)}</p>
<p class="note">${t.plain('board.at', { at: `${clockTime(at.now, at.timeZone)} ${longDate(at.today, t)}` })}</p>
${
  period &&
  html`<p class="note">${t.plain('board.window', { period: name ?? '', from: fullDate(period.dataFrom), to: fullDate(period.dataTo), due: fullDate(period.dueOn) })}</p>`
}
</header>
<main>
${cards(board, place, t)}
${filters(board, place, t)}
${charts(board, place, t)}
${workTable(board, place, at, t)}
</main>
<footer><p class="tools">${place.withCards && html`<a href="${excel}">${t.plain('board.excel')}</a>`} <button type="button" id="print" hidden>${t.plain('board.print')}</button></p>
<p class="note">${t.plain('board.until', { at: moment(until, at, t) })}</p></footer>`;
  return document(`${source.scope.name} – ${t.plain('board.title')}`, body, t);
}

/** What stands in place of a page that may not be shown, or cannot be now. */
export function noticePage(what: 'over' | 'busy', t: Translate): string {
  const title = t.plain('board.title');
  return document(
    title,
    html`<main><h1>${title}</h1><p>${t.plain(`board.notice.${what}`)}</p></main>`,
    t,
  );
}
