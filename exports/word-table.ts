import {
  AlignmentType,
  HeightRule,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  type TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import {
  type Align,
  alignOf,
  type HeaderCell,
  headerOf,
  isOpen,
  type LeafColumn,
  leavesOf,
  type PrintedRow,
  type PrintedTable,
  printedText,
  spansOf,
} from './printed-table.ts';
import { headerHeights } from './text-lines.ts';
import { points, STYLE, textWidth, twips } from './word-style.ts';
import { runs } from './word-text.ts';

const ALIGNMENT = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const;
/** Beyond this many columns every millimetre counts. */
const WIDE = 12;
/** Height of a line, times the size of its letters, in fonts that stand in for Times New Roman. */
const LEADING = 1.3;
const BAND = { fill: 'F2F2F2' };

/** A bordered table whose header is merged as printed and repeated on every page. */
export function wordTable(table: PrintedTable, landscape: boolean): (Table | Paragraph)[] {
  const leaves = leavesOf(table.columns);
  if (leaves.length === 0) return [];
  const widths = widthsOf(leaves, twips(textWidth(landscape)));
  const size = letterSize(leaves.length);
  const padding = twips(leaves.length > WIDE ? 0.5 : 1);
  const rows = [
    ...headerRows(table, widths, size),
    ...table.rows.map((row) => bodyRow(row, leaves, widths, size)),
  ];
  const drawn = new Table({
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    margins: { left: padding, right: padding },
    rows,
  });
  return [drawn, ...below(table.notes ?? [])];
}

/** Word joins tables that touch, so a paragraph always follows. */
function below(notes: readonly string[]): Paragraph[] {
  const lines = notes.length > 0 ? notes : [''];
  return lines.map(
    (line) =>
      new Paragraph({
        style: STYLE.cell,
        children: runs(line, { italics: true, size: points(12) }),
      }),
  );
}

/** Wide tables take smaller letters; below 10 points nobody can read them on paper. */
function letterSize(columns: number): number {
  if (columns <= 6) return 12;
  return columns <= WIDE ? 11 : 10;
}

function widthsOf(leaves: readonly LeafColumn[], total: number): number[] {
  const sum = leaves.reduce((width, leaf) => width + leaf.width, 0);
  return leaves.map((leaf) => Math.round((leaf.width / sum) * total));
}

function headerRows(table: PrintedTable, widths: readonly number[], size: number): TableRow[] {
  const header = headerOf(table.columns);
  // A bold letter is about half as wide as it is high. Some programs give a repeated header no more
  // room than its rows ask for, so they ask for all of it.
  const letters = widths.map((width) => (width - twips(2)) / (size * 20 * 0.55));
  const heights = headerHeights(header, letters);
  const rows = heights.map((lines, row) =>
    headerRow(
      header.cells
        .filter((cell) => cell.row === row)
        .map((cell) => headingCell(cell, widths, size)),
      Math.round(lines * size * 20 * LEADING) + 40,
    ),
  );
  if (!table.numbered) return rows;
  const counts = widths.map((width, index) =>
    cellOf(runs(`(${index + 1})`, { italics: true, size: points(size) }), 'center', { width }),
  );
  return [...rows, headerRow(counts)];
}

function headerRow(children: TableCell[], least = 0): TableRow {
  const height = { value: least, rule: HeightRule.ATLEAST };
  return new TableRow({ tableHeader: true, cantSplit: true, height, children });
}

function headingCell(cell: HeaderCell, widths: readonly number[], size: number): TableCell {
  return cellOf(runs(cell.text, { bold: true, size: points(size) }), 'center', {
    width: total(widths, cell.column, cell.columnSpan),
    rowSpan: cell.rowSpan,
    columnSpan: cell.columnSpan,
  });
}

function bodyRow(
  row: PrintedRow,
  leaves: readonly LeafColumn[],
  widths: readonly number[],
  size: number,
): TableRow {
  const bold = row.kind === 'total' || row.kind === 'group';
  const children = spansOf(row, leaves.length).map(({ cell, column, span }) => {
    const leaf = leaves[column];
    const text = isOpen(cell) ? cell : printedText(cell, leaf?.format);
    return cellOf(runs(text, { bold, size: points(size) }), alignOf(leaf, cell), {
      width: total(widths, column, span),
      columnSpan: span,
      band: row.kind === 'group',
    });
  });
  return new TableRow({ cantSplit: true, children });
}

function total(widths: readonly number[], from: number, count: number): number {
  return widths.slice(from, from + count).reduce((sum, width) => sum + width, 0);
}

function cellOf(
  children: TextRun[],
  align: Align,
  shape: { width: number; rowSpan?: number; columnSpan?: number; band?: boolean },
): TableCell {
  const { width, rowSpan = 1, columnSpan = 1, band = false } = shape;
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    ...(rowSpan > 1 ? { rowSpan } : {}),
    ...(columnSpan > 1 ? { columnSpan } : {}),
    ...(band ? { shading: BAND } : {}),
    verticalAlign: VerticalAlignTable.CENTER,
    children: [new Paragraph({ style: STYLE.cell, alignment: ALIGNMENT[align], children })],
  });
}
