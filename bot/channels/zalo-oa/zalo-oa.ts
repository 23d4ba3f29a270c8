import type { Logger } from 'pino';
import type { Capabilities, Channel, IncomingHandler } from '../../../core/messages/channel.ts';
import { download } from '../common/download.ts';
import type { LinksOf } from '../common/file-links.ts';
import { intake } from '../common/intake.ts';
import { runner } from '../common/runner.ts';
import { scrubbing } from '../common/scrub.ts';
import { sentAt } from '../common/sent-at.ts';
import { type Sleep, sleep } from '../common/sleep.ts';
import { oaApi } from './api.ts';
import { TEXT_LIMIT } from './draw.ts';
import { eventIn, idsIn, timestampIn, updateKey } from './event.ts';
import { names } from './names.ts';
import { oauth } from './oauth.ts';
import { holding, sender } from './send.ts';
import { isSigned } from './signature.ts';
import { type TokenStore, tokens } from './tokens.ts';
import { CHANNEL, translate } from './translate.ts';

export interface ZaloOaOptions {
  appId: string;
  appSecret: string;
  /** The OASecretKey of the app's webhook page; not the app secret. */
  webhookSecret: string;
  /** From the last consent; a newer one in the store wins. */
  refreshToken: string;
  /** The account's own id, which some services saw signed in place of the app's. */
  oaId: string | null;
  /** Such as https://openapi.zalo.me and https://oauth.zaloapp.com. */
  apiRoot: string;
  oauthRoot: string;
  /** Calls carry an `appsecret_proof`. */
  proof: boolean;
  tokenStore: TokenStore;
  /** Where people and Zalo find files of ours; null without a public address. */
  links: LinksOf;
  /** The bytes of a stored file, by content hash. */
  readFile(hash: string): Promise<Uint8Array>;
  /** Office time: what a person's last word is noted in. */
  clock: { now(): Date };
  log: Logger;
  /** Machine time in milliseconds, and how to wait; only tests have a reason to set them. */
  time?: () => number;
  sleep?: Sleep;
}

/** One webhook call. */
export interface OaCallIn {
  /** The body, byte by byte: that is what was signed. */
  raw: Uint8Array;
  /** The headers X-ZEvent-Signature and X-ZEvent-Timestamp. */
  signature: string | undefined;
  timestamp: string | undefined;
}

export interface ZaloOaChannel extends Channel {
  /**
   * False when the call is not signed as it must be. What is no event is passed over. Rejects when
   * the event could not be stored yet: answer 5xx.
   */
  webhook(call: OaCallIn): Promise<boolean>;
}

const WINDOW_DAYS = 7;

export const capabilities: Capabilities = {
  buttons: false,
  edit: false,
  // How files come in is not documented: the page that takes them is offered as well.
  filesIn: false,
  filesOut: true,
  images: true,
  textLimit: TEXT_LIMIT,
  // 4,000 requests a minute an app; a message with a file takes up to three.
  perSecond: 20,
  privateGapMs: 0,
  groupGapMs: 0,
  windowDays: WINDOW_DAYS,
};

/** How often the token's age is looked at. */
const KEEP_MS = 10 * 60_000;

/** A Zalo Official Account behind the common face of channels. One instance per process. */
export function zaloOaChannel(options: ZaloOaOptions): ZaloOaChannel {
  const { appId, appSecret, webhookSecret, oaId, log } = options;
  const apiRoot = options.apiRoot.replace(/\/+$/, '');
  const time = options.time ?? Date.now;
  const wait = options.sleep ?? sleep;
  const scrub = scrubbing(() => [appSecret, webhookSecret, ...access.secrets()]);
  const access = tokens({
    store: options.tokenStore,
    renew: oauth({ root: options.oauthRoot.replace(/\/+$/, ''), appId, appSecret, scrub }),
    configured: options.refreshToken,
    time,
    log,
  });
  const proofSecret = options.proof ? appSecret : null;
  const api = oaApi({ root: apiRoot, tokens: access, proofSecret, scrub });
  const taken = intake({ log, sleep: wait });
  const held = holding(log);
  const life = runner(keepToken);
  const ids = oaId === null ? [appId] : [appId, oaId];
  let state: string | null = 'not started';
  let unsigned = 0;

  /** A token is renewed ahead of its end, also when nothing is sent. */
  async function keepToken(_: IncomingHandler, signal: AbortSignal, settled: () => void) {
    state = null;
    while (!signal.aborted) {
      const token = await access.current();
      settled();
      await wait(token.ok ? KEEP_MS : token.waitMs, signal);
    }
  }

  /** Stores an event, in order within its chat; what could not be is tried again here as well. */
  async function take(body: unknown): Promise<void> {
    const event = eventIn(body);
    const said = event && translate(event);
    if (!event || !said) return;
    const handle = life.handler();
    if (!handle) throw new Error('Zalo OA is not ready to take events');
    const key = updateKey(event, body);
    const { id } = event.sender;
    const sender = { id, name: '' };
    const sent = sentAt(timestampIn(body));
    const { tried } = taken.take(
      { chat: said.conversation.id, updateKey: key },
      () => handle({ channel: CHANNEL, updateKey: key, sender, ...said, ...sent }),
      life.signal(),
    );
    const trouble = await tried;
    if (trouble !== null) throw trouble;
  }

  function noteUnsigned(): false {
    unsigned += 1;
    // Anybody can post here; one line in a while is enough to see that a secret is wrong.
    if (unsigned === 1 || unsigned % 100 === 0) {
      log.warn(
        { unsigned },
        'Zalo OA: webhook call without our signature (ZALO_OA_WEBHOOK_SECRET?)',
      );
    }
    return false;
  }

  return {
    name: CHANNEL,
    capabilities,
    start: (handle) => life.start(handle),

    async stop() {
      await life.stop();
      await taken.idle();
      state = 'stopped';
    },

    send: sender({
      api,
      log,
      links: options.links,
      readFile: options.readFile,
      sleep: wait,
      signal: life.signal,
      windowDays: WINDOW_DAYS,
      now: () => options.clock.now(),
      time,
      onAnswer: held.note,
    }),

    nameOf: names(api),

    fetchFile: ({ ref }) =>
      download(ref, { readFile: options.readFile, plainHttp: apiRoot.startsWith('http:') }),

    // Nothing documented carries a payload: codes are typed.
    inviteLink: () => null,

    trouble: () => state ?? access.trouble() ?? held.why(),

    async webhook({ raw, signature, timestamp }) {
      const body = jsonOf(raw);
      // Saving the address on Zalo's page sends an unsigned `{}`.
      if (isProbe(raw, body)) return true;
      const timestamps = [timestampIn(body), timestamp];
      // Which id is signed is not settled; the secret is what counts.
      const signers = new Set([...ids, ...idsIn(body)]);
      if (!isSigned({ raw, signature, timestamps }, signers, webhookSecret)) return noteUnsigned();
      unsigned = 0;
      await take(body);
      return true;
    },
  };
}

function isProbe(raw: Uint8Array, body: unknown): boolean {
  if (raw.byteLength === 0) return true;
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  return isObject && Object.keys(body).length === 0;
}

function jsonOf(raw: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(raw).toString('utf8'));
  } catch {
    return null;
  }
}
