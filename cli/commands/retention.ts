import { Command } from 'commander';
import { boundsOf, KEPT, RETENTION } from '../../core/retention.ts';
import { appendAudit } from '../../db/queries/audit.ts';
import { loadRetention, setRetention } from '../../office/retention.ts';
import { UsageError } from '../exit.ts';
import { type Office, withOffice } from '../office.ts';

interface Options {
  days?: string;
  default?: boolean;
}

/** `tiendo retention`: how long what is not the official record is kept; with a kind, changes it. */
export function retentionCommand(): Command {
  return new Command('retention')
    .description('show or set how many days things are kept')
    .argument('[kind]', KEPT.join(', '))
    .option('--days <days>', 'days to keep it, within the bounds shown')
    .option('--default', 'back to the standard')
    .action(async (kind: string | undefined, options: Options) => {
      await withOffice(async (office) => {
        if (kind !== undefined) await change(office, kind, options);
        else if (options.days !== undefined || options.default) {
          throw new UsageError(`kind: expected one of ${KEPT.join(', ')}`);
        }
        const days = await loadRetention(office.db);
        for (const one of KEPT) {
          const { from, to } = boundsOf(one);
          const { what, days: standard } = RETENTION[one];
          console.log(
            `${one}\t${days[one]} days (standard ${standard}, ${from} to ${to})\t${what}`,
          );
        }
      });
    });
}

async function change({ db, now }: Office, name: string, options: Options): Promise<void> {
  const kind = KEPT.find((one) => one === name);
  if (!kind) throw new UsageError(`kind: expected one of ${KEPT.join(', ')}`);
  if (options.default && options.days !== undefined) {
    throw new UsageError('retention: --days or --default, not both');
  }
  if (!options.default && options.days === undefined) return;
  const days = options.default ? null : Number(options.days);
  await db.transaction(async (tx) => {
    if (!(await setRetention(tx, kind, days))) {
      const { from, to } = boundsOf(kind);
      throw new UsageError(`days: expected a whole number from ${from} to ${to} for ${kind}`);
    }
    const details = { what: 'retention', kind, days };
    const entry = { action: 'setting.changed', subject: 'office', personId: null } as const;
    await appendAudit(tx, { ...entry, channel: 'cli', details }, now);
  });
}
