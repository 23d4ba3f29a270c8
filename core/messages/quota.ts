import type { Quota } from './channel.ts';

/** Share of the month's messages at which people are told. */
const WARN_SHARE = 0.8;
/** Share from which the rest is kept for replies and morning reminders. */
const KEEP_SHARE = 0.9;

/** Whether so many messages are worth telling people. */
export function runsShort(used: number, quota: Quota): boolean {
  return used >= quota.messagesAMonth * WARN_SHARE;
}

/** Whether what is left is for replies and reminders only: notices and group posts wait. */
export function isTight(used: number, quota: Quota): boolean {
  return used >= quota.messagesAMonth * KEEP_SHARE;
}
