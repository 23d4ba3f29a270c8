import type { WorkCalendar } from '../core/calendar/work-calendar.ts';
import { scopeOf } from '../core/people/can.ts';
import { isOfficeTime } from '../core/reminders/office-hours.ts';
import { addDays, type LocalDate } from '../core/time/local-date.ts';
import { endOfDay, instantAt } from '../core/time/zone.ts';
import { coordinatorsSince } from '../db/queries/coordinators.ts';
import { enqueue, isEnqueued } from '../db/queries/outbox.ts';
import { allActors } from '../db/queries/people.ts';
import { type ReportPeriodRow, reportPeriods } from '../db/queries/reports.ts';
import { translator } from '../locales/index.ts';
import { loadCalendar } from '../office/calendar.ts';
import { reachableCoordinators } from '../office/coordinators.ts';
import { loadCollection } from '../office/reports/collection.ts';
import { reportsDueMessage } from '../views/reports/collection-due.ts';
import type { Job } from './job.ts';

/** Calendar days for which a list that was missed (a long outage) is still made up for. */
const MADE_UP_FOR = 14;

/** On the first office morning after a report's due day, tells coordinators who has not sent it. */
export const reportsDue: Job = {
  name: 'reports-due',
  atMinute: (ladder) => ladder.fromMinute,
  async run({ tx, now, today, timeZone, ladder, log }) {
    const calendar = await loadCalendar(tx);
    if (!isOfficeTime(now, ladder, calendar, timeZone)) return;
    const due = periodsToTell(await reportPeriods(tx), today, calendar);
    if (due.length === 0) return;
    const expiresAt = instantAt(today, ladder.untilMinute, timeZone);
    const since = await coordinatorsSince(tx);
    const actors = await allActors(tx);
    let sent = 0;
    for (const member of await reachableCoordinators(tx, today)) {
      const actor = actors.get(member.personId);
      const from = since.get(member.personId);
      if (!actor || !from || member.conversationId === null) continue;
      for (const period of due) {
        // Its due day is part of the key: one that was put off is told again, on its new day.
        const dedupeKey = `reports-due:${period.id}:${period.dueOn}:${member.personId}`;
        const over = endOfDay(period.dueOn, timeZone);
        if (from >= over || (await isEnqueued(tx, dedupeKey))) continue;
        const collection = await loadCollection(tx, period, scopeOf(actor, 'review'), {
          now,
          timeZone,
        });
        if (collection.reports.length === 0) continue;
        const at = { now, today, timeZone };
        const message = reportsDueMessage(collection, at, translator(member.locale));
        const { conversationId } = member;
        const item = { conversationId, kind: 'summary' as const, message };
        await enqueue(tx, { ...item, dedupeKey, expiresAt }, now);
        sent += 1;
      }
    }
    log.info({ today, messages: sent }, 'reports due told');
  },
};

/**
 * The periods whose morning, the first working day after their due day, is `today` or lies no more
 * than two weeks back.
 */
export function periodsToTell<P extends Pick<ReportPeriodRow, 'dueOn'>>(
  periods: readonly P[],
  today: LocalDate,
  calendar: WorkCalendar,
): P[] {
  return periods.filter(({ dueOn }) => {
    const morning = calendar.workingDayOnOrAfter(addDays(dueOn, 1));
    return morning <= today && today <= addDays(morning, MADE_UP_FOR);
  });
}
