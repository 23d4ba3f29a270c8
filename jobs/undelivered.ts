import { isOfficeTime } from '../core/reminders/office-hours.ts';
import { instantAt } from '../core/time/zone.ts';
import { deadLetters } from '../db/queries/dead-letters.ts';
import { enqueue } from '../db/queries/outbox.ts';
import { allActors } from '../db/queries/people.ts';
import { readSetting, writeSetting } from '../db/queries/system.ts';
import { translator } from '../locales/index.ts';
import { loadCalendar } from '../office/calendar.ts';
import { reachableCoordinators } from '../office/coordinators.ts';
import { listedSince, undeliveredFor } from '../office/undelivered.ts';
import { undeliveredNotice } from '../views/undelivered.ts';
import type { Job } from './job.ts';

/** Each working morning tells coordinators which messages were newly given up. */
export const undelivered: Job = {
  name: 'undelivered',
  atMinute: (ladder) => ladder.fromMinute,
  async run({ tx, now, today, timeZone, ladder, log }) {
    const calendar = await loadCalendar(tx);
    if (!isOfficeTime(now, ladder, calendar, timeZone)) return;
    const all = await deadLetters(tx, { since: listedSince(now) });
    const actors = await allActors(tx);
    const expiresAt = instantAt(today, ladder.untilMinute, timeZone);
    let sent = 0;
    for (const { personId, conversationId, locale } of await reachableCoordinators(tx, today)) {
      const actor = actors.get(personId);
      if (!actor || conversationId === null) continue;
      // A morning's reminder comes anew by itself, and what was meant for oneself is no use here.
      const listed = undeliveredFor(all, actor).filter(
        (letter) => letter.way !== 'renewed' && letter.personId !== personId,
      );
      const setting = `undelivered-told:${personId}`;
      const told = new Set(((await readSetting(tx, setting)) ?? []) as number[]);
      const fresh = listed.filter(({ id }) => !told.has(id));
      if (told.size > 0 || fresh.length > 0) {
        await writeSetting(
          tx,
          setting,
          listed.map(({ id }) => id),
        );
      }
      if (fresh.length === 0) continue;
      const message = undeliveredNotice(fresh, translator(locale));
      const dedupeKey = `undelivered:${personId}:${today}`;
      await enqueue(tx, { conversationId, kind: 'notice', message, dedupeKey, expiresAt }, now);
      sent += 1;
    }
    log.info({ today, messages: sent }, 'undelivered told');
  },
};
