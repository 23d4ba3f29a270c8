import pino from 'pino';
import { type ZaloOptions, zaloChannel } from '../../../bot/channels/zalo/zalo.ts';
import type { Markup } from '../../../core/messages/markup.ts';
import type { Incoming, Outgoing } from '../../../core/messages/message.ts';
import { zaloEmulator } from './emulator.ts';

/** An adapter wired to an emulator, with all it logged, received, spent and waited for. */
export async function zaloRig(
  options: Partial<ZaloOptions> = {},
  emulated: Parameters<typeof zaloEmulator>[0] = {},
) {
  const zalo = await zaloEmulator({ patienceMs: 3000, ...emulated });
  const logged: string[] = [];
  const received: Incoming[] = [];
  const pauses: number[] = [];
  const spent = { count: 0 };
  const channel = zaloChannel({
    token: zalo.token,
    apiRoot: zalo.apiRoot,
    webhook: null,
    links: null,
    readFile: () => Promise.reject(new Error('no such file')),
    async onSpent() {
      spent.count += 1;
    },
    log: pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) }),
    // Pauses are noted and not sat through.
    sleep: async (ms) => {
      pauses.push(ms);
      await new Promise((resolve) => setImmediate(resolve));
    },
    ...options,
  });
  return {
    zalo,
    channel,
    logged,
    received,
    pauses,
    spent,
    /** Starts with a handler that only takes notes. */
    start: () =>
      channel.start(async (incoming) => {
        received.push(incoming);
      }),
    send: (chat: { id: string }, message: Omit<Outgoing, 'text'> & { text: string }) =>
      channel.send({
        conversationId: chat.id,
        conversationKind: 'private',
        message: { ...message, text: message.text as Markup },
      }),
    close: async () => {
      await channel.stop();
      await zalo.close();
    },
  };
}

export type ZaloRig = Awaited<ReturnType<typeof zaloRig>>;
