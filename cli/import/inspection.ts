import { importInspection } from '../../office/inspections/import-inspection.ts';
import { printQuestions } from '../commands/inspection.ts';
import { inspectionPaper } from '../inspection-paper.ts';
import { withOffice } from '../office.ts';
import {
  importing,
  issuing,
  type PaperOptions,
  print,
  printJson,
  readDate,
  readYear,
  type Verb,
} from './importing.ts';

type Options = PaperOptions & { name?: string };

export function inspection(verb: Verb): void {
  verb('inspection', 'a plan of inspection (JSON), or the list of agencies it inspects (CSV, XLSX)')
    .option('--number <number>', 'number of the plan, such as 6714/KH-UBND')
    .option('--date <date>', 'day it was signed, such as 07/7/2020')
    .option('--title <title>', 'title of the plan')
    .option('--name <name>', 'what people call it, such as "Kiểm tra ISO 9001"')
    .option('--year <year>', 'year it is for')
    .option(
      '--issuer <agency>',
      'who inspects; agencies below are found (default: the top of the tree)',
    )
    .action(take);
}

async function take(file: string, options: Options): Promise<void> {
  await withOffice(async (office) => {
    const { db, now, timeZone } = office;
    const { today, issuerId } = await issuing(office, options);
    const given = {
      number: options.number ?? null,
      title: options.title ?? null,
      name: options.name ?? null,
      date: options.date ? readDate(options.date, today) : null,
      year: options.year ? readYear(options.year) : null,
    };
    const paper = await inspectionPaper(file, given, today);
    const done = await importing(db, options, now, 'inspection', (tx) =>
      importInspection(tx, paper, issuerId, { now, timeZone }),
    );
    const { name, agencies, obligations, counts, questions } = done;
    if (options.json) {
      printJson({
        inspection: paper.document.number,
        name,
        agencies,
        obligations,
        counts,
        questions,
      });
      return;
    }
    console.log(`inspection ${paper.document.number}: ${name}`);
    console.log(
      `${counts.agencies} agencies: ${counts.dossier} dossier, ${counts.on_site} on site`,
    );
    print(options, { agencies, obligations });
    printQuestions(questions);
  });
}
