import { z } from 'zod';
import { backoffMs } from '../../../core/messages/backoff.ts';
import type { Sleep } from '../common/sleep.ts';
import { isCode, type ZaloApi, type ZaloFailure } from './api.ts';
import { REFUSED_MS } from './outcome.ts';
import { updateIn, type ZaloUpdate } from './update.ts';

const LONG_POLL_S = 30;
/** Silence beyond the poll's own time is a dead connection. */
const POLL_MS = (LONG_POLL_S + 10) * 1000;
/** An idle answer that comes sooner would make the loop burn the API. */
const SOON_MS = 5_000;
const BREATH_MS = 1_000;

export interface PollParts {
  api: ZaloApi;
  sleep: Sleep;
  signal: AbortSignal;
  /** A monotonic clock, in milliseconds. */
  now(): number;
  /** Resolves once the update is stored, or stopped before. Never rejects. */
  handle(update: ZaloUpdate): Promise<void>;
  /** Null after a poll that went well, idle or not. */
  onPolled(failure: ZaloFailure | null): void;
}

/**
 * Long polling until `signal` aborts. Zalo keeps nothing it has handed over: one answer is one
 * update, without an offset, so each is stored before the next is asked for.
 */
export async function poll(parts: PollParts): Promise<void> {
  const { api, signal } = parts;
  let failures = 0;
  while (!signal.aborted) {
    const began = parts.now();
    const answer = await api.call(
      'getUpdates',
      { timeout: LONG_POLL_S },
      { timeoutMs: POLL_MS, signal },
    );
    if (signal.aborted && !answer.ok) return;
    const idle = !answer.ok && isCode(answer.failure, 408);
    if (!answer.ok && !idle) {
      parts.onPolled(answer.failure);
      const refused = isCode(answer.failure, 401);
      await parts.sleep(refused ? REFUSED_MS : backoffMs(failures++), signal);
      continue;
    }
    failures = 0;
    parts.onPolled(null);
    const updates = answer.ok ? updatesIn(answer.result) : [];
    for (const update of updates) await parts.handle(update);
    if (updates.length === 0 && parts.now() - began < SOON_MS) await parts.sleep(BREATH_MS, signal);
  }
}

/** One object, as documented; a list, if it ever is one. */
function updatesIn(result: unknown): ZaloUpdate[] {
  const list = z.array(z.unknown()).safeParse(result);
  return (list.success ? list.data : [result]).flatMap((one) => updateIn(one) ?? []);
}
