import { readFileSync } from 'node:fs';
import { cellsOf } from '../../core/indicators/cells.ts';
import { headerOf } from '../../core/indicators/header.ts';
import { loadForm } from '../../core/indicators/load-form.ts';
import { readCell } from '../../core/indicators/read-cell.ts';
import { translator } from '../../locales/index.ts';

export const CODES = [
  'vpcp-ii-06a',
  'bnv-thong-ke',
  'bien-che',
  'kiem-tra-cong-vu',
  'sipas',
] as const;
export type Code = (typeof CODES)[number];
export const WHO = {
  duty: 'own' as const,
  kinds: ['committee' as const],
  levels: null,
  names: null,
  whole: false,
};
export const vi = translator('vi');
export const percent = (number: number) => ({ number, unit: '%' });

export interface Printed {
  key: string;
  number: string;
  label: string;
  values: string[];
}

/** A file of the annexes, by its name. */
export function json(name: string) {
  const file = new URL(`./other-annexes/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** A form that does not come with the program, and figures of it that agree; both made for tests. */
export function annex(code: Code) {
  const loaded = loadForm(json(code));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const { form } = loaded;
  const printed: Printed[] = json('figures')[code];
  const cells = cellsOf(
    printed.flatMap(({ key: row, values }) =>
      form.columns.map((column, index) => {
        const reading = readCell(values[index] ?? '', column);
        if (!reading.ok) throw new Error(`${row} ${column.key}: ${values[index]}`);
        return { row, column: column.key, value: reading.value };
      }),
    ),
  );
  const { kind } = form.definition.rows;
  const agencies = kind === 'per_agency' ? printed.filter(({ key }) => key !== 'total') : [];
  return { form, printed, cells, agencies, free: kind === 'free' };
}

/** As a spreadsheet copies it. */
export function line({ number, label, values }: Printed, free: boolean): string {
  return [number, ...(free ? [] : [label]), ...values].join('\t');
}

export function heading({ form }: ReturnType<typeof annex>): string[] {
  const { depth, width, lead, cells } = headerOf(form.definition);
  const lines = Array.from({ length: depth }, () => Array.from({ length: width }, () => ''));
  for (const { label, row, column } of cells) lines[row]?.splice(column, 1, label);
  const counts = Array.from({ length: width }, (_, at) =>
    at === lead ? `(${at + 1})=(2)+(3)` : `(${at + 1})`,
  );
  return [form.definition.title, ...lines.map((one) => one.join('\t')), counts.join('\t')];
}
