import type { Markup } from '../../core/messages/markup.ts';
import type { Translate } from '../../locales/index.ts';
import type { Dashboard } from '../../office/dashboard/dashboard.ts';
import { fromMarkup, type Html, html } from '../html.ts';
import type { Now } from '../obligation.ts';
import type { Board } from '../tiendo/board.ts';
import type { Place } from './address.ts';

/** What a part of the page is made from. */
export interface Shown {
  board: Dashboard;
  /** The same as the levels of `/tiendo` take it. */
  level: Board;
  place: Place;
  at: Now;
  t: Translate;
}

export function shownFor(board: Dashboard, place: Place, at: Now, t: Translate): Shown {
  const { source, namesLate, more } = board;
  const level = { source, at, t, namesLate, withCards: place.withCards, more };
  return { board, level, place, at, t };
}

/** A part of the page under a heading of its own; `name` is where links lead to it. */
export function section(name: string, title: string, body: readonly (Html | false | null)[]): Html {
  const parts = body.filter((part) => part !== false && part !== null);
  return html`<section class="chart ${name}" id="${name}" aria-labelledby="${name}-h" tabindex="-1">
<h2 id="${name}-h">${title}</h2>
${parts}
</section>`;
}

/**
 * A list of any length: some items at once, more behind "Xem thêm", and of the rest the number and
 * how to get to them.
 */
export function unfolding<T>(
  items: readonly T[],
  { shown, most }: { shown: number; most: number },
  list: (items: readonly T[]) => Html,
  t: Translate,
): Html {
  const more = items.slice(shown, most);
  const rest = items.length - shown - more.length;
  return html`${list(items.slice(0, shown))}${
    more.length > 0 &&
    html`<details><summary>${t.plain('board.more', { count: more.length })}</summary>${list(more)}</details>`
  }${rest > 0 && html`<p class="note">${t.plain('board.rest', { count: rest })}</p>`}`;
}

/** Text of a message on a page, without the empty lines that part it from others there. */
export function said(markup: Markup): Html {
  return fromMarkup(markup.trim() as Markup);
}
