/** What is kept for a while only. What is not named here stays as the official record. */
export const RETENTION = {
  /** What was written in a chat; that it was sent, when, and how it ended stays. */
  message_text: { days: 90, what: 'text of messages that were sent, failed or dropped' },
  update_keys: { days: 30, what: 'keys of messages received (against handling one twice)' },
  wrong_codes: { days: 30, what: 'attempts with a wrong invite code' },
  codes: { days: 365, what: 'invite codes (as hashes) that were used or have run out' },
  waiting_links: {
    days: 30,
    what: 'accounts that sent a good code and never answered the question',
  },
  strangers: { days: 30, what: 'chats of accounts that are not linked to anybody' },
  loose_files: { days: 30, what: 'files that nothing in the database names any more' },
} as const satisfies Readonly<Record<string, { days: number; what: string }>>;

export type Kept = keyof typeof RETENTION;

/** The instant before which something of a kind is no longer kept. */
export function keptSince(kind: Kept, now: Date): Date {
  return new Date(now.getTime() - RETENTION[kind].days * 24 * 60 * 60 * 1000);
}

/** Messages with choices that a chat can still be answered by, however old they are. */
export const CHOICES_KEPT = 8;
