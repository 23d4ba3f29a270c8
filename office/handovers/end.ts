import type { Tx } from '../../db/client.ts';
import {
  changeHandover,
  endMembershipById,
  type HandoverRow,
  holdsDuty,
  lockRunningLeaves,
} from '../../db/queries/handovers.ts';
import { type By, closeLeave } from './close-leave.ts';

/** A leave that is over, and whether the deputy keeps the duty since the giver has it no longer. */
export interface EndedLeave {
  leave: HandoverRow;
  deputyKeeps: boolean;
}

/**
 * Ends a leave that a deputy took on: what was lent goes back, and with it what the deputy had
 * passed on in turn. Where the giver has lost the duty meanwhile the deputy keeps it, so that it is
 * never nobody's. Each leave that ends leaves its trace.
 */
export async function endLeave(
  tx: Tx,
  leave: HandoverRow,
  by: By,
  now: Date,
): Promise<EndedLeave[]> {
  const deputyKeeps = !(await holdsDuty(tx, leave.personId, leave));
  await closeLeave(tx, leave, { by, deputyKeeps }, now);
  const passedOn = deputyKeeps ? [] : await takeBackLent(tx, leave, by, now);
  return [{ leave, deputyKeeps }, ...passedOn];
}

/** Takes back the membership a leave lent; another leave with the same deputy goes on with it. */
export async function takeBackLent(
  tx: Tx,
  leave: HandoverRow,
  by: By,
  now: Date,
): Promise<EndedLeave[]> {
  const { lentMembershipId, toPersonId } = leave;
  if (lentMembershipId === null || toPersonId === null) return [];
  const others = (await lockRunningLeaves(tx, leave)).filter(({ id }) => id !== leave.id);
  const heir = others.find((one) => one.toPersonId === toPersonId && one.lentMembershipId === null);
  if (heir) {
    await changeHandover(tx, heir.id, { lentMembershipId });
    return [];
  }
  await endMembershipById(tx, lentMembershipId, now);
  const ended: EndedLeave[] = [];
  for (const passed of others.filter(({ personId }) => personId === toPersonId)) {
    await closeLeave(tx, passed, { by }, now);
    ended.push({ leave: passed, deputyKeeps: false }, ...(await takeBackLent(tx, passed, by, now)));
  }
  return ended;
}
