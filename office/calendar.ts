import { type WorkCalendar, workCalendar } from '../core/calendar/work-calendar.ts';
import type { Queryable } from '../db/client.ts';
import { officeDays } from '../db/queries/system.ts';

/** The public calendar with the days this office entered against it. */
export async function loadCalendar(tx: Queryable): Promise<WorkCalendar> {
  return workCalendar(await officeDays(tx));
}
