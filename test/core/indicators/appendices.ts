import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { type Cells, cellsOf } from '../../../core/indicators/cells.ts';
import type { IndicatorForm } from '../../../core/indicators/form.ts';
import { readCell } from '../../../core/indicators/read-cell.ts';
import { freeRowKey, type RowAgency } from '../../../core/indicators/rows.ts';
import { builtInForms } from '../../../imports/indicator-forms.ts';

export interface Appendix {
  form: IndicatorForm;
  cells: Cells;
  agencies: RowAgency[];
  /** As printed: number, label and values of each row (the label is a value in appendix 1). */
  printed: { key: string; number: string; label: string; values: string[] }[];
}

const forms = await builtInForms();

export function builtIn(number: number): IndicatorForm {
  const form = forms.find(({ code }) => code === `ks-appendix-${number}`);
  if (!form) throw new Error(`no appendix ${number}`);
  return form;
}

/** The seed's printed numbers of an appendix, read cell by cell; throws for what cannot be read. */
export function appendix(number: number): Appendix {
  const form = builtIn(number);
  const file = new URL(`./fixtures/khanh-son-2019-appendix-${number}.csv`, import.meta.url);
  const records: Record<string, string>[] = parse(readFileSync(file), { columns: true });
  const printed = records.map((record) => ({
    key: keyOf(number, record),
    number: record.no ?? '',
    label: record.criterion_corrected ?? record.field_corrected ?? record.agency_corrected ?? '',
    values: form.columns.map(({ key }) => record[key] ?? record[`${key}_verbatim`] ?? 'no column'),
  }));
  const entries = printed.flatMap(({ key: row, values }) =>
    form.columns.map((column, index) => {
      const text = values[index] ?? '';
      const reading = readCell(text, column);
      if (!reading.ok) throw new Error(`${row} ${column.key}: ${text}`);
      return { row, column: column.key, value: reading.value };
    }),
  );
  const agencies = number === 6 ? printed.filter(({ key }) => key !== 'total') : [];
  return { form, cells: cellsOf(entries), agencies, printed };
}

function keyOf(number: number, { no = '', is_total: isTotal }: Record<string, string>): string {
  if (isTotal === '1') return 'total';
  return number === 6 ? `a${no}` : freeRowKey(Number(no));
}
