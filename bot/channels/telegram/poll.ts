import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import type { Scrub } from '../common/scrub.ts';
import type { Sleep } from '../common/sleep.ts';
import { apiSignal } from './api-signal.ts';
import { pauseAfter } from './backoff.ts';
import { type ApiFailure, failureOf } from './failure.ts';
import { ALLOWED_UPDATES } from './translate.ts';

const LONG_POLL_S = 30;
/** Time for the last confirmation when stopping; without it Telegram delivers again. */
const CONFIRM_MS = 3_000;

export interface PollParts {
  api: Api;
  scrub: Scrub;
  sleep: Sleep;
  signal: AbortSignal;
  /** Resolves true once the update is stored, false if stopped before. Never rejects. */
  handle(update: Update): Promise<boolean>;
  /** Null after a successful poll. */
  onPolled(failure: ApiFailure | null): void;
}

/**
 * Long polling until `signal` aborts. Decision: our own loop instead of grammY's `bot.start`, which
 * moves its offset past an update before the handler has run and so loses it when the handler
 * fails. Here the next getUpdates, which confirms the ones before (core.telegram.org/bots/api
 * #getupdates), goes out only after all of a batch is stored.
 */
export async function poll(parts: PollParts): Promise<void> {
  const { api, signal } = parts;
  let offset = 0;
  let confirmed = 0;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const updates = await api.getUpdates(
        { offset, timeout: LONG_POLL_S, allowed_updates: ALLOWED_UPDATES },
        apiSignal(signal),
      );
      confirmed = offset;
      failures = 0;
      parts.onPolled(null);
      offset = await handleBatch(updates, offset, parts.handle);
    } catch (error) {
      if (signal.aborted) break;
      const failure = failureOf(error, parts.scrub);
      parts.onPolled(failure);
      await parts.sleep(pauseAfter(failure, failures++), signal);
    }
  }
  if (offset > confirmed) {
    const brief = apiSignal(AbortSignal.timeout(CONFIRM_MS));
    await api.getUpdates({ offset, limit: 1, timeout: 0 }, brief).catch(() => undefined);
  }
}

/** @returns the offset that confirms all updates up to the first one not stored */
async function handleBatch(
  updates: readonly Update[],
  offset: number,
  handle: PollParts['handle'],
): Promise<number> {
  const stored = await Promise.all(updates.map(handle));
  const open = updates.filter((_, index) => stored[index] === false);
  // Nothing says that they come in order, and what is confirmed never comes again.
  if (open.length > 0) return Math.min(...open.map(({ update_id: id }) => id));
  // The last, not the highest: after a week of silence numbers may begin anew, below the old ones.
  const last = updates.at(-1);
  return last ? last.update_id + 1 : offset;
}
