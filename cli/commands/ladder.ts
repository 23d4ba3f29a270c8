import { Command } from 'commander';
import { SOURCE_KINDS } from '../../core/obligations/obligation.ts';
import { DEFAULT_LADDER } from '../../core/reminders/ladder.ts';
import { appendAudit } from '../../db/queries/audit.ts';
import { ladderSteps, loadLadders, setLadder } from '../../office/ladders.ts';
import { UsageError } from '../exit.ts';
import { withOffice } from '../office.ts';

/** `tiendo ladder`: when people are reminded of each source's work; with a source, changes it. */
export function ladderCommand(): Command {
  return new Command('ladder')
    .description('show or set the reminder ladder of a source')
    .argument('[source]', SOURCE_KINDS.join(' or '))
    .option('--before <days>', 'days before the due day, such as 7,3,1,0 (0 = the day itself)')
    .option('--escalate-after <days>', 'days overdue after which head and coordinator hear of it')
    .option('--default', 'back to the default')
    .action(async (source: string | undefined, options: Options) => {
      await withOffice(async ({ db, now }) => {
        if (source !== undefined) {
          await db.transaction((tx) => change(tx, source, options, now));
        }
        for (const [name, ladder] of Object.entries(await loadLadders(db, DEFAULT_LADDER))) {
          const before = ladder.beforeDays.map((days) => `T-${days}`).join(', ');
          console.log(
            `${name}: ${before}; escalation after ${ladder.escalateAfterDays} days overdue`,
          );
        }
      });
    });
}

interface Options {
  before?: string;
  escalateAfter?: string;
  default?: boolean;
}

async function change(
  db: Parameters<typeof setLadder>[0],
  name: string,
  options: Options,
  now: Date,
): Promise<void> {
  const source = SOURCE_KINDS.find((one) => one === name);
  if (!source) throw new UsageError(`source: expected ${SOURCE_KINDS.join(' or ')}`);
  const entry = { action: 'setting.changed', subject: 'office', personId: null } as const;
  const details = { what: 'ladder', source, standard: options.default === true };
  if (options.default) {
    await setLadder(db, source, null);
    return appendAudit(db, { ...entry, channel: 'cli', details }, now);
  }
  if (options.before === undefined && options.escalateAfter === undefined) return;
  const present = (await loadLadders(db, DEFAULT_LADDER))[source];
  const before = options.before?.split(',').map((days) => Number(days.trim()));
  const steps = ladderSteps.safeParse({
    beforeDays: before ? [...new Set(before)].sort((a, b) => b - a) : present.beforeDays,
    escalateAfterDays: Number(options.escalateAfter ?? present.escalateAfterDays),
  });
  if (!steps.success) {
    throw new UsageError(
      'ladder: expected whole days, such as --before 7,3,1,0 --escalate-after 3',
    );
  }
  await setLadder(db, source, steps.data);
  const { beforeDays, escalateAfterDays } = steps.data;
  const set = { ...details, before: beforeDays.join(','), escalateAfterDays };
  await appendAudit(db, { ...entry, channel: 'cli', details: set }, now);
}
