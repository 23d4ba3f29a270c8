import { allAgencies, allAgencySets } from '../../db/queries/agencies.ts';
import { AGENCY_HEADERS, readAgencies } from '../../imports/agencies-table.ts';
import { importOrganisation } from '../../office/import-organisation.ts';
import { UsageError } from '../exit.ts';
import { withOffice } from '../office.ts';
import { progressBar } from '../progress.ts';
import {
  type ImportOptions,
  importing,
  print,
  problemsText,
  tableOf,
  type Verb,
} from './importing.ts';

export function agencies(verb: Verb): void {
  verb('agencies', 'the organisation: agencies and, with --sets, the groups documents name')
    .option('--sets <file>', 'CSV or XLSX of the groups')
    .action(async (file: string, options: ImportOptions & { sets?: string }) => {
      const sets = options.sets ? await tableOf(options.sets, AGENCY_HEADERS) : undefined;
      const table = await tableOf(file, AGENCY_HEADERS);
      await withOffice(async ({ db, now }) => {
        const known = {
          agencies: (await allAgencies(db)).map((agency) => agency.code),
          sets: (await allAgencySets(db)).map((set) => set.code),
        };
        const read = readAgencies(table, sets ? { sets, known } : { known });
        if (!read.ok) throw new UsageError(problemsText(file, read.problems));
        const changes = await importing(db, options, now, 'agencies', (tx) =>
          importOrganisation(tx, read, progressBar('agencies')),
        );
        print(options, { agencies: changes });
      });
    });
}
