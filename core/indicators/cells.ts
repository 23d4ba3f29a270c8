/** A number with the word written after it: "08 đơn vị". */
export interface Quantity {
  number: number;
  unit: string;
}

/**
 * What stands in a cell: a number (percentages in percent: 93.66), a text, a day as ISO date, a
 * quantity, or null for a blank. What a blank means is the column's business.
 */
export type CellValue = number | string | Quantity | null;

/** Values by row and column key; plain JSON. A row or column that is absent is blank. */
export type Cells = Readonly<Record<string, Readonly<Record<string, CellValue>>>>;

/** Where a cell stands. */
export interface CellPlace {
  row: string;
  column: string;
}

export function cellAt(cells: Cells, row: string, column: string): CellValue {
  const line = Object.hasOwn(cells, row) ? cells[row] : undefined;
  return line && Object.hasOwn(line, column) ? (line[column] ?? null) : null;
}

/** The number in a cell, without its unit; null for blanks, texts and days. */
export function numberIn(value: CellValue): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return value !== null && typeof value === 'object' ? numberIn(value.number) : null;
}

/** One string for a place, for maps and sets. */
export function placeKey({ row, column }: CellPlace): string {
  return `${row}\t${column}`;
}

/** Collects cells; later values of a place replace earlier ones. */
export function cellsOf(entries: Iterable<CellPlace & { value: CellValue }>): Cells {
  const rows = new Map<string, Map<string, CellValue>>();
  for (const { row, column, value } of entries) {
    const line = rows.get(row) ?? new Map<string, CellValue>();
    line.set(column, value);
    rows.set(row, line);
  }
  return Object.fromEntries([...rows].map(([row, line]) => [row, Object.fromEntries(line)]));
}
