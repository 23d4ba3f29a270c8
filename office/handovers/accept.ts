import type { LocalDate } from '../../core/time/local-date.ts';
import type { Tx } from '../../db/client.ts';
import {
  changeHandover,
  closeHandover,
  type HandoverRow,
  holdsDuty,
  lockHandover,
  lockRunningLeaves,
} from '../../db/queries/handovers.ts';
import { addMembership, currentMembers, endMembership } from '../../db/queries/people.ts';
import { closeLeave } from './close-leave.ts';
import { takeBackLent } from './end.ts';

/** Why a handover cannot be accepted (any more). */
export type NotAccepted =
  /** Asked of somebody else, or there is none. */
  | 'not_yours'
  /** Accepted before. */
  | 'taken'
  /** Taken back, replaced, refused or run out. */
  | 'closed'
  /** The giver no longer has the duty. */
  | 'void'
  /** The giver themselves. */
  | 'own'
  /** Away from this very duty, or no longer at the agency. */
  | 'cannot';

export type Accepted = { ok: true } | { ok: false; why: NotAccepted };

interface At {
  now: Date;
  today: LocalDate;
}

/** A colleague says yes to what they were asked, on some channel. */
export async function acceptAsked(
  tx: Tx,
  id: number,
  by: { personId: number; channel: string },
  at: At,
): Promise<Accepted> {
  const { personId } = by;
  const asked = await lockHandover(tx, id);
  if (!asked || asked.toPersonId !== personId) return { ok: false, why: 'not_yours' };
  const members = await currentMembers(tx);
  const isColleague = members.some(
    (member) => member.personId === personId && member.agencyId === asked.agencyId,
  );
  const problem = isColleague ? await whyNot(tx, asked, personId, at) : 'cannot';
  if (problem) return { ok: false, why: problem };
  await takeOver(tx, asked, by, at.now);
  return { ok: true };
}

/**
 * Why a locked handover cannot go to this person. One whose giver has lost the duty, or whose leave
 * is over, is closed on the way.
 */
export async function whyNot(
  tx: Tx,
  asked: HandoverRow,
  personId: number,
  { now, today }: At,
): Promise<NotAccepted | null> {
  if (asked.acceptedAt) return 'taken';
  if (asked.endedAt) return 'closed';
  if (asked.personId === personId) return 'own';
  if (!(await holdsDuty(tx, asked.personId, asked))) {
    await closeHandover(tx, asked.id, 'void', now);
    return 'void';
  }
  if (asked.until !== null && asked.until < today) {
    await closeHandover(tx, asked.id, 'expired', now);
    return 'closed';
  }
  const leaves = await lockRunningLeaves(tx, asked);
  return leaves.some((leave) => leave.personId === personId) ? 'cannot' : null;
}

/** Moves the duty, or lends it; only here, so that it is never without an owner in between. */
export async function takeOver(
  tx: Tx,
  asked: HandoverRow,
  by: { personId: number; channel: string },
  now: Date,
): Promise<void> {
  const { personId } = by;
  const { agencyId, role } = asked;
  const leaves = await lockRunningLeaves(tx, asked);
  const added = await addMembership(tx, { personId, agencyId, role }, now);
  let lent = added;
  // An earlier leave of the same giver gives way to this handover.
  for (const earlier of leaves.filter((leave) => leave.personId === asked.personId)) {
    await closeLeave(tx, earlier, { by }, now);
    if (earlier.toPersonId === personId) lent ??= earlier.lentMembershipId;
    else await takeBackLent(tx, earlier, by, now);
  }
  if (asked.kind === 'leave') {
    const lentMembershipId = lent;
    return changeHandover(tx, asked.id, {
      toPersonId: personId,
      acceptedAt: now,
      lentMembershipId,
    });
  }
  // Those the giver stands in for get the colleague as their deputy.
  for (const leave of leaves.filter((one) => one.toPersonId === asked.personId)) {
    const lentMembershipId = leave.lentMembershipId === null ? null : added;
    await changeHandover(tx, leave.id, { toPersonId: personId, lentMembershipId });
  }
  await endMembership(tx, { personId: asked.personId, agencyId, role }, now);
  const over = { acceptedAt: now, endedAt: now, end: 'over' as const };
  await changeHandover(tx, asked.id, { toPersonId: personId, ...over });
}
