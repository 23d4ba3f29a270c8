import { groupBy } from '../core/collections/group-by.ts';
import type { Role } from '../core/people/role.ts';
import type { Queryable } from '../db/client.ts';
import { contactRows } from '../db/queries/contacts.ts';

/** Who serves where, and on which channels they can be written to. */
export interface Contact {
  personId: number;
  name: string;
  role: Role;
  agencyId: number;
  agencyName: string;
  /** The one written to first in front; empty where nothing is linked. */
  channels: { channel: string; linkedAt: Date; unreachableSince: Date | null }[];
  /** At least one channel can be written to. */
  reachable: boolean;
}

/** Every current member of these agencies, one entry a membership, agency by agency. */
export async function contactsOf(tx: Queryable, agencyIds: Iterable<number>): Promise<Contact[]> {
  const rows = await contactRows(tx, agencyIds);
  return [...groupBy(rows, (row) => row.membershipId).values()].flatMap((ofOne) => {
    const [first] = ofOne;
    if (!first) return [];
    const channels = ofOne.flatMap(({ channel, linkedAt, unreachableSince }) =>
      channel && linkedAt ? [{ channel, linkedAt, unreachableSince }] : [],
    );
    const { personId, name, role, agencyId, agencyName } = first;
    const reachable = channels.some(({ unreachableSince }) => unreachableSince === null);
    return [{ personId, name, role, agencyId, agencyName, channels, reachable }];
  });
}
