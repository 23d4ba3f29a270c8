import { deadLetters } from '../db/queries/dead-letters.ts';
import { readSetting, writeSetting } from '../db/queries/system.ts';
import { listedSince, undeliveredFor } from '../office/undelivered.ts';
import { undeliveredNotice } from '../views/undelivered.ts';
import { tellEachCoordinator } from './each-coordinator.ts';
import type { Job } from './job.ts';

/** Each working morning tells coordinators which messages were newly given up. */
export const undelivered: Job = {
  name: 'undelivered',
  atMinute: (ladder) => ladder.fromMinute,
  async run(ctx) {
    const { tx, now, today } = ctx;
    const load = () => deadLetters(tx, { since: listedSince(now) });
    const messages = await tellEachCoordinator(ctx, load, async ({ actor, t }, all) => {
      const { personId } = actor;
      // A morning's reminder comes anew by itself, and what was meant for oneself is no use here.
      const listed = undeliveredFor(all, actor).filter(
        (letter) => letter.way !== 'renewed' && letter.personId !== personId,
      );
      const setting = `undelivered-told:${personId}`;
      const told = new Set(((await readSetting(tx, setting)) ?? []) as number[]);
      const fresh = listed.filter(({ id }) => !told.has(id));
      if (told.size > 0 || fresh.length > 0) {
        const ids = listed.map(({ id }) => id);
        await writeSetting(tx, setting, ids);
      }
      if (fresh.length === 0) return [];
      const message = undeliveredNotice(fresh, t);
      return [{ kind: 'notice', message, dedupeKey: `undelivered:${personId}:${today}` }];
    });
    ctx.log.info({ today, messages }, 'undelivered told');
  },
};
