import type { Logger } from 'pino';
import { backoffMs } from '../core/messages/backoff.ts';
import type { IncomingHandler } from '../core/messages/channel.ts';
import type { Incoming } from '../core/messages/message.ts';
import type { Clock } from '../core/time/clock.ts';
import type { Db } from '../db/client.ts';
import type { Presence } from '../db/presence.ts';
import { storeArrival, takeArrivals } from '../db/queries/arrivals.ts';
import { describeError, isPassing } from '../db/trouble.ts';
import { watch } from './watch.ts';

export interface ArrivalsDeps {
  db: Db;
  clock: Clock;
  channel: string;
  /** Who this process is among the replicas. */
  presence: Presence;
  /** Handles one update for good, with its key put into the inbox; may be called again for it. */
  handle: IncomingHandler;
  log: Logger;
}

export interface Arrivals {
  /** Resolves once the update is stored, which is soon; handling follows. Rejects when it is not. */
  take: IncomingHandler;
  start(): void;
  /** Finishes what is being handled; what waits stays stored. */
  stop(): Promise<void>;
}

/** Chats handled side by side. The pool's other connections are for storing and sending. */
const PARALLEL = 6;
/** How soon another process's leftovers are looked for. */
const POLL_MS = 1000;

/**
 * What a network hands over is stored at once, so that its call is answered in time however busy
 * the office is, and then handled: in order within a chat, several chats side by side. Any number
 * of processes share the work; one that dies leaves it to the others.
 */
export function createArrivals({
  db,
  clock,
  channel,
  presence,
  handle,
  log,
}: ArrivalsDeps): Arrivals {
  const waiting = watch(look, {
    everyMs: POLL_MS,
    onError: (error) => log.error({ error: describeError(error) }, 'arrivals not read'),
  });
  const working = new Map<string, Promise<void>>();
  /** Chats whose oldest update failed, and how often: it is passing trouble, so it is tried again. */
  const paused = new Map<string, NodeJS.Timeout>();
  const failures = new Map<string, number>();

  async function look(): Promise<number> {
    const limit = PARALLEL - working.size;
    if (limit === 0) return 0;
    const inHand = [...working.keys(), ...paused.keys()];
    const taken = await takeArrivals(db, { channel, holder: presence.id, inHand, limit });
    for (const { chat, update } of taken) {
      const work = handleOne(chat, update).finally(() => {
        working.delete(chat);
        waiting.ring();
      });
      working.set(chat, work);
    }
    return taken.length;
  }

  async function handleOne(chat: string, update: Incoming): Promise<void> {
    try {
      await handle(update);
      failures.delete(chat);
    } catch (error) {
      const before = failures.get(chat) ?? 0;
      failures.set(chat, before + 1);
      const waitMs = backoffMs(before);
      const { updateKey } = update;
      log.warn({ updateKey, error: describeError(error), waitMs }, 'update waits for another try');
      paused.set(chat, setTimeout(goOn, waitMs, chat).unref());
    }
  }

  function goOn(chat: string): void {
    paused.delete(chat);
    waiting.ring();
  }

  return {
    async take(update) {
      const takenAt = clock.now().toISOString();
      try {
        await storeArrival(db, { ...update, takenAt }, presence.id);
      } catch (error) {
        if (isPassing(error)) throw error;
        // Ids no database can hold: delivered again it would be the same.
        return log.error({ error: describeError(error) }, 'update of impossible ids passed over');
      }
      waiting.ring();
    },
    start: waiting.start,
    async stop() {
      await waiting.stop();
      await Promise.all(working.values());
      for (const timer of paused.values()) clearTimeout(timer);
    },
  };
}
