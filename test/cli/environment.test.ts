import { describe, expect, it } from 'vitest';
import { asProcess, inProcess, type Run } from './run.ts';

const TOKEN = '123456789:AbC-dEf';
const NOWHERE = 'postgres://tiendo:secret@127.0.0.1:1/tiendo';

/** A name for the case, the environment, the variable the one line must begin with. */
type Case = [string, Record<string, string>, string];

const AS_A_SHELL_SEES_IT: Case[] = [
  ['a port that is no number', { PORT: 'abc', SIMULATOR: '1' }, 'PORT'],
  ['a time zone of another planet', { TIMEZONE: 'Mars', SIMULATOR: '1' }, 'TIMEZONE'],
  ['no token', {}, 'TELEGRAM_BOT_TOKEN'],
  ['a token BotFather never gave', { TELEGRAM_BOT_TOKEN: 'abc' }, 'TELEGRAM_BOT_TOKEN'],
  ['a rehearsal with a real bot', { TELEGRAM_BOT_TOKEN: TOKEN, SIMULATOR: '1' }, 'SIMULATOR'],
  [
    'a webhook without its secret',
    { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_WEBHOOK_URL: 'https://example.org/telegram/webhook' },
    'TELEGRAM_WEBHOOK_SECRET',
  ],
  ['a database of another kind', { DATABASE_URL: 'mysql://a/b', SIMULATOR: '1' }, 'DATABASE_URL'],
  ['a database nobody serves', { DATABASE_URL: NOWHERE, SIMULATOR: '1' }, 'DATABASE_URL'],
];

const VARIATIONS: Case[] = [
  ['a port out of range', { PORT: '70000', SIMULATOR: '1' }, 'PORT'],
  ['an empty token', { TELEGRAM_BOT_TOKEN: '' }, 'TELEGRAM_BOT_TOKEN'],
  ['neither yes nor no', { SIMULATOR: 'yes' }, 'SIMULATOR'],
  ['a level of no log', { LOG_LEVEL: 'loud', SIMULATOR: '1' }, 'LOG_LEVEL'],
  [
    'a webhook that is not https',
    { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_WEBHOOK_URL: 'http://example.org/telegram/webhook' },
    'TELEGRAM_WEBHOOK_URL',
  ],
  [
    'a secret Telegram would not take',
    { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_WEBHOOK_SECRET: 'so so secret!' },
    'TELEGRAM_WEBHOOK_SECRET',
  ],
  ['no URL at all', { DATABASE_URL: 'tiendo', SIMULATOR: '1' }, 'DATABASE_URL'],
  [
    'a database on no host',
    { DATABASE_URL: 'postgres://tiendo:secret@no-such-host.invalid/tiendo', SIMULATOR: '1' },
    'DATABASE_URL',
  ],
  ['a token Zalo never gave', { ZALO_BOT_TOKEN: 'x', SIMULATOR: '1' }, 'ZALO_BOT_TOKEN'],
  ['a rehearsal with a real Zalo bot', { ZALO_BOT_TOKEN: TOKEN, SIMULATOR: '1' }, 'SIMULATOR'],
  [
    'a Zalo webhook without its secret',
    { ZALO_BOT_TOKEN: TOKEN, ZALO_WEBHOOK_URL: 'https://example.org/zalo/webhook' },
    'ZALO_WEBHOOK_SECRET',
  ],
  [
    'a secret too short for Zalo',
    { ZALO_BOT_TOKEN: TOKEN, ZALO_WEBHOOK_SECRET: 'short' },
    'ZALO_WEBHOOK_SECRET',
  ],
  [
    'a bot that may say nothing',
    { ZALO_BOT_TOKEN: TOKEN, ZALO_MESSAGES_A_MONTH: '0' },
    'ZALO_MESSAGES_A_MONTH',
  ],
  [
    'a pace Zalo would not bear',
    { ZALO_BOT_TOKEN: TOKEN, ZALO_MESSAGES_PER_SECOND: '500' },
    'ZALO_MESSAGES_PER_SECOND',
  ],
  ['an Official Account by its id only', { ZALO_OA_ID: '35' }, 'ZALO_OA_APP_ID'],
  ['an app without its secret', { ZALO_OA_APP_ID: '12' }, 'ZALO_OA_APP_SECRET'],
  [
    'an app without the key of its webhook',
    { ZALO_OA_APP_ID: '12', ZALO_OA_APP_SECRET: 'so so secret' },
    'ZALO_OA_WEBHOOK_SECRET',
  ],
  [
    'an app nobody consented to',
    { ZALO_OA_APP_ID: '12', ZALO_OA_APP_SECRET: 'so so', ZALO_OA_WEBHOOK_SECRET: 'k' },
    'ZALO_OA_REFRESH_TOKEN',
  ],
  ['an app id that is none', { ZALO_OA_APP_ID: 'app' }, 'ZALO_OA_APP_ID'],
  [
    'a rehearsal with a real Official Account',
    { ZALO_OA_APP_ID: '12', ZALO_OA_OAUTH_ROOT: 'http://127.0.0.1:9', SIMULATOR: '1' },
    'SIMULATOR',
  ],
];

async function refusal(run: Run, env: Record<string, string>, name: string): Promise<void> {
  const { code, out, err } = await run(['start'], { PORT: '0', LOG_LEVEL: 'warn', ...env });
  expect(err).toMatch(/^[^\n]+\n$/);
  expect(err.startsWith(`${name}: `)).toBe(true);
  // Neither a password nor a place in the code.
  expect(err).not.toMatch(/secret@|so so|at .*:\d+:\d+/);
  expect([code, out]).toEqual([1, '']);
}

describe('a malformed environment', () => {
  it.each(AS_A_SHELL_SEES_IT)('%s: one line that names the variable', (_, env, name) =>
    refusal(asProcess, env, name),
  );

  it.each(VARIATIONS)('%s: the same', (_, env, name) => refusal(inProcess, env, name));

  it('stops verbs that only look into the database as well', async () => {
    const { code, err } = await inProcess(['doctor'], { DATABASE_URL: NOWHERE });
    expect(err).toBe('DATABASE_URL: cannot connect to 127.0.0.1:1/tiendo (ECONNREFUSED)\n');
    expect(code).toBe(1);
  });
});
