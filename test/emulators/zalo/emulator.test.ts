import { afterEach, beforeEach, expect, it } from 'vitest';
import { zaloEmulator } from './emulator.ts';

let zalo: Awaited<ReturnType<typeof zaloEmulator>>;
beforeEach(async () => {
  zalo = await zaloEmulator();
});
afterEach(() => zalo.close());

async function call(method: string, body: unknown = {}, token = zalo.token) {
  const response = await fetch(`${zalo.apiRoot}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { ok: boolean; result?: unknown; error_code?: number };
  return { status: response.status, ...answer };
}

it('puts errors into HTTP 200', async () => {
  const an = zalo.person('An');
  const long = { chat_id: an.id, text: 'x'.repeat(2001) };
  expect(await call('getMe', {}, 'wrong')).toMatchObject({ status: 200, error_code: 401 });
  expect(await call('getWebhookInfo')).toMatchObject({ status: 200, error_code: 404 });
  expect(await call('getUpdates', { timeout: 0 })).toMatchObject({ status: 200, error_code: 408 });
  expect(await call('sendDocument')).toMatchObject({ status: 200, error_code: 400 });
  expect(await call('sendMessage', long)).toMatchObject({ status: 200, error_code: 400 });
  expect(an.fromBot).toEqual([]);
});

it('hands an update over once, one at a time, and not while a webhook is set', async () => {
  const an = zalo.person('An');
  an.says('một');
  an.says('hai');
  const first = await call('getUpdates');
  expect(first.result).toMatchObject({
    event_name: 'message.text.received',
    message: { text: 'một', from: { id: an.id }, chat: { id: an.id, chat_type: 'PRIVATE' } },
  });
  expect((await call('getUpdates')).result).toMatchObject({ message: { text: 'hai' } });
  expect((await call('getUpdates', { timeout: 0 })).error_code).toBe(408);
  const hook = { url: 'http://127.0.0.1:9/', secret_token: 'eight_ch' };
  expect((await call('setWebhook', hook)).result).toMatchObject({
    url: hook.url,
    verification: { ok: false, outcome: 'webhook.err.conn' },
  });
  expect((await call('getUpdates')).ok).toBe(false);
});

it('shows a black picture where the address gives none', async () => {
  const an = zalo.person('An');
  const photo = { chat_id: an.id, photo: 'http://127.0.0.1:9/a.png', caption: 'hình' };
  expect((await call('sendPhoto', photo)).ok).toBe(true);
  expect(await an.hears('hình')).toMatchObject({ photo: { url: photo.photo, bytes: null } });
});
