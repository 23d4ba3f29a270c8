import { printQuestions } from '../commands/inspection.ts';
import { withOffice } from '../office.ts';
import { type ImportOptions, issuing, print, printJson, type Verb } from './importing.ts';
import { importScoringFile, type ScoringOptions } from './scoring-file.ts';

export function scoring(verb: Verb): void {
  verb('scoring', 'a list of criteria by which agencies score themselves')
    .option('--who <agencies>', 'who scores itself, such as "UBND các xã, thị trấn; các phòng"')
    .option('--due <date>', 'day by which the scores are sent, such as 30/11/2026')
    .option('--number <number>', 'number of the document, such as 45/KH-UBND')
    .option('--date <date>', 'day it was signed, such as 07/7/2026')
    .option('--title <title>', 'title of the document')
    .option('--name <name>', 'what people call it (default: "Tự chấm điểm CCHC năm …")')
    .option('--year <year>', 'year that is scored (default: this one)')
    .option(
      '--issuer <agency>',
      'who verifies; agencies below are found (default: the top of the tree)',
    )
    .action(async (file: string, options: ImportOptions & ScoringOptions & { issuer?: string }) => {
      await withOffice(async (office) => {
        const { db, now, timeZone } = office;
        const { issuerId } = await issuing(office, options);
        const done = await importScoringFile(db, file, options, issuerId, { now, timeZone });
        if (options.json) return printJson(done);
        const { scoring, name, counts, questions, ...changes } = done;
        console.log(`scoring ${scoring}: ${name}`);
        console.log(
          `${counts.criteria} criteria, ${counts.points} points, ${counts.agencies} agencies`,
        );
        print(options, changes);
        printQuestions(questions);
      });
    });
}
