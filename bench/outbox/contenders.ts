import { sql } from 'drizzle-orm';
import { Logger, run, runMigrations } from 'graphile-worker';
import { pino } from 'pino';
import type { Channel } from '../../core/messages/channel.ts';
import type { Markup } from '../../core/messages/markup.ts';
import { systemClock } from '../../core/time/clock.ts';
import { openDatabase } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { openPresence } from '../../db/presence.ts';
import { lockConversation } from '../../db/queries/conversations.ts';
import { enqueue } from '../../db/queries/outbox.ts';
import { createDelivery } from '../../jobs/delivery.ts';

export const CHATS = 500;
/** As the delivery has it. */
const PARALLEL = 8;

export interface Message {
  /** Order of enqueueing, from 0. */
  n: number;
  chat: number;
  urgent: boolean;
}

/** One message sent; times in milliseconds on a clock all processes share. */
export interface Step extends Message {
  begun: number;
  ended: number;
}

export interface Contender {
  name: string;
  /** Makes an empty database ready; each `enqueue` is one transaction. */
  prepare(
    url: string,
  ): Promise<{ enqueue(batch: readonly Message[]): Promise<void>; close(): Promise<void> }>;
  /** Sends until stopped. `send` tells whether that went well. */
  consume(url: string, send: (message: Message) => boolean): Promise<{ stop(): Promise<void> }>;
}

/** Milliseconds since the machine started, the same in every process. */
export function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

const outbox: Contender = {
  name: 'outbox',
  async prepare(url) {
    await migrate(url);
    const { db, close } = openDatabase(url, { connections: 1 });
    const chats: number[] = [];
    for (let chat = 0; chat < CHATS; chat += 1) {
      const key = { channel: 'bench', nativeId: String(chat), kind: 'private' as const };
      chats.push((await lockConversation(db, { ...key, title: null })).id);
    }
    return {
      enqueue: (batch) =>
        db.transaction(async (tx) => {
          for (const message of batch) {
            const item = {
              conversationId: chats[message.chat] ?? 0,
              kind: message.urgent ? ('reply' as const) : ('summary' as const),
              message: { text: JSON.stringify(message) as Markup },
              dedupeKey: `bench:${message.n}`,
            };
            await enqueue(tx, item, systemClock.now());
          }
        }),
      close,
    };
  },
  async consume(url, send) {
    const { db, close } = openDatabase(url);
    const presence = openPresence(url);
    const channel: Channel = {
      name: 'bench',
      capabilities: {
        buttons: true,
        edit: true,
        filesIn: false,
        filesOut: false,
        images: false,
        textLimit: 4096,
        perSecond: 0,
        privateGapMs: 0,
        groupGapMs: 0,
      },
      async start() {},
      async stop() {},
      async send({ message }) {
        return send(JSON.parse(message.text) as Message)
          ? { outcome: 'sent', messageId: '1' }
          : { outcome: 'retry', reason: 'failed on purpose' };
      },
      fetchFile: () => Promise.reject(new Error('there are no files')),
      inviteLink: () => null,
      trouble: () => null,
    };
    const log = pino({ level: 'silent' });
    const delivery = createDelivery({
      db,
      clock: systemClock,
      timeZone: 'Asia/Ho_Chi_Minh',
      channel,
      presence,
      log,
    });
    delivery.start();
    return {
      async stop() {
        await delivery.stop();
        await presence.close();
        await close();
      },
    };
  },
};

/** With a named queue a chat, the only way it has to keep their order, or without. */
const graphileWorker = (name: string, ordered: boolean): Contender => ({
  name,
  async prepare(url) {
    await runMigrations({ connectionString: url, logger: silent() });
    const { db, close } = openDatabase(url, { connections: 1 });
    return {
      enqueue: (batch) =>
        db.transaction(async (tx) => {
          for (const message of batch) {
            await tx.execute(sql`select graphile_worker.add_job('send', ${JSON.stringify(message)}::json,
              queue_name => ${ordered ? `chat-${message.chat}` : null}::text, job_key => ${`bench:${message.n}`},
              priority => ${message.urgent ? 0 : 2})`);
          }
        }),
      close,
    };
  },
  async consume(url, send) {
    const runner = await run({
      connectionString: url,
      concurrency: PARALLEL,
      noHandleSignals: true,
      logger: silent(),
      taskList: {
        async send(payload) {
          if (!send(payload as Message)) throw new Error('failed on purpose');
        },
      },
    });
    return { stop: () => runner.stop() };
  },
});

function silent(): Logger {
  return new Logger(() => () => undefined);
}

export const contenders: readonly Contender[] = [
  outbox,
  graphileWorker('graphile-worker', true),
  graphileWorker('graphile-worker, no queues', false),
];
