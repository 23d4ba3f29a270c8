import { type Cells, type CellValue, cellAt } from '../../core/indicators/cells.ts';
import type { IndicatorForm } from '../../core/indicators/form.ts';
import type { PasteProblem } from '../../core/indicators/paste-problem.ts';
import { type PasteOptions, readPasted } from '../../core/indicators/read-pasted.ts';
import { freeRowKey } from '../../core/indicators/rows.ts';
import { typedText } from '../../core/indicators/typed.ts';
import { type FormCells, formCells, givenAt, valuesIn } from '../../core/reports/content.ts';
import { fold } from '../../core/text/fold.ts';
import type { Tx } from '../../db/client.ts';
import { type CellEntry, type CellTrouble, setCells } from './draft.ts';
import type { At } from './report.ts';
import {
  type DraftRefusal,
  draftForWriting,
  formOf,
  type Refused,
  type Writer,
} from './writing.ts';

export type PasteTaken =
  | {
      ok: true;
      /** Cells that hold now what was pasted, blanks included. */
      stored: number;
      /** Of those, cells that held another value before, also those that are blank now. */
      replaced: number;
      /** Cells of rows that were pasted empty; they keep the value they had. */
      kept: number;
      /** Why parts of it, or all, were not taken. */
      problems: PasteProblem[];
      /** Words that were taken and cannot be read, or that no cell takes. */
      troubles: CellTrouble[];
    }
  | Refused<DraftRefusal | 'no_such_form'>;

/**
 * Puts a line or a block copied from a spreadsheet into one form of a report. It stands for its rows
 * as a whole, blanks included; only rows that are empty altogether leave what was given before.
 */
export async function takePaste(
  tx: Tx,
  obligationId: number,
  formCode: string,
  text: string,
  options: Pick<PasteOptions, 'row' | 'columns'>,
  writer: Writer,
  at: At,
): Promise<PasteTaken> {
  const opened = await draftForWriting(tx, obligationId, writer, at);
  if (!opened.ok) return opened;
  const owed = formOf(opened.report, formCode);
  if (!owed) return { ok: false, why: 'no_such_form' };
  const before = formCells(opened.draft, formCode);
  const reading = readPasted(owed.form, text, { rowAgencies: owed.agencies, ...options });
  const entries = [...pastedEntries(reading.cells), ...unreadable(reading.problems)];
  const placed = placedRows(owed.form, entries, before);
  const told = new Set(placed.flatMap(({ row, text: said }) => (said === '' ? [] : row)));
  const wanted = placed.filter(({ row }) => told.has(row));
  const kept = placed.filter(({ row, column }) => !told.has(row) && hasValue(before, row, column));
  const problems = reading.problems.filter(({ code }) => code !== 'cell');
  const counted = { kept: kept.length, problems };
  if (wanted.length === 0) return { ok: true, stored: 0, replaced: 0, troubles: [], ...counted };
  const set = await setCells(tx, obligationId, formCode, wanted, writer, at);
  if (!set.ok) return set;
  const replaced = set.stored.filter(({ row, column, cell }) => {
    const old = givenAt(before, row, column);
    return old !== null && old.text !== '' && !sameValue(old.value, cell?.value ?? null);
  });
  return {
    ok: true,
    stored: set.stored.length,
    replaced: replaced.length,
    troubles: set.problems,
    ...counted,
  };
}

function pastedEntries(cells: Cells): (CellEntry & { text: string })[] {
  return Object.entries(cells).flatMap(([row, line]) =>
    Object.entries(line).map(([column, value]) => ({ row, column, text: typedText(value) })),
  );
}

/** Cells whose words cannot be read are kept as pasted, with their problem. */
function unreadable(problems: readonly PasteProblem[]): (CellEntry & { text: string })[] {
  return problems.flatMap((problem) =>
    problem.code === 'cell' ? { row: problem.row, column: problem.column, text: problem.text } : [],
  );
}

/** Where rows are free, a pasted row is the one of the same name, or a new one. */
function placedRows(
  form: IndicatorForm,
  entries: readonly (CellEntry & { text: string })[],
  before: FormCells,
): (CellEntry & { text: string })[] {
  const { rows } = form.definition;
  if (rows.kind !== 'free') return [...entries];
  const values = valuesIn(before);
  const names = new Map(
    Object.keys(before).map((key) => [fold(String(cellAt(values, key, rows.labelColumn))), key]),
  );
  const taken = new Map<string, string>();
  let last = Math.max(0, ...Object.keys(before).map((key) => Number(key.slice(1)) || 0));
  for (const { row, column, text } of entries) {
    if (column === rows.labelColumn) {
      const known = names.get(fold(text));
      if (known !== undefined) taken.set(row, known);
    }
  }
  return entries.map((entry) => {
    const known = taken.get(entry.row);
    if (known === undefined) last += 1;
    const row = known ?? freeRowKey(last);
    taken.set(entry.row, row);
    return { ...entry, row };
  });
}

function hasValue(cells: FormCells, row: string, column: string): boolean {
  const given = givenAt(cells, row, column);
  return given !== null && given.text.trim() !== '';
}

function sameValue(a: CellValue, b: CellValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
