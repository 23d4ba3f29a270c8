import { sendingTime } from '../core/reminders/office-hours.ts';
import { duePost, postKey, postKeys, readPosting } from '../core/summary/posting.ts';
import { namesLate } from '../core/summary/ranking.ts';
import { instantAt } from '../core/time/zone.ts';
import { subtreeIds } from '../db/queries/agencies.ts';
import { pinnedBoard } from '../db/queries/boards.ts';
import {
  type ConversationRow,
  postingMinutes,
  registeredGroups,
} from '../db/queries/conversations.ts';
import { enqueue, isEnqueued } from '../db/queries/outbox.ts';
import { DEFAULT_LOCALE, translator } from '../locales/index.ts';
import { loadCalendar } from '../office/calendar.ts';
import { duePeriods } from '../office/due-periods.ts';
import { rankingRule } from '../office/ranking.ts';
import { loadSummary } from '../office/summary.ts';
import type { Board } from '../views/tiendo/board.ts';
import { boardNews, groupPost } from '../views/tiendo/group-post.ts';
import type { Job, JobContext } from './job.ts';

type Group = ConversationRow & { scopeAgencyId: number };

/**
 * Posts how things stand to every registered group, on the days, at the hour and in the detail it
 * has chosen: without a choice on Monday mornings and after each report's due day.
 */
export const summaries: Job = {
  name: 'summaries',
  atMinute: (ladder) => ladder.fromMinute,
  alsoAt: postingMinutes,
  async run(ctx) {
    const { tx, now, today, timeZone, ladder, log } = ctx;
    const calendar = await loadCalendar(tx);
    const notBefore = sendingTime(now, ladder, calendar, timeZone);
    if (!notBefore) return;
    const dueDays = (await duePeriods(tx)).map((period) => period.dueOn);
    const expiresAt = instantAt(today, ladder.untilMinute, timeZone);
    let posted = 0;
    for (const group of await registeredGroups(tx)) {
      const posting = readPosting(group.posting);
      const at = { now, today, timeZone, registeredAt: group.registeredAt };
      const day = duePost(posting, at, dueDays, calendar, ladder);
      if (day === null || (await isEnqueued(tx, ...postKeys(group.id, day, today)))) continue;
      const message = await postFor(ctx, group);
      if (!message) continue;
      const item = { conversationId: group.id, kind: 'summary' as const, message };
      const dedupeKey = postKey(group.id, today);
      await enqueue(tx, { ...item, dedupeKey, notBefore, expiresAt }, now);
      posted += 1;
    }
    log.info({ today, groups: posted }, 'summaries posted');
  },
};

async function postFor(ctx: JobContext, group: Group) {
  const { tx, now, today, timeZone, files, pictureChannels, pinChannels } = ctx;
  const posting = readPosting(group.posting);
  const visible = new Set(await subtreeIds(tx, group.scopeAgencyId));
  const chosen = posting.scopeId !== null && visible.has(posting.scopeId) ? posting.scopeId : null;
  const scopeId = chosen ?? group.scopeAgencyId;
  const source = await loadSummary(tx, scopeId, visible, now);
  if (!source) return null;
  const t = translator(DEFAULT_LOCALE);
  const rule = await rankingRule(tx, scopeId);
  const at = { now, today, timeZone };
  const board: Board = { source, at, t, namesLate: namesLate(rule, 'group') };
  const store = pictureChannels?.has(group.channel) ? (files ?? null) : null;
  const message = await groupPost(board, posting, store);
  if (!posting.pinned || !pinChannels?.has(group.channel)) return message;
  const pinned = await pinnedBoard(tx, group.id);
  if (!pinned) return { ...message, board: { news: null } };
  return { ...message, replaces: pinned.messageId, board: { news: boardNews(board, pinned.at) } };
}
