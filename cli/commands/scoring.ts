import { Command } from 'commander';
import { plainText } from '../../core/messages/markup.ts';
import { differs, leavesOf } from '../../core/scoring/standing.ts';
import { localDateAt } from '../../core/time/zone.ts';
import { writeTablesExcel } from '../../exports/tables-excel.ts';
import { translator } from '../../locales/index.ts';
import { resultOf } from '../../office/scoring/result.ts';
import { allScorings, type ScoringState } from '../../office/scoring/state.ts';
import { resultMessage, resultPng } from '../../views/scoring/result.ts';
import { resultSheets } from '../../views/scoring/workbook.ts';
import { UsageError } from '../exit.ts';
import { type Office, withOffice } from '../office.ts';
import { writeOutput } from '../output-file.ts';
import { printQuestions } from './inspection.ts';

interface ShowOptions {
  json?: boolean;
  output?: string;
  picture?: string;
  force?: boolean;
}

/** `tiendo scoring list|show <document> [--json] [-o file.xlsx] [--picture file.png]`. */
export function scoringCommand(): Command {
  const command = new Command('scoring').description('how agencies score themselves');
  command
    .command('list')
    .description('all scorings')
    .option('--json', 'print as JSON')
    .action(async (options: { json?: boolean }) => {
      await withOffice(async ({ db }) => {
        const all = (await allScorings(db)).map(inBrief);
        if (options.json) return printJson(all);
        for (const one of all) {
          const state = one.published ? 'published' : 'open';
          console.log(
            `${one.document}  ${one.sent} sent, ${one.verified}/${one.agencies} verified, ${state}  ${one.name}`,
          );
        }
      });
    });
  command
    .command('show')
    .description('one scoring: ranking, agencies by state, what is to decide')
    .argument('<document>', 'number of its document')
    .option('--json', 'print as JSON')
    .option('-o, --output <file>', 'write ranking and criteria as Excel')
    .option('--picture <file>', 'write the picture of the ranking, as PNG')
    .option('--force', 'write over a file that is there')
    .action(async (document: string, options: ShowOptions) => {
      await withOffice(async (office) => show(office, document, options));
    });
  return command;
}

async function show(office: Office, document: string, options: ShowOptions): Promise<void> {
  const { db, now, timeZone } = office;
  const state = (await allScorings(db)).find(({ campaign }) => campaign.document === document);
  if (!state) throw new UsageError(`document: no scoring by "${document}"`);
  const t = translator('vi');
  const at = { now, today: localDateAt(now, timeZone), timeZone };
  const force = options.force ?? false;
  if (options.output !== undefined) {
    const everybody = new Set(state.entries.map(({ entry }) => entry.agencyId));
    const bytes = await writeTablesExcel(resultSheets(state, everybody, t));
    await writeOutput(options.output, bytes, force);
  }
  if (options.picture !== undefined) {
    await writeOutput(options.picture, await resultPng(state, at, t), force);
  }
  if (options.json) return printJson(inFull(state));
  console.log(plainText((await resultMessage(state, null, at, t)).text));
  for (const { entry, phase, self } of state.entries) {
    const scored = `${self.count - self.left.length}/${self.count}`;
    console.log(`  ${phase.padEnd(12)} ${scored.padEnd(8)} ${entry.agencyName}`);
  }
  printQuestions(state.details.questions);
}

function inBrief({ campaign, details, entries }: ScoringState) {
  const count = (phase: string) => entries.filter((one) => one.phase === phase).length;
  return {
    document: campaign.document,
    name: details.name,
    year: campaign.year,
    points: details.total,
    agencies: entries.length,
    sent: count('sent'),
    verified: count('verified'),
    published: campaign.closedAt !== null,
  };
}

function inFull(state: ScoringState) {
  return {
    ...inBrief(state),
    questions: state.details.questions,
    entries: resultOf(state).map(({ entry: one, rank }) => ({
      rank,
      agency: one.entry.agencyName,
      state: one.phase,
      due: one.item?.dueOn ?? null,
      self: one.self.points,
      verified: rank === null ? null : one.verified.verified,
      criteria: leavesOf(one.criteria).map((criterion) => ({
        number: criterion.number,
        max: criterion.maxScore,
        self: criterion.self?.score ?? null,
        verified: criterion.verified?.score ?? null,
        difference: criterion.verified ? differs(criterion) : null,
        reason: criterion.verified?.reason ?? null,
      })),
    })),
  };
}

function printJson(value: object): void {
  console.log(JSON.stringify(value, null, 2));
}
