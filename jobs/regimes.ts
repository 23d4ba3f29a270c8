import { followCalendar } from '../office/follow-calendar.ts';
import { makeComingPeriods } from '../office/regimes.ts';
import type { Job } from './job.ts';

/**
 * Every morning, before the reminders: makes the periods that regimes by rule have coming, and due
 * dates what the calendar says now, also where a new version knows more holidays than the last.
 */
export const regimes: Job = {
  name: 'regimes',
  atMinute: (ladder) => ladder.fromMinute,
  async run({ tx, now, today, timeZone, log }) {
    const at = { now, timeZone };
    const made = await makeComingPeriods(tx, at);
    for (const { regime, periods, questions } of made) {
      const codes = periods.map(({ code }) => code);
      log.info({ regime: regime.id, codes, questions }, 'periods of a regime made');
    }
    // Nobody here thinks again: what moved is told this very morning, before the reminders.
    const moved = await followCalendar(tx, at, 0);
    log.info({ today, regimes: made.length, moved: moved.length }, 'regimes and due dates');
  },
};
