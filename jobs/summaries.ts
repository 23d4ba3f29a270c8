import type { WorkCalendar } from '../core/calendar/work-calendar.ts';
import { isOfficeTime } from '../core/reminders/office-hours.ts';
import { addDays, type LocalDate, weekday } from '../core/time/local-date.ts';
import { subtreeIds } from '../db/queries/agencies.ts';
import { registeredGroups } from '../db/queries/conversations.ts';
import { enqueue } from '../db/queries/outbox.ts';
import { reportPeriods } from '../db/queries/reports.ts';
import { DEFAULT_LOCALE, translator } from '../locales/index.ts';
import { loadCalendar } from '../office/calendar.ts';
import { loadSummary } from '../office/summary.ts';
import { tiendoMessage } from '../views/tiendo.ts';
import type { Job } from './job.ts';

/** Posts how things stand to every registered group: weekly, and after each report's due day. */
export const summaries: Job = {
  name: 'summaries',
  atMinute: (ladder) => ladder.fromMinute,
  async run({ tx, now, today, timeZone, ladder, log }) {
    const calendar = await loadCalendar(tx);
    if (!isOfficeTime(now, ladder, calendar, timeZone)) return;
    const dueDays = (await reportPeriods(tx)).map((period) => period.dueOn);
    if (!isSummaryDay(today, dueDays, calendar)) return;
    const groups = await registeredGroups(tx);
    for (const group of groups) {
      const visible = new Set(await subtreeIds(tx, group.scopeAgencyId));
      const page = await loadSummary(tx, group.scopeAgencyId, visible, now);
      if (!page) continue;
      const t = translator(DEFAULT_LOCALE);
      const message = tiendoMessage('main', 0, page, { now, today, timeZone }, t);
      const dedupeKey = `summary:${group.id}:${today}`;
      await enqueue(tx, { conversationId: group.id, kind: 'summary', message, dedupeKey }, now);
    }
    log.info({ today, groups: groups.length }, 'summaries posted');
  },
};

/**
 * Mondays and the morning after a report's due day; where that is a day off, the next working day.
 * Several reasons on one day make one post.
 */
export function isSummaryDay(
  today: LocalDate,
  dueDays: readonly LocalDate[],
  calendar: WorkCalendar,
): boolean {
  const monday = addDays(today, 1 - weekday(today));
  const mornings = [monday, ...dueDays.map((due) => addDays(due, 1))];
  return mornings.some((morning) => calendar.workingDayOnOrAfter(morning) === today);
}
