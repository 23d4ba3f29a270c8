import { groupBy } from '../core/collections/group-by.ts';
import type { Role } from '../core/people/role.ts';
import type { Queryable } from '../db/client.ts';
import { memberAccounts } from '../db/queries/contacts.ts';

/** A current member of an agency, and where they can be written to. */
export interface Contact {
  personId: number;
  name: string;
  role: Role;
  agencyId: number;
  agencyName: string;
  channels: { channel: string; linkedAt: Date; unreachableSince: Date | null }[];
  /** On at least one channel, and not known to have left it. */
  reachable: boolean;
}

/** Every current member of these agencies, one a membership, by agency. */
export async function contactsOf(tx: Queryable, agencyIds: Iterable<number>): Promise<Contact[]> {
  const rows = await memberAccounts(tx, agencyIds);
  const members = groupBy(rows, (row) => `${row.personId}|${row.agencyId}|${row.role}`);
  return [...members.values()].flatMap((accounts) => {
    const [first] = accounts;
    if (!first) return [];
    const { personId, name, role, agencyId, agencyName } = first;
    const channels = accounts.flatMap(({ channel, linkedAt, unreachableSince }) =>
      channel !== null && linkedAt !== null ? [{ channel, linkedAt, unreachableSince }] : [],
    );
    const reachable = channels.some(({ unreachableSince }) => unreachableSince === null);
    return [{ personId, name, role, agencyId, agencyName, channels, reachable }];
  });
}
