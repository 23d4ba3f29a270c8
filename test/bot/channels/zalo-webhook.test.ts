import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createServer } from '../../../http/server.ts';
import { zaloWebhook } from '../../../http/zalo-webhook.ts';
import { type ZaloRig, zaloRig } from '../../emulators/zalo/adapter-rig.ts';

const SECRET = 'right_secret';

let rig: ZaloRig;
let server: FastifyInstance;
let url: string;

async function open(
  emulated: Parameters<typeof zaloRig>[1] = {},
  options: Parameters<typeof zaloRig>[0] = {},
): Promise<void> {
  const address = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  url = `${address}/zalo/webhook`;
  await server.close();
  server = createServer(pino({ level: 'silent' }));
  rig = await zaloRig({ webhook: { url, secret: SECRET }, ...options }, emulated);
  zaloWebhook(server, rig.channel);
  await server.listen({ host: '127.0.0.1', port: Number(new URL(address).port) });
}

beforeEach(async () => {
  server = createServer(pino({ level: 'silent' }));
  await server.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  await rig.close();
  await server.close();
});

function post(body: string | undefined, secret: string | null, type = 'application/json') {
  const headers = {
    ...(body === undefined ? {} : { 'content-type': type }),
    ...(secret === null ? {} : { 'x-bot-api-secret-token': secret }),
  };
  const init = { method: 'POST', headers, ...(body === undefined ? {} : { body }) };
  return fetch(url, init).then(({ status }) => status);
}

describe('webhook', () => {
  it.each([false, true])('registers once and receives (wrapped: %s)', async (wrapped) => {
    await open({ wrapped });
    const { zalo, channel, received } = rig;
    await rig.start();
    zalo.person('An').says('alo');
    await zalo.waitFor(() => received.length === 1);
    expect(received[0]?.content).toEqual({ type: 'text', text: 'alo' });
    await channel.stop();
    await rig.start();
    expect(zalo.calls('setWebhook')).toHaveLength(1);
    expect(zalo.calls('getUpdates')).toHaveLength(0);
  });

  it('turns strangers away before it looks at the body, and shrugs at nonsense', async () => {
    await open();
    await rig.start();
    for (const secret of [null, '', 'wrong_secret']) {
      expect(await post('{', secret)).toBe(401);
      expect(await post(undefined, secret)).toBe(401);
    }
    for (const body of ['{', '[]', 'null', '{"ok":true,"result":{}}', '{"event_name":"x"}']) {
      expect(await post(body, SECRET)).toBe(200);
    }
    expect(await post(undefined, SECRET)).toBe(200);
    expect(await post('x', SECRET, 'text/plain')).toBe(200);
    expect(rig.received).toEqual([]);
  });

  it('keeps trying to store what it was given, whether or not Zalo delivers it again', async () => {
    await open();
    const { zalo, channel } = rig;
    let tries = 0;
    await channel.start(async () => {
      tries += 1;
      if (tries < 3) throw new Error('database down');
    });
    zalo.person('An').says('alo');
    await zalo.waitFor(() => tries === 3);
    expect(zalo.waiting()).toBe(0);
  });

  it('takes what comes before Zalo has said who the bot is; a group waits for it', async () => {
    let askAgain: () => void = () => {};
    const pause = new Promise<void>((resolve) => {
      askAgain = resolve;
    });
    const sleep = async () => {
      await pause;
      await new Promise((resolve) => setImmediate(resolve));
    };
    await open({}, { sleep });
    rig.zalo.breaks({ kind: 'page', status: 502 }, { method: 'getMe' });
    await rig.start();
    expect(rig.channel.trouble()).toContain('502');
    const an = { id: 'a'.repeat(20), display_name: 'An', is_bot: false };
    const group = { id: 'b'.repeat(20), chat_type: 'GROUP' };
    const event = (message: Record<string, unknown>) =>
      JSON.stringify({ event_name: 'message.text.received', message: { from: an, ...message } });
    const alone = { message_id: '1', chat: { id: an.id, chat_type: 'PRIVATE' }, text: 'alo' };
    expect(await post(event(alone), SECRET)).toBe(200);
    const together = { message_id: '2', chat: group, text: `@${rig.zalo.bot.display_name} việc` };
    expect(await post(event(together), SECRET)).toBe(500);
    expect(rig.received.map(({ updateKey }) => updateKey)).toEqual(['1']);
    askAgain();
    await rig.zalo.waitFor(() => rig.received.length === 2);
    expect(rig.received[1]?.content).toEqual({ type: 'text', text: 'việc' });
  });

  it('renews a secret that changed while the address stayed', async () => {
    await open();
    const { zalo, channel } = rig;
    await rig.start();
    await channel.stop();
    const body = JSON.stringify({ url, secret_token: 'old_secret' });
    const headers = { 'content-type': 'application/json' };
    await fetch(`${zalo.apiRoot}/bot${zalo.token}/setWebhook`, { method: 'POST', headers, body });
    await rig.start();
    zalo.person('An').says('alo');
    await zalo.waitFor(() => zalo.calls('setWebhook').length === 3);
  });
});
