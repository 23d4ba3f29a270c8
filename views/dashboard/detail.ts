import { EXTENSION_KINDS, lastStatement } from '../../core/obligations/history.ts';
import type { HistoryEntry, ObligationView } from '../../db/queries/obligations.ts';
import type { Translate } from '../../locales/index.ts';
import type { EntryState } from '../../office/inspections/board.ts';
import { fullDate, moment } from '../dates.ts';
import { fromMarkup, type Html, html } from '../html.ts';
import {
  historyLine,
  type Now,
  obligationCard,
  obligationName,
  unblockerText,
} from '../obligation.ts';
import type { Place } from './address.ts';
import { document } from './document.ts';
import { inspectionSteps } from './inspections.ts';

/** An obligation with everything ever said about it, and the inspection it is a step of. */
export interface Detail {
  item: ObligationView;
  /** Oldest first. */
  history: readonly HistoryEntry[];
  inspection: EntryState | null;
}

/** One obligation with its dates, everything ever said about it, and its evidence. */
export function detailPage(
  { item, history, inspection }: Detail,
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
${blockedBox({ item, history }, at, t)}
<p>${fromMarkup(obligationCard(item, history, at, t))}</p>
${dueDates(history, at, t)}
${inspection && inspectionSteps(inspection, place, at, t)}
${
  files.length > 0 &&
  html`<h2>${t.plain('board.detail.files')}</h2><ul class="files">${files.map(
    ({ file, entry }, index) =>
      html`<li><a href="${place.path}/viec/${item.id}/tep/${index + 1}">${t.plain('board.detail.file', { name: file.name, who: entry.personName ?? '', at: moment(entry.at, at, t) })}</a></li>`,
  )}</ul>`
}
<h2>${t.plain('board.detail.history')}</h2>
${lines.length > 0 ? html`<ol class="history">${lines}</ol>` : html`<p>${t.plain('board.table.never')}</p>`}
</main>`;
  return document(obligationName(item, t, 80), body, t);
}

/** Who has to do something so that it goes on, why, and since when. */
function blockedBox(
  { item, history }: Pick<Detail, 'item' | 'history'>,
  at: Now,
  t: Translate,
): Html | null {
  if (item.state !== 'blocked' || !item.unblocker) return null;
  const since = lastStatement(history);
  return html`<p class="waits"><b>${t.plain('board.detail.waits_for', { who: unblockerText(item.unblocker, t) })}</b>${
    since && html` ${t.plain('board.detail.since', { at: moment(since.at, at, t) })}`
  }${item.reason && html`<br>${item.reason}`}</p>`;
}

/** Every due date it had, and every wish for more time with what came of it. */
function dueDates(history: readonly HistoryEntry[], at: Now, t: Translate): Html | null {
  const about = history.filter(
    ({ kind, dueBefore, dueAfter }) =>
      EXTENSION_KINDS.some((one) => one === kind) || (dueAfter !== null && dueAfter !== dueBefore),
  );
  if (about.length === 0) return null;
  const heads = (['when', 'what', 'from', 'to', 'who', 'why'] as const).map(
    (key) => html`<th scope="col">${t.plain(`board.detail.due.${key}`)}</th>`,
  );
  const label = (key: string) => t.plain(`board.detail.due.${key}`);
  const rows = about.map(
    ({ at: then, kind, dueBefore, dueAfter, personName, reason, note, state }) =>
      html`<tr><td data-label="${label('when')}"><span>${moment(then, at, t)}</span></td><td data-label="${label('what')}"><span>${t.plain(`history.kind.${kind}`, { state: state ? t.plain(`state.${state}`) : '' })}</span></td><td data-label="${label('from')}"><span>${dueBefore ? fullDate(dueBefore) : '–'}</span></td><td data-label="${label('to')}"><span>${dueAfter ? fullDate(dueAfter) : '–'}</span></td><td data-label="${label('who')}"><span>${personName ?? t.plain('history.system')}</span></td><td data-label="${label('why')}"><span>${reason ?? note ?? '–'}</span></td></tr>`,
  );
  return html`<h2 id="dates">${t.plain('board.detail.due.title')}</h2>
<table class="work dates" aria-labelledby="dates"><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table>`;
}
