import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { sql } from 'drizzle-orm';
import type { CellPlace } from '../../core/indicators/cells.ts';
import { allAgencies } from '../../db/queries/agencies.ts';
import { draftOf } from '../../db/queries/figures.ts';
import { setRegimeForms } from '../../office/reports/forms.ts';
import { type Appendix, appendix } from '../core/indicators/appendices.ts';
import { agencyId } from './facts.ts';
import type { Rehearsal } from './rehearsal.ts';

/** An appendix as printed in 2019, with the keys its rows have in the books here. */
export interface Annex extends Pick<Appendix, 'form' | 'cells'> {
  number: number;
  /** Position in the report. */
  index: number;
  rows: {
    /** In the draft. */
    key: string;
    /** In `cells`. */
    printedKey: string;
    number: string;
    label: string;
    /** With the misprints of the original. */
    verbatim: string;
    /** By column, as printed. */
    values: Record<string, string>;
  }[];
}

const NUMBERS = [1, 2, 3, 4, 5, 6];

/**
 * Asks all six appendices, whole, of these offices, and gives the district the eight communes of
 * Khánh Sơn, so that every row of appendix 6 has its own.
 */
export async function askAnnexes(office: Rehearsal, agencies: readonly string[]): Promise<Annex[]> {
  const communes = (await allAgencies(office.db)).filter(
    ({ level, kind }) => level === 'commune' && kind === 'committee',
  );
  const printed = NUMBERS.map((number) => ({ number, ...appendix(number) }));
  const names = printed.find(({ number }) => number === 6)?.agencies ?? [];
  const ids = await Promise.all(agencies.map((code) => agencyId(office, code)));
  await office.db.transaction(async (tx) => {
    for (const [index, { id }] of communes.entries()) {
      const name = names[index]?.label;
      await tx.execute(
        name === undefined
          ? sql`update agencies set valid_to = '2022-12-01' where id = ${id}`
          : sql`update agencies set name = ${name}, short_name = ${name}, aliases = '{}'
              where id = ${id}`,
      );
    }
    const [regime] = await tx.execute<{ id: number }>(sql`select id from report_regimes`);
    await setRegimeForms(
      tx,
      regime?.id ?? 0,
      NUMBERS.map((number) => ({
        code: `ks-appendix-${number}`,
        duty: 'own' as const,
        agencyIds: ids,
        whole: true,
      })),
    );
  });
  return printed.map(({ number, form, cells, agencies: own, printed: lines }, index) => {
    const verbatim = verbatimLabels(number);
    return {
      number,
      index,
      form,
      cells,
      rows: lines.map((line, at) => {
        const commune = communes[own.findIndex(({ key }) => key === line.key)];
        const values = form.columns.map(({ key }, column) => [key, line.values[column] ?? '']);
        return {
          key: commune?.code ?? line.key,
          printedKey: line.key,
          number: line.number,
          label: line.label,
          verbatim: verbatim[at] ?? '',
          values: Object.fromEntries(values),
        };
      }),
    };
  });
}

function verbatimLabels(number: number): string[] {
  const path = `../core/indicators/fixtures/khanh-son-2019-appendix-${number}.csv`;
  const records: Record<string, string>[] = parse(readFileSync(new URL(path, import.meta.url)), {
    columns: true,
  });
  return records.map(
    (record) => record.criterion_verbatim ?? record.field_verbatim ?? record.agency_verbatim ?? '',
  );
}

/** What stands in the draft of a form, blanks left out, in one order. */
export async function draftValues(
  office: Rehearsal,
  obligationId: number,
  { form }: Annex,
): Promise<Record<string, unknown>> {
  const cells = (await draftOf(office.db, obligationId))?.cells[form.code] ?? {};
  const entries = Object.entries(cells).flatMap(([row, line]) =>
    Object.entries(line).flatMap(([column, { value, problem = null }]): [string, unknown][] =>
      problem || value !== null ? [[`${row}.${column}`, problem ?? value]] : [],
    ),
  );
  return inOrder(entries);
}

function inOrder(entries: [string, unknown][]): Record<string, unknown> {
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The printed figures as a draft should hold them. */
export function printedValues({ form, cells, rows }: Annex): Record<string, unknown> {
  const entries = rows.flatMap(({ key, printedKey }) =>
    form.columns.flatMap(({ key: column }): [string, unknown][] => {
      const value = cells[printedKey]?.[column] ?? null;
      return value === null ? [] : [[`${key}.${column}`, value]];
    }),
  );
  return inOrder(entries);
}

/** Which cell a question is about, from its words; rows that are new come in printed order. */
export function cellAsked({ form, rows }: Annex, text: string): CellPlace {
  const lines = text.split('\n');
  const column = form.columns.find(({ path }) => {
    const name = path.join(' › ');
    return lines.some((line) => line === name || line.startsWith(`${name} (`));
  });
  const label = lines.find((line) => line.startsWith('Dòng: '))?.slice('Dòng: '.length);
  const named = form.definition.rows.kind === 'free' ? form.definition.rows.labelColumn : null;
  const row = rows.find((one) => (named ? one.values[named] : one.label) === label);
  if (!column) throw new Error(`no column is asked for: ${text}`);
  if (row) return { row: row.key, column: column.key };
  if (label !== undefined || !lines.includes('Dòng mới')) throw new Error(`which row? ${text}`);
  return { row: 'new', column: column.key };
}
