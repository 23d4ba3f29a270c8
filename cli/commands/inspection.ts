import { Command } from 'commander';
import { plainText } from '../../core/messages/markup.ts';
import { localDateAt } from '../../core/time/zone.ts';
import { allAgencies } from '../../db/queries/agencies.ts';
import { translator } from '../../locales/index.ts';
import { type InspectionState, inspectionBoard } from '../../office/inspections/board.ts';
import { inspectionMessage } from '../../views/inspection.ts';
import { UsageError } from '../exit.ts';
import { type Office, withOffice } from '../office.ts';

/** `tiendo inspection list|show <document> [--json]`. */
export function inspectionCommand(): Command {
  const command = new Command('inspection').description('how inspections stand');
  command
    .command('list')
    .description('all inspections')
    .option('--json', 'print as JSON')
    .action(async (options: { json?: boolean }) => {
      await withOffice(async (office) => {
        const states = (await wholeBoard(office)).campaigns;
        if (options.json) return printJson(states.map(inBrief));
        for (const { document, name, closed, agencies, late } of states.map(inBrief)) {
          console.log(`${document}  ${closed}/${agencies} closed, ${late} late  ${name}`);
        }
      });
    });
  command
    .command('show')
    .description('one inspection: agencies by step, what is overdue, what is to decide')
    .argument('<document>', 'number of its document, such as 6714/KH-UBND')
    .option('--json', 'print as JSON')
    .action(async (document: string, options: { json?: boolean }) => {
      await withOffice(async (office) => {
        const board = await wholeBoard(office);
        const state = board.campaigns.find(({ campaign }) => campaign.document === document);
        if (!state) throw new UsageError(`document: no inspection by "${document}"`);
        if (options.json) return printJson(inFull(state));
        const { now, timeZone } = office;
        const at = { now, today: localDateAt(now, timeZone), timeZone };
        const place = { campaignId: state.campaign.id, view: 'main' as const, page: 0 };
        const message = inspectionMessage(board, at, translator('vi'), { place, withCards: true });
        console.log(plainText(message.text));
        for (const { entry, phase } of state.entries) {
          console.log(`  ${phase.padEnd(12)} ${(entry.form ?? '-').padEnd(8)} ${entry.agencyName}`);
        }
        printQuestions(state.details.questions);
      });
    });
  return command;
}

/** What a document leaves open, one line each. */
export function printQuestions(
  questions: readonly { code: string; words: string; hints: readonly string[] }[],
): void {
  console.log(`${questions.length} question(s) for a person to decide`);
  for (const { code, words, hints } of questions) {
    const hint = hints.length > 0 ? `  (${hints.join(' | ')})` : '';
    console.log(`  ${code} "${words}"${hint}`);
  }
}

async function wholeBoard({ db, now }: Office) {
  const everybody = (await allAgencies(db)).map(({ id }) => id);
  return inspectionBoard(db, everybody, now);
}

function inBrief({ campaign, details, entries, late }: InspectionState) {
  return {
    document: campaign.document,
    name: details.name,
    agencies: entries.length,
    closed: entries.filter(({ phase }) => phase === 'closed').length,
    late: late.length,
  };
}

function inFull(state: InspectionState) {
  return {
    ...inBrief(state),
    questions: state.details.questions,
    entries: state.entries.map(({ entry, phase, steps, findings }) => ({
      agency: entry.agencyName,
      form: entry.form,
      from: entry.windowFrom,
      to: entry.windowTo,
      phase,
      steps: steps.map(({ step, item }) => ({ step, due: item.dueOn, state: item.state })),
      findings: findings.map(({ finding, action }) => ({
        kind: finding.kind,
        words: finding.words,
        clause: finding.clause,
        due: action?.dueOn ?? null,
        state: action?.state ?? null,
        closed: finding.closedAt !== null,
      })),
    })),
  };
}

function printJson(value: object): void {
  console.log(JSON.stringify(value, null, 2));
}
