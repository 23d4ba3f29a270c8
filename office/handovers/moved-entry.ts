import type { NewAudit } from '../../db/queries/audit.ts';
import type { HandoverRow } from '../../db/queries/handovers.ts';

/** What goes on record when a duty was taken over; who took it on is who acts. */
export function movedEntry({
  id,
  kind,
  role,
  agencyId,
  personId,
}: Pick<HandoverRow, 'id' | 'kind' | 'role' | 'agencyId' | 'personId'>): Omit<
  NewAudit,
  'personId' | 'channel' | 'conversationId'
> {
  return {
    action: 'membership.moved',
    subject: 'person',
    subjectId: personId,
    agencyId,
    details: { handover: id, kind, role },
  };
}
