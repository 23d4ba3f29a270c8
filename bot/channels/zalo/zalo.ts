import type { Logger } from 'pino';
import { backoffMs } from '../../../core/messages/backoff.ts';
import type {
  Capabilities,
  Channel,
  IncomingHandler,
  Quota,
} from '../../../core/messages/channel.ts';
import { download } from '../common/download.ts';
import type { LinksOf } from '../common/file-links.ts';
import { intake } from '../common/intake.ts';
import { runner } from '../common/runner.ts';
import { scrubber } from '../common/scrub.ts';
import { isSecret } from '../common/secret.ts';
import { type Sleep, sleep } from '../common/sleep.ts';
import { isCode, reasonOf, type ZaloFailure, zaloApi } from './api.ts';
import { TEXT_LIMIT } from './draw.ts';
import { REFUSED_MS } from './outcome.ts';
import { poll } from './poll.ts';
import {
  identify,
  registerWebhook,
  setWebhook,
  unregisterWebhook,
  type Webhook,
  ZaloTrouble,
} from './register.ts';
import { sender } from './send.ts';
import { type BotIdentity, CHANNEL, translate } from './translate.ts';
import { updateIn, updateKey, type ZaloUpdate } from './update.ts';

/** By then the sign would be for nothing. */
const TYPING_TIMEOUT_MS = 4_000;

export interface ZaloOptions {
  token: string;
  /** Such as https://bot-api.zaloplatforms.com. */
  apiRoot: string;
  /** Null: long polling, for development. The secret is 8 to 256 characters. */
  webhook: Webhook | null;
  /** What the plan of this bot allows, where it is not the usual. */
  perSecond?: number;
  quota?: Quota;
  /** Where people and Zalo find files of ours; null without a public address. */
  links: LinksOf;
  /** The bytes of a stored file, by content hash. */
  readFile(hash: string): Promise<Uint8Array>;
  /** Counts a message against the month's quota. */
  onSpent(): Promise<void>;
  log: Logger;
  /** How to wait; only tests have a reason to set it. */
  sleep?: Sleep;
}

export interface ZaloChannel extends Channel {
  /** Whether the header X-Bot-Api-Secret-Token is ours; compared in constant time. */
  isAuthorised(secret: string | undefined): boolean;
  /**
   * One webhook call, by its parsed body; what is no update is passed over. Rejects when the update
   * could not be stored yet: answer 5xx.
   */
  webhook(body: unknown): Promise<void>;
}

const USUAL = {
  // Zalo publishes no rate.
  perSecond: 1,
  // The free plan, as its landing page says; the reference gives no figures.
  quota: { messagesAMonth: 3000, people: 50 },
};

const capabilities: Capabilities = {
  buttons: false,
  edit: false,
  filesIn: false,
  filesOut: false,
  images: false,
  textLimit: TEXT_LIMIT,
  privateGapMs: 0,
  groupGapMs: 0,
  ...USUAL,
};

/**
 * The bot while Zalo has not said yet who it is. In a private chat nobody else writes under the
 * chat's own id, so nothing is to be told apart; elsewhere it throws and the update waits.
 */
function stranger({ message: { chat, from } }: ZaloUpdate): BotIdentity {
  if (chat.id !== from.id) throw new Error('Zalo has not said yet who the bot is');
  return { id: '', names: [] };
}

/** The Zalo Bot Platform behind the common face of channels. One instance per bot token. */
export function zaloChannel(options: ZaloOptions): ZaloChannel {
  const { token, log } = options;
  const apiRoot = options.apiRoot.replace(/\/+$/, '');
  const scrub = scrubber(token);
  const api = zaloApi({ apiRoot, token, scrub });
  const wait = options.sleep ?? sleep;
  const taken = intake({ log, sleep: wait });
  const life = runner(run);

  let bot: BotIdentity | null = null;
  /** Why nothing comes in, and why nothing goes out. */
  let receiving: string | null = 'not started';
  let sending: string | null = null;
  /** The webhook was found registered; if its secret is another one, it has to be set again. */
  let secretUnsure = false;

  function setReceiving(reason: string | null): void {
    if (reason !== null && reason !== receiving) log.warn({ reason }, 'Zalo: trouble');
    else if (reason === null && receiving !== null) log.info('Zalo: receiving');
    receiving = reason;
  }

  /** A refused token and a spent quota concern everybody; other failures only one message. */
  function noteAnswer(failure: ZaloFailure | null): void {
    const matters = failure && (isCode(failure, 401) || isCode(failure, 429));
    const reason = matters ? `sending: ${reasonOf(failure)}` : null;
    if (reason !== null && sending === null) log.error({ reason }, 'Zalo: sending held');
    if (failure === null || matters) sending = reason;
  }

  /** Registers the bot, again and again until it works; `settled` is called after the first try. */
  async function prepare(signal: AbortSignal, settled: () => void): Promise<void> {
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        const me = await identify(api, signal);
        bot = me;
        if (!me.groups) log.info('Zalo: this bot cannot be added to groups');
        if (options.webhook) {
          secretUnsure = !(await registerWebhook(api, options.webhook, { signal, log }));
        } else await unregisterWebhook(api, signal);
        setReceiving(null);
        return settled();
      } catch (error) {
        if (signal.aborted) break;
        const failure = error instanceof ZaloTrouble ? error.failure : null;
        setReceiving(failure ? reasonOf(failure) : 'getMe: an answer of unknown shape');
        settled();
        const refused = failure && isCode(failure, 401);
        await wait(refused ? REFUSED_MS : backoffMs(failures), signal);
      }
    }
    settled();
  }

  /**
   * Hands an update to the bot, in order within its chat, until it is stored: whether Zalo would
   * deliver it again is not documented. The promise follows the first try.
   */
  function take(update: ZaloUpdate, handle: IncomingHandler) {
    const key = { chat: update.message.chat.id, updateKey: updateKey(update) };
    return taken.take(
      key,
      async () => {
        const incoming = translate(update, bot ?? stranger(update));
        if (incoming) await handle(incoming);
      },
      life.signal(),
    );
  }

  async function run(handle: IncomingHandler, signal: AbortSignal, settled: () => void) {
    await prepare(signal, settled);
    if (options.webhook || bot === null || signal.aborted) return;
    await poll({
      api,
      sleep: wait,
      signal,
      now: () => performance.now(),
      onPolled: (failure) => setReceiving(failure && reasonOf(failure)),
      handle: async (update) => {
        await take(update, handle).stored;
      },
    });
  }

  /** Once a start, when it works: Zalo may still hold the secret of an earlier configuration. */
  function renewSecret(webhook: Webhook): void {
    if (!secretUnsure) return;
    secretUnsure = false;
    void setWebhook(api, webhook, { signal: life.signal(), log }).catch((error: unknown) => {
      const reason = error instanceof ZaloTrouble ? reasonOf(error.failure) : 'unknown';
      log.warn({ reason }, 'webhook secret not renewed');
    });
  }

  return {
    name: CHANNEL,
    capabilities: {
      ...capabilities,
      // Zalo fetches a picture by its address, so it needs one.
      images: options.links !== null,
      perSecond: options.perSecond ?? USUAL.perSecond,
      quota: options.quota ?? USUAL.quota,
    },

    start: (handle) => life.start(handle),

    async stop() {
      await life.stop();
      await taken.idle();
      receiving = 'stopped';
    },

    send: sender({
      api,
      log,
      sleep: wait,
      signal: life.signal,
      links: options.links,
      onSpent: options.onSpent,
      onAnswer: noteAnswer,
    }),

    // What comes of it is not noted: a sign that fails says nothing about messages.
    async typing(chat) {
      const body = { chat_id: chat, action: 'typing' };
      await api.call('sendChatAction', body, {
        timeoutMs: TYPING_TIMEOUT_MS,
        signal: life.signal(),
      });
    },

    fetchFile: ({ ref }) =>
      download(ref, { readFile: options.readFile, plainHttp: apiRoot.startsWith('http:') }),

    // Nothing documented carries a payload: codes are typed.
    inviteLink: () => null,

    trouble: () => receiving ?? sending,

    isAuthorised(secret) {
      if (!options.webhook) return false;
      if (isSecret(secret, options.webhook.secret)) return true;
      renewSecret(options.webhook);
      return false;
    },

    async webhook(body) {
      const update = updateIn(body);
      if (!update) {
        log.info('webhook call without an update passed over');
        return;
      }
      const handler = life.handler();
      if (!handler) throw new Error('Zalo is not ready to take updates');
      const trouble = await take(update, handler).tried;
      if (trouble !== null) throw trouble;
    },
  };
}
