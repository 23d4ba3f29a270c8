import { CALENDAR_HEADERS, readCalendarDays } from '../../imports/calendar-table.ts';
import { tellingOf } from '../../office/due-moves.ts';
import { enterEach } from '../../office/office-days.ts';
import { tellingLine } from '../commands/calendar.ts';
import { UsageError } from '../exit.ts';
import { withOffice } from '../office.ts';
import {
  type ImportOptions,
  importing,
  printJson,
  problemsText,
  tableOf,
  type Verb,
} from './importing.ts';

export function calendar(verb: Verb): void {
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
}
