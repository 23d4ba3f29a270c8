import type { FastifyInstance } from 'fastify';
import type { ZaloOaChannel } from '../bot/channels/zalo-oa/zalo-oa.ts';
import { type Attempts, countAttempts, sendRefusal } from './attempts.ts';

/**
 * `POST /zalo-oa/webhook`: 401 without a right signature; 200 once the event is stored, and for the
 * unsigned empty body that Zalo posts when the address is saved.
 */
export function zaloOaWebhook(
  app: FastifyInstance,
  channel: ZaloOaChannel,
  attempts: Attempts = countAttempts(),
): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // The signature is over the very bytes.
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    scope.post('/zalo-oa/webhook', async (request, reply) => {
      const known = await channel.webhook({
        raw: Buffer.isBuffer(request.body) ? request.body : new Uint8Array(),
        signature: one(request.headers['x-zevent-signature']),
        timestamp: one(request.headers['x-zevent-timestamp']),
      });
      if (!known) return sendRefusal(reply, attempts.wrong(request, 401), { ok: false });
      return { ok: true };
    });
  });
}

function one(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}
