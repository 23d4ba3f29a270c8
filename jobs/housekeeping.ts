import { forgetOldTicks } from '../db/queries/system.ts';
import type { Job } from './job.ts';

/** How long done ticks are kept; what is about people goes by `jobs/retention.ts`. */
const KEEP_DAYS = 60;

/** Every night: what is only needed for a while goes. Nothing people sent is touched. */
export const housekeeping: Job = {
  name: 'housekeeping',
  atMinute: () => 3 * 60,
  async run({ tx, now }) {
    await forgetOldTicks(tx, new Date(now.getTime() - KEEP_DAYS * 24 * 60 * 60 * 1000));
  },
};
