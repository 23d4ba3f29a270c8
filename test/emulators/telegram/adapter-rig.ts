import pino from 'pino';
import { type TelegramOptions, telegramChannel } from '../../../bot/channels/telegram/telegram.ts';
import type { Markup } from '../../../core/messages/markup.ts';
import type { Incoming, Outgoing } from '../../../core/messages/message.ts';
import { type EmulatorOptions, telegramEmulator } from './emulator.ts';

/** An adapter wired to an emulator, with all it logged, received and waited for. */
export async function telegramRig(
  options: Partial<TelegramOptions> = {},
  emulated: EmulatorOptions = {},
) {
  const telegram = await telegramEmulator({ patienceMs: 3000, ...emulated });
  const logged: string[] = [];
  const received: Incoming[] = [];
  const pauses: number[] = [];
  const files = new Map<string, Uint8Array>();
  const channel = telegramChannel({
    token: telegram.token,
    apiRoot: telegram.apiRoot,
    webhook: null,
    commands: (locale) => ({
      private: [{ command: 'viec', description: locale === 'vi' ? 'Việc của tôi' : 'My work' }],
      group: [{ command: 'tiendo', description: locale === 'vi' ? 'Tiến độ' : 'Progress' }],
    }),
    async readFile(hash) {
      const bytes = files.get(hash);
      if (!bytes) throw new Error('no such file');
      return bytes;
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
    telegram,
    channel,
    logged,
    received,
    pauses,
    files,
    /** Starts with a handler that only takes notes. */
    start: () =>
      channel.start(async (incoming) => {
        received.push(incoming);
      }),
    send: (conversationId: number, message: Omit<Outgoing, 'text'> & { text: string }) =>
      channel.send({
        conversationId: String(conversationId),
        conversationKind: conversationId < 0 ? 'group' : 'private',
        message: { ...message, text: message.text as Markup },
      }),
    close: async () => {
      await channel.stop();
      await telegram.close();
    },
  };
}

export type TelegramRig = Awaited<ReturnType<typeof telegramRig>>;

/** What was said, for short comparisons. */
export function words(received: readonly Incoming[]): string[] {
  return received.map(({ content }) => (content.type === 'text' ? content.text : content.type));
}
