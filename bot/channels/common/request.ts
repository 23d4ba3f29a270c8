import axios, { AxiosError, type AxiosRequestConfig } from 'axios';
import type { Scrub } from './scrub.ts';

/** No answer at all, free of secrets. */
export type Lost =
  /** It never reached the network. */
  | { kind: 'unsent'; description: string }
  /** It was on its way, and no readable answer came: done or not, nobody can say. */
  | { kind: 'unknown'; description: string };

export type Requested = { ok: true; status: number; data: unknown } | { ok: false; lost: Lost };

/** Network errors that come before a request is on its way. */
const UNSENT = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ERR_INVALID_URL|CERT_)/;

/** One HTTP call; any status is an answer. Never rejects. */
export async function request(
  config: Pick<AxiosRequestConfig, 'method' | 'url' | 'headers' | 'params' | 'data'>,
  options: { timeoutMs: number; signal?: AbortSignal; scrub: Scrub },
): Promise<Requested> {
  try {
    const { status, data } = await axios.request<unknown>({
      ...config,
      timeout: options.timeoutMs,
      ...(options.signal ? { signal: options.signal } : {}),
      // Straight to the API root, wherever it is.
      proxy: false,
      maxRedirects: 0,
      validateStatus: () => true,
    });
    return { ok: true, status, data };
  } catch (error) {
    return { ok: false, lost: thrown(error, options.scrub) };
  }
}

/** What an answer means that is not in the network's words, such as a proxy's page. */
export function pageOf(status: number): Lost {
  // An error of the proxy's own when it says 4xx, else nobody knows what happened behind.
  const kind = status >= 300 && status < 500 ? 'unsent' : 'unknown';
  return { kind, description: `HTTP ${status} without an answer` };
}

/** Not passed on as a cause: axios keeps the URL and the headers, and with them the secrets. */
function thrown(error: unknown, scrub: Scrub): Lost {
  const description = scrub(error instanceof Error ? error.message : String(error));
  const code = error instanceof AxiosError ? (error.code ?? '') : '';
  const connecting =
    error instanceof AxiosError &&
    error.cause instanceof Error &&
    'syscall' in error.cause &&
    error.cause.syscall === 'connect';
  return { kind: connecting || UNSENT.test(code) ? 'unsent' : 'unknown', description };
}
