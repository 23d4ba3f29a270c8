import { backoffMs } from '../../../core/messages/backoff.ts';
import { type ApiFailure, isTokenRefused } from './failure.ts';

/** A refused token is a matter for the administrator; asking more often does not help. */
const REFUSED_MS = 60_000;

/** As `backoffMs`, but a pause that Telegram names is kept and a refused token is asked slowly. */
export function pauseAfter(failure: ApiFailure, failures: number): number {
  if (failure.kind === 'answer' && failure.retryAfterMs !== null) return failure.retryAfterMs;
  return isTokenRefused(failure) ? REFUSED_MS : backoffMs(failures);
}
