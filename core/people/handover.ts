/** For the days of a leave, or for good (transfer, retirement). */
export type HandoverKind = 'leave' | 'transfer';

/** How it ended: over as meant, taken back, or refused by the colleague. */
export type HandoverEnd = 'over' | 'cancelled' | 'declined';
