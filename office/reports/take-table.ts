import { isNumeric } from '../../core/indicators/form.ts';
import type { PasteOptions } from '../../core/indicators/read-pasted.ts';
import { rowFinder } from '../../core/indicators/row-labels.ts';
import { type OwedForm, owedRows } from '../../core/reports/owed-form.ts';
import type { TextSheet } from '../../imports/foreign-sheet.ts';
import { type FoundHeadings, headingsIn } from './take-headings.ts';

/** A form's table on somebody's worksheet, ready to be read as if it were pasted. */
export interface FoundTable {
  text: string;
  options: PasteOptions;
  /** Rows of the worksheet, line by line. */
  rows: number[];
  /** Keys of columns of figures that the sheet does not have. */
  absent: string[];
  /** How well it fits: up to 1 for the rows and 1 for the headings. */
  score: number;
}

/** Most of the headings must be there before anything else of a sheet is believed. */
const LEAST_HEADINGS = 0.6;
const LABELS_WITHIN = 6;

/** Null when the sheet holds no such table. */
export function tableIn(owed: OwedForm, sheet: TextSheet): FoundTable | null {
  const headings = headingsIn(owed.form, sheet);
  const known = headings && headings.share >= LEAST_HEADINGS ? headings : null;
  if (owed.form.definition.rows.kind === 'free') return known && freeTable(owed, sheet, known);
  return labelledTable(owed, sheet, known);
}

function labelledTable(
  owed: OwedForm,
  sheet: TextSheet,
  headings: FoundHeadings | null,
): FoundTable | null {
  const rows = owedRows(owed, {});
  const items = rows.filter(({ sumOf }) => sumOf === null);
  const findRow = rowFinder(rows, owed.agencies);
  const from = headings?.next ?? 0;
  const indexes = sheet.lines.flatMap((line, index) =>
    index >= from && hasFigure(line) ? index : [],
  );
  const hitsAt = (at: number) =>
    new Set(indexes.flatMap((index) => findRow(sheet.lines[index]?.[at] ?? '')?.key ?? [])).size;
  const counts = Array.from({ length: LABELS_WITHIN }, (_, at) => hitsAt(at));
  const hits = Math.max(...counts);
  if (hits === 0) return headings && onlyRow(owed, sheet, headings, indexes);
  if (!headings && (hits < 2 || hits < items.length / 2)) return null;
  const labelAt = counts.indexOf(hits);
  const isRow = (index: number) => findRow(sheet.lines[index]?.[labelAt] ?? '') !== null;
  // Rows of others are in the table of all; among an agency's own rows a strange one is worth saying.
  const last = indexes.findLast(isRow) ?? 0;
  const body = indexes.filter((index) => isRow(index) || (!owed.ownRowOnly && index < last));
  const score = hits / rows.length + (headings?.share ?? 0);
  if (!headings) {
    const width = Math.max(...body.map((index) => lastFilled(sheet.lines[index] ?? []))) + 1;
    const places = Array.from({ length: width - labelAt }, (_, index) => labelAt + index);
    return { ...written(owed, sheet, body, places), absent: [], score };
  }
  const columns = owed.form.columns.filter(({ key }) => headings.at.has(key)).map(({ key }) => key);
  const places = [labelAt, ...columns.map((key) => headings.at.get(key) ?? 0)];
  const table = written(owed, sheet, body, places);
  return {
    ...table,
    options: { ...table.options, columns },
    absent: absentFrom(owed, headings),
    score,
  };
}

/** An agency that owes one row need not name it: the only line of figures is its own. */
function onlyRow(
  owed: OwedForm,
  sheet: TextSheet,
  headings: FoundHeadings,
  indexes: readonly number[],
): FoundTable | null {
  const rows = owedRows(owed, {});
  const [row] = rows;
  const filled = indexes.filter((index) =>
    [...headings.at.values()].some((at) => /\d/.test(sheet.lines[index]?.[at] ?? '')),
  );
  if (rows.length !== 1 || !row || filled.length !== 1) return null;
  const columns = owed.form.columns.filter(({ key }) => headings.at.has(key)).map(({ key }) => key);
  const table = written(
    owed,
    sheet,
    filled,
    columns.map((key) => headings.at.get(key) ?? 0),
  );
  return {
    ...table,
    options: { ...table.options, columns, row: row.key },
    absent: absentFrom(owed, headings),
    score: headings.share,
  };
}

/** Lines below the headings as long as they have a name and something besides. */
function freeTable(owed: OwedForm, sheet: TextSheet, headings: FoundHeadings): FoundTable | null {
  const { rows } = owed.form.definition;
  const labelAt = rows.kind === 'free' ? headings.at.get(rows.labelColumn) : undefined;
  if (labelAt === undefined) return null;
  const columns = owed.form.columns.filter(({ key }) => headings.at.has(key)).map(({ key }) => key);
  const places = columns.map((key) => headings.at.get(key) ?? 0);
  const others = places.filter((at) => at !== labelAt);
  const body: number[] = [];
  for (let index = headings.next; index < sheet.lines.length; index += 1) {
    const line = sheet.lines[index] ?? [];
    const named = /\p{L}/u.test(line[labelAt] ?? '');
    const told = others.some((at) => (line[at] ?? '') !== '') && hasFigure(line);
    if (named && told) body.push(index);
    else if (body.length > 0) break;
  }
  if (body.length === 0) return null;
  const table = written(owed, sheet, body, places);
  return {
    ...table,
    options: { ...table.options, columns },
    absent: absentFrom(owed, headings),
    score: headings.share + 0.5,
  };
}

function written(
  owed: OwedForm,
  sheet: TextSheet,
  body: readonly number[],
  places: readonly number[],
): Pick<FoundTable, 'text' | 'options' | 'rows'> {
  const lines = body.map((index) =>
    places.map((at) => quoted(sheet.lines[index]?.[at] ?? '')).join('\t'),
  );
  return {
    text: lines.join('\n'),
    options: { rowAgencies: owed.agencies },
    rows: body.map((index) => sheet.rows[index] ?? 0),
  };
}

/** As spreadsheets put cells on the clipboard. */
function quoted(text: string): string {
  return text.includes('"') ? `"${text.replace(/"/g, '""')}"` : text;
}

function absentFrom({ form }: OwedForm, { at }: FoundHeadings): string[] {
  return form.columns
    .filter((column) => isNumeric(column) && column.computed === null && !at.has(column.key))
    .map(({ key }) => key);
}

function hasFigure(line: readonly string[]): boolean {
  return line.some((text) => /\d/.test(text));
}

function lastFilled(line: readonly string[]): number {
  return line.findLastIndex((text) => text !== '');
}
