import { localDate } from '../core/time/local-date.ts';
import { instantAt } from '../core/time/zone.ts';
import { UsageError } from './exit.ts';

/** "2023-03-01T08:00" in the office's zone, "2023-03-01" (08:00), or ISO with an offset. */
export function parseInstant(text: string, timeZone: string): Date {
  const local = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?$/.exec(text);
  const wrong = new UsageError(
    `--at: "${text}" is no instant; expected such as 2023-03-01T08:00 or 2023-03-01T08:00:00+07:00`,
  );
  if (local) {
    const [, day = '', hour = '08', minute = '00'] = local;
    const minutes = Number(hour) * 60 + Number(minute);
    if (Number(hour) > 23 || Number(minute) > 59) throw wrong;
    try {
      return instantAt(localDate(day), minutes, timeZone);
    } catch {
      throw wrong;
    }
  }
  const instant = new Date(text);
  if (!/^\d{4}-/.test(text) || Number.isNaN(instant.getTime())) throw wrong;
  return instant;
}
