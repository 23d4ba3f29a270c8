import type { LocalDate } from '../../core/time/local-date.ts';
import { endOfDay, instantAt } from '../../core/time/zone.ts';
import type { Queryable } from '../../db/client.ts';
import { type ProposalView, proposalsBetween } from '../../db/queries/proposals.ts';

/** What agencies sent on the days of a report's data window, both ends included. */
export async function proposalsInWindow(
  tx: Queryable,
  agencyIds: Iterable<number>,
  window: { dataFrom: LocalDate; dataTo: LocalDate },
  timeZone: string,
): Promise<ProposalView[]> {
  return proposalsBetween(tx, agencyIds, {
    from: instantAt(window.dataFrom, 0, timeZone),
    until: endOfDay(window.dataTo, timeZone),
  });
}
