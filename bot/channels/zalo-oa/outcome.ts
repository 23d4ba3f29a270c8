import type { SendResult } from '../../../core/messages/channel.ts';
import { instantAt, localDateAt, minuteOfDay } from '../../../core/time/zone.ts';
import { type OaFailure, reasonOf, TOKEN_CODES } from './api.ts';

/** What only an administrator can mend is asked again so often; nothing is lost while it waits. */
const TROUBLE_MS = 5 * 60_000;
/** The limit of requests counts by the minute. */
const RATE_MS = 60_000;
/** Zalo names no time for its quotas. Pauses after the first, the second, … in a row. */
const QUOTA_PAUSES_MS = [60_000, 10 * 60_000, 60 * 60_000];
const RECIPIENT_MS = 60 * 60_000;
const FEW_TRIES = 5;

/** Matters of the account or the app: they concern every message. */
const TROUBLE = new Map([
  [-204, 'the Official Account is gone'],
  [-205, 'the Official Account is gone'],
  [-209, 'the API is not enabled for the app'],
  [-212, 'the API is not granted to the app'],
  [-219, 'the app was removed'],
  [-221, 'the Official Account is not verified'],
  [-223, 'the API is not granted to the app'],
  [-224, 'the plan of the Official Account does not include the API'],
  [-240, 'the API wants another version'],
  [-242, 'appsecret_proof is wrong: check ZALO_OA_PROOF and ZALO_OA_APP_SECRET'],
  [-320, 'billing'],
  [-321, 'billing'],
]);

/** Matters of one chat that end only when its person or group does something. */
const UNREACHABLE = new Map([
  [-213, 'not a follower'],
  [-227, 'user banned or away for 45 days'],
  [-230, 'window'],
  [-232, 'window'],
  [-237, 'group disabled'],
  [-244, 'user refuses such messages'],
  [-403, 'not in the group'],
]);

const REJECTED = new Set([-201, -210, -248]);

/** Zalo's nights, wherever the server stands. */
const ZONE = 'Asia/Ho_Chi_Minh';
const NIGHT_FROM = 22 * 60;
const NIGHT_UNTIL = 6 * 60;
const DAY_MS = 24 * 60 * 60_000;

/** Why everything is held, in one line; null when the failure concerns one message or chat. */
export function channelTrouble(failure: OaFailure): string | null {
  // Want of a token is the tokens' own trouble.
  if (failure.kind !== 'answer') return null;
  const { code } = failure;
  if (TOKEN_CODES.includes(code)) return `access token refused (${reasonOf(failure)})`;
  if (code === -211) return `quota used up (${reasonOf(failure)})`;
  const what = TROUBLE.get(code);
  return what === undefined ? null : `${what} (${reasonOf(failure)})`;
}

/**
 * What a failed send means for the outbox.
 * @param now machine time
 * @param overQuota how often -211 came in a row before this one
 */
export function outcomeOf(failure: OaFailure, now: Date, overQuota: number): SendResult {
  const reason = reasonOf(failure);
  if (failure.kind === 'unsent') return { outcome: 'retry', reason };
  if (failure.kind === 'unknown') return { outcome: 'unknown', reason };
  if (failure.kind === 'token') return held(failure.waitMs, 'channel');
  const { code } = failure;
  const unreachable = UNREACHABLE.get(code);
  if (unreachable !== undefined) return { outcome: 'unreachable', reason: unreachable };
  if (TROUBLE.has(code) || TOKEN_CODES.includes(code)) return held(TROUBLE_MS, 'channel');
  if (REJECTED.has(code)) return { outcome: 'rejected', reason };
  switch (code) {
    case -32:
      return held(RATE_MS, 'channel');
    case -211:
      return held(QUOTA_PAUSES_MS[overQuota] ?? 60 * 60_000, 'channel');
    case -218:
      return held(RECIPIENT_MS, 'chat');
    case -234:
      return held(untilMorning(now), 'chat');
    case -200:
      return { outcome: 'retry', reason };
    default:
      // -100 among them: what was uploaded is over, and the next try uploads it again.
      return { outcome: 'retry', reason, tries: FEW_TRIES };
  }
}

function held(retryAfterMs: number, scope: 'chat' | 'channel'): SendResult {
  return { outcome: 'limited', retryAfterMs, scope };
}

/** Milliseconds until 06:00; by day, when clocks differ, a short while. */
function untilMorning(now: Date): number {
  const minute = minuteOfDay(now, ZONE);
  if (minute >= NIGHT_UNTIL && minute < NIGHT_FROM - 60) return 10 * 60_000;
  const today = instantAt(localDateAt(now, ZONE), NIGHT_UNTIL, ZONE).getTime();
  return (today > now.getTime() ? today : today + DAY_MS) - now.getTime();
}
