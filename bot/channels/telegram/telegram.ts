import { Api } from 'grammy';
import type { Update } from 'grammy/types';
import type { Logger } from 'pino';
import type { Capabilities, Channel, IncomingHandler } from '../../../core/messages/channel.ts';
import { lanes } from '../common/lanes.ts';
import { persist } from '../common/persist.ts';
import { scrubber } from '../common/scrub.ts';
import { isSecret } from '../common/secret.ts';
import { type Sleep, sleep } from '../common/sleep.ts';
import type { BotIdentity } from './addressing.ts';
import { apiSignal } from './api-signal.ts';
import { pauseAfter } from './backoff.ts';
import { download } from './download.ts';
import { TEXT_LIMIT } from './draw.ts';
import { failureOf, reasonOf } from './failure.ts';
import { floodScope } from './flood.ts';
import { poll } from './poll.ts';
import { receive } from './receive.ts';
import {
  type CommandLists,
  identify,
  registerCommands,
  registerWebhook,
  setWebhook,
  unregisterWebhook,
  type Webhook,
} from './register.ts';
import { sender } from './send.ts';
import { CHANNEL, chatKey, movedIncoming } from './translate.ts';
import { transport } from './transport.ts';

/** Seconds for one API call: enough to upload a report over a slow line. */
const CALL_TIMEOUT_S = 120;
/** And for one without a file: a few that hang would else keep everybody waiting for minutes. */
const WORDS_MS = 30_000;
/** A long poll answers after 30 s at most; silence beyond that is a dead connection. */
const POLL_TIMEOUT_S = 45;
/** By then the sign would be for nothing. */
const TYPING_TIMEOUT_MS = 4_000;

export interface TelegramOptions {
  token: string;
  /** Such as https://api.telegram.org. */
  apiRoot: string;
  /** Null: long polling. The secret is 1–256 characters of A-Z, a-z, 0-9, _ and -. */
  webhook: Webhook | null;
  /** The command menus, by language. */
  commands(locale: 'vi' | 'en'): CommandLists;
  /** The bytes of an outgoing file, by content hash. */
  readFile(hash: string): Promise<Uint8Array>;
  log: Logger;
  /** How to wait; only tests have a reason to set it. */
  sleep?: Sleep;
}

export interface TelegramChannel extends Channel {
  /** Whether a webhook call bears our secret, compared in constant time. */
  isAuthorised(secret: string | undefined): boolean;
  /**
   * One webhook call: the header X-Telegram-Bot-Api-Secret-Token and the parsed body. Rejects when
   * the update could not be stored (or before the bot knows its own name): answer 5xx, and Telegram
   * delivers it again.
   */
  webhook(secret: string | undefined, body: unknown): Promise<'ok' | 'unauthorised' | 'malformed'>;
}

const capabilities: Capabilities = {
  buttons: true,
  edit: true,
  pin: true,
  filesIn: true,
  filesOut: true,
  images: true,
  textLimit: TEXT_LIMIT,
  // Telegram allows about 30 a second, 1 a second in a chat, 20 a minute in a group.
  // Source: core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
  perSecond: 25,
  privateGapMs: 1000,
  groupGapMs: 3000,
};

/** Telegram behind the common face of channels. One instance per bot token. */
export function telegramChannel(options: TelegramOptions): TelegramChannel {
  const { token, log } = options;
  const apiRoot = options.apiRoot.replace(/\/+$/, '');
  const scrub = scrubber(token);
  const wait = options.sleep ?? sleep;
  const api = new Api(token, {
    apiRoot,
    timeoutSeconds: CALL_TIMEOUT_S,
    fetch: transport(WORDS_MS),
  });
  const chats = lanes();
  const answers = new Set<Promise<void>>();

  let stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let handler: IncomingHandler | null = null;
  let bot: BotIdentity | null = null;
  let trouble: string | null = 'not started';
  /** The webhook was found registered; if its secret is another one, it has to be set again. */
  let secretUnsure = false;

  function fail(error: unknown): ReturnType<typeof failureOf> {
    const failure = failureOf(error, scrub);
    setTrouble(reasonOf(failure));
    return failure;
  }

  function setTrouble(reason: string | null): void {
    if (reason !== null) log.warn({ reason }, 'Telegram: trouble');
    else if (trouble !== null) log.info({ username: bot?.username }, 'Telegram: receiving');
    trouble = reason;
  }

  /** Registers the bot, again and again until it works; `settled` is called after the first try. */
  async function prepare(signal: AbortSignal, settled: () => void): Promise<void> {
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        bot = await identify(api, signal);
        if (options.webhook) secretUnsure = !(await registerWebhook(api, options.webhook, signal));
        else await unregisterWebhook(api, signal);
        setTrouble(null);
        await registerCommands(api, options.commands, signal).catch((error: unknown) => {
          // Menus are a convenience: the bot works without, and the next start tries again.
          log.warn({ reason: reasonOf(failureOf(error, scrub)) }, 'command menus not registered');
        });
        return settled();
      } catch (error) {
        if (signal.aborted) break;
        const failure = fail(error);
        settled();
        await wait(pauseAfter(failure, failures), signal);
      }
    }
    settled();
  }

  async function deliver(update: Update, handle: IncomingHandler, us: BotIdentity): Promise<void> {
    const { answered } = await receive({ api, scrub, log }, update, us, handle);
    answers.add(answered);
    void answered.then(() => answers.delete(answered));
  }

  async function run(
    handle: IncomingHandler,
    signal: AbortSignal,
    settled: () => void,
  ): Promise<void> {
    await prepare(signal, settled);
    const us = bot;
    if (options.webhook || us === null || signal.aborted) return;
    await poll({
      api: new Api(token, { apiRoot, timeoutSeconds: POLL_TIMEOUT_S, fetch: transport(0) }),
      scrub,
      sleep: wait,
      signal,
      onPolled: (failure) => setTrouble(failure && reasonOf(failure)),
      handle: (update) =>
        chats.inOrder(chatKey(update), () =>
          persist(() => deliver(update, handle, us), {
            log,
            sleep: wait,
            signal,
            updateKey: String(update.update_id),
          }),
        ),
    });
  }

  /** Not awaited by the send that learnt of it: that may hold locks the handler needs. */
  function reportMove(from: string, to: string): void {
    const handle = handler;
    if (!handle || !bot) {
      log.warn({ from, to }, 'group moved, and nobody to tell');
      return;
    }
    const moved = movedIncoming(from, to, bot);
    const { signal } = stopping;
    void chats.inOrder(to, () =>
      persist(() => handle(moved), { log, sleep: wait, signal, updateKey: moved.updateKey }),
    );
  }

  /** Once a start, when it works: Telegram may still hold the secret of an earlier configuration. */
  function renewSecret(webhook: Webhook): void {
    if (!secretUnsure) return;
    secretUnsure = false;
    void setWebhook(api, webhook, stopping.signal).catch((error: unknown) => {
      secretUnsure = true;
      log.warn({ reason: reasonOf(failureOf(error, scrub)) }, 'webhook secret not renewed');
    });
  }

  return {
    name: CHANNEL,
    capabilities,

    async start(handle) {
      stopping = new AbortController();
      handler = handle;
      await new Promise<void>((settled) => {
        running = run(handle, stopping.signal, settled);
      });
    },

    async stop() {
      stopping.abort();
      await running;
      await chats.idle();
      await Promise.all(answers);
      handler = null;
      trouble = 'stopped';
    },

    send: sender({
      api,
      scrub,
      sleep: wait,
      signal: () => stopping.signal,
      readFile: options.readFile,
      gapMs: (kind) => (kind === 'group' ? capabilities.groupGapMs : capabilities.privateGapMs),
      floodScope: floodScope(() => performance.now()),
      onMoved: reportMove,
    }),

    async typing(chat) {
      const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(TYPING_TIMEOUT_MS)]);
      await api.sendChatAction(chat, 'typing', {}, apiSignal(signal));
    },

    fetchFile: (file) => download({ api, apiRoot, token, scrub }, file),

    inviteLink: (code) => bot && `https://t.me/${bot.username}?start=${encodeURIComponent(code)}`,

    trouble: () => trouble,

    isAuthorised(secret) {
      if (!options.webhook) return false;
      if (isSecret(secret, options.webhook.secret)) return true;
      renewSecret(options.webhook);
      return false;
    },

    async webhook(secret, body) {
      if (!this.isAuthorised(secret)) return 'unauthorised';
      if (!isUpdate(body)) return 'malformed';
      const handle = handler;
      const us = bot;
      if (!handle || !us) throw new Error('Telegram is not ready to take updates');
      await chats.inOrder(chatKey(body), () => deliver(body, handle, us));
      return 'ok';
    },
  };
}

/** Whoever knows the secret is Telegram; the rest of the shape is its documented promise. */
function isUpdate(body: unknown): body is Update {
  return (
    typeof body === 'object' &&
    body !== null &&
    'update_id' in body &&
    Number.isSafeInteger(body.update_id)
  );
}
