import { scopeOf } from '../core/people/can.ts';
import { gapsToTell } from '../core/people/gaps.ts';
import { isOfficeTime } from '../core/reminders/office-hours.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import { instantAt } from '../core/time/zone.ts';
import { enqueue } from '../db/queries/outbox.ts';
import { allActors } from '../db/queries/people.ts';
import { readSetting, writeSetting } from '../db/queries/system.ts';
import { translator } from '../locales/index.ts';
import { loadCalendar } from '../office/calendar.ts';
import { reachableCoordinators } from '../office/coordinators.ts';
import { loadOwners, type Owners } from '../office/owners.ts';
import { ownersNotice } from '../views/owners.ts';
import type { Job } from './job.ts';

/** Each working morning tells coordinators which dated work has newly come to be nobody's. */
export const owners: Job = {
  name: 'owners',
  atMinute: (ladder) => ladder.fromMinute,
  async run({ tx, now, today, timeZone, ladder, log }) {
    const calendar = await loadCalendar(tx);
    if (!isOfficeTime(now, ladder, calendar, timeZone)) return;
    const all = await loadOwners(tx, null, today);
    const actors = await allActors(tx);
    const expiresAt = instantAt(today, ladder.untilMinute, timeZone);
    let sent = 0;
    for (const { personId, conversationId, locale } of await reachableCoordinators(tx, today)) {
      const actor = actors.get(personId);
      if (!actor || conversationId === null) continue;
      const keyed = keyedGaps(all, scopeOf(actor, 'review'));
      const setting = `owners-told:${personId}`;
      const before = ((await readSetting(tx, setting)) ?? {}) as Record<string, LocalDate>;
      const { tell, told } = gapsToTell([...keyed.keys()], before, today);
      if (Object.keys(before).length > 0 || tell.length > 0) await writeSetting(tx, setting, told);
      if (tell.length === 0) continue;
      const fresh = tell.flatMap((key) => keyed.get(key) ?? []);
      const message = ownersNotice(
        fresh.flatMap(({ gap }) => gap ?? []),
        fresh.flatMap(({ leave }) => leave ?? []),
        today,
        translator(locale),
      );
      const dedupeKey = `owners:${personId}:${today}`;
      await enqueue(tx, { conversationId, kind: 'notice', message, dedupeKey, expiresAt }, now);
      sent += 1;
    }
    log.info({ today, messages: sent }, 'gaps told');
  },
};

interface KeyedGap {
  gap?: Owners['gaps'][number];
  leave?: Owners['away'][number];
}

/** Agencies with dated work and nobody to tell, and leaves of others whose deputy is not there. */
function keyedGaps({ gaps, away }: Owners, scope: ReadonlySet<number>): Map<string, KeyedGap> {
  const keyed = new Map<string, KeyedGap>();
  for (const gap of gaps) {
    if (scope.has(gap.agencyId) && gap.nextDue !== null)
      keyed.set(`agency:${gap.agencyId}`, { gap });
  }
  for (const leave of away) {
    const isNamed = keyed.has(`agency:${leave.agencyId}`);
    if (scope.has(leave.agencyId) && !leave.covered && !isNamed) {
      keyed.set(`leave:${leave.id}`, { leave });
    }
  }
  return keyed;
}
