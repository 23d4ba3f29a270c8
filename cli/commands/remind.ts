import { Command } from 'commander';
import { localDateAt, minuteOfDay } from '../../core/time/zone.ts';
import { adoptOldLadders, standardLadder } from '../../office/ladders.ts';
import { planMorning } from '../../office/reminders.ts';
import { UsageError } from '../exit.ts';
import { parseInstant } from '../instant.ts';
import { inTransaction, withOffice } from '../office.ts';
import { type Filter, reminderReport } from '../reminder-report.ts';
import { reportText } from '../reminder-text.ts';

/** `tiendo remind --at <instant> --dry-run`: who would be told what at a moment, and why (not). */
export function remindCommand(): Command {
  return new Command('remind')
    .description('show what would be sent at a moment, to whom, and why; and what not, and why not')
    .requiredOption('--at <instant>', 'such as 2023-03-01T08:00 (local) or with an offset')
    .option('--dry-run', 'required: reminders themselves are sent by the running bot only')
    .option('--agency <code>', 'only work of this agency')
    .option('--obligation <id>', 'only this piece of work')
    .option('--json', 'print as JSON')
    .action(async (options: Options) => {
      if (!options.dryRun) {
        throw new UsageError(
          'remind: only with --dry-run; the running bot sends reminders by itself',
        );
      }
      const only = filterOf(options);
      await withOffice(async ({ db, timeZone, now }) => {
        const at = parseInstant(options.at, timeZone);
        const report = await inTransaction(db, true, async (tx) => {
          await adoptOldLadders(tx, now);
          const minute = minuteOfDay(at, timeZone);
          const today = localDateAt(at, timeZone);
          const plan = await planMorning(tx, today, await standardLadder(tx), {
            minute,
            explain: true,
          });
          return reminderReport(tx, plan, { at, today, minute }, only);
        });
        console.log(options.json ? JSON.stringify(report, null, 2) : reportText(report));
      });
    });
}

interface Options {
  at: string;
  dryRun?: boolean;
  agency?: string;
  obligation?: string;
  json?: boolean;
}

function filterOf({ agency, obligation }: Options): Filter {
  if (obligation !== undefined && !/^\d{1,9}$/.test(obligation)) {
    throw new UsageError('--obligation: expected its number');
  }
  return {
    ...(agency === undefined ? {} : { agency }),
    ...(obligation === undefined ? {} : { obligation: Number(obligation) }),
  };
}
