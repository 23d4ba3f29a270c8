import type { WorkCalendar } from '../core/calendar/work-calendar.ts';
import type { Outgoing } from '../core/messages/message.ts';
import { scopeOf } from '../core/people/can.ts';
import { addDays, type LocalDate } from '../core/time/local-date.ts';
import { endOfDay } from '../core/time/zone.ts';
import { coordinatorsSince } from '../db/queries/coordinators.ts';
import { isEnqueued } from '../db/queries/outbox.ts';
import type { ReportPeriodRow } from '../db/queries/reports.ts';
import { loadCalendar } from '../office/calendar.ts';
import { duePeriods } from '../office/due-periods.ts';
import { loadCollection } from '../office/reports/collection.ts';
import { reportsDueMessage } from '../views/reports/collection-due.ts';
import { tellEachCoordinator } from './each-coordinator.ts';
import type { Job } from './job.ts';

/** Calendar days for which a list that was missed (a long outage) is still made up for. */
const MADE_UP_FOR = 14;

/** On the first office morning after a report's due day, tells coordinators who has not sent it. */
export const reportsDue: Job = {
  name: 'reports-due',
  atMinute: (ladder) => ladder.fromMinute,
  async run(ctx) {
    const { tx, now, today, timeZone } = ctx;
    const load = async () => ({
      due: periodsToTell(await duePeriods(tx), today, await loadCalendar(tx)),
      since: await coordinatorsSince(tx),
    });
    const messages = await tellEachCoordinator(ctx, load, async ({ actor, t }, { due, since }) => {
      const from = since.get(actor.personId);
      const told: { kind: 'summary'; message: Outgoing; dedupeKey: string }[] = [];
      for (const period of from ? due : []) {
        // Its due day is part of the key: one that was put off is told again, on its new day.
        const dedupeKey = `reports-due:${period.id}:${period.dueOn}:${actor.personId}`;
        const over = endOfDay(period.dueOn, timeZone);
        if (!from || from >= over || (await isEnqueued(tx, dedupeKey))) continue;
        const at = { now, today, timeZone };
        const collection = await loadCollection(tx, period, scopeOf(actor, 'review'), at);
        if (collection.reports.length === 0) continue;
        told.push({ kind: 'summary', message: reportsDueMessage(collection, at, t), dedupeKey });
      }
      return told;
    });
    ctx.log.info({ today, messages }, 'reports due told');
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
