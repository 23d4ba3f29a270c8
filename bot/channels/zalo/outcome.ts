import type { SendResult } from '../../../core/messages/channel.ts';
import { reasonOf, type ZaloFailure } from './api.ts';

/** A refused token is a matter for the administrator; nothing is lost while it waits. */
export const REFUSED_MS = 5 * 60_000;
/** 403 is documented as "internal server error": worth a few tries, and no proof of a block. */
const TRIES_AFTER_403 = 5;
/** Zalo names no time after 429. Pauses after the first, the second, … in a row. */
const QUOTA_PAUSES_MS = [60_000, 10 * 60_000, 60 * 60_000];

/**
 * What a failed send means for the outbox. Zalo tells neither that somebody blocked the bot nor
 * that a group removed it, so no code makes a chat unreachable.
 * @param limited how often 429 came in a row before this one
 */
export function outcomeOf(failure: ZaloFailure, limited: number): SendResult {
  const reason = reasonOf(failure);
  if (failure.kind === 'unsent') return { outcome: 'retry', reason };
  if (failure.kind === 'unknown') return { outcome: 'unknown', reason };
  switch (failure.code) {
    case 401:
      return { outcome: 'limited', retryAfterMs: REFUSED_MS, scope: 'channel' };
    case 403:
      return { outcome: 'retry', reason, tries: TRIES_AFTER_403 };
    case 408:
      return { outcome: 'unknown', reason };
    case 429: {
      const retryAfterMs = QUOTA_PAUSES_MS[limited] ?? 60 * 60_000;
      return { outcome: 'limited', retryAfterMs, scope: 'channel' };
    }
    default:
      // 5xx is not on Zalo's list; if it comes, it is not the message's fault.
      return failure.code >= 500 ? { outcome: 'unknown', reason } : { outcome: 'rejected', reason };
  }
}
