import { SHEET_COLUMNS, sheetMark } from '../../core/scoring/sheet.ts';
import { differs, leavesOf } from '../../core/scoring/standing.ts';
import type { PrintedCell, PrintedColumn, PrintedRow } from '../../exports/printed-table.ts';
import type { ScoreSheet } from '../../exports/score-sheet.ts';
import type { ExcelSheet } from '../../exports/tables-excel.ts';
import type { Translate } from '../../locales/index.ts';
import { resultOf } from '../../office/scoring/result.ts';
import type { EntryScores, ScoringState } from '../../office/scoring/state.ts';
import { fullDate } from '../dates.ts';
import { numberText } from '../number.ts';

const SCORE_WIDTH = 18;

/** The worksheet in which an agency scores itself, with what it said so far. */
export function scoreSheet(
  { entry, details, criteria, item }: EntryScores,
  t: Translate,
): ScoreSheet {
  const due = item?.dueOn ? fullDate(item.dueOn) : '';
  return {
    name: sheetMark(entry.id),
    titles: [
      { text: details.name, look: 'title' },
      { text: entry.agencyName, look: 'label' },
    ],
    instructions: [
      t.plain('scoring.sheet.how'),
      ...(due === '' ? [] : [t.plain('scoring.sheet.due', { due })]),
    ],
    columns: [
      { heading: SHEET_COLUMNS.number, width: 18 },
      { heading: SHEET_COLUMNS.title, width: 90 },
      { heading: SHEET_COLUMNS.max, width: 18, align: 'center', format: 'decimal' },
      { heading: SHEET_COLUMNS.evidence, width: 55 },
      { heading: SHEET_COLUMNS.score, width: 22, align: 'center', format: 'decimal' },
      { heading: SHEET_COLUMNS.reason, width: 70 },
      { heading: SHEET_COLUMNS.files, width: 40 },
    ],
    rows: criteria.map((one) => ({
      max: one.maxScore,
      row:
        one.maxScore === null
          ? { kind: 'total', cells: [one.number, one.title] }
          : {
              cells: [
                one.number,
                one.title,
                one.maxScore,
                one.evidence,
                one.self?.score ?? null,
                one.self?.reason ?? '',
                one.selfFiles.map(({ name }) => name).join('\n'),
              ],
            },
    })),
    points: 4,
    words: 5,
    wrong: {
      title: t.plain('scoring.sheet.wrong_title'),
      text: (max) => t.plain('scoring.sheet.wrong', { max: numberText(max, t) }),
    },
  };
}

/** The ranking of all, and the criteria by agency of those in `visible`, as worksheets. */
export function resultSheets(
  state: ScoringState,
  visible: ReadonlySet<number>,
  t: Translate,
): ExcelSheet[] {
  const seen = state.entries.filter(({ entry }) => visible.has(entry.agencyId));
  return [rankingSheet(state, t), ...(seen.length > 0 ? [matrixSheet(state, seen, t)] : [])];
}

function rankingSheet(state: ScoringState, t: Translate): ExcelSheet {
  return {
    name: t.plain('scoring.sheet.ranking'),
    titles: [
      { text: state.details.name, look: 'title' },
      { text: state.campaign.document, look: 'remark' },
    ],
    table: {
      columns: [
        { heading: t.plain('scoring.sheet.rank'), width: 16, align: 'center' },
        { heading: t.plain('scoring.sheet.agency'), width: 80 },
        score(t.plain('scoring.sheet.self')),
        score(t.plain('scoring.sheet.verified')),
        score(t.plain('scoring.sheet.difference')),
      ],
      rows: resultOf(state).map(({ entry, rank }): PrintedRow => {
        const { verified, self } = entry.verified;
        const judged = rank !== null;
        return {
          cells: [
            rank ?? t.plain('scoring.sheet.unverified'),
            entry.entry.agencyName,
            // What is not verified is nobody's result yet.
            judged ? self : null,
            judged ? verified : null,
            judged ? Math.round((verified - self) * 1000) / 1000 : null,
          ],
        };
      }),
    },
  };
}

function matrixSheet(
  { details, campaign }: ScoringState,
  seen: readonly EntryScores[],
  t: Translate,
): ExcelSheet {
  const columns: PrintedColumn[] = [
    { heading: SHEET_COLUMNS.number, width: 18 },
    { heading: SHEET_COLUMNS.title, width: 80 },
    score(SHEET_COLUMNS.max),
    ...seen.map(({ entry }) => ({
      heading: entry.agencyShortName,
      columns: [
        score(t.plain('scoring.sheet.self')),
        score(t.plain('scoring.sheet.verified')),
        score(t.plain('scoring.sheet.difference')),
        { heading: t.plain('scoring.sheet.reason'), width: 45 },
      ],
    })),
  ];
  const criteria = seen[0]?.criteria ?? [];
  const byEntry = seen.map((one) => new Map(one.criteria.map((each) => [each.id, each])));
  const rows = criteria.map((criterion): PrintedRow => {
    if (criterion.maxScore === null) {
      return { kind: 'total', cells: [criterion.number, criterion.title] };
    }
    return {
      cells: [
        criterion.number,
        criterion.title,
        criterion.maxScore,
        ...seen.flatMap((entry, index): PrintedCell[] => {
          const one = byEntry[index]?.get(criterion.id);
          // Neither a draft nor a verification under way is a result.
          if (!one || entry.phase !== 'verified') return [null, null, null, ''];
          const { self, verified } = one;
          return [
            self?.score ?? null,
            verified?.score ?? null,
            differs(one),
            verified?.reason ?? '',
          ];
        }),
      ],
    };
  });
  const total: PrintedRow = {
    kind: 'total',
    cells: [
      '',
      t.plain('scoring.sheet.total'),
      details.total,
      ...seen.flatMap((entry): PrintedCell[] => {
        if (entry.phase !== 'verified') return [null, null, null, ''];
        const { self, verified } = entry.verified;
        return [self, verified, Math.round((verified - self) * 1000) / 1000, ''];
      }),
    ],
  };
  return {
    name: t.plain('scoring.sheet.matrix'),
    titles: [
      { text: details.name, look: 'title' },
      {
        text: t.plain('scoring.sheet.subtitle', {
          document: campaign.document,
          count: leavesOf(criteria).length,
        }),
        look: 'remark',
      },
    ],
    table: { columns, rows: [...rows, total] },
  };
}

function score(heading: string): PrintedColumn {
  return { heading, width: SCORE_WIDTH, align: 'center', format: 'decimal' };
}
