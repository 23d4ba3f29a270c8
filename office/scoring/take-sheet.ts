import { type PointsProblem, readPoints } from '../../core/scoring/points.ts';
import { readSheetMark, SHEET_COLUMNS } from '../../core/scoring/sheet.ts';
import { leavesOf } from '../../core/scoring/standing.ts';
import type { Tx } from '../../db/client.ts';
import { readTable } from '../../imports/table.ts';
import type { Table, TableRow } from '../../imports/table-shape.ts';
import { recordSelf, type Scorer, type SelfScore } from './self-score.ts';
import { type EntryScores, entryScores, isWritable } from './state.ts';

/** Longest explanation that is kept. */
const LONGEST_REASON = 1000;

/** A cell that was not taken, and why. */
export interface CellTrouble {
  /** "E12". */
  address: string;
  /** Number of the criterion. */
  number: string;
  text: string;
  max: number;
  problem: PointsProblem | { code: 'no_score' } | { code: 'too_long'; most: number };
}

export type SheetResult =
  | { kind: 'not_ours' }
  /** Made for an agency whose scores the sender may not write. */
  | { kind: 'not_yours' }
  | { kind: 'closed'; state: EntryScores }
  /** The columns it was handed out with are gone. */
  | { kind: 'no_columns'; state: EntryScores }
  | {
      kind: 'taken';
      state: EntryScores;
      /** Criteria of which something new was read. */
      stored: number;
      unchanged: number;
      troubles: CellTrouble[];
      /** Numbers that the list does not have (any more). */
      unknown: string[];
    };

/**
 * Takes a worksheet that was handed out and filled in. What can be read is kept, what cannot is told
 * cell by cell; an empty cell changes nothing. Never throws for what a file holds.
 */
export async function takeScoreSheet(
  tx: Tx,
  file: { name: string; bytes: Uint8Array },
  who: { agencies: ReadonlySet<number>; by: Scorer },
  now: Date,
): Promise<SheetResult> {
  const read = await readTable(file, { expects: Object.values(SHEET_COLUMNS) });
  const entryId = read.ok ? readSheetMark(read.table.sheet) : null;
  if (!read.ok || entryId === null) return { kind: 'not_ours' };
  const state = await entryScores(tx, entryId);
  if (!state || !who.agencies.has(state.entry.agencyId)) return { kind: 'not_yours' };
  if (!isWritable(state)) return { kind: 'closed', state };
  const { table } = read;
  const { number, score, reason } = SHEET_COLUMNS;
  if (![number, score, reason].every((name) => table.header.includes(name))) {
    return { kind: 'no_columns', state };
  }
  const { said, unchanged, troubles, unknown } = readRows(table, state);
  const done = await recordSelf(tx, entryId, said, who.by, now);
  if (done !== 'kept') return { kind: 'closed', state };
  const after = (await entryScores(tx, entryId)) ?? state;
  return { kind: 'taken', state: after, stored: said.length, unchanged, troubles, unknown };
}

function readRows(table: Table, state: EntryScores) {
  const leaves = new Map(leavesOf(state.criteria).map((one) => [one.number, one]));
  const headings = new Set(state.criteria.map(({ number }) => number));
  const said: SelfScore[] = [];
  const troubles: CellTrouble[] = [];
  const unknown: string[] = [];
  let unchanged = 0;
  for (const row of table.rows) {
    const number = cell(row, SHEET_COLUMNS.number);
    const leaf = leaves.get(number);
    const typed = cell(row, SHEET_COLUMNS.score);
    const words = cell(row, SHEET_COLUMNS.reason);
    if (!leaf) {
      if (typed !== '' && !headings.has(number)) unknown.push(number);
      continue;
    }
    const trouble = (column: string, text: string, problem: CellTrouble['problem']) => {
      const address = `${letterOf(table, column)}${row.line}`;
      troubles.push({ address, number, text, max: leaf.maxScore, problem });
    };
    const points = typed === '' ? null : readPoints(typed, leaf.maxScore);
    if (points && !points.ok) trouble(SHEET_COLUMNS.score, typed, points.problem);
    const score = points?.ok ? points.value : null;
    const fits = words.length <= LONGEST_REASON;
    if (!fits) {
      trouble(SHEET_COLUMNS.reason, words, { code: 'too_long', most: LONGEST_REASON });
    }
    const isNewScore = score !== null && score !== leaf.self?.score;
    const isNewReason = fits && words !== '' && words !== (leaf.self?.reason ?? '');
    if (isNewReason && score === null && leaf.self === null) {
      if (typed === '') trouble(SHEET_COLUMNS.score, '', { code: 'no_score' });
      continue;
    }
    if (isNewScore || isNewReason) {
      const fresh = { ...(isNewScore ? { score } : {}), ...(isNewReason ? { reason: words } : {}) };
      said.push({ criterionId: leaf.id, ...fresh });
    } else if (score !== null) unchanged += 1;
  }
  return { said, unchanged, troubles, unknown };
}

function cell({ cells }: TableRow, column: string): string {
  return (cells[column] ?? '').trim();
}

/** Letter of a column in the file; the sheet is handed out with its first column filled. */
function letterOf({ header }: Table, column: string): string {
  return String.fromCharCode(65 + Math.max(0, header.indexOf(column)));
}
