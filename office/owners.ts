import { existsOn } from '../core/organisation/agency.ts';
import { uncoveredLeaves } from '../core/people/away.ts';
import { type Gap, gapsOf } from '../core/people/gaps.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import type { Queryable } from '../db/client.ts';
import { allAgencies } from '../db/queries/agencies.ts';
import { openWork } from '../db/queries/contacts.ts';
import { type LeaveView, runningLeaves } from '../db/queries/handovers.ts';
import { type Contact, contactsOf } from './contact.ts';

/** An agency that owes something and has nobody to tell. */
export interface NamedGap extends Gap {
  name: string;
  shortName: string;
}

/** Who answers for what, as far as something is amiss. */
export interface Owners {
  gaps: NamedGap[];
  /** Members nobody can write to. */
  unreachable: Contact[];
  /** Leaves that run today; `covered` = the deputy has the duty and can be written to. */
  away: (LeaveView & { covered: boolean })[];
}

/** The same for these agencies, or for all. Agencies that no longer exist are left out. */
export async function loadOwners(
  tx: Queryable,
  scope: ReadonlySet<number> | null,
  today: LocalDate,
): Promise<Owners> {
  const agencies = new Map(
    (await allAgencies(tx)).flatMap((agency) =>
      existsOn(agency, today) && (scope === null || scope.has(agency.id))
        ? [[agency.id, agency] as const]
        : [],
    ),
  );
  const contacts = await contactsOf(tx, agencies.keys());
  const leaves = (await runningLeaves(tx)).filter(({ agencyId }) => agencies.has(agencyId));
  const work = (await openWork(tx)).filter(({ agencyId }) => agencies.has(agencyId));
  const uncovered = new Set(uncoveredLeaves(leaves, contacts, today).map(({ id }) => id));
  return {
    gaps: gapsOf(work, contacts, leaves, today).map((gap) => {
      const agency = agencies.get(gap.agencyId);
      return { ...gap, name: agency?.name ?? '', shortName: agency?.shortName ?? '' };
    }),
    unreachable: contacts.filter(({ reachable }) => !reachable),
    away: leaves
      .filter(({ until }) => today <= until)
      .map((leave) => ({ ...leave, covered: !uncovered.has(leave.id) })),
  };
}
