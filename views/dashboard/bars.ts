import { STANDINGS, type Standing } from '../../core/obligations/obligation.ts';
import type { Tally } from '../../core/summary/summarise.ts';
import { FILLS } from '../../exports/pictures/palette.ts';
import type { Segment } from '../../exports/pictures/picture.ts';
import type { Translate } from '../../locales/index.ts';
import { type Html, html } from '../html.ts';

/** Lateness is hatched, so that no colour is the only sign of it. */
export function patterns(): Html {
  return html`<svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false"><defs>
<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="${FILLS.late}"/><rect width="2" height="6" fill="#ffffff" fill-opacity=".45"/></pattern>
<pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="${FILLS.blocked}"/><circle cx="3" cy="3" r="1.2" fill="#ffffff" fill-opacity=".8"/></pattern>
</defs></svg>`;
}

function fillOf(stands: Segment): string {
  if (stands === 'late') return 'url(#hatch)';
  return stands === 'blocked' ? 'url(#dots)' : FILLS[stands];
}

/** Order of the parts of a bar: what is done, what is wrong, what is to come. */
const PARTS: readonly Segment[] = [
  'done_on_time',
  'done_late',
  'late',
  'blocked',
  'open',
  'undated',
];

/** A part of a bar, and where a tap on it leads. */
interface Piece {
  count: number;
  fill: string;
  leads: string | null;
}

/**
 * One stacked bar as wide as its container, its length by `longest`; the words are said beside it.
 * A tap on a part leads to what it counts; by the keyboard the words beside it do.
 */
export function bar(
  tally: Tally,
  longest: number,
  leadsTo: (stands: Standing) => string | null,
): Html {
  const pieces = PARTS.map((stands) => ({
    count: tally.by[stands],
    fill: fillOf(stands),
    leads: leadsTo(stands),
  }));
  return drawn(pieces, longest);
}

/** The same where lateness is not to be told: done, blocked, and all the rest as one. */
export function discreetBar(tally: Tally, longest: number): Html {
  const { by } = tally;
  const plain = (count: number, fill: string): Piece => ({ count, fill, leads: null });
  return drawn(
    [
      plain(by.done_on_time + by.done_late, FILLS.done_on_time),
      plain(by.blocked, fillOf('blocked')),
      plain(by.late + by.open + by.undated, FILLS.undated),
    ],
    longest,
  );
}

function drawn(pieces: readonly Piece[], longest: number): Html {
  let x = 0;
  const parts = pieces.flatMap(({ count, fill, leads }) => {
    if (count === 0) return [];
    const width = (100 * count) / Math.max(longest, 1);
    const left = x;
    x += width;
    const rect = html`<rect x="${left.toFixed(2)}%" width="${width.toFixed(2)}%" height="100%" fill="${fill}"/>`;
    return [leads === null ? rect : html`<a href="${leads}" tabindex="-1">${rect}</a>`];
  });
  return html`<svg class="bar" height="24" aria-hidden="true" focusable="false">${parts}</svg>`;
}

/** "3 xong đúng hạn, 1 trễ hạn": a bar in words. */
export function partsText(tally: Tally, t: Translate): string {
  return STANDINGS.filter((stands) => tally.by[stands] > 0)
    .map((stands) =>
      t.plain('board.chart.part', {
        count: tally.by[stands],
        stands: t.plain(`board.stands.${stands}`).toLocaleLowerCase(t.locale),
      }),
    )
    .join(', ');
}

/** What the parts of a bar mean; where lateness is not told, what the fewer parts mean. */
export function legend(t: Translate, isDiscreet = false): Html {
  const entries = isDiscreet
    ? [
        { fill: FILLS.done_on_time, text: t.plain('board.card.done') },
        { fill: fillOf('blocked'), text: t.plain('board.stands.blocked') },
        { fill: FILLS.undated, text: t.plain('board.chart.not_done') },
      ]
    : PARTS.map((stands) => ({ fill: fillOf(stands), text: t.plain(`board.stands.${stands}`) }));
  const lines = entries.map(
    ({ fill, text }) =>
      html`<li><svg class="swatch" width="16" height="16" aria-hidden="true" focusable="false"><rect width="100%" height="100%" fill="${fill}"/></svg> ${text}</li>`,
  );
  return html`<ul class="legend" aria-label="${t.plain('board.chart.legend')}">${lines}</ul>`;
}

/** A share of something, 0 to 1, as a bar; `goal` is marked by a line. Said in words beside it. */
export function meter(share: number, goal: number | null = null): Html {
  const wide = (part: number) => `${(Math.min(Math.max(part, 0), 1) * 100).toFixed(2)}%`;
  return html`<svg class="bar meter" height="14" aria-hidden="true" focusable="false"><rect class="track" width="100%" height="100%"/><rect class="rate" width="${wide(share)}" height="100%"/>${
    goal !== null &&
    html`<line class="goal" x1="${wide(goal)}" x2="${wide(goal)}" y1="0" y2="100%"/>`
  }</svg>`;
}
