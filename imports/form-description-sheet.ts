import type { Cell, Row, Workbook, Worksheet } from 'exceljs';
import { fold } from '../core/text/fold.ts';
import { cellText } from './cell-text.ts';
import type { DescriptionProblem } from './form-description-problem.ts';
import type { Words } from './form-description-words.ts';

/** What stands in one cell of a description. */
export interface Entry {
  /** As typed, trimmed; '' where nothing is. */
  text: string;
  /** Where the cell holds a number and not its digits as text. */
  number: number | null;
  /** "Cột!E7". */
  place: string;
}

/** One line of a sheet that is a table. */
export interface Line<K extends string> {
  at(heading: K): Entry;
  /** The headings above the column, outermost first; only on the sheet of columns. */
  groups: readonly Entry[];
}

const MOST_LINES = 1000;
const HEADER_SEARCHED = 12;

/** A sheet by its name, however its words are written. */
export function sheetNamed(workbook: Workbook, name: string): Worksheet | null {
  return workbook.worksheets.find((sheet) => fold(sheet.name) === fold(name)) ?? null;
}

/** The lines below the heading; what of `required` no heading names becomes a problem. */
export function readLines<K extends string>(
  sheet: Worksheet,
  headings: Readonly<Record<K, string>>,
  { required, group }: { required: readonly NoInfer<K>[]; group?: string },
  problems: DescriptionProblem[],
): Line<K>[] {
  const rows = filledRows(sheet);
  const header = headerOf(rows.slice(0, HEADER_SEARCHED), headings, group);
  const place = (column: number, row: number) => placeOf(sheet, column, row);
  const missing = required.filter((key) => !header.columns.has(key));
  for (const key of missing) {
    problems.push({ place: place(1, header.line), code: 'no_heading', expected: headings[key] });
  }
  if (missing.length > 0) return [];
  const below = rows.filter(({ number }) => number > header.line);
  const lines = below.flatMap((row): Line<K>[] => {
    const own = [...header.columns.values()].some((column) => ownText(row, column) !== '');
    if (!own) return [];
    const groups = header.groups.map((column) => {
      const cell = row.getCell(column);
      return { text: textOf(cell), number: null, place: place(column, row.number) };
    });
    const at = (key: K): Entry => {
      const column = header.columns.get(key);
      if (column === undefined) return { text: '', number: null, place: place(1, row.number) };
      return entryAt(row, column, place(column, row.number));
    };
    return [{ at, groups }];
  });
  if (lines.length <= MOST_LINES) return lines;
  problems.push({ place: place(1, header.line), code: 'too_many', max: MOST_LINES });
  return [];
}

/** The second column of a sheet whose first column names what stands there. */
export function readPairs<K extends string>(
  sheet: Worksheet,
  names: Readonly<Record<K, string>>,
): (name: K) => Entry {
  const found = new Map<string, Entry>();
  for (const row of filledRows(sheet)) {
    const name = fold(ownText(row, 1));
    const entry = entryAt(row, 2, placeOf(sheet, 2, row.number));
    if (name !== '' && !found.has(name)) found.set(name, entry);
  }
  return (name) =>
    found.get(fold(names[name])) ?? { text: '', number: null, place: placeOf(sheet, 1, 1) };
}

/**
 * What a choice's words mean; null where nothing stands. Words that mean nothing become a problem
 * and give undefined.
 */
export function choiceOf<T extends string>(
  { text, place }: Entry,
  words: Words<T>,
  problems: DescriptionProblem[],
): T | null | undefined {
  if (text === '') return null;
  const choices = Object.keys(words) as T[];
  const found = choices.find((choice) => words[choice].some((one) => sameWords(one, text)));
  if (found !== undefined) return found;
  const allowed = choices.map((choice) => words[choice][0]);
  problems.push({ place, code: 'not_one_of', found: shown(text), allowed });
  return undefined;
}

/** As much of what stands in a cell as a message can show. */
export function shown(text: string): string {
  const letters = [...text];
  return letters.length > 60 ? `${letters.slice(0, 59).join('')}…` : text;
}

function sameWords(a: string, b: string): boolean {
  return fold(a) === fold(b) && (fold(a) !== '' || a === b);
}

function filledRows(sheet: Worksheet): Row[] {
  const rows: Row[] = [];
  sheet.eachRow({ includeEmpty: false }, (row) => rows.push(row));
  return rows;
}

interface Header<K extends string> {
  line: number;
  columns: ReadonlyMap<K, number>;
  groups: readonly number[];
}

/** The row with the most known headings. */
function headerOf<K extends string>(
  rows: readonly Row[],
  headings: Readonly<Record<K, string>>,
  group: string | undefined,
): Header<K> {
  const keys = Object.keys(headings) as K[];
  let best: Header<K> = { line: 1, columns: new Map(), groups: [] };
  for (const row of rows) {
    const columns = new Map<K, number>();
    const groups: [string, number][] = [];
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      const words = fold(textOf(cell));
      const key = keys.find((one) => fold(headings[one]) === words);
      if (key !== undefined && !columns.has(key)) columns.set(key, column);
      if (group !== undefined && words.startsWith(`${fold(group)} `)) groups.push([words, column]);
    });
    if (columns.size <= best.columns.size) continue;
    const inOrder = groups.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, column]) => column);
    best = { line: row.number, columns, groups: inOrder };
  }
  return best;
}

function entryAt(row: Row, column: number, place: string): Entry {
  const { value } = row.getCell(column);
  return { text: ownText(row, column), number: typeof value === 'number' ? value : null, place };
}

/** Text of a cell that is not the continuation of a merged one. */
function ownText(row: Row, column: number): string {
  const cell = row.getCell(column);
  return cell.isMerged && cell.master.address !== cell.address ? '' : textOf(cell);
}

/**
 * Text with its inner spaces, as headings of forms have them. Excel makes a formula of "=(2)+(3)"
 * and minus three of "(3)" where a cell is not formatted as text: both are taken as they were typed.
 */
function textOf(cell: Cell): string {
  const { value } = cell;
  if (typeof value === 'object' && value !== null && 'formula' in value) {
    return `=${String(value.formula)}`;
  }
  if (typeof value === 'number' && Number.isInteger(value) && value < 0) return `(${-value})`;
  const text = typeof value === 'string' ? value : cellText(cell);
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .trim()
    .replace(/^'(?=\s*[=＝@＠+\-＋－])/, '');
}

function placeOf(sheet: Worksheet, column: number, row: number): string {
  let letters = '';
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  }
  return `${sheet.name}!${letters}${row}`;
}
