import { localDateAt } from '../time/zone.ts';
import type { Incoming } from './message.ts';

/** Networks keep for a day what people write while we are away (core.telegram.org/bots/api#getting-updates). */
const KEPT_MS = 24 * 60 * 60 * 1000;

/**
 * The moment that counts for what somebody said: now, or, when we come to it on a later day than it
 * was said, the moment it was said or reached us. Due dates are days: who answered on the last day
 * is not late because we were away. A network's clock is believed for the past day only.
 */
export function saidAt(incoming: Incoming, now: Date, timeZone: string): Date {
  for (const moment of [incoming.sentAt, incoming.takenAt]) {
    const said = moment === undefined ? Number.NaN : Date.parse(moment);
    const age = now.getTime() - said;
    if (!(age >= 0 && age <= KEPT_MS)) continue;
    const day = new Date(said);
    return localDateAt(day, timeZone) === localDateAt(now, timeZone) ? now : day;
  }
  return now;
}
