import { z } from 'zod';
import { type Lost, pageOf, request } from '../common/request.ts';
import { type Scrub, withoutQuotes } from '../common/scrub.ts';

/** Why a call did not succeed, free of secrets. */
export type ZaloFailure =
  /** An answer with `ok: false`; such answers come with HTTP 200. */
  { kind: 'answer'; code: number; description: string } | Lost;

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

/** The Bot Platform at `apiRoot`, such as https://bot-api.zaloplatforms.com. */
export function zaloApi(parts: { apiRoot: string; token: string; scrub: Scrub }): ZaloApi {
  const { apiRoot, token, scrub } = parts;
  return {
    async call(method, body, { timeoutMs, signal }) {
      const asked = await request(
        { method: 'POST', url: `${apiRoot}/bot${token}/${method}`, data: body },
        { timeoutMs, signal, scrub },
      );
      if (!asked.ok) return { ok: false, failure: asked.lost };
      return answerOf(asked.status, asked.data, scrub);
    },
  };
}

function answerOf(status: number, data: unknown, scrub: Scrub): ZaloAnswer {
  const read = envelope.safeParse(data);
  if (!read.success) {
    return { ok: false, failure: pageOf(status) };
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

/** One line for logs and /readyz, such as "429: quota exceeded". */
export function reasonOf(failure: ZaloFailure): string {
  const description = withoutQuotes(failure.description);
  return failure.kind === 'answer' ? `${failure.code}: ${description}` : `network: ${description}`;
}

export function isCode(failure: ZaloFailure, code: number): boolean {
  return failure.kind === 'answer' && failure.code === code;
}
