import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TelegramChannel } from '../bot/channels/telegram/telegram.ts';
import { type Attempts, countAttempts, sendRefusal } from './attempts.ts';

/** `POST /telegram/webhook`: 200 once the update is stored; 401 without the right secret, before the body is read. */
export function telegramWebhook(
  app: FastifyInstance,
  channel: TelegramChannel,
  attempts: Attempts = countAttempts(),
): void {
  void app.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      if (!channel.isAuthorised(secretOf(request))) {
        return sendRefusal(reply, attempts.wrong(request, 401), { ok: false });
      }
    });
    scope.post('/telegram/webhook', async (request, reply) => {
      const result = await channel.webhook(secretOf(request), request.body);
      const status = { ok: 200, unauthorised: 401, malformed: 400 }[result];
      return reply.code(status).send({ ok: result === 'ok' });
    });
  });
}

function secretOf(request: FastifyRequest): string | undefined {
  const header = request.headers['x-telegram-bot-api-secret-token'];
  return typeof header === 'string' ? header : undefined;
}
