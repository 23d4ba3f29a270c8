import { calendarPeriod } from '../../core/periods/calendar-period.ts';
import type { Translate } from '../../locales/index.ts';
import type { Dashboard } from '../../office/dashboard/dashboard.ts';
import { clockTime, fullDate, longDate, moment, periodText } from '../dates.ts';
import { type Html, html } from '../html.ts';
import type { Now } from '../obligation.ts';
import { scopeText } from '../tiendo/board.ts';
import { type Place, searchOf } from './address.ts';
import { patterns } from './bars.ts';
import { cards, headline, TABLE } from './cards.ts';
import { charts } from './charts.ts';
import { comparison } from './comparison.ts';
import { document } from './document.ts';
import { filters } from './filters.ts';
import { inspections } from './inspections.ts';
import { ranking } from './ranking.ts';
import { reports } from './reports.ts';
import { type Shown, shownFor } from './section.ts';
import { workTable } from './table.ts';
import { targets } from './targets.ts';

/** The parts below the charts, in their order; each is left out where it has nothing to say. */
const SECTIONS = { reports, compare: comparison, ranking, targets, inspections } as const;

/** The dashboard of a place: figures, charts and the table, narrowed as asked. */
export function dashboardPage(
  board: Dashboard,
  place: Place,
  until: Date,
  at: Now,
  t: Translate,
): string {
  const { source, query } = board;
  const shown = shownFor(board, place, at, t);
  const excel = `${place.path}/viec.xlsx${searchOf(query)}`;
  const parts = Object.entries(SECTIONS).flatMap(([name, make]) => {
    const made = make(shown);
    return made ? [{ name, made }] : [];
  });
  const jumps = parts.map(
    ({ name }) => html`<li><a href="#${name}">${t.plain(`board.jump.${name}`)}</a></li>`,
  );
  const title = scopeText(source, t);
  const body = html`<a class="skip" href="${TABLE}">${t.plain('board.skip')}</a>
${patterns()}
<header><p class="kind">${t.plain('board.title')}</p>
<h1>${title}</h1>
<p class="headline${source.summary.late.length > 0 && ' bad'}">${headline(board, t)}</p>
<p class="note">${t.plain('board.at', { at: `${clockTime(at.now, at.timeZone)} ${longDate(at.today, t)}` })}</p>
${windowText(board, t)}
</header>
<main>
${cards(board, t)}
<nav class="jump" aria-label="${t.plain('board.jump.title')}"><ul>${jumps}<li><a href="${TABLE}">${t.plain('board.jump.table')}</a></li></ul></nav>
${filters(board, place, t)}
${charts(shown)}
<div class="sections">${parts.map(({ made }) => made)}</div>
${workTable(shown)}
</main>
<footer><p class="tools">${place.withCards && html`<a href="${excel}">${t.plain('board.excel')}</a>`} <button type="button" id="print" hidden>${t.plain('board.print')}</button></p>
<p class="note">${t.plain('board.until', { at: moment(until, at, t) })}</p></footer>`;
  return document(`${title} – ${t.plain('board.title')}`, body, t);
}

/** Which days the figures of a chosen period are of. */
function windowText({ source, period }: Shown['board'], t: Translate): Html | null {
  const counted = source.period;
  if (!counted) return null;
  const name = periodText(counted.code, t) ?? counted.name;
  if (period) {
    return html`<p class="note">${t.plain('board.window', { period: name, from: fullDate(period.dataFrom), to: fullDate(period.dataTo), due: fullDate(period.dueOn) })}</p>`;
  }
  const span = calendarPeriod(counted.code);
  return (
    span &&
    html`<p class="note">${t.plain('board.span', { period: name, from: fullDate(span.from), to: fullDate(span.to) })}</p>`
  );
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
