import type { HistoryEntry, ObligationView } from '../../db/queries/obligations.ts';
import type { Translate } from '../../locales/index.ts';
import { moment } from '../dates.ts';
import { fromMarkup, html } from '../html.ts';
import { historyLine, type Now, obligationCard, obligationName } from '../obligation.ts';
import type { Place } from './address.ts';
import { document } from './page.ts';

/** One obligation with everything ever said about it, and its evidence. */
export function detailPage(
  item: ObligationView,
  history: readonly HistoryEntry[],
  place: Place,
  at: Now,
  t: Translate,
): string {
  const files = history.flatMap((entry) => entry.files.map((file) => ({ file, entry })));
  const lines = [...history]
    .reverse()
    .map((entry) => html`<li>${fromMarkup(historyLine(entry, at, t))}</li>`);
  const body = html`<main class="detail"><p><a href="${place.path}">‹ ${t.plain('board.detail.back')}</a></p>
<h1>${obligationName(item, t, 220)}</h1>
<p>${fromMarkup(obligationCard(item, history, at, t))}</p>
${
  files.length > 0 &&
  html`<h2>${t.plain('board.detail.files')}</h2><ul>${files.map(
    ({ file, entry }, index) =>
      html`<li><a href="${place.path}/viec/${item.id}/tep/${index + 1}">${t.plain('board.detail.file', { name: file.name, who: entry.personName ?? '', at: moment(entry.at, at, t) })}</a></li>`,
  )}</ul>`
}
<h2>${t.plain('board.detail.history')}</h2>
${lines.length > 0 ? html`<ol class="history">${lines}</ol>` : html`<p>${t.plain('board.table.never')}</p>`}
</main>`;
  return document(obligationName(item, t, 80), body, t);
}
