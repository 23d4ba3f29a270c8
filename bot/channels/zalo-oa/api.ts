import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { type Lost, pageOf, request } from '../common/request.ts';
import { type Scrub, withoutQuotes } from '../common/scrub.ts';
import type { Tokens } from './tokens.ts';

/** Why a call did not succeed, free of secrets. */
export type OaFailure =
  /** A body with an `error` other than 0; such answers come with HTTP 200. */
  | { kind: 'answer'; code: number; description: string }
  /** There is no access token to call with; nothing was sent. */
  | { kind: 'token'; description: string; waitMs: number }
  | Lost;

export type OaAnswer = { ok: true; data: unknown } | { ok: false; failure: OaFailure };

export interface OaCall {
  method: 'GET' | 'POST';
  /** Such as /v3.0/oa/message/cs. */
  path: string;
  /** JSON, or a form with files. */
  body?: Record<string, unknown> | FormData;
  /** What a GET asks for: goes into the query parameter `data`. */
  ask?: Record<string, unknown>;
}

export interface OaApi {
  /** One call; with a new token once more when Zalo does not take the old one. Never rejects. */
  call(call: OaCall, timeoutMs: number): Promise<OaAnswer>;
}

/** "Token invalid" and "token expired"; HTTP 401 may mean either. */
export const TOKEN_CODES: readonly number[] = [-216, -220];

const envelope = z.object({
  error: z.coerce.number(),
  message: z.string().optional().catch(undefined),
  data: z.unknown().optional(),
});

/** The Official Account OpenAPI at `root`, such as https://openapi.zalo.me. */
export function oaApi(parts: {
  root: string;
  tokens: Tokens;
  /** Null: calls carry no `appsecret_proof`. */
  proofSecret: string | null;
  scrub: Scrub;
}): OaApi {
  const { root, tokens, proofSecret, scrub } = parts;

  async function once(call: OaCall, token: string, timeoutMs: number): Promise<OaAnswer> {
    const asked = await request(
      {
        method: call.method,
        url: `${root}${call.path}`,
        headers: { access_token: token, ...proofOf(token) },
        ...(call.ask ? { params: { data: JSON.stringify(call.ask) } } : {}),
        ...(call.body ? { data: call.body } : {}),
      },
      { timeoutMs, scrub },
    );
    if (!asked.ok) return { ok: false, failure: asked.lost };
    return answerOf(asked.status, asked.data, scrub);
  }

  function proofOf(token: string): Record<string, string> {
    if (proofSecret === null) return {};
    return { appsecret_proof: createHmac('sha256', proofSecret).update(token).digest('hex') };
  }

  return {
    async call(call, timeoutMs) {
      const first = await tokens.current();
      if (!first.ok) return tokenless(first);
      const answer = await once(call, first.token, timeoutMs);
      if (answer.ok || !isTokenTrouble(answer.failure)) return answer;
      const next = await tokens.after(first.token);
      return next.ok ? once(call, next.token, timeoutMs) : tokenless(next);
    },
  };
}

function tokenless({ reason, waitMs }: { reason: string; waitMs: number }): OaAnswer {
  return { ok: false, failure: { kind: 'token', description: reason, waitMs } };
}

function answerOf(status: number, body: unknown, scrub: Scrub): OaAnswer {
  const read = envelope.safeParse(body);
  if (status === 401) {
    const description = oneLine(scrub((read.success && read.data.message) || 'HTTP 401'));
    return { ok: false, failure: { kind: 'answer', code: -216, description } };
  }
  if (!read.success) return { ok: false, failure: pageOf(status) };
  const { error: code, message = '', data } = read.data;
  if (code === 0) return { ok: true, data };
  return { ok: false, failure: { kind: 'answer', code, description: oneLine(scrub(message)) } };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function isTokenTrouble(failure: OaFailure): boolean {
  return failure.kind === 'answer' && TOKEN_CODES.includes(failure.code);
}

/** One line for logs and /readyz, such as "-224: tier missing". */
export function reasonOf(failure: OaFailure): string {
  const description = withoutQuotes(failure.description);
  if (failure.kind === 'answer') return `${failure.code}: ${description}`;
  return failure.kind === 'token' ? description : `network: ${description}`;
}
