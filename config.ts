import { resolve } from 'node:path';
import { z } from 'zod';
import { isTimeZone } from './core/time/zone.ts';

/** A start that cannot go on; the message is one line that names the variable. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const url = z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' });
const secret = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,256}$/, 'must be 1 to 256 letters, digits, _ or -');

/** Every variable the program reads, with what it accepts. `.env.example` lists the same. */
const environment = z.object({
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'must look like postgres://user:password@host/name',
    })
    .optional(),
  DATA_DIR: z.string().default('./.data'),
  PORT: z.coerce
    .number({ error: 'must be a number from 0 to 65535' })
    .int()
    .min(0)
    .max(65535)
    .default(8080),
  TIMEZONE: z
    .string()
    .refine(isTimeZone, 'must be a time zone such as Asia/Ho_Chi_Minh')
    .default('Asia/Ho_Chi_Minh'),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[A-Za-z0-9_-]+$/, 'must look like 123456789:AbC-dEf, as BotFather gave it')
    .optional(),
  TELEGRAM_API_ROOT: url.default('https://api.telegram.org'),
  TELEGRAM_WEBHOOK_URL: url.optional(),
  TELEGRAM_WEBHOOK_SECRET: secret.optional(),
  ZALO_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[A-Za-z0-9_-]+$/, 'must look like 123456789:abc-xyz, as Zalo Bot Creator gave it')
    .optional(),
  ZALO_API_ROOT: url.default('https://bot-api.zaloplatforms.com'),
  ZALO_WEBHOOK_URL: url.optional(),
  ZALO_WEBHOOK_SECRET: z
    .string()
    .regex(/^[A-Za-z0-9_-]{8,256}$/, 'must be 8 to 256 letters, digits, _ or -')
    .optional(),
  ZALO_MESSAGES_PER_SECOND: z.coerce
    .number({ error: 'must be a number from 0.1 to 30' })
    .min(0.1)
    .max(30)
    .default(1),
  ZALO_MESSAGES_A_MONTH: z.coerce
    .number({ error: 'must be a whole number of messages' })
    .int()
    .positive()
    .default(3000),
  ZALO_PEOPLE: z.coerce
    .number({ error: 'must be a whole number of people' })
    .int()
    .positive()
    .default(50),
  ZALO_OA_APP_ID: z
    .string()
    .regex(/^\d+$/, 'must be digits, as the app on developers.zalo.me shows')
    .optional(),
  ZALO_OA_APP_SECRET: z.string().optional(),
  ZALO_OA_WEBHOOK_SECRET: z.string().optional(),
  ZALO_OA_REFRESH_TOKEN: z.string().optional(),
  ZALO_OA_ID: z.string().regex(/^\d+$/, 'must be digits, as the Official Account shows').optional(),
  ZALO_OA_API_ROOT: url.default('https://openapi.zalo.me'),
  ZALO_OA_OAUTH_ROOT: url.default('https://oauth.zaloapp.com'),
  ZALO_OA_PROOF: z.enum(['0', '1']).default('0'),
  PUBLIC_URL: url.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  SIMULATOR: z.enum(['0', '1']).default('0'),
});

/** A bot on a chat network; `webhook` null = long polling. */
export interface BotConfig {
  token: string;
  apiRoot: string;
  webhook: { url: string; secret: string } | null;
}

/** A Zalo bot, and what its plan on the platform allows. */
export interface ZaloBotConfig extends BotConfig {
  perSecond: number;
  quota: { messagesAMonth: number; people: number };
}

/** A Zalo Official Account. */
export interface OfficialAccountConfig {
  appId: string;
  appSecret: string;
  webhookSecret: string;
  refreshToken: string;
  oaId: string | null;
  apiRoot: string;
  oauthRoot: string;
  proof: boolean;
}

export interface Config {
  /** Null: the embedded database under `dataDir`. */
  databaseUrl: string | null;
  dataDir: string;
  port: number;
  timeZone: string;
  telegram: BotConfig | null;
  zalo: ZaloBotConfig | null;
  zaloOa: OfficialAccountConfig | null;
  publicUrl: string | null;
  logLevel: string;
  simulator: boolean;
}

/** Reads the environment; empty values count as unset. Throws ConfigError at the first fault. */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigError(
      `${String(issue?.path[0] ?? 'environment')}: ${issue?.message ?? 'invalid'}`,
    );
  }
  const env = parsed.data;
  return {
    databaseUrl: env.DATABASE_URL ?? null,
    dataDir: resolve(env.DATA_DIR),
    port: env.PORT,
    timeZone: env.TIMEZONE,
    ...botsOf(env),
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    logLevel: env.LOG_LEVEL,
    simulator: env.SIMULATOR === '1',
  };
}

type Environment = z.infer<typeof environment>;

/** At least one bot, unless all is rehearsed. */
function botsOf(env: Environment): Pick<Config, 'telegram' | 'zalo' | 'zaloOa'> {
  const telegram = botOf(env, 'TELEGRAM');
  const zalo = zaloOf(env);
  const zaloOa = officialAccountOf(env);
  if (!telegram && !zalo && !zaloOa && env.SIMULATOR !== '1') {
    throw new ConfigError(
      'TELEGRAM_BOT_TOKEN: missing; set it to the token BotFather gave, or ZALO_BOT_TOKEN, or ZALO_OA_APP_ID and what belongs to it, or SIMULATOR=1 to rehearse without one',
    );
  }
  return { telegram, zalo, zaloOa };
}

function botOf(env: Environment, network: 'TELEGRAM' | 'ZALO'): BotConfig | null {
  const token = env[`${network}_BOT_TOKEN`];
  const apiRoot = env[`${network}_API_ROOT`];
  const webhookUrl = env[`${network}_WEBHOOK_URL`];
  const secret = env[`${network}_WEBHOOK_SECRET`];
  if (token === undefined) return null;
  if (env.SIMULATOR === '1' && !isLoopback(apiRoot)) {
    throw new ConfigError(
      `SIMULATOR: refused together with a real ${network}_BOT_TOKEN (its API root is not on this machine)`,
    );
  }
  if (webhookUrl === undefined) return { token, apiRoot, webhook: null };
  if (!webhookUrl.startsWith('https:') && !isLoopback(apiRoot)) {
    throw new ConfigError(`${network}_WEBHOOK_URL: must be https, or nobody will call it`);
  }
  if (secret === undefined) {
    throw new ConfigError(`${network}_WEBHOOK_SECRET: missing; ${network}_WEBHOOK_URL needs one`);
  }
  return { token, apiRoot, webhook: { url: webhookUrl, secret } };
}

function zaloOf(env: Environment): ZaloBotConfig | null {
  const bot = botOf(env, 'ZALO');
  return (
    bot && {
      ...bot,
      perSecond: env.ZALO_MESSAGES_PER_SECOND,
      quota: { messagesAMonth: env.ZALO_MESSAGES_A_MONTH, people: env.ZALO_PEOPLE },
    }
  );
}

/** All of it or nothing: what is missing is named. */
function officialAccountOf(env: Environment): OfficialAccountConfig | null {
  const {
    ZALO_OA_APP_ID: appId,
    ZALO_OA_APP_SECRET: appSecret,
    ZALO_OA_WEBHOOK_SECRET: webhookSecret,
    ZALO_OA_REFRESH_TOKEN: refreshToken,
    ZALO_OA_ID: oaId,
    ZALO_OA_API_ROOT: apiRoot,
    ZALO_OA_OAUTH_ROOT: oauthRoot,
  } = env;
  if (!appId && !appSecret && !webhookSecret && !refreshToken && !oaId) return null;
  const missing = (name: string): never => {
    throw new ConfigError(`${name}: missing; a Zalo Official Account needs it`);
  };
  if (env.SIMULATOR === '1' && !(isLoopback(apiRoot) && isLoopback(oauthRoot))) {
    throw new ConfigError(
      'SIMULATOR: refused together with a real Zalo Official Account (its API roots are not on this machine)',
    );
  }
  return {
    appId: appId ?? missing('ZALO_OA_APP_ID'),
    appSecret: appSecret ?? missing('ZALO_OA_APP_SECRET'),
    webhookSecret: webhookSecret ?? missing('ZALO_OA_WEBHOOK_SECRET'),
    refreshToken: refreshToken ?? missing('ZALO_OA_REFRESH_TOKEN'),
    oaId: oaId ?? null,
    apiRoot,
    oauthRoot,
    proof: env.ZALO_OA_PROOF === '1',
  };
}

function isLoopback(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
