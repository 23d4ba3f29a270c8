import type { Translate } from '../../locales/index.ts';
import { PERIOD_KINDS } from '../../office/dashboard/choices.ts';
import type { Dashboard } from '../../office/dashboard/dashboard.ts';
import type { DashboardQuery } from '../../office/dashboard/query.ts';
import { periodText } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { linkTo, PARAMETERS, type Place, searchOf } from './address.ts';

/** More agencies than this make a list that nobody reads; a group or words narrow them. */
const MOST_AGENCIES = 150;

interface Option {
  value: string;
  label: string;
}

/** What the figures are narrowed by; works without a script. */
export function filters(board: Dashboard, place: Place, t: Translate): Html {
  const { query } = board;
  const { areaNo, agencyId, group, period } = query;
  const isNarrowed = searchOf({ ...query, stands: null, words: '' }) !== '';
  const agencies = agencyOptions(board);
  const unlisted = board.agencies.length - agencies.length;
  return html`<form class="filters" method="get" action="${place.path}" role="search" aria-label="${t.plain('board.filter.title')}">
${select('period', PARAMETERS.period, period, periodOptions(board, t), t)}
${select('area', PARAMETERS.areaNo, areaNo, options(areaOptions(board), areaNo), t)}
${board.groups.length > 0 && select('group', PARAMETERS.group, group, options(groupOptions(board, t), group), t)}
${agencies.length > 1 && select('agency', PARAMETERS.agencyId, chosen(agencyId), options(agencies, chosen(agencyId)), t)}
${kept(query, ['stands', 'words'])}
<div class="buttons"><button>${t.plain('board.filter.apply')}</button>${
    isNarrowed && html`<a href="?">${t.plain('board.filter.clear')}</a>`
  }</div>
${unlisted > 0 && agencies.length > 1 && html`<p class="note wide">${t.plain('board.filter.unlisted', { count: unlisted })}</p>`}
</form>${chosenText(board, t)}`;
}

/** What only the table is narrowed by; stands above it. */
export function tableFilters({ query, found }: Dashboard, { path }: Place, t: Translate): Html {
  const standings = (
    ['late', 'blocked', 'open', 'undated', 'done_late', 'done_on_time', 'not_applicable'] as const
  ).map((stands) => ({ value: stands, label: t.plain(`board.stands.${stands}`) }));
  const isNarrowed = query.stands !== null || query.words !== '';
  const clear = linkTo(query, { stands: null, words: '' }, '#viec');
  const meant = query.agencyId === null ? found : [];
  return html`<form class="find" method="get" action="${path}#viec" role="search" aria-label="${t.plain('board.filter.table')}">
${select('stands', PARAMETERS.stands, query.stands, options(standings, query.stands), t)}
<label>${t.plain('board.filter.words')}<input type="search" name="${PARAMETERS.words}" value="${query.words}" placeholder="${t.plain('board.filter.words_example')}" maxlength="100"></label>
${kept(query, ['period', 'areaNo', 'group', 'agencyId'])}
<div class="buttons"><button>${t.plain('board.filter.find')}</button>${
    isNarrowed && html`<a href="${clear}">${t.plain('board.filter.clear')}</a>`
  }</div></form>
${
  meant.length > 0 &&
  html`<p class="note">${t.plain('board.filter.meant')}</p><ul class="names">${meant
    .slice(0, 12)
    .map(
      ({ id, name }) =>
        html`<li><a href="${linkTo(query, { agencyId: id, words: '' })}">${name}</a></li>`,
    )}</ul>`
}`;
}

const chosen = (value: string | number | null) => (value === null ? null : String(value));

/** What another form has chosen goes along. */
function kept(query: DashboardQuery, keys: readonly (keyof DashboardQuery)[]): Html[] {
  return keys.flatMap((key) => {
    const value = query[key];
    if (value === null || value === '' || value === 0) return [];
    return [html`<input type="hidden" name="${PARAMETERS[key]}" value="${String(value)}">`];
  });
}

/** In words what the figures are of: for paper, where the choices do not show. */
function chosenText(board: Dashboard, t: Translate): Html | null {
  const lines = filtersInWords(board, t);
  return lines.length > 0
    ? html`<p class="chosen">${t.plain('board.filter.chosen', { what: lines.join('; ') })}</p>`
    : null;
}

/** "Kỳ: quý I/2023", "Đơn vị: Phòng Tư pháp": everything that is chosen. */
export function filtersInWords(board: Dashboard, t: Translate): string[] {
  const { query, source, agencies } = board;
  const { period, areaNo, group, agencyId, stands, words } = query;
  const line = (key: 'period' | 'area' | 'group' | 'agency' | 'stands' | 'words', value: string) =>
    `${t.plain(`board.filter.${key}`)}: ${value}`;
  const its = board.groups.find(({ token }) => token === group);
  return [
    period && source.period
      ? line('period', periodText(source.period.code, t) ?? source.period.name)
      : '',
    areaNo === null ? '' : line('area', `${areaNo}. ${source.area?.name ?? ''}`),
    group === null
      ? ''
      : line('group', its ? groupName(its, t) : (source.group?.name ?? source.scope.name)),
    agencyId === null
      ? ''
      : line('agency', agencies.find(({ id }) => id === agencyId)?.name ?? source.scope.name),
    stands === null ? '' : line('stands', t.plain(`board.stands.${stands}`)),
    words === '' ? '' : line('words', words),
  ].filter((text) => text !== '');
}

function select(
  kind: 'period' | 'area' | 'group' | 'agency' | 'stands',
  name: string,
  value: string | null,
  lines: Html,
  t: Translate,
): Html {
  const first =
    value === null
      ? html`<option value="" selected>${t.plain(`board.filter.${kind}_all`)}</option>`
      : html`<option value="">${t.plain(`board.filter.${kind}_all`)}</option>`;
  return html`<label>${t.plain(`board.filter.${kind}`)}<select name="${name}">${first}${lines}</select></label>`;
}

function options(lines: readonly Option[], value: string | null): Html {
  return html`${lines.map((line) =>
    line.value === value
      ? html`<option value="${line.value}" selected>${line.label}</option>`
      : html`<option value="${line.value}">${line.label}</option>`,
  )}`;
}

/** Report periods first, then the parts of years; a part that is chosen is always among them. */
function periodOptions({ periods, query, source }: Dashboard, t: Translate): Html {
  const value = query.period;
  const isListed = periods.some((one) => one.value === value);
  return html`${PERIOD_KINDS.map((kind) => {
    const lines = periods
      .filter((one) => one.kind === kind)
      .map(({ value: its, code, name }) => {
        const label = kind === 'reports' ? name : (periodText(code, t) ?? name);
        return { value: its, label };
      });
    return html`${
      lines.length > 0 &&
      html`<optgroup label="${t.plain(`board.filter.${kind}`)}">${options(lines, value)}</optgroup>`
    }`;
  })}${
    value !== null &&
    !isListed &&
    source.period &&
    html`<option value="${value}" selected>${periodText(source.period.code, t) ?? source.period.name}</option>`
  }`;
}

function areaOptions({ areas }: Dashboard): Option[] {
  return areas.map(({ areaNo, area }) => ({ value: areaNo, label: `${areaNo}. ${area}` }));
}

function groupOptions({ groups }: Dashboard, t: Translate): Option[] {
  return groups.map((group) => ({
    value: group.token,
    label: t.plain('board.filter.group_of', { name: groupName(group, t), count: group.count }),
  }));
}

function groupName({ kind, name }: Dashboard['groups'][number], t: Translate): string {
  return kind === null ? (name ?? '') : t.plain(`tiendo.group.${kind}`);
}

/** The first by name, and always the chosen one. */
function agencyOptions({ agencies, query }: Dashboard): Option[] {
  return agencies
    .filter(({ id }, index) => index < MOST_AGENCIES || id === query.agencyId)
    .map(({ id, name }) => ({ value: String(id), label: name }));
}
