import type { Workbook, Worksheet } from 'exceljs';
import { cellText } from './cell-text.ts';
import { LINE, MARK, type TemplateIdentity } from './template-mark.ts';

/** A column of the template as it was handed out; places count from 1. */
export interface ListedColumn {
  key: string;
  /** Folded heading; '' where it had none. */
  heading: string;
  place: number;
}

export interface ListedRow {
  key: string;
  /** Folded words by which the row is recognised; '' where it had none. */
  label: string;
  /** Index of the column those words stand in. */
  labelColumn: number;
  place: number;
  /** `computed`: a formula was handed out there. */
  inputs: { column: number; required: boolean; computed: boolean }[];
}

/** What the hidden worksheet says. */
export interface TemplateList {
  identity: TemplateIdentity;
  sheet: string;
  /** Last row of the header. */
  header: number;
  columns: ListedColumn[];
  rows: ListedRow[];
}

const MOST_LINES = 5000;

/** Reads the hidden worksheet; `newer_template` when a later edition of the program wrote it. */
export function readList(workbook: Workbook): TemplateList | 'not_a_template' | 'newer_template' {
  const sheet = workbook.worksheets.find((candidate) => candidate.name.startsWith(MARK.sheet));
  if (!sheet || sheet.rowCount > MOST_LINES) return 'not_a_template';
  const lines = linesOf(sheet);
  const [, signature, layout] = lines.find(([first]) => first === LINE.signature) ?? [];
  if (signature !== MARK.signature) return 'not_a_template';
  if (Number(layout) > MARK.layout) return 'newer_template';
  const named = lines.find(([first]) => first === LINE.identity);
  const [, form = '', version = '', agency = '', period = ''] = named ?? [];
  const [, name = '', header = ''] = lines.find(([first]) => first === LINE.sheet) ?? [];
  if (form === '' || !/^\d{1,9}$/.test(version)) return 'not_a_template';
  return {
    identity: { form, version: Number(version), agency, period },
    sheet: name,
    header: placeOf(header),
    columns: lines.filter(([first]) => first === LINE.column).map(columnOf),
    rows: lines.filter(([first]) => first === LINE.row).map(rowOf),
  };
}

function linesOf(sheet: Worksheet): string[][] {
  const lines: string[][] = [];
  sheet.eachRow((row) => {
    lines.push([1, 2, 3, 4, 5, 6].map((column) => cellText(row.getCell(column))));
  });
  return lines;
}

function columnOf([, key = '', heading = '', place = '']: string[]): ListedColumn {
  return { key, heading, place: placeOf(place) };
}

function rowOf([, key = '', label = '', at = '', place = '', inputs = '']: string[]): ListedRow {
  return {
    key,
    label,
    labelColumn: placeOf(at),
    place: placeOf(place),
    inputs: [...inputs.matchAll(/(\d{1,3})([rc]?)/g)].map(([, column, sign]) => ({
      column: Number(column),
      required: sign === 'r',
      computed: sign === 'c',
    })),
  };
}

function placeOf(text: string): number {
  return /^\d{1,7}$/.test(text) ? Number(text) : 0;
}
