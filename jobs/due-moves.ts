import { isOfficeTime, nextOfficeTime } from '../core/reminders/office-hours.ts';
import { instantAt } from '../core/time/zone.ts';
import { enqueue } from '../db/queries/outbox.ts';
import { translator } from '../locales/index.ts';
import { loadCalendar } from '../office/calendar.ts';
import {
  dropMoves,
  lockWaitingMoves,
  planMoves,
  putOff,
  tellingMinutes,
} from '../office/due-moves.ts';
import { dueMovesMessage } from '../views/due-moves.ts';
import type { Job } from './job.ts';

/**
 * Tells each responsible person once which of their due dates a change of the calendar moved, an
 * hour after the last change by hand or first thing in the morning; nothing outside office hours.
 */
export const dueMoves: Job = {
  name: 'due-moves',
  atMinute: (ladder) => ladder.fromMinute,
  alsoAt: tellingMinutes,
  async run({ tx, now, today, timeZone, ladder, log }) {
    const waiting = await lockWaitingMoves(tx);
    if (!waiting || waiting.at > now) return;
    const calendar = await loadCalendar(tx);
    if (!isOfficeTime(now, ladder, calendar, timeZone)) {
      const at = nextOfficeTime(now, ladder, calendar, timeZone);
      return putOff(tx, { ...waiting, at }, timeZone);
    }
    const { people, silent } = await planMoves(tx, waiting.moves, today);
    const expiresAt = instantAt(today, ladder.untilMinute, timeZone);
    for (const { target, items } of people) {
      const { personId, conversationId, locale } = target.member;
      if (conversationId === null) continue;
      const message = dueMovesMessage(
        items,
        calendar,
        { now, today, timeZone },
        translator(locale),
      );
      const dedupeKey = `due-moves:${waiting.at.toISOString()}:${personId}`;
      await enqueue(tx, { conversationId, kind: 'notice', message, dedupeKey, expiresAt }, now);
    }
    await dropMoves(tx);
    log.info({ moves: waiting.moves.length, people: people.length, silent }, 'moved dates told');
  },
};
