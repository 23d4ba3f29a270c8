import { randomBytes } from 'node:crypto';
import { OaError } from './error.ts';

export interface OauthParts {
  appId: string;
  appSecret: string;
  now(): number;
}

const ACCESS_MS = 25 * 60 * 60 * 1000;

/** Tokens as the account hands them out: a refresh token works once, one access token lives. */
export function oaTokens({ appId, appSecret, now }: OauthParts) {
  const fresh = (kind: string) => `${kind}-${randomBytes(24).toString('base64url')}`;
  let refresh = fresh('refresh');
  let access: { token: string; until: number } | null = null;
  let renewals = 0;

  return {
    /** The one refresh token that works now. */
    refreshToken: () => refresh,
    accessToken: () => access?.token ?? null,
    /** How often a pair was made from a refresh token. */
    renewals: () => renewals,
    /** Somebody consents again: a new refresh token, and the old pair is dead. */
    consents(): string {
      access = null;
      refresh = fresh('refresh');
      return refresh;
    },
    expireAccess(): void {
      if (access) access.until = 0;
    },
    /** Answers the OAuth endpoint. Throws OaError. */
    renew(secretKey: unknown, form: URLSearchParams): Record<string, unknown> {
      if (secretKey !== appSecret) throw new OaError(-14004, 'Invalid app secret');
      const wanted = form.get('app_id') === appId && form.get('grant_type') === 'refresh_token';
      if (!wanted || form.get('refresh_token') !== refresh) {
        throw new OaError(-14014, 'Invalid refresh token');
      }
      renewals += 1;
      refresh = fresh('refresh');
      access = { token: fresh('access'), until: now() + ACCESS_MS };
      return { access_token: access.token, refresh_token: refresh, expires_in: '90000' };
    },
    /** Throws OaError when the header is not the living token. */
    check(header: unknown): void {
      if (access === null || header !== access.token)
        throw new OaError(-216, 'Access token invalid');
      if (access.until <= now()) throw new OaError(-220, 'Access token expired');
    },
  };
}
