import { CHOICES_KEPT, keptSince, RETENTION } from '../core/retention.ts';
import type { Tx } from '../db/client.ts';
import { appendAudit, sealAudit } from '../db/queries/audit.ts';
import {
  emptyOldMessages,
  forgetCodes,
  forgetStrangers,
  forgetUpdateKeys,
  forgetWaitingLinks,
  forgetWrongCodes,
  namedFiles,
} from '../db/queries/retention.ts';
import type { FileKeeper, Job } from './job.ts';

/**
 * Every night: what is kept for a while only goes (see `RETENTION`), and the log of who saw and
 * changed what is sealed. What people reported is never touched.
 */
export const retention: Job = {
  name: 'retention',
  atMinute: () => 3 * 60 + 20,
  async run({ tx, now, files, log }) {
    const gone = {
      message_text: await emptyOldMessages(tx, keptSince('message_text', now), CHOICES_KEPT),
      update_keys: await forgetUpdateKeys(tx, keptSince('update_keys', now)),
      wrong_codes: await forgetWrongCodes(tx, keptSince('wrong_codes', now)),
      waiting_links: await forgetWaitingLinks(tx, keptSince('waiting_links', now)),
      codes: await forgetCodes(tx, keptSince('codes', now)),
      strangers: await forgetStrangers(tx, keptSince('strangers', now)),
      loose_files: files ? await removeLoose(tx, files) : 0,
    };
    if (Object.values(gone).some((count) => count > 0)) {
      const entry = { action: 'retention.done', subject: 'office', personId: null } as const;
      await appendAudit(tx, { ...entry, details: gone }, now);
    }
    const seal = await sealAudit(tx, now);
    log.info({ gone, seal }, 'old data gone, log sealed');
  },
};

/** Files nothing names and that nobody has sent again lately. */
async function removeLoose(tx: Tx, files: FileKeeper): Promise<number> {
  const { days } = RETENTION.loose_files;
  const old = await files.olderThan(days);
  const named = await namedFiles(tx, old);
  let removed = 0;
  for (const hash of old) {
    if (!named.has(hash) && (await files.removeOld(hash, days))) removed += 1;
  }
  return removed;
}
