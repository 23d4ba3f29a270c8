import type { Workbook, Worksheet } from 'exceljs';
import { fold } from '../core/text/fold.ts';
import { cellText } from './cell-text.ts';
import type { ListedRow, TemplateList } from './template-list.ts';
import { columnName, MARK, rowName } from './template-mark.ts';

/** Where the rows and columns of a template stand today; null where one is gone. */
export interface Places {
  sheet: Worksheet;
  rows: (number | null)[];
  columns: (number | null)[];
  /** Indexes of rows and columns whose words are no longer those that were handed out. */
  changedRows: number[];
  changedColumns: number[];
}

/** A template is far shorter; what stands below was never ours. */
const MOST_ROWS = 10_000;

interface Reference {
  sheet: string;
  column: number;
  row: number;
}

/**
 * Finds the table again. Defined names keep to their cells when rows are inserted or the sheet is
 * renamed; a row's words decide where a name is lost or the rows were sorted. Null when the sheet is
 * gone.
 */
export function findPlaces(workbook: Workbook, list: TemplateList): Places | null {
  const names = referencesOf(workbook);
  const sheet = sheetOf(workbook, list, names);
  if (!sheet) return null;
  const changedColumns: number[] = [];
  const columns = list.columns.map((column, index) => {
    const named = names.get(columnName(index).toLowerCase());
    const place = named?.sheet === sheet.name ? named.column : column.place;
    const row = named?.sheet === sheet.name ? named.row : list.header;
    if (wordsAt(sheet, row, place) !== column.heading) changedColumns.push(index);
    return place > 0 ? place : null;
  });
  const changedRows: number[] = [];
  const taken = new Set<number>();
  const saying = rowsByWords(sheet);
  const rows = list.rows.map((row, index) => {
    const labels = columns[row.labelColumn] ?? null;
    const named = names.get(rowName(index).toLowerCase());
    const kept = named?.sheet === sheet.name ? named.row : null;
    const place = placeOfRow(sheet, row, labels, kept, saying);
    if (place === null || taken.has(place)) return null;
    taken.add(place);
    if (!isLabelled(sheet, row, labels, place)) changedRows.push(index);
    return place;
  });
  return { sheet, rows, columns, changedRows, changedColumns };
}

function placeOfRow(
  sheet: Worksheet,
  row: ListedRow,
  labels: number | null,
  kept: number | null,
  saying: (label: string, column: number) => readonly number[],
): number | null {
  const guess = kept ?? row.place;
  if (guess > 0 && isLabelled(sheet, row, labels, guess)) return guess;
  const found = labels === null ? [] : saying(row.label, labels);
  const [only] = found;
  if (found.length === 1 && only !== undefined) return only;
  // Its own name still points here, so it is the row; only its words were changed.
  return kept;
}

function isLabelled(
  sheet: Worksheet,
  row: ListedRow,
  labels: number | null,
  place: number,
): boolean {
  return row.label === '' || (labels !== null && wordsAt(sheet, place, labels) === row.label);
}

/** Looks up the rows that say something in a column; each column is gone through once. */
function rowsByWords(sheet: Worksheet): (label: string, column: number) => readonly number[] {
  const columns = new Map<number, Map<string, number[]>>();
  return (label, column) => {
    let index = columns.get(column);
    if (!index) {
      index = new Map();
      columns.set(column, index);
      for (let row = 1; row <= Math.min(sheet.rowCount, MOST_ROWS); row += 1) {
        const words = wordsAt(sheet, row, column);
        const rows = index.get(words);
        if (rows) rows.push(row);
        else if (words !== '') index.set(words, [row]);
      }
    }
    return index.get(label) ?? [];
  };
}

function wordsAt(sheet: Worksheet, row: number, column: number): string {
  if (row < 1 || column < 1 || row > sheet.rowCount || column > sheet.columnCount) return '';
  return fold(cellText(sheet.getRow(row).getCell(column).master));
}

/** The sheet most names point to, else the one of that name, else the one with most of the rows. */
function sheetOf(
  workbook: Workbook,
  list: TemplateList,
  names: ReadonlyMap<string, Reference>,
): Worksheet | undefined {
  const votes = new Map<string, number>();
  for (const { sheet } of names.values()) votes.set(sheet, (votes.get(sheet) ?? 0) + 1);
  const [best] = [...votes].sort(([, one], [, two]) => two - one);
  const filled = workbook.worksheets.filter((sheet) => !sheet.name.startsWith(MARK.sheet));
  return (
    filled.find((sheet) => sheet.name === best?.[0]) ??
    filled.find((sheet) => sheet.name === list.sheet) ??
    likeliest(filled, list)
  );
}

/** At least half of the columns' headings stand where they stood. */
function likeliest(sheets: readonly Worksheet[], list: TemplateList): Worksheet | undefined {
  const scored = sheets.map((sheet) => {
    const agreeing = list.columns.filter(
      ({ heading, place }) => wordsAt(sheet, list.header, place) === heading,
    );
    return { sheet, agreeing: agreeing.length };
  });
  const [best] = scored.sort((one, two) => two.agreeing - one.agreeing);
  return best && best.agreeing * 2 >= list.columns.length ? best.sheet : undefined;
}

/** Our defined names and the cell each points to. */
function referencesOf(workbook: Workbook): Map<string, Reference> {
  const found = new Map<string, Reference>();
  for (const { name, ranges } of workbook.definedNames.model) {
    const reference = name.startsWith('TD_') ? parse(ranges[0] ?? '') : null;
    if (reference) found.set(name.toLowerCase(), reference);
  }
  return found;
}

function parse(range: string): Reference | null {
  const match = /^(?:'((?:[^']|'')+)'|([^!']+))!\$?([A-Z]{1,3})\$?(\d{1,7})/.exec(range);
  if (!match) return null;
  const [, quoted, plain = '', letters = '', row = ''] = match;
  const column = [...letters].reduce((sum, sign) => sum * 26 + sign.charCodeAt(0) - 64, 0);
  return { sheet: quoted?.replace(/''/g, "'") ?? plain, column, row: Number(row) };
}
