import { Command } from 'commander';
import { isRole, ROLES } from '../../core/people/role.ts';
import { localDateAt } from '../../core/time/zone.ts';
import { appendAudit } from '../../db/queries/audit.ts';
import { currentMembers, endMembership } from '../../db/queries/people.ts';
import { oneAgency } from '../agency-argument.ts';
import { UsageError } from '../exit.ts';
import { withOffice } from '../office.ts';

/** `tiendo people`: who serves where; `tiendo people end <person> <agency> <role>` ends it. */
export function membershipCommand(): Command {
  const people = new Command('people').description('list people, or end a membership');
  people
    .command('list', { isDefault: true })
    .description('current memberships: person number, name, role, agency number')
    .action(async () => {
      await withOffice(async ({ db, now }) => {
        const seen = { action: 'saw.people', subject: 'office', personId: null } as const;
        await db.transaction((tx) => appendAudit(tx, { ...seen, channel: 'cli' }, now));
        for (const member of await currentMembers(db)) {
          const linked = member.conversationId === null ? 'not linked' : 'linked';
          console.log(
            [member.personId, member.name, member.role, member.agencyId, linked].join('\t'),
          );
        }
      });
    });
  people
    .command('end')
    .description('end a membership; what the person reported stays')
    .argument('<person>', 'number of the person, as list prints it')
    .argument('<agency>')
    .argument('<role>', ROLES.join(', '))
    .action(async (person: string, agencyName: string, role: string) => {
      if (!isRole(role)) throw new UsageError(`role: expected one of ${ROLES.join(', ')}`);
      if (!/^\d{1,9}$/.test(person)) {
        throw new UsageError('person: expected a number, as `tiendo people` prints it');
      }
      await withOffice(async ({ db, now, timeZone }) => {
        const agency = await oneAgency(db, agencyName, localDateAt(now, timeZone));
        const membership = { personId: Number(person), agencyId: agency.id, role };
        const entry = {
          action: 'membership.ended',
          subject: 'person',
          subjectId: membership.personId,
          agencyId: agency.id,
          personId: null,
          channel: 'cli',
          details: { role },
        } as const;
        await db.transaction(async (tx) => {
          if (!(await endMembership(tx, membership, now))) {
            throw new UsageError('there is no such membership');
          }
          await appendAudit(tx, entry, now);
        });
        console.log('ended');
      });
    });
  return people;
}
