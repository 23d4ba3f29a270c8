import { columnOf } from '../../core/indicators/form.ts';
import type { PasteProblem } from '../../core/indicators/paste-problem.ts';
import { type PasteReading, readPasted } from '../../core/indicators/read-pasted.ts';
import { typedText } from '../../core/indicators/typed.ts';
import { type OwedForm, owedRows } from '../../core/reports/owed-form.ts';
import type { Tx } from '../../db/client.ts';
import { obligationById } from '../../db/queries/obligations.ts';
import { readTextSheets, type TextSheet } from '../../imports/foreign-sheet.ts';
import type { At } from './report.ts';
import { type FileCell, takeCells } from './take-cells.ts';
import type { TakeResult, Taker } from './take-result.ts';
import { type FoundTable, tableIn } from './take-table.ts';
import { draftForWriting } from './writing.ts';

interface Candidate {
  owed: OwedForm;
  sheet: TextSheet;
  table: FoundTable;
  reading: PasteReading;
}

/** Takes the sheet of an agency's own workbook that is most like one of the open report's forms. */
export async function takeSheet(
  tx: Tx,
  bytes: Uint8Array,
  obligationId: number,
  { agencies, writer }: Taker,
  at: At,
): Promise<TakeResult> {
  const obligation = await obligationById(tx, obligationId);
  if (!obligation || !agencies.has(obligation.agencyId)) {
    return { kind: 'refused', why: 'not_yours' };
  }
  const read = await readTextSheets(bytes);
  if (!read.ok) return { kind: 'problem', problem: read.problem };
  const opened = await draftForWriting(tx, obligationId, writer, at);
  if (!opened.ok) return { kind: 'refused', why: opened.why };
  const candidates = opened.report.forms
    .flatMap((owed) => read.sheets.flatMap((sheet) => candidateOf(owed, sheet) ?? []))
    .sort((a, b) => b.table.score - a.table.score);
  const best = candidates.find(({ reading }) => cellsIn(reading).some(({ text }) => text !== ''));
  if (!best) {
    const problems = candidates[0]?.reading.problems ?? [];
    return { kind: 'unrecognised', obligationId, problems };
  }
  const { owed, sheet, table, reading } = best;
  const { code } = owed.form;
  const taken = await takeCells(tx, opened, code, { cells: cellsIn(reading) }, writer, at);
  if (!taken.ok) return { kind: 'refused', why: taken.why };
  const { ok: _, ...figures } = taken;
  return {
    kind: 'figures',
    obligationId,
    formCode: code,
    source: { kind: 'sheet', name: sheet.name },
    ...figures,
    notices: [],
    // Cells that could not be read are among `problems`, kept as they were typed.
    paste: reading.problems.filter((problem) => problem.code !== 'cell'),
    absent: table.absent,
    version: null,
  };
}

function candidateOf(owed: OwedForm, sheet: TextSheet): Candidate | null {
  const table = tableIn(owed, sheet);
  if (!table) return null;
  const reading = readPasted(owed.form, table.text, table.options);
  const problems = reading.problems.map((problem): PasteProblem => {
    if (!('line' in problem)) return problem;
    const at = problem.line - 1;
    const placed = { ...problem, line: table.rows[at] ?? problem.line };
    // Its number in front says nothing to people.
    return placed.code === 'row_unknown'
      ? { ...placed, text: table.labels[at] || placed.text }
      : placed;
  });
  const kept = problems.filter((problem) => !isOwnFormula(problem, owed));
  return { owed, sheet, table, reading: { ...reading, problems: kept } };
}

/** A broken sum of theirs where ours is worked out anyway. */
function isOwnFormula(problem: PasteProblem, owed: OwedForm): boolean {
  if (problem.code !== 'cell' || !/^[=#]/.test(problem.text)) return false;
  const row = owedRows(owed, {}).find(({ key }) => key === problem.row);
  const column = columnOf(owed.form, problem.column);
  return column?.computed != null || (row?.sumOf != null && column?.addUp === 'sum');
}

function cellsIn({ cells, problems }: PasteReading): FileCell[] {
  const read = Object.entries(cells).flatMap(([row, line]) =>
    Object.entries(line).map(([column, value]) => ({ row, column, text: typedText(value) })),
  );
  const unread = problems.flatMap((problem) =>
    problem.code === 'cell' ? { row: problem.row, column: problem.column, text: problem.text } : [],
  );
  return [...read, ...unread];
}
