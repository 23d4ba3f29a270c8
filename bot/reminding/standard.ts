import { DEFAULT_LADDER, type Ladder } from '../../core/reminders/ladder.ts';
import { loadOfficeHours } from '../../office/hours.ts';
import type { LinkedContext } from '../context.ts';

/** The ladder and office hours that count where no rule says otherwise. */
export async function standardLadder({ tx }: LinkedContext): Promise<Ladder> {
  return { ...DEFAULT_LADDER, ...(await loadOfficeHours(tx)) };
}
