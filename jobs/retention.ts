import { CHOICES_KEPT, type Kept, keptSince } from '../core/retention.ts';
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
import { loadRetention } from '../office/retention.ts';
import type { FileKeeper, Job } from './job.ts';

/**
 * Every night: what is kept for a while only goes (see `RETENTION`), and the log of who saw and
 * changed what is sealed. What people reported is never touched.
 */
export const retention: Job = {
  name: 'retention',
  atMinute: () => 3 * 60 + 20,
  async run({ tx, now, files, log }) {
    const days = await loadRetention(tx);
    const since = (kind: Kept) => keptSince(days[kind], now);
    const gone = {
      message_text: await emptyOldMessages(tx, since('message_text'), CHOICES_KEPT),
      update_keys: await forgetUpdateKeys(tx, since('update_keys')),
      wrong_codes: await forgetWrongCodes(tx, since('wrong_codes')),
      waiting_links: await forgetWaitingLinks(tx, since('waiting_links')),
      codes: await forgetCodes(tx, since('codes')),
      strangers: await forgetStrangers(tx, since('strangers')),
      loose_files: files ? await removeLoose(tx, files, days.loose_files) : 0,
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
async function removeLoose(tx: Tx, files: FileKeeper, days: number): Promise<number> {
  const old = await files.olderThan(days);
  const named = await namedFiles(tx, old);
  let removed = 0;
  for (const hash of old) {
    if (!named.has(hash) && (await files.removeOld(hash, days))) removed += 1;
  }
  return removed;
}
