import { mayClose } from '../core/inspections/progress.ts';
import { join, type Markup } from '../core/messages/markup.ts';
import type { Choice, Outgoing } from '../core/messages/message.ts';
import { isSettled, standing } from '../core/obligations/obligation.ts';
import { shorten } from '../core/text/shorten.ts';
import type { ObligationView } from '../db/queries/obligations.ts';
import type { Translate } from '../locales/index.ts';
import type { EntryState, FoundState } from '../office/inspections/board.ts';
import { fullDate, moment } from './dates.ts';
import { answerChoices, dueText, type Now, obligationName, stateText } from './obligation.ts';

/** Findings shown in words on a card. */
const SHOWN = 6;
const WORDS = 160;

/** What the reader may do here. */
export interface CardRights {
  /** Answers for the agency's work. */
  answers: boolean;
  /** Speaks for the team. */
  inspects: boolean;
}

/** An agency's inspection on one screen: its steps, what was found, what comes next. */
export function inspectionCard(
  state: EntryState,
  name: string,
  rights: CardRights,
  at: Now,
  t: Translate,
): Outgoing {
  const { entry, steps, findings, phase, next } = state;
  const { windowFrom, windowTo, covers, note } = entry;
  const window = windowFrom && windowTo ? `, ${fullDate(windowFrom)} – ${fullDate(windowTo)}` : '';
  const hidden = findings.length - SHOWN;
  return {
    text: join(
      [
        join([
          t('inspection.card.title', { agency: entry.agencyName, name }),
          entry.form
            ? t('inspection.card.form', { form: t.plain(`inspection.form.${entry.form}`), window })
            : '',
          covers.length > 0 ? t('inspection.card.covers', { count: covers.length }) : '',
          note === '' ? '' : t('inspection.card.note', { note: shorten(note, WORDS) }),
          t('inspection.card.phase', { phase: t.plain(`inspection.phase.name.${phase}`) }),
        ]),
        join([
          t('inspection.card.steps'),
          ...steps.map(({ item }) => stepLine(item, at, t)),
          entry.closedAt ? t('inspection.card.closed', { at: moment(entry.closedAt, at, t) }) : '',
        ]),
        findings.length > 0
          ? join([
              t('inspection.card.findings', { count: findings.length }),
              ...findings.slice(0, SHOWN).map((one, index) => findingLine(one, index + 1, at, t)),
              hidden > 0 ? t('inspection.card.more', { count: hidden }) : '',
            ])
          : '',
        next && !entry.closedAt
          ? t('inspection.card.next', {
              name: next.product ?? obligationName(next, t),
              due: dueText(next, at, t),
            })
          : '',
      ],
      '\n\n',
    ),
    choices: choicesOf(state, rights, t),
  };
}

/** The way from one of its obligations to the agency's inspection. */
export function inspectionChoices(
  { campaignAgencyId }: { campaignAgencyId: number | null },
  t: Translate,
): Choice[][] {
  if (campaignAgencyId === null) return [];
  return [[{ id: `ki:e:${campaignAgencyId}`, label: t.plain('inspection.button.card') }]];
}

function stepLine(item: ObligationView, at: Now, t: Translate): Markup {
  const settled = isSettled(item.state);
  return t(settled ? 'inspection.card.step_done' : 'inspection.card.step', {
    mark: settled ? '✅' : standing(item, at.now) === 'late' ? '🔴' : '▫️',
    name: item.product ?? item.title,
    due: shorten(dueText(item, at, t), 70),
    state: stateText(item, t),
  });
}

function findingLine({ finding, action }: FoundState, number: number, at: Now, t: Translate) {
  const kind = t.plain(`inspection.kind.${finding.kind}`);
  const clause = finding.clause ? ` (${finding.clause})` : '';
  const words = shorten(finding.words, WORDS);
  const line = t('inspection.card.finding', { number, kind, clause, words });
  if (finding.closedAt) {
    return join([
      line,
      t('inspection.card.finding_closed', { at: moment(finding.closedAt, at, t) }),
    ]);
  }
  if (!action) return line;
  const late = standing(action, at.now) === 'late';
  return join([
    line,
    t('inspection.card.action', {
      mark: late ? '🔴 ' : '',
      due: dueText(action, at, t),
      state: stateText(action, t),
    }),
  ]);
}

function choicesOf({ entry, steps, findings, next }: EntryState, rights: CardRights, t: Translate) {
  const rows: Choice[][] = [];
  const open = entry.closedAt === null;
  if (rights.answers && open && next) rows.push(...answerChoices(next, t));
  if (rights.inspects && open) {
    rows.push([{ id: `ki:n:${entry.id}`, label: t.plain('inspection.button.find') }]);
    for (const [index, { finding, action }] of findings.entries()) {
      if (!mayClose(finding, action?.state ?? null)) continue;
      const label = t.plain('inspection.button.close_finding', { number: index + 1 });
      rows.push([{ id: `ki:x:${finding.id}:${entry.id}`, label }]);
    }
    if (findings.every(({ finding }) => finding.closedAt)) {
      rows.push([{ id: `ki:z:${entry.id}`, label: t.plain('inspection.button.close') }]);
    }
  }
  const parts = [
    ...steps.map(({ item }) => ({
      item,
      label: t.plain('inspection.button.step', { name: shorten(item.product ?? '', 32) }),
    })),
    ...findings.flatMap(({ action }, index) => {
      const label = t.plain('inspection.button.action', { number: index + 1 });
      return action ? [{ item: action, label }] : [];
    }),
  ];
  // Its own next step has its answers above already.
  const others = parts.filter(({ item }) => !(rights.answers && open && item.id === next?.id));
  rows.push(...others.map(({ item, label }) => [{ id: `ob:${item.id}`, label }]));
  rows.push([{ id: `kt:${entry.campaignId}`, label: t.plain('inspection.button.board') }]);
  return rows;
}
