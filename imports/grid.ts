import { fold } from '../core/text/fold.ts';
import type { Table, TableOptions } from './table-shape.ts';

/** A row before anybody knows which one is the header. Arrays run over the same columns. */
export interface GridRow {
  line: number;
  /** Text of each cell; a cell merged downwards repeats its value, one merged across does not. */
  cells: string[];
  /** The same with merges across repeated too: what a header with groups of columns needs. */
  spread: string[];
  /** True where the cell continues one merged from a row above. */
  continued: boolean[];
}

const SEARCHED = 60;
/** Share of the widest row's filled cells a header has at least; title lines have one or two. */
const HEADER_SHARE = 0.6;
/** A row "1, 2" may be data; from this many columns on, counting up from 1 is a numbering. */
const LEAST_NUMBERED = 3;

/**
 * The table in a grid: finds the header row below title lines, joins a header of several rows
 * ("Cơ quan" over "chủ trì", "phối hợp"), passes over the row that numbers the columns and blank
 * rows. Null when there are not at least two columns.
 */
export function tableOf(
  sheet: string,
  rows: readonly GridRow[],
  options: TableOptions,
): Table | null {
  const filled = rows.filter((row) => row.cells.some((cell) => cell !== ''));
  const top = headerIndex(filled, options.expects ?? []);
  const first = filled[top];
  if (first === undefined) return null;
  let next = top + 1;
  const levels = [first];
  for (let row = filled[next]; row?.continued.some(Boolean); row = filled[next]) {
    levels.push(row);
    next += 1;
  }
  const numbering = filled[next];
  if (numbering && numbersColumns(numbering.cells)) next += 1;
  const body = filled.slice(next);
  const width = Math.max(...[...levels, ...body].map((row) => row.cells.length));
  const columns = named(levels, body, width);
  return {
    sheet,
    header: columns.map((column) => column.name),
    rows: body.map((row) => ({
      line: row.line,
      cells: Object.fromEntries(columns.map(({ name, at }) => [name, row.cells[at] ?? ''])),
    })),
  };
}

/** How many of the expected column names the table has; to choose between worksheets. */
export function expectedColumns(table: Table, expects: readonly string[]): number {
  return countKnown(table.header, new Set(expects.map(fold)));
}

function headerIndex(rows: readonly GridRow[], expects: readonly string[]): number {
  const searched = rows.slice(0, SEARCHED);
  const known = new Set(expects.map(fold));
  let best = -1;
  let most = 1;
  for (const [index, row] of searched.entries()) {
    const count = countKnown(row.spread, known);
    if (count > most) {
      most = count;
      best = index;
    }
  }
  if (best >= 0) return best;
  const widths = searched.map((row) => row.cells.filter((cell) => cell !== '').length);
  const widest = Math.max(0, ...widths);
  if (widest < 2) return -1;
  const least = Math.max(2, Math.ceil(widest * HEADER_SHARE));
  return widths.findIndex((width) => width >= least);
}

function countKnown(names: readonly string[], known: ReadonlySet<string>): number {
  return new Set(names.map(fold).filter((name) => known.has(name))).size;
}

/** "(1) (2) (3)…" or "A B 1 2 3" below a header: it counts the columns and says nothing. */
function numbersColumns(cells: readonly string[]): boolean {
  const marks = cells.filter((cell) => cell !== '').map((cell) => cell.replace(/^\(|\)$/g, ''));
  const numbers = marks.slice(marks.findIndex((mark) => /^\d/.test(mark)));
  const letters = marks.slice(0, marks.length - numbers.length);
  return (
    numbers.length >= LEAST_NUMBERED &&
    numbers.every((mark, index) => mark === String(index + 1)) &&
    letters.every((mark) => /^[A-Z]$/.test(mark))
  );
}

function named(
  levels: readonly GridRow[],
  body: readonly GridRow[],
  width: number,
): { name: string; at: number }[] {
  const columns: { name: string; at: number }[] = [];
  const used = new Map<string, number>();
  for (let at = 0; at < width; at += 1) {
    const parts = [...new Set(levels.map((row) => row.spread[at] ?? ''))].filter((p) => p !== '');
    const own = parts.join(' ').replace(/\s+/g, ' ').trim();
    if (own === '' && !body.some((row) => (row.cells[at] ?? '') !== '')) continue;
    const base = own === '' ? `#${at + 1}` : own;
    const times = (used.get(base) ?? 0) + 1;
    used.set(base, times);
    columns.push({ name: times === 1 ? base : `${base} (${times})`, at });
  }
  return columns;
}
