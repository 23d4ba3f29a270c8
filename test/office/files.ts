import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import type { PlanRow } from '../../core/plan/plan-row.ts';
import { AGENCY_HEADERS, readAgencies } from '../../imports/agencies-table.ts';
import { PEOPLE_HEADERS, readPeople } from '../../imports/people-table.ts';
import { PLAN_HEADERS, readPlanRows } from '../../imports/plan-table.ts';
import { readTable } from '../../imports/table.ts';
import { demoFile } from '../core/organisation/fixtures.ts';

/** The cells of a file, for a test to correct before it becomes a file again. */
export type Cells = Record<string, string>[];

export async function cellsOf(file: string): Promise<Cells> {
  return parse(await readFile(demoFile(file), 'utf8'), { columns: true }) as Cells;
}

/** A file as `readTable` takes it. */
interface Given {
  name: string;
  bytes: Uint8Array;
}

export function asCsv(cells: Cells): Given {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const header = Object.keys(cells[0] ?? {});
  const lines = [header, ...cells.map((row) => header.map((name) => row[name] ?? ''))];
  const text = lines.map((line) => line.map(quoted).join(',')).join('\n');
  return { name: 'corrected.csv', bytes: Buffer.from(text, 'utf8') };
}

export async function asXlsx(cells: Cells): Promise<Given> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Phụ lục');
  const header = Object.keys(cells[0] ?? {});
  sheet.addRow(header);
  for (const row of cells) sheet.addRow(header.map((name) => row[name] ?? ''));
  const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
  return { name: 'annex.xlsx', bytes };
}

export async function planRows(file: Given): Promise<PlanRow[]> {
  const read = readPlanRows(await tableOf(file, PLAN_HEADERS));
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.rows;
}

export async function organisation(agencies: Cells, sets?: Cells) {
  const options = {
    known: {
      agencies: (await cellsOf('agencies.csv')).map((row) => row.code ?? ''),
      sets: (await cellsOf('sets.csv')).map((row) => row.code ?? ''),
    },
    ...(sets ? { sets: await tableOf(asCsv(sets), AGENCY_HEADERS) } : {}),
  };
  const read = readAgencies(await tableOf(asCsv(agencies), AGENCY_HEADERS), options);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read;
}

export async function peopleOf(cells: Cells) {
  const read = readPeople(await tableOf(asCsv(cells), PEOPLE_HEADERS));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.people;
}

async function tableOf(file: Given, expects: readonly string[]) {
  const read = await readTable(file, { expects: [...expects] });
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.table;
}
