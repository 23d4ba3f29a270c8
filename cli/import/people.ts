import { allAgencies } from '../../db/queries/agencies.ts';
import { appendAudit } from '../../db/queries/audit.ts';
import { PEOPLE_HEADERS, readPeople } from '../../imports/people-table.ts';
import { importPeople } from '../../office/import-people.ts';
import { UsageError } from '../exit.ts';
import { withOffice } from '../office.ts';
import { progressBar } from '../progress.ts';
import {
  type ImportOptions,
  importing,
  print,
  printJson,
  problemsText,
  tableOf,
  type Verb,
} from './importing.ts';

export function people(verb: Verb): void {
  verb('people', 'people and their roles').action(async (file: string, options: ImportOptions) => {
    const table = await tableOf(file, PEOPLE_HEADERS);
    await withOffice(async ({ db, now }) => {
      const agencies = (await allAgencies(db)).map((agency) => agency.code);
      const read = readPeople(table, { agencies });
      if (!read.ok) throw new UsageError(problemsText(file, read.problems));
      const done = await importing(db, options, now, 'people', async (tx) => {
        const imported = await importPeople(tx, read.people, now, progressBar('people'));
        for (const { personId, agencyId, role } of imported.given) {
          const entry = { action: 'membership.given', subject: 'person', personId: null } as const;
          const whose = { subjectId: personId, agencyId, channel: 'cli', details: { role } };
          await appendAudit(tx, { ...entry, ...whose }, now);
        }
        return imported;
      });
      if (options.json) return printJson(done);
      print(options, { memberships: done.changes });
      for (const { code, agency, role } of done.ended) {
        console.log(`not given again: ${code}, ${role} of ${agency}, was ended; make an invite`);
      }
    });
  });
}
