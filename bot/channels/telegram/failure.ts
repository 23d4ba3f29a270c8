import { GrammyError, HttpError } from 'grammy';
import { type Scrub, withoutQuotes } from '../common/scrub.ts';

/** Why a Bot API call did not succeed, free of secrets. */
export type ApiFailure =
  | {
      kind: 'answer';
      /** `error_code` of the answer: an HTTP status. */
      code: number;
      description: string;
      /** `parameters.retry_after`, in milliseconds. */
      retryAfterMs: number | null;
      /** `parameters.migrate_to_chat_id`: the group goes on under this id. */
      migratedTo: string | null;
    }
  /** No (readable) answer: refused, reset, timed out, a proxy's error page. */
  | { kind: 'network'; description: string };

/** Sorts whatever a call threw. Anything that is not an answer of Telegram counts as network. */
export function failureOf(error: unknown, scrub: Scrub): ApiFailure {
  if (error instanceof GrammyError && isTelegrams(error)) {
    const { retry_after: retryAfter, migrate_to_chat_id: migratedTo } = error.parameters;
    return {
      kind: 'answer',
      code: error.error_code,
      description: scrub(error.description),
      retryAfterMs: retryAfter === undefined ? null : retryAfter * 1000,
      migratedTo: migratedTo === undefined ? null : String(migratedTo),
    };
  }
  const cause = error instanceof HttpError ? error.error : error;
  const detail = cause instanceof Error ? cause.message : String(cause);
  return { kind: 'network', description: scrub(detail) };
}

/** grammY takes any JSON without `ok` for an answer; a gateway's own error page may be JSON too. */
function isTelegrams({ error_code: code, description }: GrammyError): boolean {
  return Number.isInteger(code) && typeof description === 'string';
}

/** One line for logs and /readyz, such as "429: Too Many Requests: retry after 5". */
export function reasonOf(failure: ApiFailure): string {
  const description = withoutQuotes(failure.description);
  return failure.kind === 'answer' ? `${failure.code}: ${description}` : `network: ${description}`;
}

/** True when Telegram does not know the token (404 is its answer to a malformed one). */
export function isTokenRefused(failure: ApiFailure): boolean {
  return failure.kind === 'answer' && (failure.code === 401 || failure.code === 404);
}
