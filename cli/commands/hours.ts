import { Command } from 'commander';
import { areHours } from '../../core/reminders/office-hours.ts';
import { clockOf, parseMinuteSpan } from '../../core/time/minute-span.ts';
import { appendAudit } from '../../db/queries/audit.ts';
import { loadOfficeHours, setOfficeHours } from '../../office/hours.ts';
import { UsageError } from '../exit.ts';
import { withOffice } from '../office.ts';

/** `tiendo hours [7:30-17:00] [--pause 11:30-13:00]`: shows or sets the office hours. */
export function hoursCommand(): Command {
  return new Command('hours')
    .description('show or set the hours in which people are written to unasked')
    .argument('[hours]', 'such as 7:30-17:00')
    .option('--pause <hours>', 'a midday rest, such as 11:30-13:00')
    .action(async (typed: string | undefined, options: { pause?: string }) => {
      await withOffice(async ({ db, now }) => {
        if (typed !== undefined) {
          const hours = { ...spanOf(typed), pause: options.pause ? spanOf(options.pause) : null };
          if (!areHours(hours)) throw new UsageError('--pause: has to lie within the hours');
          await db.transaction(async (tx) => {
            await setOfficeHours(tx, hours);
            const details = { what: 'hours', from: hours.fromMinute, until: hours.untilMinute };
            const entry = { action: 'calendar.changed', subject: 'office', details } as const;
            await appendAudit(tx, { ...entry, personId: null, channel: 'cli' }, now);
          });
        } else if (options.pause) {
          throw new UsageError('--pause: only together with the hours');
        }
        const { fromMinute, untilMinute, pause } = await loadOfficeHours(db);
        const rest = pause
          ? `, midday rest ${clockOf(pause.fromMinute)}-${clockOf(pause.untilMinute)}`
          : '';
        console.log(`${clockOf(fromMinute)}-${clockOf(untilMinute)}${rest}`);
      });
    });
}

function spanOf(text: string) {
  const span = parseMinuteSpan(text);
  if (!span) throw new UsageError(`"${text}" are no hours; expected such as 7:30-17:00`);
  return span;
}
