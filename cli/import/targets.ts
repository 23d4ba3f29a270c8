import { withOffice } from '../office.ts';
import { type ImportOptions, issuing, print, type Verb } from './importing.ts';
import { importTargetsFile, type TargetsOptions } from './targets-file.ts';

export function targets(verb: Verb): void {
  verb('targets', "a plan's targets (JSON, CSV or XLSX)")
    .option('--number <number>', 'number of the plan, such as 37/KH-UBND')
    .option('--year <year>', 'year it is for')
    .option('--issuer <agency>', 'committee that issued it (default: the top of the tree)')
    .action(async (file: string, options: TargetsOptions & ImportOptions & { issuer?: string }) => {
      await withOffice(async (office) => {
        const { db, now } = office;
        const { issuerId } = await issuing(office, options);
        print(options, { targets: await importTargetsFile(db, file, options, issuerId, now) });
      });
    });
}
