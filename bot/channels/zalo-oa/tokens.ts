import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Renew, Renewed } from './oauth.ts';

/** Where the tokens of all replicas are kept. */
export interface TokenStore {
  /**
   * Runs `work` on what is kept (anything else than a pair: nothing yet) while no other replica may, and keeps what
   * it resolves to; null changes nothing. Resolves once that is safe.
   */
  change(work: (kept: unknown) => Promise<unknown>): Promise<void>;
}

export type Token = { ok: true; token: string } | { ok: false; reason: string; waitMs: number };

export interface Tokens {
  /** A token that should do. Never rejects. */
  current(): Promise<Token>;
  /** Another one than `refused`, which Zalo did not take. Never rejects. */
  after(refused: string): Promise<Token>;
  /** Null when there is a token. */
  trouble(): string | null;
  /** Everything that must not be shown. */
  secrets(): Iterable<string>;
}

const kept = z.object({
  access: z.string(),
  refresh: z.string(),
  /** When to get the next one: ahead of the end of its life. */
  renewAt: z.coerce.date(),
  /** Hashes of the configured refresh tokens this pair or an earlier one came from. */
  consents: z.array(z.string()),
});
type Pair = z.infer<typeof kept>;

/** An access token lives 25 hours; the tenth part of a shorter life. */
const AHEAD_MS = 60 * 60_000;
/** A token refused so soon after it was made is not too old; a newer one would not help. */
const FRESH_MS = 60_000;
/** A refused refresh token is not offered again before. */
const REFUSED_MS = 10 * 60_000;
const CONSENT_WAIT_MS = 5 * 60_000;
const PASSING_WAIT_MS = 30_000;
const MOST_CONSENTS = 20;
const MOST_SECRETS = 100;

/**
 * The tokens of the Official Account. A refresh token works once and its access token dies with the
 * next one, so a pair is renewed by one replica at a time, kept before anybody uses it, and the
 * others find it there. A configured refresh token never seen before is a new consent and wins.
 * @param time machine time in milliseconds
 */
export function tokens(parts: {
  store: TokenStore;
  renew: Renew;
  configured: string;
  time: () => number;
  log: Logger;
}): Tokens {
  const { store, configured, time, log } = parts;
  const consent = createHash('sha256').update(configured).digest('hex');
  const seen = new Set([configured]);
  const refusedUntil = new Map<string, number>();
  let cached: Pair | null = null;
  let madeAt = Number.NEGATIVE_INFINITY;
  /** Made by Zalo and not kept, as the database was away: its predecessor is used up. */
  let unkept: { pair: Pair; instead: string | null } | null = null;
  let trouble: string | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  const isYoung = (pair: Pair) => pair.renewAt.getTime() > time();
  const isRefused = (token: string) => (refusedUntil.get(token) ?? 0) > time();

  function remember(pair: Pair): void {
    for (const secret of [pair.access, pair.refresh]) {
      seen.delete(secret);
      seen.add(secret);
    }
    for (const secret of seen) {
      if (seen.size <= MOST_SECRETS) break;
      if (secret !== configured) seen.delete(secret);
    }
  }

  async function renew(refreshToken: string, consents: readonly string[]) {
    const said: Renewed = await parts.renew(refreshToken);
    if (!said.ok) {
      if (said.refused) refusedUntil.set(refreshToken, time() + REFUSED_MS);
      return said;
    }
    madeAt = time();
    const lifeMs = said.lifeSeconds * 1000;
    const pair: Pair = {
      access: said.access,
      refresh: said.refresh,
      renewAt: new Date(madeAt + lifeMs - Math.min(AHEAD_MS, lifeMs / 10)),
      consents: [...new Set([...consents, consent])].slice(-MOST_CONSENTS),
    };
    remember(pair);
    return { ok: true as const, pair };
  }

  /** Under the lock: the pair to use, and whether it is still to be kept. */
  async function decide(
    known: Pair | null,
    refused: string | null,
  ): Promise<{ pair: Pair; isNew: boolean } | { reason: string; waitMs: number }> {
    const consents = known?.consents ?? [];
    const isUsable = known !== null && known.access !== refused && isYoung(known);
    const isNewConsent = !consents.includes(consent);
    if (unkept && unkept.instead === (known?.refresh ?? null)) {
      return { pair: unkept.pair, isNew: true };
    }
    unkept = null;
    if (known && known.access === refused && time() - madeAt < FRESH_MS && !isNewConsent) {
      return { reason: 'a fresh access token is refused', waitMs: CONSENT_WAIT_MS };
    }
    let failed: Exclude<Renewed, { ok: true }> | null = null;
    const candidates = [
      ...(isNewConsent ? [configured] : []),
      ...(known && !isUsable ? [known.refresh] : []),
    ];
    for (const candidate of candidates.filter((token) => !isRefused(token))) {
      const said = await renew(candidate, consents);
      if (said.ok) {
        unkept = { pair: said.pair, instead: known?.refresh ?? null };
        return { pair: said.pair, isNew: true };
      }
      log.error({ reason: said.reason }, 'Zalo OA: access token not renewed');
      failed = said;
      if (!said.refused) break;
    }
    // A configured token that is no good does not spoil a pair that is.
    if (isUsable) return { pair: known, isNew: false };
    const waitMs = failed?.refused === false ? PASSING_WAIT_MS : CONSENT_WAIT_MS;
    return { reason: failed?.reason ?? trouble ?? 'refresh token refused', waitMs };
  }

  async function find(refused: string | null): Promise<Token> {
    if (cached && cached.access !== refused && isYoung(cached)) {
      return { ok: true, token: cached.access };
    }
    let decided: Awaited<ReturnType<typeof decide>> | null = null;
    try {
      await store.change(async (value) => {
        const read = kept.safeParse(value);
        const known = read.success ? read.data : null;
        if (known) remember(known);
        decided = await decide(known, refused);
        return 'pair' in decided && decided.isNew ? decided.pair : null;
      });
    } catch (error) {
      // The error's message may show the tokens.
      const name = error instanceof Error ? error.name : 'unknown';
      trouble = `access token not read or kept: ${name}`;
      log.error({ error: name }, 'Zalo OA: access token not read or kept');
      return { ok: false, reason: trouble, waitMs: PASSING_WAIT_MS };
    }
    return settle(decided);
  }

  function settle(decided: Awaited<ReturnType<typeof decide>> | null): Token {
    if (decided && 'pair' in decided) {
      unkept = null;
      cached = decided.pair;
      if (trouble !== null) log.info('Zalo OA: access token there');
      trouble = null;
      return { ok: true, token: decided.pair.access };
    }
    cached = null;
    trouble = decided?.reason ?? 'no access token';
    return { ok: false, reason: trouble, waitMs: decided?.waitMs ?? PASSING_WAIT_MS };
  }

  /** One search at a time: the next one finds what the last one got. */
  function inTurn(refused: string | null): Promise<Token> {
    const found = queue.then(() => find(refused));
    queue = found;
    return found;
  }

  return {
    current: () => inTurn(null),
    after: (refused) => inTurn(refused),
    trouble: () => trouble,
    secrets: () => seen,
  };
}
