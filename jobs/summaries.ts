import type { WorkCalendar } from '../core/calendar/work-calendar.ts';
import { sendingTime } from '../core/reminders/office-hours.ts';
import { namesLate } from '../core/summary/ranking.ts';
import { addDays, type LocalDate, weekday } from '../core/time/local-date.ts';
import { instantAt } from '../core/time/zone.ts';
import { subtreeIds } from '../db/queries/agencies.ts';
import { registeredGroups } from '../db/queries/conversations.ts';
import { enqueue, isEnqueued } from '../db/queries/outbox.ts';
import { DEFAULT_LOCALE, translator } from '../locales/index.ts';
import { loadCalendar } from '../office/calendar.ts';
import { duePeriods } from '../office/due-periods.ts';
import { rankingRule } from '../office/ranking.ts';
import { loadSummary } from '../office/summary.ts';
import { tiendoPost } from '../views/tiendo/post.ts';
import type { Job } from './job.ts';

/** Posts how things stand to every registered group: weekly, and after each report's due day. */
export const summaries: Job = {
  name: 'summaries',
  atMinute: (ladder) => ladder.fromMinute,
  async run({ tx, now, today, timeZone, ladder, files, pictureChannels, log }) {
    const calendar = await loadCalendar(tx);
    const notBefore = sendingTime(now, ladder, calendar, timeZone);
    if (!notBefore) return;
    const dueDays = (await duePeriods(tx)).map((period) => period.dueOn);
    const morning = lastSummaryDay(today, dueDays, calendar);
    const due = instantAt(morning, ladder.fromMinute, timeZone);
    const expiresAt = instantAt(today, ladder.untilMinute, timeZone);
    let posted = 0;
    for (const group of await registeredGroups(tx)) {
      const dedupeKey = `summary:${group.id}:${morning}`;
      const newcomer = group.registeredAt !== null && group.registeredAt > due;
      if (newcomer || (await isEnqueued(tx, dedupeKey))) continue;
      const visible = new Set(await subtreeIds(tx, group.scopeAgencyId));
      const page = await loadSummary(tx, group.scopeAgencyId, visible, now);
      if (!page) continue;
      const t = translator(DEFAULT_LOCALE);
      const rule = await rankingRule(tx, group.scopeAgencyId);
      const at = { now, today, timeZone };
      const board = { source: page, at, t, namesLate: namesLate(rule, 'group') };
      const store = pictureChannels?.has(group.channel) ? (files ?? null) : null;
      const message = await tiendoPost(board, store);
      const item = { conversationId: group.id, kind: 'summary' as const, message };
      await enqueue(tx, { ...item, dedupeKey, notBefore, expiresAt }, now);
      posted += 1;
    }
    log.info({ today, groups: posted }, 'summaries posted');
  },
};

/**
 * The latest day up to `today`, a working day, on which summaries are posted: Mondays and the
 * morning after a report's due day; where that is a day off, the next working day. Several reasons
 * on one day make one post, and a post that was missed is made up for until the next one.
 */
export function lastSummaryDay(
  today: LocalDate,
  dueDays: readonly LocalDate[],
  calendar: WorkCalendar,
): LocalDate {
  const monday = addDays(today, 1 - weekday(today));
  const mornings = [monday, ...dueDays.map((due) => addDays(due, 1))];
  const days = mornings.map((morning) => calendar.workingDayOnOrAfter(morning));
  return (
    days
      .filter((day) => day <= today)
      .sort()
      .at(-1) ?? monday
  );
}
