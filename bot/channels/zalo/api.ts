import axios, { AxiosError } from 'axios';
import { z } from 'zod';
import type { Scrub } from '../common/scrub.ts';

/** Why a call did not succeed, free of secrets. */
export type ZaloFailure =
  /** An answer with `ok: false`; such answers come with HTTP 200. */
  | { kind: 'answer'; code: number; description: string }
  /** It never reached Zalo. */
  | { kind: 'unsent'; description: string }
  /** It was on its way, and no readable answer came: done or not, nobody can say. */
  | { kind: 'unknown'; description: string };

export type ZaloAnswer = { ok: true; result: unknown } | { ok: false; failure: ZaloFailure };

export interface ZaloApi {
  /** One call of the Bot Platform. Never rejects. */
  call(
    method: string,
    body: Record<string, unknown>,
    options: { timeoutMs: number; signal: AbortSignal },
  ): Promise<ZaloAnswer>;
}

const envelope = z.object({
  ok: z.boolean(),
  result: z.unknown().optional(),
  error_code: z.coerce.number().optional().catch(undefined),
  // One documented sample spells it so.
  errorCode: z.coerce.number().optional().catch(undefined),
  description: z.string().optional().catch(undefined),
});

/** Network errors that come before a request is on its way. */
const UNSENT = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ERR_INVALID_URL|CERT_)/;

/** The Bot Platform at `apiRoot`, such as https://bot-api.zaloplatforms.com. */
export function zaloApi(parts: { apiRoot: string; token: string; scrub: Scrub }): ZaloApi {
  const { apiRoot, token, scrub } = parts;
  return {
    async call(method, body, { timeoutMs, signal }) {
      try {
        const response = await axios.post(`${apiRoot}/bot${token}/${method}`, body, {
          timeout: timeoutMs,
          signal,
          // Straight to the API root, wherever it is.
          proxy: false,
          maxRedirects: 0,
          validateStatus: () => true,
        });
        return answerOf(response.status, response.data, scrub);
      } catch (error) {
        return { ok: false, failure: thrown(error, scrub) };
      }
    },
  };
}

function answerOf(status: number, data: unknown, scrub: Scrub): ZaloAnswer {
  const read = envelope.safeParse(data);
  if (!read.success) {
    // A proxy's page: an error of its own when it says 4xx, else nobody knows what happened behind.
    const kind = status >= 300 && status < 500 ? 'unsent' : 'unknown';
    return { ok: false, failure: { kind, description: `HTTP ${status} without an answer` } };
  }
  const { ok, result, error_code: code, errorCode, description } = read.data;
  if (ok) return { ok: true, result };
  return {
    ok: false,
    failure: {
      kind: 'answer',
      code: code ?? errorCode ?? status,
      description: scrub(description ?? ''),
    },
  };
}

/** Not passed on as a cause: axios keeps the URL, and with it the token, in its errors. */
function thrown(error: unknown, scrub: Scrub): ZaloFailure {
  const description = scrub(error instanceof Error ? error.message : String(error));
  const code = error instanceof AxiosError ? (error.code ?? '') : '';
  const connecting =
    error instanceof AxiosError &&
    error.cause instanceof Error &&
    'syscall' in error.cause &&
    error.cause.syscall === 'connect';
  return { kind: connecting || UNSENT.test(code) ? 'unsent' : 'unknown', description };
}

/** One line for logs and /readyz, such as "429: quota exceeded". */
export function reasonOf(failure: ZaloFailure): string {
  return failure.kind === 'answer'
    ? `${failure.code}: ${failure.description}`
    : `network: ${failure.description}`;
}

export function isCode(failure: ZaloFailure, code: number): boolean {
  return failure.kind === 'answer' && failure.code === code;
}
