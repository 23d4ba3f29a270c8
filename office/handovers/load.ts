import { isSettled } from '../../core/obligations/obligation.ts';
import type { Duty } from '../../core/people/handover.ts';
import { isSameDuty } from '../../core/people/handover.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import type { Queryable } from '../../db/client.ts';
import { type ObligationView, obligationsOf } from '../../db/queries/obligations.ts';
import { actorOf } from '../../db/queries/people.ts';

/** How much comes with a duty. */
export interface DutyLoad {
  /** Items that are not settled. */
  open: number;
  late: number;
  /** The next to fall due; the longest overdue where all are late. */
  next: ObligationView | null;
}

/** The open work a duty of this person is about: the agency's own, or all a coordinator sees. */
export async function dutyLoad(
  tx: Queryable,
  holder: { id: number; name: string },
  duty: Duty,
  today: LocalDate,
): Promise<DutyLoad> {
  const { grants } = await actorOf(tx, holder);
  const reach = grants.find((grant) => isSameDuty(grant, duty))?.reach ?? [duty.agencyId];
  const items = (await obligationsOf(tx, reach)).filter(({ state }) => !isSettled(state));
  const dated = items.filter(({ dueOn }) => dueOn !== null);
  const late = dated.filter(({ dueOn }) => dueOn !== null && dueOn < today);
  return { open: items.length, late: late.length, next: dated[late.length] ?? dated[0] ?? null };
}
