import { isNumeric } from '../../core/indicators/form.ts';
import type { PasteOptions } from '../../core/indicators/read-pasted.ts';
import { isRowNumber, rowFinder } from '../../core/indicators/row-labels.ts';
import { type OwedForm, owedRows } from '../../core/reports/owed-form.ts';
import type { TextSheet } from '../../imports/foreign-sheet.ts';
import { type FoundHeadings, headingsIn } from './take-headings.ts';

/** A form's table on somebody's worksheet, ready to be read as if it were pasted. */
export interface FoundTable {
  text: string;
  options: PasteOptions;
  /** Rows of the worksheet, line by line. */
  rows: number[];
  /** What names each line. */
  labels: string[];
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
  const rowAt = (index: number, at: number) => {
    const line = sheet.lines[index] ?? [];
    return findRow(line[at] ?? '', line[at - 1]);
  };
  const hitsAt = (at: number) =>
    new Set(indexes.flatMap((index) => rowAt(index, at)?.key ?? [])).size;
  const counts = Array.from({ length: LABELS_WITHIN }, (_, at) => hitsAt(at));
  const hits = Math.max(...counts);
  if (hits === 0) return headings && onlyRow(owed, sheet, headings, indexes);
  if (!headings && (hits < 2 || hits < items.length / 2)) return null;
  const labelAt = counts.indexOf(hits);
  const isRow = (index: number) => rowAt(index, labelAt) !== null;
  const isHidden = (index: number) => sheet.hidden.lines.has(index);
  const seen = new Set(
    indexes.flatMap((index) => (isHidden(index) ? [] : (rowAt(index, labelAt)?.key ?? []))),
  );
  // An old copy of a row that is still there, hidden, is not the one people mean.
  const isCopy = (index: number) => {
    return isHidden(index) && seen.has(rowAt(index, labelAt)?.key ?? '');
  };
  const valuesAt = headings ? [...headings.at.values()] : [];
  const isStrange = (index: number) => {
    const line = sheet.lines[index] ?? [];
    return /\p{L}/u.test(line[labelAt] ?? '') && valuesAt.some((at) => isBare(line[at] ?? ''));
  };
  // Rows of others are in the table of all; among an agency's own rows a strange one is worth saying.
  const last = indexes.findLast(isRow) ?? 0;
  const body = indexes.filter(
    (index) =>
      !isCopy(index) && (isRow(index) || (!owed.ownRowOnly && (index < last || isStrange(index)))),
  );
  const numbered =
    labelAt > 0 &&
    body.every((index) => {
      const number = sheet.lines[index]?.[labelAt - 1] ?? '';
      return number === '' || isRowNumber(number);
    });
  const leads = numbered ? [labelAt - 1, labelAt] : [labelAt];
  const score = hits / rows.length + (headings?.share ?? 0);
  if (!headings) {
    const width = Math.max(...body.map((index) => lastFilled(sheet.lines[index] ?? []))) + 1;
    const values = Array.from({ length: width - labelAt - 1 }, (_, at) => labelAt + 1 + at);
    const table = written(owed, sheet, body, [...leads, ...values], labelAt);
    return { ...table, absent: [], score };
  }
  const columns = owed.form.columns.filter(({ key }) => headings.at.has(key)).map(({ key }) => key);
  const places = [...leads, ...columns.map((key) => headings.at.get(key) ?? 0)];
  const table = written(owed, sheet, body, places, labelAt);
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
    null,
  );
  return {
    ...table,
    options: { ...table.options, columns, row: row.key },
    absent: absentFrom(owed, headings),
    score: headings.share,
  };
}

/**
 * Lines below the headings, up to the last that has a name and something of a table besides: a
 * number in front, a figure or a day, or any figure right below the line before. What stands between
 * them belongs to the table too, but for headings of groups, which hold nothing but a name.
 */
function freeTable(owed: OwedForm, sheet: TextSheet, headings: FoundHeadings): FoundTable | null {
  const { rows } = owed.form.definition;
  const labelAt = rows.kind === 'free' ? headings.at.get(rows.labelColumn) : undefined;
  if (labelAt === undefined) return null;
  const columns = owed.form.columns.filter(({ key }) => headings.at.has(key));
  const places = columns.map(({ key }) => headings.at.get(key) ?? 0);
  const valuesAt = columns
    .filter(({ kind }) => kind !== 'text')
    .map(({ key }) => headings.at.get(key) ?? 0);
  let last = -1;
  const told: number[] = [];
  for (let index = headings.next; index < sheet.lines.length; index += 1) {
    const line = sheet.lines[index] ?? [];
    if (!places.some((at) => at !== labelAt && (line[at] ?? '') !== '')) continue;
    told.push(index);
    const below = told.length > 1 && last === index - 1 && isNextRow(sheet, index);
    const counted = labelAt > 0 && /^\d+[.)]?$/.test(line[labelAt - 1] ?? '');
    const filled = valuesAt.some((at) => isFigure(line[at] ?? '') || isDay(line[at] ?? ''));
    const named = /\p{L}/u.test(line[labelAt] ?? '');
    const first = last < 0 && hasFigure(line);
    if (named && (counted || filled || first || (below && hasFigure(line)))) last = index;
  }
  const body = told.filter((index) => index <= last);
  if (body.length === 0) return null;
  const table = written(owed, sheet, body, places, labelAt);
  return {
    ...table,
    options: { ...table.options, columns: columns.map(({ key }) => key) },
    absent: absentFrom(owed, headings),
    score: headings.share + 0.5,
  };
}

/** No row of the worksheet was left empty above this line. */
function isNextRow({ rows }: TextSheet, index: number): boolean {
  return (rows[index] ?? 0) - (rows[index - 1] ?? 0) === 1;
}

function written(
  owed: OwedForm,
  sheet: TextSheet,
  body: readonly number[],
  places: readonly number[],
  labelAt: number | null,
): Pick<FoundTable, 'text' | 'options' | 'rows' | 'labels'> {
  const lines = body.map((index) =>
    places.map((at) => quoted(sheet.lines[index]?.[at] ?? '')).join('\t'),
  );
  return {
    text: lines.join('\n'),
    options: { rowAgencies: owed.agencies },
    rows: body.map((index) => sheet.rows[index] ?? 0),
    labels: body.map((index) => (labelAt === null ? '' : (sheet.lines[index]?.[labelAt] ?? ''))),
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

function isBare(text: string): boolean {
  return /^\d[\d.,]*%?$/.test(text);
}

function isFigure(text: string): boolean {
  return /^\d[\d.,]*(?: ?%| \p{L}.*)?$/u.test(text);
}

function isDay(text: string): boolean {
  return /^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}$/.test(text);
}

function lastFilled(line: readonly string[]): number {
  return line.findLastIndex((text) => text !== '');
}
