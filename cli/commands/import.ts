import { Command } from 'commander';
import { parseVietnameseDate } from '../../core/documents/vietnamese-date.ts';
import { type LocalDate, localDate, partsOf } from '../../core/time/local-date.ts';
import { localDateAt } from '../../core/time/zone.ts';
import type { Db, Tx } from '../../db/client.ts';
import { allAgencies, allAgencySets } from '../../db/queries/agencies.ts';
import { appendAudit } from '../../db/queries/audit.ts';
import { AGENCY_HEADERS, readAgencies } from '../../imports/agencies-table.ts';
import { CALENDAR_HEADERS, readCalendarDays } from '../../imports/calendar-table.ts';
import { PEOPLE_HEADERS, readPeople } from '../../imports/people-table.ts';
import { PLAN_HEADERS, readPlanRows } from '../../imports/plan-table.ts';
import { readRegime } from '../../imports/regime.ts';
import { readTable } from '../../imports/table.ts';
import type { Table } from '../../imports/table-shape.ts';
import type { Changes } from '../../office/changes.ts';
import { tellingOf } from '../../office/due-moves.ts';
import { importOrganisation } from '../../office/import-organisation.ts';
import { importPeople } from '../../office/import-people.ts';
import { importPlan } from '../../office/import-plan.ts';
import { importRegime } from '../../office/import-regime.ts';
import { importInspection } from '../../office/inspections/import-inspection.ts';
import { enterEach } from '../../office/office-days.ts';
import { oneAgency, rootAgency } from '../agency-argument.ts';
import { UsageError } from '../exit.ts';
import { inspectionPaper } from '../inspection-paper.ts';
import { inTransaction, withOffice } from '../office.ts';
import { planPaper } from '../plan-paper.ts';
import { progressBar } from '../progress.ts';
import { tellingLine } from './calendar.ts';
import { importScoringFile, type ScoringOptions } from './import-scoring.ts';
import { importTargetsFile, type TargetsOptions } from './import-targets.ts';
import { printQuestions } from './inspection.ts';

interface ImportOptions {
  dryRun?: boolean;
  json?: boolean;
}

/** `tiendo import agencies|people|plan|inspection|scoring|regime|targets|calendar <file> [--dry-run]`. */
export function importCommand(): Command {
  const command = new Command('import').description('take files into the books');
  const verb = (name: string, description: string) =>
    command
      .command(name)
      .description(description)
      .argument('<file>', 'CSV or XLSX')
      .option('--dry-run', 'show what would change, change nothing')
      .option('--json', 'print as JSON');

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

  verb('plan', "a signed plan's annex")
    .option('--number <number>', 'number of the plan, such as 07/KH-UBND')
    .option('--date <date>', 'day it was signed, such as 17/01/2023')
    .option('--title <title>', 'title of the plan')
    .option('--year <year>', 'year it is for')
    .option('--issuer <agency>', 'committee that issued it (default: the top of the tree)')
    .action(async (file: string, options: PlanOptions) => importPlanFile(file, options));

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
    .action(async (file: string, options: PlanOptions & { name?: string }) =>
      importInspectionFile(file, options),
    );
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
      await withOffice(async ({ db, now, timeZone }) => {
        const issuer = options.issuer
          ? await oneAgency(db, options.issuer, localDateAt(now, timeZone))
          : await rootAgency(db);
        const done = await importScoringFile(db, file, options, issuer.id, { now, timeZone });
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
  verb('calendar', "the office's own days: columns day, kind (off or working), note").action(
    async (file: string, options: ImportOptions) => {
      const read = readCalendarDays(await tableOf(file, CALENDAR_HEADERS));
      if (!read.ok) throw new UsageError(problemsText(file, read.problems));
      await withOffice(async ({ db, now, timeZone }) => {
        const { moved, telling } = await importing(db, options, now, 'calendar', async (tx) => ({
          moved: await enterEach(tx, read.days, { now, timeZone }),
          telling: await tellingOf(tx, timeZone),
        }));
        if (options.json) return printJson({ days: read.days.length, moved });
        console.log(`${read.days.length} days, ${moved.length} due date(s) moved`);
        if (moved.length > 0) console.log(tellingLine(telling, timeZone));
        if (options.dryRun) console.log('dry run: nothing was changed');
      });
    },
  );

  verb('regime', 'a reporting regime (JSON): periods, data windows, due days')
    .option('--issuer <agency>', 'committee that set it (default: the top of the tree)')
    .action(async (file: string, options: ImportOptions & { issuer?: string }) => {
      const read = await readRegime(file);
      if (!read.ok) throw new UsageError(`${file}: ${JSON.stringify(read.problem)}`);
      await withOffice(async ({ db, now, timeZone }) => {
        const today = localDateAt(now, timeZone);
        const issuer = options.issuer
          ? await oneAgency(db, options.issuer, today)
          : await rootAgency(db);
        const done = await importing(db, options, now, 'regime', (tx) =>
          importRegime(tx, read.regime, issuer.id, { now, timeZone }),
        );
        if (options.json) return printJson(done);
        print(options, { obligations: done.obligations });
        for (const { words, code } of done.questions) console.log(`to decide: ${code} "${words}"`);
      });
    });

  verb('targets', "a plan's targets (JSON, CSV or XLSX)")
    .option('--number <number>', 'number of the plan, such as 37/KH-UBND')
    .option('--year <year>', 'year it is for')
    .option('--issuer <agency>', 'committee that issued it (default: the top of the tree)')
    .action(async (file: string, options: TargetsOptions & ImportOptions & { issuer?: string }) => {
      await withOffice(async ({ db, now, timeZone }) => {
        const today = localDateAt(now, timeZone);
        const issuer = options.issuer
          ? await oneAgency(db, options.issuer, today)
          : await rootAgency(db);
        print(options, { targets: await importTargetsFile(db, file, options, issuer.id, now) });
      });
    });
  return command;
}

/** Runs an import in a transaction that leaves its trace in the log, or nothing with `--dry-run`. */
function importing<T>(
  db: Db,
  options: ImportOptions,
  now: Date,
  what: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return inTransaction(db, options.dryRun === true, async (tx) => {
    const done = await work(tx);
    const entry = { action: 'import.done', subject: 'office', personId: null } as const;
    await appendAudit(tx, { ...entry, channel: 'cli', details: { what } }, now);
    return done;
  });
}

type PlanOptions = ImportOptions & {
  number?: string;
  date?: string;
  title?: string;
  year?: string;
  issuer?: string;
};

async function importPlanFile(file: string, options: PlanOptions): Promise<void> {
  const read = readPlanRows(await tableOf(file, PLAN_HEADERS));
  if (!read.ok) throw new UsageError(problemsText(file, [read.problem]));
  await withOffice(async ({ db, now, timeZone }) => {
    const today = localDateAt(now, timeZone);
    const issuer = options.issuer
      ? await oneAgency(db, options.issuer, today)
      : await rootAgency(db);
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
      return importPlan(tx, read.rows, { ...paper, issuerId: issuer.id }, { now, timeZone });
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

async function importInspectionFile(
  file: string,
  options: PlanOptions & { name?: string },
): Promise<void> {
  await withOffice(async ({ db, now, timeZone }) => {
    const today = localDateAt(now, timeZone);
    const issuer = options.issuer
      ? await oneAgency(db, options.issuer, today)
      : await rootAgency(db);
    const given = {
      number: options.number ?? null,
      title: options.title ?? null,
      name: options.name ?? null,
      date: options.date ? readDate(options.date, today) : null,
      year: options.year ? readYear(options.year) : null,
    };
    const paper = await inspectionPaper(file, given, today);
    const done = await importing(db, options, now, 'inspection', (tx) =>
      importInspection(tx, paper, issuer.id, { now, timeZone }),
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

function readDate(text: string, today: LocalDate): LocalDate {
  try {
    return localDate(text);
  } catch {
    const date = parseVietnameseDate(text, { reference: today });
    if (date) return date;
    throw new UsageError(`--date: "${text}" is no day; expected such as 17/01/2023`);
  }
}

function readYear(text: string): number {
  if (!/^20\d\d$/.test(text)) throw new UsageError(`--year: "${text}" is no year such as 2023`);
  return Number(text);
}

async function tableOf(file: string, expects: readonly string[]): Promise<Table> {
  const read = await readTable(file, { expects: [...expects] });
  if (!read.ok) throw new UsageError(`${file}: ${JSON.stringify(read.problem)}`);
  return read.table;
}

function problemsText(file: string, problems: readonly object[]): string {
  return problems.map((problem) => `${file}: ${JSON.stringify(problem)}`).join('\n');
}

function print(options: ImportOptions, result: Record<string, Changes>): void {
  if (options.json) {
    printJson(result);
    return;
  }
  for (const [what, changes] of Object.entries(result)) {
    const counts = Object.entries(changes).map(([name, n]) => `${n} ${name}`);
    console.log(`${what}: ${counts.join(', ')}`);
  }
  if (options.dryRun) console.log('dry run: nothing was changed');
}

function printJson(result: object): void {
  console.log(JSON.stringify(result, null, 2));
}
