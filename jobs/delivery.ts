import pThrottle from 'p-throttle';
import type { Logger } from 'pino';
import type { Channel, OutgoingEnvelope, SendResult } from '../core/messages/channel.ts';
import type { Clock } from '../core/time/clock.ts';
import type { Db } from '../db/client.ts';
import type { Presence } from '../db/presence.ts';
import { markBoardSent, markPinned } from '../db/queries/boards.ts';
import { UNKNOWN, USED_UP } from '../db/queries/dead-letters.ts';
import { leaveChat, leaveMessage } from '../db/queries/fall-over.ts';
import { hasDeliverable } from '../db/queries/outbox.ts';
import {
  absentHolders,
  type ClaimedMessage,
  claimMessages,
  mayBeSent,
} from '../db/queries/outbox-claims.ts';
import {
  markAgain,
  markLimited,
  markRetry,
  markSent,
  noteInChat,
} from '../db/queries/outbox-marks.ts';
import { serverAgeMs } from '../db/queries/system.ts';
import type { OutboxKind } from '../db/schema/index.ts';
import { describeError, isPassing } from '../db/trouble.ts';
import { absences, GRACE_MS } from './absences.ts';
import { channelBreaker } from './breaker.ts';
import { patience } from './patience.ts';
import { pinRefused } from './pin-refused.ts';
import { type Turn, turns } from './turns.ts';
import { watch } from './watch.ts';

export interface DeliveryDeps {
  db: Db;
  clock: Clock;
  timeZone: string;
  channel: Channel;
  /** Who this process is among the replicas. */
  presence: Presence;
  log: Logger;
  /** Every channel of the office: what is given up here may go on there. All when absent. */
  channels?: readonly string[];
  /** Something waits on another channel, or in another chat, now. */
  onMoved?: () => void;
  onResult?: (result: SendResult['outcome']) => void;
  /** True while what is left of a quota is for replies and reminders only. */
  isTight?: () => Promise<boolean>;
}

export interface Delivery {
  /** Something may be waiting: look now rather than at the next poll. */
  kick(): void;
  start(): void;
  /** Finishes what is being sent. */
  stop(): Promise<void>;
  /** Sends until nothing can be sent at the present office time. */
  drain(): Promise<void>;
  /** Why nothing is sent at present, in one line; null when sending works. */
  trouble(): string | null;
}

/**
 * How long a claim holds whatever happens: longer than a send takes. It matters only when the
 * database cannot tell that the holder is gone, such as after the power failure of its machine.
 */
const LEASE_SECONDS = 300;
const POLL_MS = 1000;
/** Held at a time: one is on its way, the others wait for their turn or for a late answer. */
const PARALLEL = 8;
/** With the back-off below about half a day of trying. */
const MAX_ATTEMPTS = 25;
/**
 * Kinds sent once more when nobody can say whether they arrived. A digest comes again by itself the
 * next morning, and a summary the next week: a group is not told anything twice.
 */
const REPEATED = new Set<OutboxKind>(['reply', 'notice']);
const AGAIN_MS = 15_000;
const DURING_OUTAGE_MS = 10 * 60_000;
/** Whoever asks gets an answer, and nobody misses a deadline, while notices wait for next month. */
const WHEN_TIGHT: readonly OutboxKind[] = ['reply', 'digest'];

/**
 * Sends a channel's outbox: replies first, order kept within a chat, at the channel's pace. Any
 * number of replicas may run this on one database. A message is sent twice only when the process
 * dies between the send and the note of it, and on a network that answers quickly that is one
 * message (see `patience`). While the network is away one message at a time is tried, and that counts against none of them (see `channelBreaker`).
 */
export function createDelivery(deps: DeliveryDeps): Delivery {
  const { db, clock, timeZone, channel, presence, log, onResult } = deps;
  const { perSecond, privateGapMs, groupGapMs } = channel.capabilities;
  const patient = patience();
  const sendNow = (envelope: OutgoingEnvelope, turn: Turn) => {
    turn.begun();
    const begun = performance.now();
    return channel.send(envelope).finally(() => {
      patient.answered(performance.now() - begun);
      turn.answered();
    });
  };
  const send =
    perSecond > 0
      ? // Evenly spaced, not in a burst at the start of each second.
        pThrottle({ limit: 1, interval: 1000 / perSecond })(sendNow)
      : sendNow;
  const inTurn = turns(patient.ms);
  const breaker = channelBreaker();
  const others = absences(async () => ({
    missing: await absentHolders(db, { channel: channel.name, holder: presence.id }),
    shaken: (await serverAgeMs(db)) < GRACE_MS,
  }));
  const inHand = new Map<number, Promise<void>>();
  let looking: Promise<unknown> = Promise.resolve();
  let stopped = true;
  const outbox = watch(sendMore, {
    everyMs: POLL_MS,
    onError: (error) => log.error({ error: describeError(error) }, 'outbox not read'),
  });

  /** Starts as many sends as there is room for; says how many. One look at a time. */
  function sendMore(): Promise<number> {
    const look = looking.then(claimAndSend);
    looking = look.catch(() => undefined);
    return look;
  }

  async function kinds(): Promise<readonly OutboxKind[] | undefined> {
    return (await deps.isTight?.()) ? WHEN_TIGHT : undefined;
  }

  async function claimAndSend(): Promise<number> {
    // Not one by one: a look costs.
    const free = PARALLEL - inHand.size;
    const room = breaker.room(free);
    const isTrial = breaker.isOpen();
    if (room === 0 || (!isTrial && room < PARALLEL / 2)) return 0;
    await presence.show();
    const claimed = await claimMessages(db, {
      channel: channel.name,
      officeNow: clock.now(),
      limit: room,
      leaseSeconds: LEASE_SECONDS,
      holder: presence.id,
      inHand: [...inHand.keys()],
      gone: await others.gone(),
      kinds: await kinds(),
    });
    if (isTrial) breaker.try(claimed[0]?.id ?? null);
    for (const item of claimed) {
      const sending = inTurn((turn) => deliver(item, turn)).finally(() => {
        inHand.delete(item.id);
        outbox.ring();
      });
      inHand.set(item.id, sending);
    }
    return claimed.length;
  }

  async function deliver(item: ClaimedMessage, turn: Turn): Promise<void> {
    if (!(await mayGo(item))) return breaker.unsent(item.id);
    const { nativeId, conversationKind, message, locale, lastHeardAt } = item;
    const envelope = { conversationId: nativeId, conversationKind, message, locale, lastHeardAt };
    const result = await send(envelope, turn).catch(
      (error): SendResult => ({ outcome: 'retry', reason: describeError(error).name }),
    );
    onResult?.(result.outcome);
    const { counts } = noteSign(item, result);
    await insist(() => record(item, result, counts));
  }

  /** It may have waited for its turn, and the whole process may have slept: is it still ours? */
  async function mayGo(item: ClaimedMessage): Promise<boolean> {
    let may = false;
    await insist(async () => {
      await presence.show();
      may = await mayBeSent(db, item);
    });
    return may;
  }

  function noteSign(item: ClaimedMessage, result: SendResult): { counts: boolean } {
    const before = breaker.trouble();
    const noted = breaker.ended(item, result);
    const now = breaker.trouble();
    if (before === null && now !== null) log.error({ trouble: now }, 'breaker opened');
    if (before !== null && now === null) log.info('breaker closed');
    if (now !== null) kickIn(breaker.waitMs());
    return noted;
  }

  /** `counts`: false for a try during an outage that was known of. */
  async function record(item: ClaimedMessage, result: SendResult, counts: boolean): Promise<void> {
    const gap = item.conversationKind === 'group' ? groupGapMs : privateGapMs;
    if ('inChat' in result) await noteInChat(db, item, result.inChat ?? 0);
    switch (result.outcome) {
      case 'sent':
        await noteSent(item, result.messageId, gap);
        return kickIn(gap);
      case 'limited':
        return markLimited(db, item, result.retryAfterMs, result.scope);
      case 'retry': {
        const tries = Math.min(result.tries ?? MAX_ATTEMPTS, MAX_ATTEMPTS);
        if (counts && item.attempts >= tries) return giveUp(item, USED_UP + result.reason);
        const pause = backOff(item.attempts);
        await markRetry(db, item, result.reason, pause, counts);
        return kickIn(pause);
      }
      case 'unknown': {
        // Docs: docs/decisions/011-zalo.md. What nothing else would tell is sent once more, and says so.
        if (!REPEATED.has(item.kind)) return giveUp(item, UNKNOWN + result.reason, true);
        // Tried during an outage that was known of: it stays in line, and is tried again late enough
        // that a network which does deliver and never says so shows it now and then, not always.
        if (item.message.again && !counts) {
          await markRetry(db, item, result.reason, DURING_OUTAGE_MS, false);
          return kickIn(DURING_OUTAGE_MS);
        }
        if (item.message.again) return giveUp(item, UNKNOWN + result.reason, true);
        await markAgain(db, item, result.reason, AGAIN_MS);
        return kickIn(AGAIN_MS);
      }
      case 'unreachable':
        return leave(item, result.reason);
      case 'no_right':
        log.warn({ outbox: item.id, reason: result.reason }, 'not permitted in the group');
        await pinRefused(db, item, { reason: result.reason, now: clock.now(), timeZone });
        return deps.onMoved?.();
      case 'rejected':
        return giveUp(item, result.reason);
    }
  }

  async function noteSent(item: ClaimedMessage, messageId: string, gap: number): Promise<void> {
    const { board, pins } = item.message;
    if (board) return markBoardSent(db, item, messageId, gap);
    if (pins) return markPinned(db, item, messageId, gap);
    return markSent(db, item, messageId, gap);
  }

  /** This one with all that waits, in one transaction: nothing else of the chat is tried. */
  async function leave(item: ClaimedMessage, reason: string): Promise<void> {
    const { channels } = deps;
    const { moved } = await leaveChat(db, item, { reason, now: clock.now(), channels });
    log.error({ outbox: item.id, kind: item.kind, reason, moved }, 'chat left');
    if (moved > 0) deps.onMoved?.();
  }

  /** `again`: it may have arrived all the same. */
  async function giveUp(item: ClaimedMessage, reason: string, again = false): Promise<void> {
    const { channels } = deps;
    const { moved } = await leaveMessage(db, item, { reason, again, channels });
    log.error({ outbox: item.id, kind: item.kind, reason, moved }, 'message given up');
    if (moved > 0) deps.onMoved?.();
  }

  /** What became of a send must not be forgotten because the database is away just then. */
  async function insist(note: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await note();
      } catch (error) {
        log.error({ error: describeError(error) }, 'send not noted');
        // Whatever else is wrong, the claim ends some time and the message is sent again.
        if (!isPassing(error) || stopped) return;
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  /** Looks again when a chat's rest is over. */
  function kickIn(ms: number): void {
    if (ms > 0) setTimeout(outbox.ring, ms).unref();
  }

  return {
    kick: outbox.ring,
    trouble: () => breaker.trouble(),
    start() {
      stopped = false;
      outbox.start();
    },
    async stop() {
      stopped = true;
      await outbox.stop();
      await Promise.all(inHand.values());
    },
    async drain() {
      while (
        (await sendMore()) > 0 ||
        (await hasDeliverable(db, channel.name, clock.now(), await kinds()))
      ) {
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
