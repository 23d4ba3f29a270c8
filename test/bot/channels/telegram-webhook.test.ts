import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TelegramRig, telegramRig, words } from '../../emulators/telegram/adapter-rig.ts';

let rig: TelegramRig;
let server: FastifyInstance;
let url: string;

beforeEach(async () => {
  server = Fastify({ forceCloseConnections: true });
  server.post('/telegram/webhook', async (request, reply) => {
    const header = request.headers['x-telegram-bot-api-secret-token'];
    const secret = Array.isArray(header) ? undefined : header;
    const codes = { ok: 200, unauthorised: 401, malformed: 400 };
    return reply.code(codes[await rig.channel.webhook(secret, request.body)]).send();
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}/telegram/webhook`;
  rig = await telegramRig({ webhook: { url, secret: 'right_secret' } });
});
afterEach(async () => {
  await rig.close();
  await server.close();
});

describe('webhook', () => {
  it('registers once and receives', async () => {
    const { telegram, channel, received } = rig;
    await rig.start();
    telegram.user(1, 'An').sends('alo');
    await telegram.waitFor(() => received.length === 1);
    expect(telegram.calls('setWebhook')).toHaveLength(1);
    expect(telegram.calls('getUpdates')).toHaveLength(0);
    await channel.stop();
    await rig.start();
    expect(telegram.calls('setWebhook')).toHaveLength(1);
  });

  it('is delivered again when the handler rejects', async () => {
    const { telegram, channel } = rig;
    const tried: string[] = [];
    await channel.start(async (incoming) => {
      tried.push(...words([incoming]));
      if (tried.length < 3) throw new Error('database down');
    });
    const an = telegram.user(1, 'An');
    an.sends('một');
    an.sends('hai');
    await telegram.waitFor(() => tried.length === 4);
    expect(tried).toEqual(['một', 'một', 'một', 'hai']);
    await telegram.waitFor(() => telegram.pendingUpdates().length === 0);
  });

  it('turns strangers and nonsense away', async () => {
    const { channel, received } = rig;
    const update = { update_id: 5, message: {} };
    await expect(channel.webhook('right_secret', update)).rejects.toThrow('not ready');
    await rig.start();
    expect(await channel.webhook(undefined, update)).toBe('unauthorised');
    expect(await channel.webhook('', update)).toBe('unauthorised');
    expect(await channel.webhook('right_secret2', update)).toBe('unauthorised');
    for (const body of [null, 'x', [], {}, { update_id: '5' }]) {
      expect(await channel.webhook('right_secret', body)).toBe('malformed');
    }
    expect(received).toEqual([]);
  });

  it('renews a secret that changed while the address stayed', async () => {
    const { telegram, channel, received } = rig;
    await rig.start();
    await channel.stop();
    const registered = telegram.calls('setWebhook')[0]?.fields;
    const body = JSON.stringify({ ...registered, secret_token: 'old_secret' });
    const headers = { 'content-type': 'application/json' };
    const api = `${telegram.apiRoot}/bot${telegram.token}/setWebhook`;
    await fetch(api, { method: 'POST', headers, body });
    await rig.start();
    expect(telegram.calls('setWebhook')).toHaveLength(2);
    telegram.user(1, 'An').sends('alo');
    await telegram.waitFor(() => received.length === 1);
    expect(telegram.calls('setWebhook')).toHaveLength(3);
  });
});
