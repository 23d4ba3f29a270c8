import ExcelJS from 'exceljs';
import { type CellValue, cellAt } from '../../core/indicators/cells.ts';
import { headerOf } from '../../core/indicators/header.ts';
import type { Annex } from './annexes.ts';

/** Only the values. */
export const bare = ({ form, rows }: Annex) =>
  rows.map(({ values }) => form.columns.map(({ key }) => values[key] ?? ''));
/** With numbers and labels as printed. */
export const labelled = (annex: Annex) => {
  const free = annex.form.definition.rows.kind === 'free';
  const leads = annex.rows.map(({ number, verbatim }) => (free ? [number] : [number, verbatim]));
  return bare(annex).map((cells, index) => [...(leads[index] ?? []), ...cells]);
};
/** With the headings too. */
export const headed = (annex: Annex) => {
  const header = headerOf(annex.form.definition);
  const lines = Array.from({ length: header.depth }, () => Array<string>(header.width).fill(''));
  for (const { label, row, column } of header.cells) (lines[row] as string[])[column] = label;
  return [...lines, ...labelled(annex)];
};

/** The template with the printed figures in it, also over the formulas where totals are printed. */
export async function filledIn(annex: Annex, bytes: Uint8Array): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Uint8Array.from(bytes).buffer);
  const [sheet] = book.worksheets;
  if (!sheet) throw new Error('an empty workbook');
  for (const [index, [line, from]] of places(sheet, annex).entries()) {
    const { printedKey = '', values = {} } = annex.rows[index] ?? {};
    for (const [at, { key }] of annex.form.columns.entries()) {
      const value = cellAt(annex.cells, printedKey, key);
      if (value !== null) {
        sheet.getCell(line, from + at).value = typed(value, values[key] ?? '');
      }
    }
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** As a person types it into Excel; cells for days hold text. */
function typed(value: CellValue, printed: string): ExcelJS.CellValue {
  return typeof value === 'number' ? value : printed;
}

/** Line and first column of each row's values: beside its label, or where cells are open. */
function places(sheet: ExcelJS.Worksheet, { form, rows }: Annex): [number, number][] {
  const found = new Map<string, [number, number]>();
  const open: [number, number][] = [];
  sheet.eachRow((row, line) => {
    const inputs: number[] = [];
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      if (cell.protection?.locked === false) inputs.push(column);
      else if (!cell.formula && !found.has(cell.text)) found.set(cell.text, [line, column + 1]);
    });
    if (inputs[0] !== undefined) open.push([line, inputs[0]]);
  });
  return rows.map(({ label }, index) => {
    const place = form.definition.rows.kind === 'free' ? open[index] : found.get(label);
    if (!place) throw new Error(`no row ${label}`);
    return place;
  });
}
