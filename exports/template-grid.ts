import { cleanLine } from './clean-text.ts';
import { quotedSheet } from './excel-text.ts';
import { leavesOf } from './printed-table.ts';
import type { AddressOf, CellAt, FormTemplate, Formula } from './template-shape.ts';

/** Where the cells of a template stand on its worksheet. */
export interface TemplateGrid {
  sheet: string;
  /** Worksheet row of the first row of the body, from 1. */
  body: number;
  rows: ReadonlyMap<string, number>;
  columns: ReadonlyMap<string, number>;
}

/** Throws RangeError for keys that repeat and for rows of another width than the columns. */
export function gridOf(template: FormTemplate, sheet: string, body: number): TemplateGrid {
  const width = leavesOf(template.columns).length;
  if (template.columnKeys.length !== width) throw new RangeError('one key for each column');
  for (const row of template.rows) {
    if (row.cells.length !== width) throw new RangeError(`row ${row.key}: ${width} cells wanted`);
  }
  return {
    sheet,
    body,
    rows: numbered(
      template.rows.map((row) => row.key),
      body,
    ),
    columns: numbered(template.columnKeys, 1),
  };
}

function numbered(keys: readonly string[], from: number): Map<string, number> {
  const places = new Map(keys.map((key, index) => [key, from + index]));
  if (places.size !== keys.length) throw new RangeError('keys must differ');
  return places;
}

/** The letters of a column: 1 → "A", 28 → "AB". */
export function letters(column: number): string {
  let left = column;
  let text = '';
  while (left > 0) {
    const figure = (left - 1) % 26;
    text = String.fromCharCode(65 + figure) + text;
    left = (left - 1 - figure) / 26;
  }
  return text;
}

function cellOf(grid: TemplateGrid, { row, column }: CellAt): string {
  const line = grid.rows.get(row);
  const place = grid.columns.get(column);
  if (line === undefined || place === undefined) {
    throw new RangeError(`no cell ${row}/${column} in the template`);
  }
  return `$${letters(place)}$${line}`;
}

/** The formula as Excel reads it, with the sheet in front of every cell; see `Formula` for null. */
export function formulaText(grid: TemplateGrid, formula: Formula): string | null {
  const addressOf: AddressOf = (from, to) => {
    const first = `${quotedSheet(grid.sheet)}!${cellOf(grid, from)}`;
    return to ? `${first}:${cellOf(grid, to)}` : first;
  };
  if (typeof formula === 'function') {
    const made = formula(addressOf);
    return made === null ? null : withoutSign(made);
  }
  const pieces = formula.map((piece) => {
    if (typeof piece === 'string') return piece;
    return 'from' in piece ? addressOf(piece.from, piece.to) : addressOf(piece);
  });
  return withoutSign(pieces.join(''));
}

function withoutSign(formula: string): string {
  return cleanLine(formula).replace(/^=\s*/, '');
}
