import { PHASES, type Phase } from '../core/inspections/progress.ts';
import { join, type Markup } from '../core/messages/markup.ts';
import type { Choice, Outgoing } from '../core/messages/message.ts';
import { daysLeft } from '../core/reminders/ladder.ts';
import { shorten } from '../core/text/shorten.ts';
import { localDateAt } from '../core/time/zone.ts';
import type { Translate } from '../locales/index.ts';
import type {
  EntryState,
  FoundState,
  InspectionBoard,
  InspectionState,
} from '../office/inspections/board.ts';
import { clockTime, fullDate, longDate, shortDate } from './dates.ts';
import { dueText, type Now } from './obligation.ts';
import { pageOf, pager } from './pager.ts';

const PAGE = 8;
const WORST = 3;
/** Characters of a finding and of a reason in a line. */
const WORDS = 90;

export const INSPECTION_VIEWS = ['main', 'open', 'late', ...PHASES] as const;
export type InspectionView = (typeof INSPECTION_VIEWS)[number];

/** Which inspection, and how far into it. */
export interface InspectionPlace {
  /** Null: the only one there is, otherwise the list of them. */
  campaignId: number | null;
  view: InspectionView;
  page: number;
}

export const INSPECTION_START: InspectionPlace = { campaignId: null, view: 'main', page: 0 };

/**
 * How inspections stand: agencies by step, open non-conformities, overdue corrections. `withCards`:
 * what was found is said in words and lines lead to an agency's card; only in a private chat. Its
 * buttons are `kt:<inspection>[:<view>:<page>]` and `kt:l`.
 */
export function inspectionMessage(
  board: InspectionBoard,
  at: Now,
  t: Translate,
  { place = INSPECTION_START, withCards = false }: { place?: InspectionPlace; withCards?: boolean },
): Outgoing {
  const { campaigns } = board;
  const [only] = campaigns;
  if (!only) return { text: t('inspection.none') };
  const wanted =
    place.campaignId === null
      ? campaigns.length === 1
        ? only
        : null
      : campaigns.find(({ campaign }) => campaign.id === place.campaignId);
  if (!wanted) return listMessage(campaigns, t);
  if (place.view === 'main') return mainMessage(wanted, campaigns.length > 1, at, t, withCards);
  return levelMessage(wanted, place.view, place.page, at, t, withCards);
}

function listMessage(campaigns: readonly InspectionState[], t: Translate): Outgoing {
  return {
    text: join([
      t('inspection.list.title', { count: campaigns.length }),
      ...campaigns.map((state, index) =>
        t('inspection.list.line', {
          number: index + 1,
          name: state.details.name,
          closed: inPhase(state, 'closed').length,
          count: state.entries.length,
          late: state.late.length,
        }),
      ),
    ]),
    choices: campaigns.map(({ campaign, details }) => [
      { id: `kt:${campaign.id}`, label: shorten(details.name, 48) },
    ]),
  };
}

function mainMessage(
  state: InspectionState,
  hasOthers: boolean,
  at: Now,
  t: Translate,
  withCards: boolean,
): Outgoing {
  const { campaign, details, entries, late } = state;
  const found = nonconformities(state);
  const open = found.filter(({ finding }) => !finding.closedAt);
  const onSite = entries.filter(({ entry }) => entry.form === 'on_site').length;
  const text = join(
    [
      join([
        t('inspection.main.title', { name: details.name }),
        t('inspection.main.at', {
          at: `${clockTime(at.now, at.timeZone)} ${longDate(at.today, t)}`,
        }),
      ]),
      headline(state, open.length, t),
      join([
        t('inspection.main.agencies', {
          count: entries.length,
          dossier: entries.length - onSite,
          on_site: onSite,
        }),
        ...PHASES.flatMap((phase) => phaseLine(state, phase, t)),
        found.length > 0
          ? t('inspection.main.found', { open: open.length, total: found.length })
          : '',
      ]),
      late.length > 0
        ? join([
            t('inspection.main.worst'),
            ...late.slice(0, WORST).map((one) => lateLine(one, at, t, withCards)),
          ])
        : '',
      campaign.closedAt
        ? t('inspection.main.ended', {
            date: fullDate(localDateAt(campaign.closedAt, at.timeZone)),
          })
        : '',
    ],
    '\n\n',
  );
  const choice = (view: InspectionView, count: number): Choice[] => [
    { id: `kt:${campaign.id}:${view}:0`, label: t.plain(`inspection.button.${view}`, { count }) },
  ];
  return {
    text,
    choices: [
      ...(late.length > 0 ? [choice('late', late.length)] : []),
      ...(open.length > 0 ? [choice('open', open.length)] : []),
      ...PHASES.flatMap((phase) => {
        const count = inPhase(state, phase).length;
        return count > 0 ? [choice(phase, count)] : [];
      }),
      ...(hasOthers ? [[{ id: 'kt:l', label: t.plain('inspection.button.others') }]] : []),
    ],
  };
}

/** The first line says what matters. */
function headline({ entries, late }: InspectionState, open: number, t: Translate): Markup {
  if (late.length > 0) {
    const agencies = new Set(late.map(({ entry }) => entry.id)).size;
    return t('inspection.main.headline_late', { count: late.length, agencies });
  }
  const behind = entries.filter(({ isLate, phase }) => isLate && phase !== 'closed').length;
  if (behind > 0) return t('inspection.main.headline_behind', { count: behind });
  if (open > 0) return t('inspection.main.headline_open', { count: open });
  if (entries.every(({ phase }) => phase === 'closed')) {
    return t('inspection.main.headline_closed', { count: entries.length });
  }
  return t('inspection.main.headline_fine');
}

function phaseLine(state: InspectionState, phase: Phase, t: Translate): Markup[] {
  const there = inPhase(state, phase);
  if (there.length === 0) return [];
  const behind = there.filter(({ isLate }) => isLate).length;
  const line = {
    phase: t.plain(`inspection.phase.name.${phase}`),
    count: there.length,
    late: behind,
  };
  return [t(behind > 0 ? 'inspection.main.phase_late' : 'inspection.main.phase', line)];
}

function levelMessage(
  state: InspectionState,
  view: Exclude<InspectionView, 'main'>,
  page: number,
  at: Now,
  t: Translate,
  withCards: boolean,
): Outgoing {
  const lines = linesOf(state, view, at, t, withCards);
  const { shown, current, pages } = pageOf(lines, page, PAGE);
  const { campaign, details } = state;
  const numbers = shown.map(({ entryId }, index) => {
    return { id: `ki:e:${entryId}`, label: String(current * PAGE + index + 1) };
  });
  return {
    text: join([
      t('inspection.level.title', {
        what: t.plain(`inspection.button.${view}`, { count: lines.length }),
        name: details.name,
      }),
      ...shown.map(({ text: line }, index) =>
        t('tiendo.numbered', { number: current * PAGE + index + 1, line }),
      ),
      shown.length === 0 ? t('inspection.level.none') : '',
      withCards && shown.length > 0 ? t('inspection.level.pick') : '',
      pages > 1 ? t('tiendo.page', { page: current + 1, pages }) : '',
    ]),
    choices: [
      ...(withCards ? [numbers.slice(0, 4), numbers.slice(4)].filter((row) => row.length) : []),
      ...pager((other) => `kt:${campaign.id}:${view}:${other}`, current, pages, t),
      [{ id: `kt:${campaign.id}:main:0`, label: t.plain('tiendo.back') }],
    ],
  };
}

interface Line {
  text: Markup;
  entryId: number;
}

function linesOf(
  state: InspectionState,
  view: Exclude<InspectionView, 'main'>,
  at: Now,
  t: Translate,
  withCards: boolean,
): Line[] {
  if (view === 'late') {
    return state.late.map((one) => {
      return { entryId: one.entry.id, text: lateLine(one, at, t, withCards) };
    });
  }
  if (view === 'open') {
    return nonconformities(state)
      .filter(({ finding }) => !finding.closedAt)
      .map((one) => ({ entryId: one.entry.id, text: openLine(one, at, t, withCards) }));
  }
  return inPhase(state, view).map((one) => ({
    entryId: one.entry.id,
    text: entryLine(one, at, t),
  }));
}

function entryLine({ entry, next, phase, isLate, findings }: EntryState, at: Now, t: Translate) {
  const agency = entry.agencyShortName;
  if (phase === 'closed' && entry.closedAt) {
    const date = shortDate(localDateAt(entry.closedAt, at.timeZone), at.today);
    return t('inspection.line.closed', { agency, date });
  }
  if (phase === 'correcting') {
    const open = findings.filter(({ finding }) => !finding.closedAt).length;
    return t('inspection.line.correcting', { agency, count: open, mark: isLate ? ' 🔴' : '' });
  }
  if (!next) return t('inspection.line.team', { agency });
  const due = dueText(next, at, t);
  return t(isLate ? 'inspection.line.late' : 'inspection.line.waiting', { agency, due });
}

/** Who is how late with what, the reason given, and since when nothing was heard. */
function lateLine({ entry, finding, action }: FoundState, at: Now, t: Translate, words: boolean) {
  const heard = action?.lastUpdateAt ?? null;
  const since = localDateAt(heard ?? finding.at, at.timeZone);
  const line = t('inspection.line.overdue', {
    agency: entry.agencyShortName,
    words: words ? ` “${shorten(finding.words, WORDS)}”` : '',
    count: action?.dueOn ? -daysLeft(action.dueOn, at.today) : 0,
  });
  const silent = t(heard ? 'inspection.line.silent_since' : 'inspection.line.never_heard', {
    date: shortDate(since, at.today),
  });
  const reason = action?.reason ?? '';
  const why = words && reason !== '' ? shorten(reason, WORDS) : '';
  return join([line, why === '' ? silent : t('inspection.line.reason', { reason: why, silent })]);
}

function openLine({ entry, finding, action }: FoundState, at: Now, t: Translate, words: boolean) {
  return t('inspection.line.open', {
    agency: entry.agencyShortName,
    words: words ? ` “${shorten(finding.words, WORDS)}”` : '',
    due: action ? dueText(action, at, t) : '',
    state: action ? t.plain(`state.${action.state}`) : '',
  });
}

function inPhase({ entries }: InspectionState, phase: Phase): EntryState[] {
  return entries.filter((one) => one.phase === phase);
}

function nonconformities({ entries }: InspectionState): FoundState[] {
  return entries.flatMap(({ findings }) =>
    findings.filter(({ finding }) => finding.kind === 'nonconformity'),
  );
}
