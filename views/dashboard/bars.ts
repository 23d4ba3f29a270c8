import { STANDINGS } from '../../core/obligations/obligation.ts';
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

/** One stacked bar as wide as its container, its length by `longest`; the words are said beside it. */
export function bar(tally: Tally, longest: number): Html {
  let x = 0;
  const parts = PARTS.flatMap((stands) => {
    const count = tally.by[stands];
    if (count === 0) return [];
    const width = (100 * count) / Math.max(longest, 1);
    const left = x;
    x += width;
    return [
      html`<rect x="${left.toFixed(3)}%" width="${width.toFixed(3)}%" height="100%" fill="${fillOf(stands)}"/>`,
    ];
  });
  return html`<svg class="bar" height="18" aria-hidden="true" focusable="false">${parts}</svg>`;
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

export function legend(t: Translate): Html {
  const entries = PARTS.map(
    (stands) =>
      html`<li><svg class="swatch" width="16" height="16" aria-hidden="true" focusable="false"><rect width="100%" height="100%" fill="${fillOf(stands)}"/></svg> ${t.plain(`board.stands.${stands}`)}</li>`,
  );
  return html`<ul class="legend" aria-label="${t.plain('board.chart.legend')}">${entries}</ul>`;
}
