import type { Workbook, Worksheet } from 'exceljs';
import { cellText } from './cell-text.ts';
import { mergedCells, namedCells } from './covered-cells.ts';
import { expectedColumns, type GridRow, tableOf } from './grid.ts';
import { IGNORED_PARTS } from './ignored-parts.ts';
import {
  MAX_COLUMNS,
  MAX_ROWS,
  type Table,
  type TableOptions,
  type TableResult,
} from './table-shape.ts';
import { inspectZip } from './zip-guard.ts';

/** A workbook of 20,000 rows of text unpacks to well below this (bytes). */
const MAX_UNPACKED = 64 * 1024 * 1024;
/** The reader makes an object for each cell of a merge or a defined name: whole columns would fill memory. */
const MAX_COVERED_CELLS = 200_000;

/** Reads the first visible worksheet that holds a table, or the one with most expected columns. */
export async function readXlsx(
  name: string,
  bytes: Buffer,
  options: TableOptions,
): Promise<TableResult> {
  const zip = inspectZip(bytes, MAX_UNPACKED);
  if (!zip.ok) {
    return zip.reason === 'too_large'
      ? { ok: false, problem: { code: 'too_large', name, limit: MAX_UNPACKED } }
      : { ok: false, problem: { code: 'malformed', name, line: null } };
  }
  if (!zip.names.some((entry) => entry.startsWith('xl/'))) {
    const word = zip.names.some((entry) => entry.startsWith('word/'));
    return {
      ok: false,
      problem: { code: 'not_a_table', name, looksLike: word ? 'word' : 'unknown' },
    };
  }
  const sheets = zip.names.filter((entry) => /^xl\/worksheets\/[^/]+\.xml$/.test(entry));
  const merged = sheets.map((entry) => mergedCells(zip.text(entry) ?? ''));
  const covered = Math.max(0, ...merged, namedCells(zip.text('xl/workbook.xml') ?? ''));
  if (covered > MAX_COVERED_CELLS) {
    return { ok: false, problem: { code: 'too_large', name, limit: MAX_COVERED_CELLS } };
  }
  // A large library that most starts never need.
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  try {
    const data = Uint8Array.from(bytes).buffer;
    await workbook.xlsx.load(data, { ignoreNodes: IGNORED_PARTS });
  } catch {
    return { ok: false, problem: { code: 'malformed', name, line: null } };
  }
  return choose(name, workbook, options);
}

function choose(name: string, workbook: Workbook, options: TableOptions): TableResult {
  const tables: Table[] = [];
  let blank = true;
  for (const sheet of workbook.worksheets) {
    if (sheet.state !== 'visible') continue;
    if (sheet.columnCount > MAX_COLUMNS) {
      return { ok: false, problem: { code: 'too_many_columns', name, limit: MAX_COLUMNS } };
    }
    const rows = gridOf(sheet);
    if (rows.length > 0) blank = false;
    const table = tableOf(sheet.name, rows, options);
    if (table) tables.push(table);
  }
  const expects = options.expects ?? [];
  const best = tables.reduce<Table | null>((chosen, table) => {
    if (chosen === null) return table;
    return expectedColumns(table, expects) > expectedColumns(chosen, expects) ? table : chosen;
  }, null);
  if (best === null) {
    return blank
      ? { ok: false, problem: { code: 'empty', name } }
      : { ok: false, problem: { code: 'not_a_table', name, looksLike: 'unknown' } };
  }
  if (best.rows.length > MAX_ROWS) {
    return { ok: false, problem: { code: 'too_many_rows', name, limit: MAX_ROWS } };
  }
  return { ok: true, table: best };
}

function gridOf(sheet: Worksheet): GridRow[] {
  const rows: GridRow[] = [];
  const width = sheet.columnCount;
  sheet.eachRow((row, line) => {
    const grid: GridRow = { line, cells: [], spread: [], continued: [] };
    for (let column = 1; column <= width; column += 1) {
      const cell = row.getCell(column);
      const { master } = cell;
      const text = cellText(master);
      grid.spread.push(text);
      grid.cells.push(Number(master.col) === column ? text : '');
      grid.continued.push(Number(master.row) < line && text !== '');
    }
    if (grid.spread.some((text) => text !== '')) rows.push(grid);
  });
  return rows;
}
