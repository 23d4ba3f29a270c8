import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';

/** Wrong secrets and wrong links an address may try within a minute. */
export const WRONG_A_MINUTE = 30;
const WINDOW_MS = 60_000;
/** Addresses remembered; beyond that all are forgotten, which only lets somebody begin anew. */
const REMEMBERED = 10_000;

export interface Attempts {
  /** Notes a wrong one and gives the status to answer with: `usual`, or 429 past the limit. */
  wrong(request: FastifyRequest, usual: number): number;
}

/**
 * Counts, in this process, who comes with wrong secrets and links. What is right is never counted
 * and never refused: behind a proxy everybody may seem to come from one address.
 */
export function countAttempts(log: Logger | null = null, time: () => number = Date.now): Attempts {
  const seen = new Map<string, { since: number; wrong: number }>();
  return {
    wrong(request, usual) {
      const known = seen.get(request.ip);
      const now = time();
      const entry = known && now - known.since < WINDOW_MS ? known : { since: now, wrong: 0 };
      entry.wrong += 1;
      if (!known && seen.size >= REMEMBERED) seen.clear();
      seen.set(request.ip, entry);
      if (entry.wrong === WRONG_A_MINUTE + 1) {
        log?.warn(
          { path: request.routeOptions.url },
          'many wrong secrets or links from one address',
        );
      }
      return entry.wrong > WRONG_A_MINUTE ? 429 : usual;
    },
  };
}

/** The answer to a wrong secret or link; tells nothing but how long to wait. */
export function sendRefusal(
  reply: FastifyReply,
  status: number,
  body: Record<string, unknown>,
): FastifyReply {
  if (status === 429) void reply.header('retry-after', String(WINDOW_MS / 1000));
  return reply.code(status).send(status === 429 ? { error: 'too many requests' } : body);
}
