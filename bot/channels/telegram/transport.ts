import type { Agent } from 'node:http';
import axios, { type GenericAbortSignal } from 'axios';
import type { ApiClientOptions } from 'grammy';

/** What grammY hands to the function that makes its HTTP calls. */
interface Call {
  method: string;
  headers: Record<string, string>;
  body: unknown;
  signal: GenericAbortSignal;
  agent?: Agent;
}

/**
 * Makes grammY's HTTP calls. Its own way waits for the whole of the time limit when a connection
 * breaks in the middle of an answer, and does not see the pause that a proxy names in a header.
 */
async function carry(
  url: string,
  call: Call,
  wordsMs: number,
): Promise<{ json(): Promise<unknown> }> {
  const { method, headers, body: data, signal, agent } = call;
  const answer = await axios.request<string>({
    url,
    method,
    headers,
    data,
    signal,
    ...(agent ? { httpAgent: agent, httpsAgent: agent } : {}),
    // What bears a file takes as long as the line needs.
    timeout: typeof data === 'string' ? wordsMs : 0,
    responseType: 'text',
    transformRequest: (sent: unknown) => sent,
    transformResponse: (text: unknown) => text,
    validateStatus: () => true,
    // Straight to the API root, wherever it is; and a body that flows can be sent once only.
    proxy: false,
    maxRedirects: 0,
    maxBodyLength: Number.POSITIVE_INFINITY,
  });
  const { status } = answer;
  return {
    async json() {
      const read = parsed(answer.data);
      if (status !== 429 || isAnswer(read)) return read ?? JSON.parse(answer.data);
      const seconds = Number(answer.headers['retry-after']);
      const parameters = Number.isFinite(seconds) ? { retry_after: Math.ceil(seconds) } : {};
      return { ok: false, error_code: 429, description: 'Too Many Requests', parameters };
    },
  };
}

/** Undefined where it is no JSON, such as a proxy's page. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** In Telegram's own words, and not in those of something in between. */
function isAnswer(read: unknown): boolean {
  return typeof read === 'object' && read !== null && 'ok' in read && 'error_code' in read;
}

/**
 * For the options of grammY's Api.
 * @param wordsMs milliseconds for a call without a file; 0: as long as the Api itself waits
 */
export function transport(wordsMs: number): NonNullable<ApiClientOptions['fetch']> {
  const calls = (url: string, call: Call) => carry(url, call, wordsMs);
  return calls as unknown as NonNullable<ApiClientOptions['fetch']>;
}
