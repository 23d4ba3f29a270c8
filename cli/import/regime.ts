import { readRegime } from '../../imports/regime.ts';
import { importRegime } from '../../office/import-regime.ts';
import { UsageError } from '../exit.ts';
import { withOffice } from '../office.ts';
import {
  type ImportOptions,
  importing,
  issuing,
  print,
  printJson,
  type Verb,
} from './importing.ts';

export function regime(verb: Verb): void {
  verb('regime', 'a reporting regime (JSON): periods, data windows, due days')
    .option('--issuer <agency>', 'committee that set it (default: the top of the tree)')
    .action(async (file: string, options: ImportOptions & { issuer?: string }) => {
      const read = await readRegime(file);
      if (!read.ok) throw new UsageError(`${file}: ${JSON.stringify(read.problem)}`);
      await withOffice(async (office) => {
        const { db, now, timeZone } = office;
        const { issuerId } = await issuing(office, options);
        const done = await importing(db, options, now, 'regime', (tx) =>
          importRegime(tx, read.regime, issuerId, { now, timeZone }),
        );
        if (options.json) return printJson(done);
        print(options, { obligations: done.obligations });
        for (const { words, code } of done.questions) console.log(`to decide: ${code} "${words}"`);
      });
    });
}
