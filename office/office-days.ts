import type { DayOffRule } from '../core/calendar/day-off-rule.ts';
import { type DayRange, daysOf } from '../core/calendar/day-range.ts';
import type { Tx } from '../db/client.ts';
import { type OfficeDay, putOfficeDays, removeOfficeDays } from '../db/queries/calendar.ts';
import { lockSetting } from '../db/queries/system.ts';
import type { MovedDue } from './apply-due-rules.ts';
import { setDayOffRule } from './due.ts';
import { followCalendar } from './follow-calendar.ts';

interface At {
  now: Date;
  timeZone: string;
}

/** One change of the calendar waits for another, so that each sees what the other did. */
const LOCK = 'calendar_lock';

/** Enters days off or worked; gives what is due otherwise since. */
export async function enterOfficeDays(
  tx: Tx,
  range: DayRange,
  { kind, note }: Pick<OfficeDay, 'kind' | 'note'>,
  at: At,
): Promise<MovedDue[]> {
  return enterEach(
    tx,
    daysOf(range).map((day) => ({ day, kind, note })),
    at,
  );
}

/** The same for days from a file. */
export async function enterEach(tx: Tx, days: readonly OfficeDay[], at: At): Promise<MovedDue[]> {
  await lockSetting(tx, LOCK);
  await putOfficeDays(tx, days);
  return followCalendar(tx, at);
}

/** Takes entered days away; the public calendar counts for them again. */
export async function forgetOfficeDays(
  tx: Tx,
  { from, to }: DayRange,
  at: At,
): Promise<{ removed: number; moved: MovedDue[] }> {
  await lockSetting(tx, LOCK);
  const removed = await removeOfficeDays(tx, from, to);
  return { removed, moved: await followCalendar(tx, at) };
}

/** Sets what becomes of due dates on days off; gives what is due otherwise since. */
export async function changeDayOffRule(tx: Tx, rule: DayOffRule, at: At): Promise<MovedDue[]> {
  await lockSetting(tx, LOCK);
  await setDayOffRule(tx, rule);
  return followCalendar(tx, at);
}
