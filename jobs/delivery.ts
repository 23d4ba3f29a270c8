import pThrottle from 'p-throttle';
import type { Logger } from 'pino';
import type { Channel, SendResult } from '../core/messages/channel.ts';
import type { Clock } from '../core/time/clock.ts';
import type { Db } from '../db/client.ts';
import { setUnreachable } from '../db/queries/conversations.ts';
import {
  type ClaimedMessage,
  claimMessages,
  failWaiting,
  hasDeliverable,
  markFailed,
  markLimited,
  markRetry,
  markSent,
} from '../db/queries/outbox.ts';
import { describeError } from '../db/trouble.ts';

export interface DeliveryDeps {
  db: Db;
  clock: Clock;
  channel: Channel;
  log: Logger;
  onResult?: (result: SendResult['outcome']) => void;
}

export interface Delivery {
  /** Something may be waiting: look now rather than at the next poll. */
  kick(): void;
  start(): void;
  /** Finishes what is being sent. */
  stop(): Promise<void>;
  /** Sends until nothing can be sent at the present office time. */
  drain(): Promise<void>;
}

/** How long a claim holds: longer than any single send takes. */
const LEASE_SECONDS = 120;
const POLL_MS = 1000;
const PARALLEL = 8;
/** With the back-off below about half a day of trying. */
const MAX_ATTEMPTS = 25;

/**
 * Sends a channel's outbox: replies first, order kept within a chat, at the channel's pace. Any
 * number of replicas may run this on one database.
 */
export function createDelivery({ db, clock, channel, log, onResult }: DeliveryDeps): Delivery {
  const { perSecond, privateGapMs, groupGapMs } = channel.capabilities;
  const send =
    perSecond > 0
      ? pThrottle({ limit: perSecond, interval: 1000 })(channel.send)
      : channel.send.bind(channel);
  let stopped = true;
  let wake: (() => void) | null = null;
  let kicked = false;
  let loop: Promise<void> = Promise.resolve();

  async function sendBatch(): Promise<number> {
    const batch = await claimMessages(db, {
      channel: channel.name,
      officeNow: clock.now(),
      limit: PARALLEL,
      leaseSeconds: LEASE_SECONDS,
    });
    await Promise.all(batch.map(deliver));
    return batch.length;
  }

  async function deliver(item: ClaimedMessage): Promise<void> {
    const { nativeId, conversationKind, message } = item;
    const result = await send({ conversationId: nativeId, conversationKind, message }).catch(
      (error): SendResult => ({ outcome: 'retry', reason: describeError(error).name }),
    );
    onResult?.(result.outcome);
    const gap = conversationKind === 'group' ? groupGapMs : privateGapMs;
    switch (result.outcome) {
      case 'sent':
        return markSent(db, item, result.messageId, gap);
      case 'limited':
        return markLimited(db, item, result.retryAfterMs, result.scope);
      case 'retry':
        if (item.attempts >= MAX_ATTEMPTS) return giveUp(item, result.reason);
        return markRetry(db, item.id, result.reason, backOff(item.attempts));
      case 'unreachable':
        await giveUp(item, result.reason);
        await setUnreachable(db, item.conversationId, clock.now());
        return failWaiting(db, item.conversationId, result.reason);
      case 'rejected':
        return giveUp(item, result.reason);
    }
  }

  async function giveUp(item: ClaimedMessage, reason: string): Promise<void> {
    log.error({ outbox: item.id, kind: item.kind, reason }, 'message given up');
    await markFailed(db, item.id, reason);
  }

  async function run(): Promise<void> {
    while (!stopped) {
      kicked = false;
      let sent = 0;
      try {
        sent = await sendBatch();
      } catch (error) {
        log.error({ error: describeError(error) }, 'outbox not read');
      }
      if (sent === 0 && !kicked && !stopped) await pause();
    }
  }

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, POLL_MS);
      function done() {
        clearTimeout(timer);
        wake = null;
        resolve();
      }
      wake = done;
    });
  }

  return {
    kick() {
      kicked = true;
      wake?.();
    },
    start() {
      stopped = false;
      loop = run();
    },
    async stop() {
      stopped = true;
      wake?.();
      await loop;
    },
    async drain() {
      while ((await sendBatch()) > 0 || (await hasDeliverable(db, channel.name, clock.now()))) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
  };
}

/** 1 s doubling to 30 min, with up to a fifth more so that failures do not march in step. */
function backOff(attempts: number): number {
  const base = Math.min(1000 * 2 ** (attempts - 1), 30 * 60 * 1000);
  return base * (1 + Math.random() / 5);
}
