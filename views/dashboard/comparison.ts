import type { Change } from '../../core/summary/compare.ts';
import { localDateAt } from '../../core/time/zone.ts';
import type { Translate } from '../../locales/index.ts';
import { fullDate, periodText } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { percentText } from '../percent.ts';
import { numberText } from '../points.ts';
import { agenciesCompared, shownOf } from '../tiendo/levels/compare.ts';
import { linkTo } from './address.ts';
import { type Shown, said, section, unfolding } from './section.ts';

const AGENCIES = { shown: 8, most: 40 };

/** A period against the one before and last year's; null where neither has anything to compare. */
export function comparison({ board, level, at, t }: Shown): Html | null {
  const told = board.more.comparisons.filter(
    ({ all }) => all.now.onTimeRate !== null || all.before.onTimeRate !== null,
  );
  if (told.length === 0) return null;
  const earlier = shownOf(level)?.earlier ?? null;
  const agencies = earlier === null ? [] : agenciesCompared(level);
  const name = (code: string) => periodText(code, t) ?? code;
  return section('compare', t.plain('board.compare.title'), [
    html`<ul class="changes">${told.map(
      (
        one,
      ) => html`<li><a href="${linkTo(board.query, { period: one.code })}">${name(one.code)}</a> <b>${rateText(one.all.now.onTimeRate, t)}</b> ${changeTag(one.all, t)}
<span class="note">${t.plain('board.compare.before', { earlier: name(one.earlier), date: fullDate(localDateAt(one.at, at.timeZone)), rate: rateText(one.all.before.onTimeRate, t) })}</span></li>`,
    )}</ul>`,
    agencies.length > 0 &&
      html`<h3>${t.plain('board.compare.by_agency', { earlier: name(earlier ?? '') })}</h3>${unfolding(
        agencies,
        AGENCIES,
        (some) =>
          html`<ul class="changes">${some.map(
            ({ id, agency, change }) =>
              html`<li><a href="${linkTo(board.query, { agencyId: id })}">${agency}</a> <b>${rateText(change.now.onTimeRate, t)}</b> ${changeTag(change, t)}
<span class="note">${t.plain('board.compare.was', { rate: rateText(change.before.onTimeRate, t) })}</span></li>`,
          )}</ul>`,
        t,
      )}`,
    html`<p class="note">${said(t('compare.rule'))}</p>`,
  ]);
}

function rateText(rate: number | null, t: Translate): string {
  return rate === null ? t.plain('compare.no_data') : percentText(rate, t);
}

/** "▲ tăng 4,5 điểm %": a mark, a word and a colour. */
function changeTag({ points }: Change, t: Translate): Html | null {
  if (points === null) return null;
  const rounded = Math.round(points * 10) / 10;
  const way = rounded > 0 ? 'up' : rounded < 0 ? 'down' : 'same';
  const amount = numberText(Math.abs(rounded), t, 1);
  return html`<span class="change ${way}">${t.plain(`board.compare.${way}`, { points: amount })}</span>`;
}
