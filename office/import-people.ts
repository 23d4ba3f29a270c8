import type { Tx } from '../db/client.ts';
import { allAgencies } from '../db/queries/agencies.ts';
import { lockConversation } from '../db/queries/conversations.ts';
import {
  addMembership,
  createPerson,
  currentMembers,
  linkAccount,
  personByCode,
  personOfAccount,
  renamePerson,
  wasEnded,
} from '../db/queries/people.ts';
import type { PersonRow } from '../imports/people-table.ts';
import { type Changes, noChanges } from './changes.ts';

export interface PeopleImport {
  changes: Changes;
  /** Rows whose membership somebody has ended: a file of before must not bring it back. */
  ended: PersonRow[];
  /** Memberships that were not there before. */
  given: { personId: number; agencyId: number; role: string }[];
}

/**
 * Takes people and their roles into the books. Nobody is removed by an import: memberships end one
 * by one, and then only an invite gives them again. An account given in the file is linked at once
 * (simulator, or ids known beforehand).
 */
export async function importPeople(
  tx: Tx,
  people: readonly PersonRow[],
  now: Date,
  onRow: (done: number, total: number) => void = () => {},
): Promise<PeopleImport> {
  const changes = noChanges();
  const ended: PersonRow[] = [];
  const given: PeopleImport['given'] = [];
  const agencyIds = new Map((await allAgencies(tx)).map((agency) => [agency.code, agency.id]));
  const held = new Set(
    (await currentMembers(tx)).map(({ code, agencyId, role }) => `${code}|${agencyId}|${role}`),
  );
  for (const [index, row] of people.entries()) {
    const { code, name, agency, role, channel, account } = row;
    const agencyId = agencyIds.get(agency);
    if (agencyId === undefined) throw new Error(`no agency with the code ${agency}`);
    const known = await personByCode(tx, code);
    if (known && (await wasEnded(tx, { personId: known.id, agencyId, role }))) {
      ended.push(row);
      onRow(index + 1, people.length);
      continue;
    }
    const person = known ?? (await createPerson(tx, { code, name }, now));
    const renamed = known !== null && known.name !== name;
    if (renamed) await renamePerson(tx, person.id, name);
    await addMembership(tx, { personId: person.id, agencyId, role }, now);
    const linked =
      channel !== null &&
      account !== null &&
      (await linkOnce(tx, { personId: person.id, channel, nativeId: account }, now));
    if (!held.has(`${code}|${agencyId}|${role}`)) {
      changes.added += 1;
      given.push({ personId: person.id, agencyId, role });
    } else changes[renamed || linked ? 'changed' : 'unchanged'] += 1;
    onRow(index + 1, people.length);
  }
  return { changes, ended, given };
}

/** Links an account unless it is the person's already; true when it was not. */
async function linkOnce(
  tx: Tx,
  account: { personId: number; channel: string; nativeId: string },
  now: Date,
): Promise<boolean> {
  const { personId, channel, nativeId } = account;
  const owner = await personOfAccount(tx, channel, nativeId);
  if (owner?.id === personId) return false;
  const key = { channel, nativeId, kind: 'private' as const, title: null };
  const { id: conversationId } = await lockConversation(tx, key);
  await linkAccount(tx, { ...account, conversationId }, now);
  return true;
}
