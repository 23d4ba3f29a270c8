/**
 * What is kept for a while only. What is not named here stays as the official record. An office may
 * choose other days between `from` and `to`; the words of messages never longer than people were
 * told when they agreed.
 */
export const RETENTION = {
  /** What was written in a chat; that it was sent, when, and how it ended stays. */
  message_text: {
    days: 90,
    from: 30,
    to: 90,
    what: 'text of messages that were sent, failed or dropped',
  },
  update_keys: {
    days: 30,
    from: 7,
    to: 90,
    what: 'keys of messages received (against handling one twice)',
  },
  wrong_codes: { days: 30, from: 7, to: 90, what: 'attempts with a wrong invite code' },
  codes: {
    days: 365,
    from: 30,
    to: 730,
    what: 'invite codes (as hashes) that were used or have run out',
  },
  waiting_links: {
    days: 30,
    from: 7,
    to: 30,
    what: 'accounts that sent a good code and never answered the question',
  },
  strangers: {
    days: 30,
    from: 7,
    to: 30,
    what: 'chats of accounts that are not linked to anybody',
  },
  loose_files: {
    days: 30,
    from: 7,
    to: 90,
    what: 'files that nothing in the database names any more',
  },
} as const satisfies Readonly<
  Record<string, { days: number; from: number; to: number; what: string }>
>;

export type Kept = keyof typeof RETENTION;

export const KEPT = Object.keys(RETENTION) as Kept[];

/** Days of each kind, as an office has them. */
export type KeptDays = Readonly<Record<Kept, number>>;

/** The least and the most days an office may choose. */
export function boundsOf(kind: Kept): { from: number; to: number } {
  return RETENTION[kind];
}

/** The instant before which something kept for so many days is no longer kept. */
export function keptSince(days: number, now: Date): Date {
  return new Date(now.getTime() - days * 24 * 60 * 60 * 1000);
}

/** Messages with choices that a chat can still be answered by, however old they are. */
export const CHOICES_KEPT = 8;
