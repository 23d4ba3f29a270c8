import { PHASES } from '../../core/inspections/progress.ts';
import { daysLeft } from '../../core/reminders/ladder.ts';
import { shorten } from '../../core/text/shorten.ts';
import type { Translate } from '../../locales/index.ts';
import type { EntryState, FoundState, InspectionState } from '../../office/inspections/board.ts';
import { type Html, html } from '../html.ts';
import { dueText, type Now } from '../obligation.ts';
import { linkTo, type Place } from './address.ts';
import { type Shown, section, unfolding } from './section.ts';

const CAMPAIGNS = { shown: 2, most: 6 };
const AGENCIES = { shown: 10, most: 40 };
const LATE = { shown: 5, most: 30 };
/** Characters of a finding. */
const WORDS = 90;

/** Inspections: agencies by step, open non-conformities, overdue corrections; null without any. */
export function inspections(shown: Shown): Html | null {
  const { campaigns } = shown.board.inspections;
  if (campaigns.length === 0) return null;
  return section('inspections', shown.t.plain('board.inspections.title'), [
    unfolding(
      campaigns,
      CAMPAIGNS,
      (some) => html`${some.map((state) => campaignPart(state, shown))}`,
      shown.t,
    ),
  ]);
}

function campaignPart(state: InspectionState, shown: Shown): Html {
  const { board, t } = shown;
  const { entries, late } = state;
  const isNamed = board.namesLate || entries.length === 1;
  const open = entries.flatMap(({ findings }) =>
    findings.filter(({ finding }) => finding.kind === 'nonconformity' && !finding.closedAt),
  );
  const phases = PHASES.flatMap((phase) => {
    const there = entries.filter((one) => one.phase === phase);
    if (there.length === 0) return [];
    const behind = there.filter(({ isLate }) => isLate).length;
    return [
      html`<tr><th scope="row">${t.plain(`inspection.phase.name.${phase}`)}</th><td><b>${there.length}</b></td><td>${
        behind > 0 &&
        html`<span class="late">▲ ${t.plain('board.inspections.behind', { count: behind })}</span>`
      }</td></tr>`,
    ];
  });
  const worst = (some: readonly FoundState[]) =>
    html`<ul class="plain">${some.map((one) => lateLine(one, shown))}</ul>`;
  const agencies = (some: readonly EntryState[]) =>
    html`<ul class="plain">${some.map((one) => entryLine(one, shown))}</ul>`;
  return html`<h3>${state.details.name}</h3>
<p class="note">${t.plain('board.inspections.of', { count: entries.length })}${open.length > 0 && html`, ${t.plain('board.inspections.open', { count: open.length })}`}</p>
<table class="phases" aria-label="${t.plain('board.inspections.steps')}"><tbody>${phases}</tbody></table>
${
  late.length > 0 &&
  html`<p><b class="late">▲ ${t.plain('board.inspections.late', { count: late.length })}</b></p>${isNamed && unfolding(late, LATE, worst, t)}`
}
${
  isNamed &&
  entries.length > 1 &&
  html`<details><summary>${t.plain('board.inspections.agencies')}</summary>${unfolding(entries, AGENCIES, agencies, t)}</details>`
}`;
}

function lateLine({ entry, finding, action }: FoundState, { place, at, t }: Shown): Html {
  const words = place.withCards ? ` “${shorten(finding.words, WORDS)}”` : '';
  const days = action?.dueOn ? -daysLeft(action.dueOn, at.today) : 0;
  const text = `${entry.agencyShortName}${words}`;
  return html`<li>${
    place.withCards && action ? html`<a href="${place.path}/viec/${action.id}">${text}</a>` : text
  } <span class="late">▲ ${t.plain('board.table.days_late', { count: days })}</span></li>`;
}

function entryLine({ entry, phase, next, isLate }: EntryState, { board, at, t }: Shown): Html {
  const agencyId = entry.agencyId;
  return html`<li><a href="${linkTo(board.query, { agencyId })}">${entry.agencyShortName}</a>: ${t.plain(`inspection.phase.name.${phase}`)}${
    next && html`, ${dueText(next, at, t)}`
  }${isLate && html` <span class="late">▲ ${t.plain('board.stands.late')}</span>`}</li>`;
}

/** The steps and findings of one agency's inspection, each leading to its own page. */
export function inspectionSteps(
  { steps, findings, phase }: EntryState,
  { path }: Place,
  at: Now,
  t: Translate,
): Html {
  const owed = [
    ...steps.map(({ item }) => ({ item, words: item.product ?? item.title })),
    ...findings.flatMap(({ finding, action }) =>
      action
        ? [
            {
              item: action,
              words: `${t.plain('inspection.kind.nonconformity')}: ${shorten(finding.words, 200)}`,
            },
          ]
        : [],
    ),
  ];
  const remarks = findings.filter(({ action }) => action === null);
  return html`<h2>${t.plain('board.detail.steps')}</h2>
<p>${t.plain(`inspection.phase.name.${phase}`)}</p>
<ol class="steps">${owed.map(
    ({ item, words }) =>
      html`<li><a href="${path}/viec/${item.id}">${words}</a>, ${dueText(item, at, t)}, ${t.plain(`state.${item.state}`)}</li>`,
  )}${remarks.map(
    ({ finding }) =>
      html`<li>${t.plain(`inspection.kind.${finding.kind}`)}: ${shorten(finding.words, 200)}</li>`,
  )}</ol>`;
}
