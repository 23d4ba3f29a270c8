import { basename, extname } from 'node:path';
import type { LocalDate } from '../core/time/local-date.ts';
import { type InspectionPaper, readInspection } from '../imports/inspection.ts';
import { INSPECTION_HEADERS, readInspectionList } from '../imports/inspection-table.ts';
import { readTable } from '../imports/table.ts';
import { UsageError } from './exit.ts';

/** What the command line says of the paper; for a list in a table there is nothing else. */
export interface GivenPaper {
  number: string | null;
  title: string | null;
  name: string | null;
  date: LocalDate | null;
  year: number | null;
}

/** The plan a file holds: JSON with everything, or a CSV or Excel list with the paper as given. */
export async function inspectionPaper(
  file: string,
  given: GivenPaper,
  today: LocalDate,
): Promise<InspectionPaper> {
  if (extname(file).toLowerCase() === '.json') {
    const read = await readInspection(file);
    if (!read.ok) throw new UsageError(`${file}: ${JSON.stringify(read.problem)}`);
    const { document } = read.paper;
    return {
      ...read.paper,
      document: {
        number: given.number ?? document.number,
        title: given.title ?? document.title,
        shortTitle: given.name ?? document.shortTitle,
        date: given.date ?? document.date,
        year: given.year ?? document.year,
      },
    };
  }
  const table = await readTable(file, { expects: [...INSPECTION_HEADERS] });
  if (!table.ok) throw new UsageError(`${file}: ${JSON.stringify(table.problem)}`);
  const list = readInspectionList(table.table, given.date ?? today);
  if (!list.ok) throw new UsageError(`${file}: ${JSON.stringify(list.problem)}`);
  const number = given.number ?? basename(file, extname(file));
  return {
    document: {
      number,
      title: given.title ?? number,
      shortTitle: given.name,
      date: given.date,
      year: given.year,
    },
    windows: [],
    workflow: { dossier: [], on_site: [] },
    team: [],
    agencies: list.agencies,
  };
}
