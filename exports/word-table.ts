import { shorten } from '../core/text/shorten.ts';
import {
  alignOf,
  type Header,
  headerOf,
  isOpen,
  type LeafColumn,
  leavesOf,
  type PrintedCell,
  type PrintedRow,
  type PrintedTable,
  printedText,
  spansOf,
} from './printed-table.ts';
import { headerHeights } from './text-lines.ts';
import { textWidth, twips } from './word-style.ts';
import { cellParagraphXml, cellXml, rowXml, runXml, tableXml } from './word-xml.ts';

/** Beyond this many columns every millimetre counts. */
const WIDE = 12;
/** Height of a line, times the size of its letters, in fonts that stand in for Times New Roman. */
const LEADING = 1.3;
const BAND = 'F2F2F2';
/** Letters of a cell that may fill a page. */
const LONG = 800;
/** Letters of a cell that are printed. */
const MOST = 3000;

/** How a table is drawn on its page; lengths in twips, `size` in points. */
interface Layout {
  leaves: readonly LeafColumn[];
  widths: readonly number[];
  size: number;
}

/**
 * A bordered table as XML: the header merged as printed and repeated on every page,
 * groups on the page of their first row. '' where it has no columns.
 */
export function wordTable(table: PrintedTable, landscape: boolean): string {
  const leaves = leavesOf(table.columns);
  if (leaves.length === 0) return '';
  const widths = widthsOf(leaves, twips(textWidth(landscape)));
  const layout = { leaves, widths, size: letterSize(leaves.length) };
  const rows = [
    ...headerRows(table, layout),
    ...table.rows.map((row, index) => bodyRow(row, table.rows[index + 1], layout)),
  ];
  const padding = twips(leaves.length > WIDE ? 0.5 : 1);
  return tableXml(rows.join(''), widths, padding);
}

/** Wide tables take smaller letters; below 10 points nobody can read them on paper. */
function letterSize(columns: number): number {
  if (columns <= 6) return 12;
  return columns <= WIDE ? 11 : 10;
}

function widthsOf(leaves: readonly LeafColumn[], whole: number): number[] {
  const sum = leaves.reduce((width, leaf) => width + leaf.width, 0);
  return leaves.map((leaf) => Math.round((leaf.width / sum) * whole));
}

function headerRows(table: PrintedTable, { widths, size }: Layout): string[] {
  const header = headerOf(table.columns);
  // A bold letter is about half as wide as it is high. Some programs give a repeated header no more
  // room than its rows ask for, so they ask for all of it.
  const letters = widths.map((width) => (width - twips(2)) / (size * 20 * 0.55));
  const rows = headerHeights(header, letters).map((lines, row) => {
    const least = Math.round(lines * size * 20 * LEADING) + 40;
    return rowXml(headingCells(header, row, { widths, size }), { least });
  });
  if (!table.numbered) return rows;
  const counts = widths.map((width, index) =>
    cellXml(
      { width },
      cellParagraphXml(runXml(`(${index + 1})`, { italics: true, size }), 'center'),
    ),
  );
  return [...rows, rowXml(counts.join(''), { least: 0 })];
}

/** The cells of one header row, with an empty one wherever one from above reaches down. */
function headingCells(
  header: Header,
  row: number,
  { widths, size }: Pick<Layout, 'widths' | 'size'>,
): string {
  return header.cells
    .filter((cell) => cell.row <= row && row < cell.row + cell.rowSpan)
    .sort((a, b) => a.column - b.column)
    .map(({ text, row: first, column, rowSpan, columnSpan }) => {
      const width = total(widths, column, columnSpan);
      const rows = rowSpan === 1 ? null : first === row ? 'begin' : 'go_on';
      const run = first === row ? runXml(text, { bold: true, size }) : '';
      return cellXml({ width, columns: columnSpan, rows }, cellParagraphXml(run, 'center', true));
    })
    .join('');
}

function bodyRow(row: PrintedRow, next: PrintedRow | undefined, layout: Layout): string {
  const { leaves, widths, size } = layout;
  const bold = row.kind === 'total' || row.kind === 'group';
  const goesOn = (next?.joins?.length ?? 0) > 0;
  const long = [row, next].some((one) => one?.cells.some(isLong));
  const together = !long && (goesOn || row.kind === 'group' || next?.kind === 'total');
  const cells = spansOf(row, leaves.length).map(({ cell, column, span }) => {
    const leaf = leaves[column];
    const width = total(widths, column, span);
    if (row.joins?.includes(column)) {
      return cellXml({ width, rows: 'go_on' }, cellParagraphXml('', 'left', together));
    }
    const text = isOpen(cell) ? cell : fitted(printedText(cell, leaf?.format));
    const rows = next?.joins?.includes(column) ? 'begin' : null;
    const fill = row.kind === 'group' ? { fill: BAND } : {};
    return cellXml(
      { width, columns: span, rows, ...fill },
      cellParagraphXml(runXml(text, { bold, size }), alignOf(leaf, cell), together),
    );
  });
  return rowXml(cells.join(''), undefined, long);
}

/** Cut at a whole letter, and told: one cell of a hundred pages brings word processors to a halt. */
function fitted(text: string): string {
  if (text.length <= MOST) return text;
  return `${shorten(text, MOST)} (còn nữa, đã rút gọn)`;
}

/** Rows higher than a page must split: programs that try to keep them whole never end. */
function isLong(cell: PrintedCell): boolean {
  return typeof cell === 'string' && cell.length > LONG;
}

function total(widths: readonly number[], from: number, count: number): number {
  return widths.slice(from, from + count).reduce((sum, width) => sum + width, 0);
}
