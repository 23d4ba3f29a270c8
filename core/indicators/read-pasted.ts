import { type CellPlace, type Cells, type CellValue, cellsOf } from './cells.ts';
import { columnOf, type FormRow, type IndicatorForm } from './form.ts';
import { isEmpty, LONGEST_PASTE, pasteGrid } from './paste-grid.ts';
import { pasteBody } from './paste-header.ts';
import { type Layout, layoutsOf, type PasteLine, startOf } from './paste-layout.ts';
import type { PasteProblem } from './paste-problem.ts';
import { readCell } from './read-cell.ts';
import { relationsOf } from './relations.ts';
import { type FindRow, isRowNumber, isTotalWord, rowFinder } from './row-labels.ts';
import { freeRowKey, type RowAgency, rowsOf } from './rows.ts';
import { sheetOf } from './sheet.ts';

export interface PasteReading {
  /** What was read; blanks that were pasted are null. */
  cells: Cells;
  problems: PasteProblem[];
}

export interface PasteOptions {
  /** The rows of a form with one row per agency. */
  rowAgencies?: readonly RowAgency[];
  /** The row meant by a single line, or a single column of values, without a label. */
  row?: string;
  /** The columns the values stand for, from left to right, where that is known. */
  columns?: readonly string[];
}

/**
 * Reads a line or a block copied from a spreadsheet or a printed table: with or without headings,
 * row numbers and labels; with all columns or without the computed or the text ones. Labels decide
 * which row a line is; without them the number of lines must fit. Where the values fit more than
 * one choice of columns the one whose sums all agree is taken, if there is exactly one; anything
 * else that is not certain is a problem, and nothing is read of what it touches.
 */
export function readPasted(
  form: IndicatorForm,
  text: string,
  options: PasteOptions = {},
): PasteReading {
  if (text.length > LONGEST_PASTE) return failed({ code: 'too_long', max: LONGEST_PASTE });
  const { rowAgencies = [], row: onlyRow } = options;
  const rows = rowsOf(form, {}, rowAgencies);
  const findRow = rowFinder(rows, rowAgencies);
  const body = pasteBody(form, pasteGrid(text), findRow);
  const vertical = onlyRow !== undefined && body.lines.every((line) => line.length === 1);
  const grid = vertical && body.lines.length > 1 ? [body.lines.flat()] : body.lines;
  if (grid.every(isEmpty)) return failed({ code: 'empty' });
  const lines = grid.map(
    (cells, index): PasteLine => ({ cells, number: vertical ? 1 : body.skipped + index + 1 }),
  );
  const found = layoutsOf(form, lines, {
    rows,
    findRow,
    columnAt: body.columnAt,
    ...(options.columns ? { columns: options.columns } : {}),
  });
  if (!found.ok) return failed(found.problem);
  const readings = found.layouts.map((layout) => ({
    layout,
    reading: readWith(form, lines, layout, rows, findRow, onlyRow),
  }));
  return chosen(form, readings, rowAgencies);
}

interface Tried {
  layout: Layout;
  reading: PasteReading;
}

function chosen(
  form: IndicatorForm,
  tried: readonly Tried[],
  agencies: readonly RowAgency[],
): PasteReading {
  const [first] = tried;
  if (tried.length === 1 && first) return first.reading;
  const agreeing = tried.filter(({ reading: { cells, problems } }) => {
    if (problems.length > 0) return false;
    const relations = relationsOf({ this: sheetOf(form, cells, { agencies }) });
    return relations.every(({ holds, severity }) => holds !== false || severity === 'warning');
  });
  const [only] = agreeing;
  if (agreeing.length === 1 && only) return only.reading;
  return failed({
    code: 'columns_ambiguous',
    options: tried.map(({ layout }) => layout.places.map(({ column }) => column)),
  });
}

function readWith(
  form: IndicatorForm,
  lines: readonly PasteLine[],
  layout: Layout,
  rows: readonly FormRow[],
  findRow: FindRow,
  onlyRow: string | undefined,
): PasteReading {
  const problems: PasteProblem[] = [];
  const named = rowsFor(form, lines, layout, rows, findRow, onlyRow);
  if (!Array.isArray(named)) return failed(named);
  const seen = new Set<string>();
  const entries: (CellPlace & { value: CellValue })[] = [];
  for (const [index, line] of lines.entries()) {
    const row = named[index];
    if (row === null) continue;
    if (row === undefined) {
      const label = line.cells[layout.labelAt ?? -1] ?? '';
      const text = label === '' ? (line.cells.find((cell) => cell !== '') ?? '') : label;
      problems.push({ code: 'row_unknown', line: line.number, text });
    } else if (seen.has(row)) {
      problems.push({ code: 'row_twice', line: line.number, row });
    } else {
      seen.add(row);
      readLine(form, line, row, layout, lines, entries, problems);
    }
  }
  return { cells: cellsOf(entries), problems };
}

/** The row of each line; undefined where it is not known, null where there is nothing to read. */
function rowsFor(
  form: IndicatorForm,
  lines: readonly PasteLine[],
  layout: Layout,
  rows: readonly FormRow[],
  findRow: FindRow,
  onlyRow: string | undefined,
): (string | undefined | null)[] | PasteProblem {
  if (form.definition.rows.kind === 'free') {
    let count = 0;
    const isTotal = (line: PasteLine) => line.cells.some((cell) => findRow(cell)?.sumOf);
    return lines.map((line) => {
      if (isEmpty(line.cells) || isTotal(line) || isGroup(line, layout)) return null;
      // A form without a total has no place for one.
      if (isTotalWord(line.cells.find((cell) => cell !== '') ?? '')) return undefined;
      count += 1;
      return freeRowKey(count);
    });
  }
  if (layout.labelAt !== null) {
    return labelledRows(lines, layout.labelAt, rows, findRow);
  }
  if (lines.length === 1 && onlyRow !== undefined) return [onlyRow];
  const items = rows.filter(({ sumOf }) => sumOf === null);
  const filled = lines.findLastIndex(({ cells }) => !isEmpty(cells)) + 1;
  for (const length of [lines.length, filled]) {
    const fitting = [rows, items].find((list) => list.length === length);
    if (fitting) return lines.map((_, index) => fitting[index]?.key ?? null);
  }
  const possible = [...new Set([items.length, rows.length])];
  return { code: 'rows_unclear', lines: lines.length, possible };
}

/**
 * Labels that several rows share name the one that stands between the rows around it, as long as
 * all others are in the form's order. A heading without any value says nothing.
 */
function labelledRows(
  lines: readonly PasteLine[],
  labelAt: number,
  rows: readonly FormRow[],
  findRow: FindRow,
): (string | undefined | null)[] {
  const found = lines.map(({ cells }) => labelled(cells, labelAt, findRow));
  const order = found.map((row) => (row === null ? null : rows.indexOf(row)));
  const known = order.filter((at) => at !== null);
  const inOrder = known.every((at, index) => index === 0 || at > (known[index - 1] ?? 0));
  return lines.map(({ cells }, index) => {
    const row = found[index];
    if (row) return row.key;
    if (cells.every((cell, at) => cell === '' || at <= labelAt)) return null;
    if (!inOrder) return undefined;
    const after = order.slice(0, index).findLast((at) => at !== null) ?? -1;
    const before = order.slice(index).find((at) => at !== null) ?? rows.length;
    const among = new Set(rows.slice(after + 1, before).map(({ key }) => key));
    return labelled(cells, labelAt, (label, number) => findRow(label, number, among))?.key;
  });
}

/** "II. Kiểm tra đột xuất" above free rows that are numbered otherwise. */
function isGroup({ cells }: PasteLine, { start }: Layout): boolean {
  const [first = ''] = cells;
  const rest = cells.slice(1).filter((cell) => cell !== '');
  const named = rest.length <= 1 && rest.every((cell) => /\p{L}/u.test(cell));
  return start > 0 && named && isRowNumber(first) && !/\d/.test(first);
}

/** A label may stand further left, where cells are merged or an empty first cell was cut off. */
function labelled(cells: readonly string[], labelAt: number, findRow: FindRow): FormRow | null {
  for (let at = labelAt; at >= 0; at -= 1) {
    const row = findRow(cells[at] ?? '', cells[at - 1]);
    if (row) return row;
  }
  return null;
}

function readLine(
  form: IndicatorForm,
  line: PasteLine,
  row: string,
  layout: Layout,
  lines: readonly PasteLine[],
  entries: (CellPlace & { value: CellValue })[],
  problems: PasteProblem[],
) {
  const start = startOf(line, layout, lines);
  const expected = Math.max(...layout.places.map(({ at }) => at)) + 1;
  const found = line.cells.findLastIndex((cell) => cell !== '') + 1 - start;
  if (found > expected) {
    problems.push({ code: 'too_many_cells', line: line.number, found, expected });
    return;
  }
  for (const { at, column: key } of layout.places) {
    const column = columnOf(form, key);
    if (!column) continue;
    const text = line.cells[start + at] ?? '';
    const reading = readCell(text, column);
    const place = { row, column: key };
    if (reading.ok) entries.push({ ...place, value: reading.value });
    else
      problems.push({ code: 'cell', line: line.number, ...place, text, problem: reading.problem });
  }
}

function failed(problem: PasteProblem): PasteReading {
  return { cells: {}, problems: [problem] };
}
