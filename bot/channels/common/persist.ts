import type { Logger } from 'pino';
import { backoffMs } from '../../../core/messages/backoff.ts';
import { describeError } from '../../../db/trouble.ts';
import type { Sleep } from './sleep.ts';

/**
 * Repeats a task until it succeeds: 1 s after the first failure, doubling to 30 s.
 * @returns false when `signal` aborted first
 */
export async function persist(
  task: () => Promise<void>,
  parts: { log: Logger; sleep: Sleep; signal: AbortSignal; updateKey: string },
): Promise<boolean> {
  for (let failures = 0; !parts.signal.aborted; failures++) {
    try {
      await task();
      return true;
    } catch (error) {
      const waitMs = backoffMs(failures);
      // Never the error's own message: the database's repeats what was to be stored.
      parts.log.warn(
        { updateKey: parts.updateKey, error: describeError(error), waitMs },
        'update not stored, will retry',
      );
      await parts.sleep(waitMs, parts.signal);
    }
  }
  return false;
}
