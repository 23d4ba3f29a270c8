import { z } from 'zod';
import {
  areHours,
  DEFAULT_HOURS,
  type MinuteSpan,
  nextOfficeTime,
  type OfficeHours,
} from '../core/reminders/office-hours.ts';
import { instantAt, localDateAt } from '../core/time/zone.ts';
import type { Queryable } from '../db/client.ts';
import { readSetting, writeSetting } from '../db/queries/system.ts';
import { loadCalendar } from './calendar.ts';

const SETTING = 'office_hours';

const span = z.object({ fromMinute: z.int(), untilMinute: z.int() });
const stored = span.extend({ pause: span.nullable() }).refine(areHours);

/** The hours in which this office may be written to unasked: its own, or the default. */
export async function loadOfficeHours(
  tx: Queryable,
): Promise<OfficeHours & { pause: MinuteSpan | null }> {
  return stored.safeParse(await readSetting(tx, SETTING)).data ?? DEFAULT_HOURS;
}

/** Sets the office's hours; throws for hours no day can have (`areHours`). */
export async function setOfficeHours(
  tx: Queryable,
  hours: MinuteSpan & { pause: MinuteSpan | null },
): Promise<void> {
  await writeSetting(tx, SETTING, stored.parse(hours));
}

/** When a notice of `now` may go out in office hours, and the evening on which it is too late. */
export async function noticeTimes(
  tx: Queryable,
  now: Date,
  timeZone: string,
): Promise<{ notBefore: Date; expiresAt: Date }> {
  const hours = await loadOfficeHours(tx);
  const notBefore = nextOfficeTime(now, hours, await loadCalendar(tx), timeZone);
  const evening = instantAt(localDateAt(notBefore, timeZone), hours.untilMinute, timeZone);
  return { notBefore, expiresAt: evening };
}
