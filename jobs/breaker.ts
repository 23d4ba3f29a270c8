import {
  afterSend,
  allowed,
  CLOSED,
  type Sign,
  trying,
  untried,
} from '../core/messages/breaker.ts';
import type { SendResult } from '../core/messages/channel.ts';

/** The circuit breaker of one channel in this process; every replica learns by itself. */
export interface ChannelBreaker {
  /** How many of `wanted` sends may begin now. While open: none, or one to try. */
  room(wanted: number): number;
  /** True while nothing but one trial at a time is sent. */
  isOpen(): boolean;
  /** Which message is the trial; null when there was none to send. */
  try(id: number | null): void;
  /** A message was not sent after all, which tells nothing of the network. */
  unsent(id: number): void;
  /** How a send ended. Says whether the attempt counts: one that met a closed network does not. */
  ended(item: { id: number; conversationId: number }, result: SendResult): { counts: boolean };
  /** Milliseconds until the next trial; 0 when closed. */
  waitMs(): number;
  /** Why nothing is sent, in one line; null while closed. */
  trouble(): string | null;
}

/** `now`: milliseconds of a clock that nobody sets. */
export function channelBreaker(now: () => number = () => performance.now()): ChannelBreaker {
  let state = CLOSED;
  let trial: number | null = null;
  return {
    room: (wanted) => allowed(state, now(), wanted),
    isOpen: () => state.phase !== 'closed',
    try(id) {
      // Something that was still on its way may have closed it meanwhile.
      if (state.phase !== 'open' || id === null) return;
      trial = id;
      state = trying(state);
    },
    unsent(id) {
      if (id !== trial) return;
      trial = null;
      if (state.phase === 'trying') state = untried(state);
    },
    ended(item, result) {
      const isTrial = item.id === trial;
      if (isTrial) trial = null;
      const wasOpen = state.phase !== 'closed';
      state = afterSend(state, signOf(item, result), {
        now: now(),
        trial: isTrial,
        jitter: Math.random(),
      });
      return { counts: !wasOpen };
    },
    waitMs: () => (state.phase === 'open' ? Math.max(0, state.openUntil - now()) : 0),
    trouble() {
      if (state.phase === 'closed') return null;
      return `sending paused after failures in a row: ${state.reason}`;
    },
  };
}

function signOf(item: { conversationId: number }, result: SendResult): Sign {
  const { conversationId: chat } = item;
  switch (result.outcome) {
    case 'unknown':
      return { works: false, chat, reason: result.reason };
    case 'retry':
      // With tries of its own the answer is about the message.
      return result.tries === undefined
        ? { works: false, chat, reason: result.reason }
        : { works: true };
    default:
      return { works: true };
  }
}
