import { Command } from 'commander';
import { DEFAULT_LADDER } from '../../core/reminders/ladder.ts';
import { sendingTime } from '../../core/reminders/office-hours.ts';
import { clockOf } from '../../core/time/minute-span.ts';
import { localDateAt } from '../../core/time/zone.ts';
import { translator } from '../../locales/index.ts';
import { loadOfficeHours } from '../../office/hours.ts';
import { canBeReached, planMorning } from '../../office/reminders.ts';
import { obligationName } from '../../views/obligation.ts';
import { UsageError } from '../exit.ts';
import { parseInstant } from '../instant.ts';
import { withOffice } from '../office.ts';

/** `tiendo remind --at <instant> --dry-run`: who would be told what at a moment, and why. */
export function remindCommand(): Command {
  return new Command('remind')
    .description('show what would be sent at a moment, to whom, and why')
    .requiredOption('--at <instant>', 'such as 2023-03-01T08:00 (local) or with an offset')
    .option('--dry-run', 'required: reminders themselves are sent by the running bot only')
    .option('--json', 'print as JSON')
    .action(async (options: { at: string; dryRun?: boolean; json?: boolean }) => {
      if (!options.dryRun) {
        throw new UsageError(
          'remind: only with --dry-run; the running bot sends reminders by itself',
        );
      }
      await withOffice(async ({ db, timeZone }) => {
        const report = await explain(db, parseInstant(options.at, timeZone), timeZone);
        console.log(options.json ? JSON.stringify(report, null, 2) : textOf(report));
      });
    });
}

interface Explained {
  at: string;
  /** Why nothing is sent at all, if so. */
  silent: string | null;
  digests: {
    person: string;
    personId: number;
    reachable: boolean;
    items: {
      obligation: number;
      agency: string;
      name: string;
      due: string | null;
      rung: string;
      why: string;
    }[];
  }[];
  alreadyTold: number;
  /** Who is left out because they are on leave, and who is told instead. */
  away: {
    person: string;
    personId: number;
    agency: string;
    role: string;
    until: string;
    deputy: string;
  }[];
}

async function explain(
  db: Parameters<typeof planMorning>[0],
  at: Date,
  timeZone: string,
): Promise<Explained> {
  const today = localDateAt(at, timeZone);
  const hours = await loadOfficeHours(db);
  const plan = await planMorning(db, today, { ...DEFAULT_LADDER, ...hours });
  const t = translator('vi');
  const off = plan.calendar.dayOffReason(today);
  const silent = off
    ? `nothing: ${today} is a day off (${off})`
    : sendingTime(at, hours, plan.calendar, timeZone)
      ? null
      : `nothing at this hour: reminders go out from ${clockOf(hours.fromMinute)} to ${clockOf(hours.untilMinute)} and wait for the next morning`;
  return {
    at: at.toISOString(),
    silent,
    alreadyTold: plan.alreadyTold.size,
    away: plan.leaves.map(({ name, personId, agencyName, role, until, deputyName }) => ({
      person: name,
      personId,
      agency: agencyName,
      role,
      until,
      deputy: deputyName,
    })),
    digests: silent
      ? []
      : plan.digests.map((digest) => {
          const target = plan.targets.get(digest.personId);
          return {
            person: target?.member.name ?? '',
            personId: digest.personId,
            reachable: target ? canBeReached(target.member) : false,
            items: digest.items.map((item) => {
              const obligation = plan.obligations.get(item.obligationId);
              return {
                obligation: item.obligationId,
                agency: obligation?.agencyName ?? '',
                name: obligation ? obligationName(obligation, t) : '',
                due: obligation?.dueOn ?? null,
                rung: item.rung.key.replace(/@.*$/, ''),
                why: reasonFor(item),
              };
            }),
          };
        }),
  };
}

type Item = Awaited<ReturnType<typeof planMorning>>['digests'][number]['items'][number];

function reasonFor({ rung, daysLeft, covers }: Item): string {
  const distance = daysLeft >= 0 ? `due in ${daysLeft} days` : `${-daysLeft} days overdue`;
  const moved =
    rung.on === rung.nominal ? '' : `, moved from ${rung.nominal} (day off) to ${rung.on}`;
  const merged = covers.length > 1 ? `, also covers ${covers.length - 1} earlier rung(s)` : '';
  return `${rung.kind}: ${distance}${moved}${merged}`;
}

function textOf(report: Explained): string {
  if (report.silent) return report.silent;
  const lines = report.digests.flatMap((digest) => [
    `${digest.person}${digest.reachable ? '' : '  (NOT LINKED: cannot be told)'}`,
    ...digest.items.map(
      (item) =>
        `  ${item.rung.padEnd(16)} ${item.agency}: ${item.name} [due ${item.due}]: ${item.why}`,
    ),
  ]);
  const away = report.away.map(
    ({ person, role, agency, until, deputy }) =>
      `${person}  (AWAY as ${role} of ${agency} until ${until}: ${deputy} is told instead)`,
  );
  const reached = report.digests.filter((digest) => digest.reachable).length;
  const total = `${reached} people would get a message`;
  const told = report.alreadyTold > 0 ? `; ${report.alreadyTold} already had theirs that day` : '';
  return [...lines, ...away, total + told].join('\n');
}
