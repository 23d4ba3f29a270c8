import { can } from '../core/people/can.ts';
import type { Role } from '../core/people/role.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import type { Tx } from '../db/client.ts';
import { appendAudit } from '../db/queries/audit.ts';
import { lockHandoverOfInvite } from '../db/queries/handovers.ts';
import { type InviteRow, markInviteUsed } from '../db/queries/invites.ts';
import {
  actorOf,
  addMembership,
  createPerson,
  linkAccount,
  type PersonRow,
} from '../db/queries/people.ts';
import { takeOver, whyNot } from './handovers/accept.ts';
import { movedEntry } from './handovers/moved-entry.ts';

/** An account in its private chat, and the name its network shows. */
export interface SendingAccount {
  channel: string;
  nativeId: string;
  conversationId: number;
  name: string;
}

export interface Linked {
  ok: true;
  personId: number;
  agencyId: number;
  role: Role;
  newcomer: boolean;
  /** The handover that the code was made for and that is now accepted. */
  handoverId: number | null;
  /** The account is one more channel of the person; no membership came with it. */
  isChannel?: true;
}

/**
 * A code that is good no more: taken back, made by somebody who may invite there no longer, or sent
 * by who hands over.
 */
export interface InviteRefused {
  ok: false;
  why: 'withdrawn' | 'own_duty';
}

/**
 * Why a code cannot be used by this person; null when it can. Whoever made it must still have the
 * right to: else an hour before losing it one could make codes for a week.
 */
export async function inviteRefusal(
  tx: Tx,
  invite: InviteRow,
  known: PersonRow | null,
  at: { now: Date; today: LocalDate },
): Promise<InviteRefused | null> {
  const handover = await lockHandoverOfInvite(tx, invite.id);
  // A handover's giver need not be somebody who invites; they must hold what they hand over.
  if (!handover) return (await mayInvite(tx, invite)) ? null : { ok: false, why: 'withdrawn' };
  const problem = await whyNot(tx, handover, known?.id ?? -1, at);
  if (!problem) return null;
  return { ok: false, why: problem === 'own' ? 'own_duty' : 'withdrawn' };
}

/** Nobody made it on the command line, or somebody who may still invite into that agency. */
async function mayInvite(tx: Tx, { createdBy, agencyId }: InviteRow): Promise<boolean> {
  if (createdBy === null) return true;
  return can(await actorOf(tx, { id: createdBy, name: '' }), 'invite', agencyId);
}

/** Gives the account, and the membership of a locked invite, to whom they are for. */
export async function linkByInvite(
  tx: Tx,
  invite: InviteRow,
  account: SendingAccount,
  known: PersonRow | null,
  at: { now: Date; today: LocalDate },
): Promise<Linked | InviteRefused> {
  const refused = await inviteRefusal(tx, invite, known, at);
  if (refused) return refused;
  const { now } = at;
  const { channel, nativeId, conversationId, name } = account;
  const personId =
    known?.id ?? invite.personId ?? (await createPerson(tx, { code: null, name }, now)).id;
  await linkAccount(tx, { channel, nativeId, personId, conversationId }, now);
  const { agencyId, role } = invite;
  const handover = await lockHandoverOfInvite(tx, invite.id);
  if (handover) await takeOver(tx, handover, { personId, channel }, now);
  else await addMembership(tx, { personId, agencyId, role }, now);
  await markInviteUsed(tx, invite.id, personId, now);
  const handoverId = handover?.id ?? null;
  await appendAudit(
    tx,
    {
      action: 'membership.given',
      subject: 'invite',
      subjectId: invite.id,
      agencyId,
      personId,
      channel,
      details: { role, handover: handoverId, madeBy: invite.createdBy },
    },
    now,
  );
  if (handover) await appendAudit(tx, { ...movedEntry(handover), personId, channel }, now);
  return { ok: true, personId, agencyId, role, newcomer: known === null, handoverId };
}
