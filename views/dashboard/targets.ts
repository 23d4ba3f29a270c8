import { OUTCOMES, type Outcome } from '../../core/summary/targets.ts';
import type { Translate } from '../../locales/index.ts';
import type { JudgedTarget } from '../../office/targets.ts';
import { fullDate } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { amountText, goalText } from '../targets.ts';
import { meter } from './bars.ts';
import { type Shown, section, unfolding } from './section.ts';

const TARGETS = { shown: 6, most: 60 };

/** Told apart without colour, too. */
const MARKS: Readonly<Record<Outcome, string>> = { met: '✓', near: '≈', missed: '✗', unknown: '?' };

/** The plan's targets beside what was reached; null where nobody has set any. */
export function targets({ board, t }: Shown): Html | null {
  const page = board.more.targets;
  if (!page || page.items.length === 0) return null;
  const counts = OUTCOMES.flatMap((outcome) => {
    const count = page.items.filter((item) => item.outcome === outcome).length;
    return count === 0
      ? []
      : [html`<li>${tag(outcome, t.plain(`targets.counted.${outcome}`, { count }))}</li>`];
  });
  const title = { year: page.year, issuer: page.issuer.name };
  return section('targets', t.plain('board.targets.title', title), [
    html`<p class="note">${t.plain('board.targets.note', { scope: board.source.scope.name })}</p>
<ul class="legend">${counts}</ul>`,
    unfolding(
      page.items,
      TARGETS,
      (some) => html`<ul class="goals">${some.map((item) => line(item, t))}</ul>`,
      t,
    ),
  ]);
}

function line(item: JudgedTarget, t: Translate): Html {
  const { target, actual, outcome } = item;
  const most = scaleOf(item);
  const known = actual
    ? t.plain(`board.targets.${actual.from}`, { date: fullDate(actual.asOf) })
    : '';
  const lacking = actual?.lacking
    ? t.plain('targets.card.lacking', { count: actual.lacking }).trim()
    : '';
  return html`<li><span class="name">${target.name}</span>
<span class="counts"><b>${actual ? amountText(actual.value, target.unit, t) : t.plain('targets.no_figure')}</b> <span>${t.plain('board.targets.goal', { goal: goalText(item, t) })}</span> ${tag(outcome, t.plain(`targets.outcome.${outcome}`))}</span>
${actual && meter(actual.value / most, target.value / most)}
${known !== '' && html`<span class="note">${known} ${lacking}</span>`}</li>`;
}

/** Percentages are drawn of a hundred, other figures with some room above the greater one. */
function scaleOf({ target, actual }: JudgedTarget): number {
  const greatest = Math.max(target.value, actual?.value ?? 0, 0);
  return target.unit === '%' && greatest <= 100 ? 100 : Math.max(greatest * 1.2, Number.EPSILON);
}

function tag(outcome: Outcome, words: string): Html {
  return html`<span class="tag ${outcome}">${MARKS[outcome]} ${words}</span>`;
}
