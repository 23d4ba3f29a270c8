import { STANDINGS } from '../../core/obligations/obligation.ts';
import type { Translate } from '../../locales/index.ts';
import type { Dashboard } from '../../office/dashboard/dashboard.ts';
import { periodText } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { addressOf, PARAMETERS, type Place } from './address.ts';

interface Option {
  value: string;
  label: string;
}

/** What the figures are narrowed by; works without a script. */
export function filters(board: Dashboard, place: Place, t: Translate): Html {
  const { query } = board;
  const chosen = (value: string | number | null) => (value === null ? '' : String(value));
  const isNarrowed = addressOf(place, query) !== place.path;
  return html`<form class="filters" method="get" action="${place.path}" role="search" aria-label="${t.plain('board.filter.title')}">
${select('period', PARAMETERS.periodId, chosen(query.periodId), periodOptions(board, t), t)}
${select('area', PARAMETERS.areaNo, chosen(query.areaNo), areaOptions(board), t)}
${select('agency', PARAMETERS.agencyId, chosen(query.agencyId), agencyOptions(board), t)}
${select('stands', PARAMETERS.stands, chosen(query.stands), standingOptions(t), t)}
<label>${t.plain('board.filter.words')}<input type="search" name="${PARAMETERS.words}" value="${query.words}" placeholder="${t.plain('board.filter.words_example')}" maxlength="100"></label>
<div class="buttons"><button>${t.plain('board.filter.apply')}</button>${
    isNarrowed && html`<a href="${place.path}">${t.plain('board.filter.clear')}</a>`
  }</div>
</form>`;
}

function select(
  kind: 'period' | 'area' | 'agency' | 'stands',
  name: string,
  chosen: string,
  options: readonly Option[],
  t: Translate,
): Html | null {
  if (options.length === 0) return null;
  const lines = options.map(({ value, label }) =>
    value === chosen
      ? html`<option value="${value}" selected>${label}</option>`
      : html`<option value="${value}">${label}</option>`,
  );
  return html`<label>${t.plain(`board.filter.${kind}`)}<select name="${name}"><option value="">${t.plain(`board.filter.${kind}_all`)}</option>${lines}</select></label>`;
}

function periodOptions({ periods }: Dashboard, t: Translate): Option[] {
  return periods.map(({ id, code, name }) => ({
    value: String(id),
    label: periodText(code, t) ?? name,
  }));
}

function areaOptions({ areas }: Dashboard): Option[] {
  return areas.map(({ areaNo, area }) => ({ value: areaNo, label: `${areaNo}. ${area}` }));
}

function agencyOptions({ agencies }: Dashboard): Option[] {
  return agencies.length > 1
    ? agencies.map(({ id, name }) => ({ value: String(id), label: name }))
    : [];
}

function standingOptions(t: Translate): Option[] {
  return STANDINGS.map((stands) => ({ value: stands, label: t.plain(`board.stands.${stands}`) }));
}
