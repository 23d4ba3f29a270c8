import { type Html, html } from '../html.ts';
import { numberText } from '../number.ts';
import { namedIn, praise, rankedValue, ruleText } from '../tiendo/levels/ranking.ts';
import { linkTo } from './address.ts';
import { type Shown, said, section, unfolding } from './section.ts';

const AGENCIES = { shown: 10, most: 50 };

/** Agencies by the rule the office has set, with the rule; null where there are not several. */
export function ranking({ board, level, t }: Shown): Html | null {
  const { source, more, query } = board;
  if (source.summary.agencies.length < 2) return null;
  const { ranked, unranked, rule } = more.ranking;
  const named = namedIn(more.ranking, level);
  const unnamed = ranked.length - named.length;
  const praised = praise(more.ranking, level);
  return section('ranking', t.plain('board.ranking.title'), [
    praised !== '' && html`<p class="praise">${said(praised)}</p>`,
    ranked.length === 0 && html`<p>${t.plain('ranking.none')}</p>`,
    named.length > 0 &&
      unfolding(
        named,
        AGENCIES,
        (some) =>
          html`<table class="ranks" aria-labelledby="ranking-h"><tbody>${some.map(
            (
              one,
            ) => html`<tr><td class="rank">${t.plain('board.ranking.rank', { rank: one.rank })}</td>
<th scope="row"><a href="${linkTo(query, { agencyId: one.agencyId })}">${source.agencyNames.get(one.agencyId) ?? ''}</a></th>
<td><b>${rankedValue(one.value, rule, t)}</b></td><td class="of">${t.plain('board.ranking.of', { count: numberText(one.of, t) })}</td></tr>`,
          )}</tbody></table>`,
        t,
      ),
    unnamed > 0 && html`<p class="note">${t.plain('ranking.unnamed', { count: unnamed })}</p>`,
    unranked.length > 0 &&
      html`<p class="note">${t.plain('ranking.unranked', { count: unranked.length })}</p>`,
    html`<p class="note">${said(ruleText(rule, t))}</p>`,
  ]);
}
