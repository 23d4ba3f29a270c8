import type { Tx } from '../../db/client.ts';
import { appendAudit } from '../../db/queries/audit.ts';
import { closeHandover, type HandoverRow } from '../../db/queries/handovers.ts';

/** Who brought something about, and where; nobody and nowhere for the calendar. */
export interface By {
  personId: number | null;
  channel: string | null;
}

/** The last day is over; nobody did anything. */
export const BY_THE_CALENDAR: By = { personId: null, channel: null };

/** Closes a leave that is over and puts on record who may act for the agency no longer, or still. */
export async function closeLeave(
  tx: Tx,
  leave: HandoverRow,
  { by, deputyKeeps = false }: { by: By; deputyKeeps?: boolean },
  now: Date,
): Promise<void> {
  await closeHandover(tx, leave.id, 'over', now);
  const { id, personId, agencyId, role } = leave;
  const entry = {
    action: 'leave.ended',
    subject: 'person',
    subjectId: personId,
    agencyId,
  } as const;
  const details = { handover: id, role, deputyKeeps };
  await appendAudit(tx, { ...entry, ...by, details }, now);
}
