import { Command } from 'commander';
import { isRole, ROLES } from '../../core/people/role.ts';
import { localDateAt } from '../../core/time/zone.ts';
import { createInvite, INVITE_DAYS } from '../../office/invites.ts';
import { oneAgency } from '../agency-argument.ts';
import { UsageError } from '../exit.ts';
import { withOffice } from '../office.ts';

/** `tiendo invite <agency> <role>`: a one-time code; the way to the first admin. */
export function inviteCommand(): Command {
  return new Command('invite')
    .description('make a one-time invite code')
    .argument('<agency>', 'name, short name or alias of the agency')
    .argument('<role>', ROLES.join(', '))
    .option('--json', 'print as JSON')
    .action(async (agencyName: string, role: string, options: { json?: boolean }) => {
      if (!isRole(role)) throw new UsageError(`role: expected one of ${ROLES.join(', ')}`);
      await withOffice(async ({ db, now, timeZone }) => {
        const agency = await oneAgency(db, agencyName, localDateAt(now, timeZone));
        const invite = await db.transaction((tx) =>
          createInvite(
            tx,
            { agencyId: agency.id, role, personId: null, createdBy: null },
            now,
            timeZone,
          ),
        );
        if (options.json) {
          const { code, expiresAt } = invite;
          console.log(JSON.stringify({ code, agency: agency.name, role, expiresAt }));
          return;
        }
        console.log(`${invite.code}  (${role}, ${agency.name}; one use, ${INVITE_DAYS} days)`);
        console.log(`Send the bot: /lienket ${invite.code}`);
      });
    });
}
