import type { Logger } from 'pino';
import { backoffMs, type Sleep } from './backoff.ts';
import type { Scrub } from './scrub.ts';

/**
 * Repeats a task until it succeeds: 1 s after the first failure, doubling to 30 s.
 * @returns false when `signal` aborted first
 */
export async function persist(
  task: () => Promise<void>,
  parts: { log: Logger; scrub: Scrub; sleep: Sleep; signal: AbortSignal; updateKey: string },
): Promise<boolean> {
  for (let failures = 0; !parts.signal.aborted; failures++) {
    try {
      await task();
      return true;
    } catch (error) {
      const reason = parts.scrub(error instanceof Error ? error.message : String(error));
      const waitMs = backoffMs(failures);
      parts.log.warn(
        { updateKey: parts.updateKey, reason, waitMs },
        'update not stored, will retry',
      );
      await parts.sleep(waitMs, parts.signal);
    }
  }
  return false;
}
