import { gapsOf } from '../core/people/gaps.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import type { Tx } from '../db/client.ts';
import { agenciesById } from '../db/queries/agencies.ts';
import { appendAudit } from '../db/queries/audit.ts';
import { openWork } from '../db/queries/contacts.ts';
import { lockRunningLeaves, runningLeaves } from '../db/queries/handovers.ts';
import { actorOf, endMembership } from '../db/queries/people.ts';
import { lockPerson } from '../db/queries/person-chats.ts';
import {
  anonymisePerson,
  endEverything,
  eraseChats,
  eraseTraces,
} from '../db/queries/personal-data.ts';
import { recordConsent } from './consent.ts';
import { contactsOf } from './contact.ts';
import { endLeave } from './handovers/end.ts';

/** An agency whose work nobody would hear of without the person. */
export interface LeftAlone {
  agencyId: number;
  name: string;
  open: number;
}

/** Stands in the books for whoever had their data deleted, whatever language reads it. */
export const DELETED_NAME = 'Người dùng đã xoá';

/** The agencies that have open work and nobody but this person who hears of it. */
export async function leftAloneBy(
  tx: Tx,
  person: { id: number; name: string },
  today: LocalDate,
): Promise<LeftAlone[]> {
  const { grants } = await actorOf(tx, person);
  const own = new Set(
    grants.flatMap(({ role, agencyId }) =>
      role === 'official' || role === 'head' ? [agencyId] : [],
    ),
  );
  const contacts = (await contactsOf(tx, own)).filter(({ personId }) => personId !== person.id);
  const work = (await openWork(tx)).filter(({ agencyId }) => own.has(agencyId));
  const leaves = await runningLeaves(tx);
  const agencies = await agenciesById(tx, [...own]);
  return gapsOf(work, contacts, leaves, today).map(({ agencyId, open }) => {
    return { agencyId, open, name: agencies.get(agencyId)?.name ?? '' };
  });
}

/**
 * Takes a person out of the books in the caller's transaction: accounts, name, chats, traces of
 * codes. What was reported stays as it was said, by a row that names nobody; it can never be linked
 * again, so a new code makes a new person.
 */
export async function forgetPerson(
  tx: Tx,
  personId: number,
  channel: string,
  now: Date,
): Promise<void> {
  const person = await lockPerson(tx, personId);
  if (!person || person.deletedAt) return;
  const { grants } = await actorOf(tx, person);
  for (const { role, agencyId } of grants) {
    const leaves = await lockRunningLeaves(tx, { role, agencyId });
    await endMembership(tx, { personId, role, agencyId }, now);
    // Whoever stands in for the person keeps the duty: its giver no longer has it.
    for (const leave of leaves.filter((one) => one.personId === personId)) {
      await endLeave(tx, leave, { personId, channel }, now);
    }
  }
  await endEverything(tx, personId, now);
  await eraseTraces(tx, personId, now);
  await eraseChats(tx, personId);
  await anonymisePerson(tx, personId, DELETED_NAME, now);
  await recordConsent(tx, { personId, channel, decision: 'withdrawn' }, now);
  for (const { agencyId, role } of grants) {
    const details = { role };
    const ended = { action: 'membership.ended', subject: 'person', subjectId: personId } as const;
    await appendAudit(tx, { ...ended, personId, agencyId, channel, details }, now);
  }
  const subject = { subject: 'person', subjectId: personId, personId, channel } as const;
  const agencyId = grants[0]?.agencyId ?? null;
  await appendAudit(tx, { action: 'person.deleted', agencyId, ...subject }, now);
}
