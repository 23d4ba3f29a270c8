import { Command } from 'commander';
import { parseVietnameseDate } from '../../core/documents/vietnamese-date.ts';
import { instantAt, localDateAt } from '../../core/time/zone.ts';
import { subtreeIds } from '../../db/queries/agencies.ts';
import {
  type AuditFilter,
  appendAudit,
  auditEntries,
  verifyAudit,
} from '../../db/queries/audit.ts';
import { oneAgency } from '../agency-argument.ts';
import { UsageError } from '../exit.ts';
import { type Office, withOffice } from '../office.ts';

interface Options {
  person?: string;
  agency?: string;
  from?: string;
  limit: string;
  verify?: boolean;
  json?: boolean;
}

/** `tiendo audit`: who saw and changed what; `--verify` checks that nobody changed the log. */
export function auditCommand(): Command {
  return new Command('audit')
    .description('who saw and changed what, newest first')
    .option('--person <person>', 'number of the person, as `tiendo people` prints it')
    .option('--agency <agency>', 'agency with all below it')
    .option('--from <date>', 'first day, such as 17/01/2023')
    .option('--limit <number>', 'how many entries at most', '100')
    .option('--verify', 'walk the chains of hashes; 1 when an entry was changed or taken away')
    .option('--json', 'print as JSON')
    .action(async (options: Options) => {
      await withOffice((office) =>
        options.verify ? verify(office, options) : list(office, options),
      );
    });
}

async function verify({ db }: Office, options: Options): Promise<void> {
  const check = await verifyAudit(db);
  if (options.json) console.log(JSON.stringify(check, null, 2));
  else if (check.ok) {
    const { entries, lanes, seals } = check;
    console.log(`whole: ${entries} entries in ${lanes} chains, ${seals} seals`);
  }
  if (check.ok) return;
  const { why, lane, seq, id } = check;
  throw new Error(`audit: broken at row ${id}: entry ${seq} of chain ${lane} was ${SAID[why]}`);
}

const SAID = { changed: 'changed', missing: 'taken out before it', cut: 'cut off' } as const;

async function list({ db, now, timeZone }: Office, options: Options): Promise<void> {
  const today = localDateAt(now, timeZone);
  const filter: AuditFilter = {};
  if (options.person !== undefined) filter.personId = whole('person', options.person);
  if (options.from !== undefined) {
    const day = parseVietnameseDate(options.from, { reference: today });
    if (!day) throw new UsageError('from: expected a date such as 17/01/2023');
    filter.from = instantAt(day, 0, timeZone);
  }
  if (options.agency !== undefined) {
    filter.agencyIds = await subtreeIds(db, (await oneAgency(db, options.agency, today)).id);
  }
  const limit = whole('limit', options.limit);
  const entries = await auditEntries(db, filter, { limit, offset: 0 });
  if (options.json) console.log(JSON.stringify(entries, null, 2));
  else
    for (const one of entries) {
      const { at, personId, action, subject, subjectId, agencyName, channel, details } = one;
      const who = personId === null ? 'office' : `person ${personId} (${one.personName})`;
      const what = `${subject}${subjectId === null ? '' : ` ${subjectId}`}`;
      const about = JSON.stringify(details);
      console.log(
        [at.toISOString(), who, action, what, agencyName ?? '', channel ?? '', about].join('\t'),
      );
    }
  const seen = { action: 'saw.audit', subject: 'office', personId: null } as const;
  await db.transaction((tx) => appendAudit(tx, { ...seen, channel: 'cli' }, now));
}

function whole(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`${name}: expected a number`);
  return Number(text);
}
