import pino from 'pino';
import type { TokenStore } from '../../../bot/channels/zalo-oa/tokens.ts';
import { type ZaloOaOptions, zaloOaChannel } from '../../../bot/channels/zalo-oa/zalo-oa.ts';
import type { OutgoingEnvelope } from '../../../core/messages/channel.ts';
import type { Markup } from '../../../core/messages/markup.ts';
import type { Incoming, Outgoing } from '../../../core/messages/message.ts';
import { createServer } from '../../../http/server.ts';
import { zaloOaWebhook } from '../../../http/zalo-oa-webhook.ts';
import { type OaEmulatorOptions, zaloOaEmulator } from './emulator.ts';

/** Pauses longer than this are only for a stop to end. */
const SHORT_MS = 20_000;

export interface MemoryStore extends TokenStore {
  kept: unknown;
  /** The next changes are worked out and then lost. */
  loses: number;
}

/** What the settings table does, in memory. */
export function memoryStore(): MemoryStore {
  let queue: Promise<unknown> = Promise.resolve();
  const store: MemoryStore = {
    kept: {},
    loses: 0,
    change(work) {
      const changed = queue.then(async () => {
        const next = await work(store.kept);
        if (next === null) return;
        if (store.loses > 0) {
          store.loses -= 1;
          throw new Error(`gone with ${JSON.stringify(next)}`);
        }
        store.kept = JSON.parse(JSON.stringify(next));
      });
      queue = changed.catch(() => undefined);
      return changed;
    },
  };
  return store;
}

/** Adapters wired to an emulator, with all they logged, received and waited for. */
export async function oaRig(
  options: Partial<ZaloOaOptions> = {},
  emulated: OaEmulatorOptions = {},
) {
  const clock = { at: Date.UTC(2026, 9, 5, 3) };
  const now = () => clock.at;
  const oa = await zaloOaEmulator({ patienceMs: 3000, now, ...emulated });
  const logged: string[] = [];
  const received: Incoming[] = [];
  const store = memoryStore();
  const server = createServer(pino({ level: 'silent' }));

  /** One more replica of the same program. */
  const replica = (more: Partial<ZaloOaOptions> = {}) =>
    zaloOaChannel({
      appId: oa.appId,
      appSecret: oa.appSecret,
      webhookSecret: oa.webhookSecret,
      refreshToken: oa.tokens.refreshToken(),
      oaId: null,
      apiRoot: oa.root,
      oauthRoot: oa.root,
      proof: false,
      tokenStore: store,
      links: null,
      readFile: () => Promise.reject(new Error('no such file')),
      clock: { now: () => new Date(clock.at) },
      log: pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) }),
      time: now,
      sleep: (ms, signal) =>
        new Promise((resolve) => {
          if (ms < SHORT_MS || signal.aborted) setImmediate(resolve);
          else signal.addEventListener('abort', () => resolve());
        }),
      ...options,
      ...more,
    });
  const channel = replica();
  zaloOaWebhook(server, channel);

  return {
    oa,
    channel,
    replica,
    store,
    clock,
    logged,
    received,
    /** Starts with a handler that only takes notes, or with another one. */
    async start(handle?: Parameters<typeof channel.start>[0]): Promise<string> {
      await channel.start(
        handle ??
          (async (incoming) => {
            received.push(incoming);
          }),
      );
      const address = await server.listen({ host: '127.0.0.1', port: 0 });
      return `${address}/zalo-oa/webhook`;
    },
    send: (
      chat: { id: string },
      message: Omit<Outgoing, 'text'> & { text: string },
      more: Partial<OutgoingEnvelope> = {},
    ) =>
      channel.send({
        conversationId: chat.id,
        conversationKind: 'private',
        message: { ...message, text: message.text as Markup },
        ...more,
      }),
    async close() {
      await channel.stop();
      await server.close();
      await oa.close();
    },
  };
}

export type OaRig = Awaited<ReturnType<typeof oaRig>>;
