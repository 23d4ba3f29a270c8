import { SECOND_THOUGHTS } from '../core/calendar/due-move.ts';
import type { Tx } from '../db/client.ts';
import { applyDueRules, type MovedDue } from './apply-due-rules.ts';
import { keepMoves } from './due-moves.ts';
import { recountWorkingDays } from './regimes.ts';

interface At {
  now: Date;
  timeZone: string;
}

/**
 * Makes due dates what the calendar and the rule for days off say now, and keeps what moved until
 * its people are told: `wait` minutes from now, so that whoever changes the calendar by hand may
 * think again. Gives what moved.
 */
export async function followCalendar(
  tx: Tx,
  at: At,
  wait: number = SECOND_THOUGHTS,
): Promise<MovedDue[]> {
  const moved = [...(await recountWorkingDays(tx, at)), ...(await applyDueRules(tx, at))];
  await keepMoves(tx, moved, wait, at);
  return moved;
}

/** How much a change of the calendar moves. */
export interface Reach {
  obligations: number;
  agencies: number;
}

/** How many obligations of how many agencies these are. */
export function reachOf(moved: readonly Pick<MovedDue, 'id' | 'agencyId'>[]): Reach {
  const agencies = new Set(moved.map(({ agencyId }) => agencyId));
  return { obligations: new Set(moved.map(({ id }) => id)).size, agencies: agencies.size };
}
