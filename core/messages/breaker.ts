/**
 * Whether a network is worth calling just now. Closed: as ever. After several failures in a row it
 * opens: nothing is sent until a pause is over. Then one message is tried; its success closes the
 * breaker, its failure makes the next pause longer. Times are milliseconds of a steady clock.
 */
export interface Breaker {
  phase: 'closed' | 'open' | 'trying';
  /** Chats in which sends failed since the last one that worked, a failure an entry. */
  failedIn: readonly number[];
  /** When it may be tried again; matters while open. */
  openUntil: number;
  /** How long the present pause lasts; 0 while closed. */
  pauseMs: number;
  /** What the last failure said. */
  reason: string;
}

export const CLOSED: Breaker = {
  phase: 'closed',
  failedIn: [],
  openUntil: 0,
  pauseMs: 0,
  reason: '',
};

/** So many failures in a row open it … */
export const FAILURES_TO_OPEN = 5;
/** … in so many chats: a single message that the network cannot digest is no outage. */
const CHATS_TO_OPEN = 3;
const FIRST_PAUSE_MS = 2_000;
/** Nobody who writes after an outage waits longer than this. */
export const LONGEST_PAUSE_MS = 60_000;

/** What one send says about the network. */
export type Sign =
  /** It answered, whatever it said. */
  | { works: true }
  /** No usable answer, or an error of its own. `chat`: where. */
  | { works: false; chat: number; reason: string };

/** How many of `wanted` sends may begin now. */
export function allowed(breaker: Breaker, now: number, wanted: number): number {
  if (breaker.phase === 'closed') return wanted;
  if (breaker.phase === 'trying' || now < breaker.openUntil) return 0;
  return Math.min(1, wanted);
}

/** The one trial message is on its way. */
export function trying(breaker: Breaker): Breaker {
  return { ...breaker, phase: 'trying' };
}

/** The trial message was not sent after all: another may be. */
export function untried(breaker: Breaker): Breaker {
  return { ...breaker, phase: 'open' };
}

/**
 * After one send ended. `trial`: it was the one message tried while the breaker was open.
 * `jitter`: 0 to 1, so that replicas do not knock in step.
 */
export function afterSend(
  breaker: Breaker,
  sign: Sign,
  { now, trial, jitter }: { now: number; trial: boolean; jitter: number },
): Breaker {
  if (sign.works) return CLOSED;
  const failedIn = [...breaker.failedIn, sign.chat].slice(-FAILURES_TO_OPEN);
  const known = { ...breaker, failedIn, reason: sign.reason };
  if (breaker.phase !== 'closed') {
    // What was on its way when it opened says nothing new.
    return trial ? opened(known, breaker.pauseMs * 2, now, jitter) : known;
  }
  const enough = failedIn.length >= FAILURES_TO_OPEN && new Set(failedIn).size >= CHATS_TO_OPEN;
  return enough ? opened(known, FIRST_PAUSE_MS, now, jitter) : known;
}

function opened(breaker: Breaker, pause: number, now: number, jitter: number): Breaker {
  const pauseMs = Math.min(pause, LONGEST_PAUSE_MS);
  return { ...breaker, phase: 'open', pauseMs, openUntil: now + pauseMs * (1 + jitter / 5) };
}
