import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, startApp } from '../../app.ts';
import { readConfig } from '../../config.ts';
import { describeError } from '../../db/trouble.ts';
import { countAttempts, WRONG_A_MINUTE } from '../../http/attempts.ts';
import { createServer } from '../../http/server.ts';
import { telegramWebhook } from '../../http/telegram-webhook.ts';
import { openStore } from '../../store.ts';
import { telegramRig } from '../emulators/telegram/adapter-rig.ts';
import { freshDatabase } from '../support/database.ts';

const SECRET = 'right_secret-of_the_hook';
const PRIVATE = 'Ông Nguyễn Văn Mẫu xin nghỉ';
const TOKEN = '12345:AAH-not-a-real-token-but-shaped-like-one';

function logging() {
  const lines: string[] = [];
  return {
    lines,
    log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
  };
}

describe('a handler that breaks', () => {
  it('tells neither the caller nor the log what it had in hand', async () => {
    const { lines, log } = logging();
    const app = createServer(log);
    const trouble = new Error(`cannot read "${PRIVATE}"\n    at ${PRIVATE} ${TOKEN}`);
    app.get('/broken', async () => {
      throw Object.assign(new TypeError(trouble.message), { cause: trouble });
    });
    app.get('/wrong', async () => {
      throw Object.assign(new Error(PRIVATE), { statusCode: 422 });
    });
    const broken = await app.inject('/broken');
    expect([broken.statusCode, broken.json()]).toEqual([500, { error: 'internal error' }]);
    expect((await app.inject('/wrong')).json()).toEqual({ error: 'refused' });
    expect((await app.inject(`/x%zz${TOKEN}`)).json()).toEqual({ error: 'bad request' });
    log.error({ error: describeError(trouble) }, 'update failed for good');
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('\n')).not.toMatch(/Mẫu|AAH|\\n {4}at/);
    expect(describeError(trouble).at).toMatch(/^at .*hardening\.test/);
    await app.close();
  });
});

describe('every answer', () => {
  it('is kept by nobody and taken for nothing else, unless its route says so', async () => {
    const app = createServer(logging().log);
    app.get('/kept', async (_request, reply) => reply.header('cache-control', 'public').send('x'));
    for (const path of ['/kept', '/nowhere']) {
      const { headers } = await app.inject(path);
      expect([path, headers['x-content-type-options']]).toEqual([path, 'nosniff']);
      expect(headers['cache-control']).toBe(path === '/kept' ? 'public' : 'no-store');
    }
    await app.close();
  });

  it('comes to a request that ends in time: nobody is waited for without end', () => {
    const { server } = createServer(logging().log);
    expect(server.requestTimeout).toBeGreaterThan(0);
    expect(server.requestTimeout).toBeLessThanOrEqual(5 * 60_000);
    expect(server.headersTimeout).toBeGreaterThan(0);
    expect(server.headersTimeout).toBeLessThanOrEqual(60_000);
  });
});

describe('every route of the running program', () => {
  let app: RunningApp;
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let dataDir: string;
  const { lines, log } = logging();
  const post = (path: string, body: Buffer | string, headers: Record<string, string> = {}) =>
    fetch(`${app.address}${path}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });

  beforeAll(async () => {
    database = await freshDatabase();
    dataDir = await mkdtemp(join(tmpdir(), 'tiendo-hardening-'));
    const config = readConfig({
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      PORT: '0',
      LOG_LEVEL: 'silent',
      TELEGRAM_BOT_TOKEN: TOKEN,
      // Nobody listens there.
      TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
      TELEGRAM_WEBHOOK_URL: 'https://bot.example/telegram/webhook',
      TELEGRAM_WEBHOOK_SECRET: SECRET,
      ZALO_BOT_TOKEN: TOKEN,
      ZALO_API_ROOT: 'http://127.0.0.1:9',
      ZALO_WEBHOOK_URL: 'https://bot.example/zalo/webhook',
      ZALO_WEBHOOK_SECRET: SECRET,
      ZALO_OA_APP_ID: '1234567890',
      ZALO_OA_APP_SECRET: SECRET,
      ZALO_OA_WEBHOOK_SECRET: SECRET,
      ZALO_OA_REFRESH_TOKEN: TOKEN,
      ZALO_OA_API_ROOT: 'http://127.0.0.1:9',
      ZALO_OA_OAUTH_ROOT: 'http://127.0.0.1:9',
      PUBLIC_URL: 'https://bot.example',
    });
    app = await startApp(config, log, { store: await openStore(config, log) });
  });
  afterAll(async () => {
    await app.stop();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('takes no body beyond its limit, and reads none without the secret', async () => {
    const large = Buffer.alloc(2 * 1024 * 1024, ' ');
    for (const [path, header] of [
      ['/telegram/webhook', 'x-telegram-bot-api-secret-token'],
      ['/zalo/webhook', 'x-bot-api-secret-token'],
    ] as const) {
      expect((await post(path, large, { [header]: SECRET })).status, path).toBe(413);
      expect((await post(path, '{"broken', { [header]: `${SECRET}x` })).status, path).toBe(401);
      expect((await post(path, '{"update_id": 1}')).status, path).toBe(401);
    }
    const broken = await post('/telegram/webhook', `{"x": "${PRIVATE}`, {
      'x-telegram-bot-api-secret-token': SECRET,
    });
    expect([broken.status, await broken.text()]).toEqual([400, '{"error":"bad request"}']);
    // The signature is over the whole body, so it is read up to the limit and no further.
    expect((await post('/zalo-oa/webhook', large)).status).toBe(413);
    expect((await post('/zalo-oa/webhook', `{"x": "${PRIVATE}"}`)).status).toBe(401);
    expect((await post('/upload/x.y', large)).status).toBe(410);
    for (const path of ['/healthz', '/readyz', '/metrics', '/files/x', '/pictures/x.png']) {
      expect((await post(path, '{}')).status, path).toBe(404);
    }
  });

  it('tells whoever guesses to wait, and still lets in who knows', async () => {
    const paths = [
      '/files/a.b',
      '/pictures/a.b.png',
      '/upload/a.b',
      '/board/a.b',
      '/board/a.b/viec/1',
    ];
    const seen = new Set<number>();
    for (let time = 0; time <= WRONG_A_MINUTE; time++) {
      const path = paths[time % paths.length] ?? '';
      const { status } = await fetch(`${app.address}${path}`);
      seen.add(status);
    }
    expect(seen).toEqual(new Set([404, 410, 429]));
    const refused = await post('/telegram/webhook', '{"update_id": 1}');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    for (const [path, header] of [
      ['/zalo/webhook', 'x-bot-api-secret-token'],
      ['/zalo-oa/webhook', 'x-zevent-signature'],
    ] as const) {
      const guessed = await post(path, '{"event_name": "x"}', { [header]: 'guessed' });
      expect([path, guessed.status, guessed.headers.get('retry-after')]).toEqual([path, 429, '60']);
    }
    const known = await post('/zalo/webhook', '{}', { 'x-bot-api-secret-token': SECRET });
    expect(known.status).toBe(200);
  });

  it('leaves no secret in the log', () => {
    const all = lines.join('\n');
    expect(all).toContain('many wrong secrets or links');
    for (const word of [SECRET, TOKEN, TOKEN.split(':')[1] ?? '', PRIVATE]) {
      expect(all).not.toContain(word);
    }
  });
});

describe('wrong secrets', () => {
  it('are counted an address and a minute', async () => {
    const { log } = logging();
    let now = 0;
    const attempts = countAttempts(log, () => now);
    const app = createServer(log);
    const rig = await telegramRig({ webhook: { url: 'https://bot.example/hook', secret: SECRET } });
    telegramWebhook(app, rig.channel, attempts);
    const from = async (remoteAddress: string, secret: string) => {
      const headers = { 'x-telegram-bot-api-secret-token': secret };
      const call = { method: 'POST' as const, url: '/telegram/webhook', remoteAddress, headers };
      return (await app.inject({ ...call, payload: {} })).statusCode;
    };
    for (let time = 0; time < WRONG_A_MINUTE; time++) expect(await from('10.0.0.1', 'x')).toBe(401);
    expect(await from('10.0.0.1', 'x')).toBe(429);
    expect(await from('10.0.0.2', 'x')).toBe(401);
    expect(await from('10.0.0.1', SECRET)).toBe(400);
    now = 60_000;
    expect(await from('10.0.0.1', 'x')).toBe(401);
    await app.close();
    await rig.telegram.close();
  });
});
