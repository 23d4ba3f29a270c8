import type { FastifyInstance } from 'fastify';
import type { TelegramChannel } from '../bot/channels/telegram/telegram.ts';

/** `POST /telegram/webhook`: 200 once the update is stored, 401 without the right secret. */
export function telegramWebhook(app: FastifyInstance, channel: TelegramChannel): void {
  app.post('/telegram/webhook', async (request, reply) => {
    const header = request.headers['x-telegram-bot-api-secret-token'];
    const secret = typeof header === 'string' ? header : undefined;
    const result = await channel.webhook(secret, request.body);
    const status = { ok: 200, unauthorised: 401, malformed: 400 }[result];
    return reply.code(status).send({ ok: result === 'ok' });
  });
}
