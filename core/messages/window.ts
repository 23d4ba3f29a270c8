/** `unknown`: nobody has been heard since we keep track. */
export type WindowState = 'open' | 'closing' | 'closed' | 'unknown';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
/** Notice that is given before it closes. */
const CLOSING_DAYS = 2;
/** Clocks differ, and the last word is noted to the minute only: near the edge the network decides. */
const SLACK = HOUR;

/**
 * Whether a private chat may be written to where a network allows it for `days` days after the
 * person's last word.
 */
export function windowState(lastHeardAt: Date | null, now: Date, days: number): WindowState {
  if (lastHeardAt === null) return 'unknown';
  const left = lastHeardAt.getTime() + days * DAY - now.getTime();
  if (left < -SLACK) return 'closed';
  return left <= CLOSING_DAYS * DAY ? 'closing' : 'open';
}
