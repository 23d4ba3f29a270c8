import { forgetOldKeys } from '../db/queries/system.ts';
import type { Job } from './job.ts';

/** How long keys of handled updates, ticks and wrong codes are kept: far past any redelivery. */
const KEEP_DAYS = 60;

/** Every night: what is only needed for a while goes. Nothing people sent is touched. */
export const housekeeping: Job = {
  name: 'housekeeping',
  atMinute: () => 3 * 60,
  async run({ tx, now }) {
    await forgetOldKeys(tx, new Date(now.getTime() - KEEP_DAYS * 24 * 60 * 60 * 1000));
  },
};
