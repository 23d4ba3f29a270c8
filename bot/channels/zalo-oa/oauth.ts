import { z } from 'zod';
import { pageOf, request } from '../common/request.ts';
import type { Scrub } from '../common/scrub.ts';

const CALL_MS = 15_000;
/** What Zalo says when a refresh token is wrong, used or over; seen, not documented. */
const CONSENT_AGAIN = new Set([-14014, -14020, -118]);
const WRONG_SECRET = -14004;
/** 25 hours, in case the answer names no readable time. */
const LIFE_SECONDS = 90_000;

export type Renewed =
  | { ok: true; access: string; refresh: string; lifeSeconds: number }
  /** `refused`: Zalo said no; otherwise nobody answered. */
  | { ok: false; refused: boolean; reason: string };

/** One use of a single-use refresh token. Never rejects. */
export type Renew = (refreshToken: string) => Promise<Renewed>;

const given = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.coerce.number().positive().catch(LIFE_SECONDS),
});

const refusal = z.object({
  error: z.coerce.number(),
  error_name: z.string().optional().catch(undefined),
  error_description: z.string().optional().catch(undefined),
});

/** The OAuth endpoint at `root`, such as https://oauth.zaloapp.com. */
export function oauth(parts: {
  root: string;
  appId: string;
  appSecret: string;
  scrub: Scrub;
}): Renew {
  const { root, appId, appSecret, scrub } = parts;
  return async (refreshToken) => {
    const form = new URLSearchParams({
      app_id: appId,
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    });
    const asked = await request(
      {
        method: 'POST',
        url: `${root}/v4/oa/access_token`,
        headers: { secret_key: appSecret },
        data: form,
      },
      { timeoutMs: CALL_MS, scrub },
    );
    if (!asked.ok) return unanswered(asked.lost.description);
    const pair = given.safeParse(asked.data);
    if (pair.success) {
      const { access_token: access, refresh_token: refresh, expires_in: lifeSeconds } = pair.data;
      return { ok: true, access, refresh, lifeSeconds };
    }
    // Refusals come with HTTP 200.
    const no = refusal.safeParse(asked.data);
    if (!no.success) return unanswered(pageOf(asked.status).description);
    const { error, error_name: name = '', error_description: description = '' } = no.data;
    const said = scrub(`${error} ${[name, description].filter((part) => part !== '').join(': ')}`);
    return {
      ok: false,
      refused: true,
      reason: whyRefused(error, said.replace(/\s+/g, ' ').trim()),
    };
  };
}

function unanswered(description: string): Renewed {
  return { ok: false, refused: false, reason: `access token not renewed: ${description}` };
}

function whyRefused(code: number, said: string): string {
  if (code === WRONG_SECRET) return `app secret refused (${said}): check ZALO_OA_APP_SECRET`;
  const what = CONSENT_AGAIN.has(code) ? 'refresh token refused' : 'access token not renewed';
  return `${what} (${said}): an administrator of the Official Account must consent again and ZALO_OA_REFRESH_TOKEN be set anew`;
}
