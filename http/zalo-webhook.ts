import type { FastifyInstance } from 'fastify';
import type { ZaloChannel } from '../bot/channels/zalo/zalo.ts';
import { type Attempts, countAttempts, sendRefusal } from './attempts.ts';

/**
 * `POST /zalo/webhook`: 401 without the right secret, before the body is looked at; 200 once the
 * update is stored, and for anything else Zalo posts (probes, empty bodies).
 */
export function zaloWebhook(
  app: FastifyInstance,
  channel: ZaloChannel,
  attempts: Attempts = countAttempts(),
): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) =>
      done(null, jsonOf(String(body))),
    );
    scope.addHook('onRequest', async (request, reply) => {
      const header = request.headers['x-bot-api-secret-token'];
      if (!channel.isAuthorised(typeof header === 'string' ? header : undefined)) {
        return sendRefusal(reply, attempts.wrong(request, 401), { ok: false });
      }
    });
    scope.post('/zalo/webhook', async (request) => {
      await channel.webhook(request.body ?? null);
      return { ok: true };
    });
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
