import { partsOf } from '../../core/time/local-date.ts';
import { PLAN_HEADERS, readPlanRows } from '../../imports/plan-table.ts';
import { importPlan } from '../../office/import-plan.ts';
import { UsageError } from '../exit.ts';
import { withOffice } from '../office.ts';
import { planPaper } from '../plan-paper.ts';
import {
  importing,
  issuing,
  type PaperOptions,
  print,
  printJson,
  problemsText,
  readDate,
  readYear,
  tableOf,
  type Verb,
} from './importing.ts';

export function plan(verb: Verb): void {
  verb('plan', "a signed plan's annex")
    .option('--number <number>', 'number of the plan, such as 07/KH-UBND')
    .option('--date <date>', 'day it was signed, such as 17/01/2023')
    .option('--title <title>', 'title of the plan')
    .option('--year <year>', 'year it is for')
    .option('--issuer <agency>', 'committee that issued it (default: the top of the tree)')
    .action(take);
}

async function take(file: string, options: PaperOptions): Promise<void> {
  const read = readPlanRows(await tableOf(file, PLAN_HEADERS));
  if (!read.ok) throw new UsageError(problemsText(file, [read.problem]));
  await withOffice(async (office) => {
    const { db, now, timeZone } = office;
    const { today, issuerId } = await issuing(office, options);
    const issuedOn = options.date ? readDate(options.date, today) : null;
    const year = options.year ? readYear(options.year) : issuedOn && partsOf(issuedOn).year;
    const done = await importing(db, options, now, 'plan', async (tx) => {
      const given = {
        number: options.number ?? null,
        title: options.title ?? null,
        issuedOn,
        year,
      };
      const paper = await planPaper(tx, read.rows, file, given, today);
      return importPlan(tx, read.rows, { ...paper, issuerId }, { now, timeZone });
    });
    const { draft, tasks, obligations, number } = done;
    if (options.json) {
      printJson({ plan: number, tasks, obligations, questions: draft.questions });
      return;
    }
    console.log(`plan ${number}`);
    print(options, { tasks, obligations });
    for (const task of draft.tasks) {
      for (const one of task.occurrences) {
        const due = one.deadline.due ?? `no date (${one.deadline.why ?? one.deadline.kind})`;
        console.log(
          `  ${task.key.padEnd(6)} ${due.padEnd(22)} ${String(task.leads.agencyIds.length).padStart(3)} agencies  "${one.deadline.words}"  ${one.product ?? ''}`,
        );
      }
    }
    console.log(`${draft.questions.length} question(s) for a person to decide`);
    for (const { line, taskKey, code, words, suggestions } of draft.questions) {
      const hint = suggestions.length > 0 ? `  (${suggestions.join(' | ')}?)` : '';
      console.log(`  line ${line}, task ${taskKey}: ${code} "${words}"${hint}`);
    }
  });
}
