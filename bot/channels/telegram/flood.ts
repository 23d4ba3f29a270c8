/** Chats paused at once before the pauses count as one for the whole bot. */
const CHATS_FOR_ALL = 3;

/**
 * Tells whom a 429 is about. Telegram's answer does not say, and mostly it is the one chat (a busy
 * group); but when several chats are paused at the same time the bot's overall limit is reached,
 * and going on chat by chat would only prolong it.
 * @param now a monotonic clock, in milliseconds
 */
export function floodScope(
  now: () => number,
): (chat: string, pauseMs: number) => 'chat' | 'channel' {
  const pausedUntil = new Map<string, number>();
  return (chat, pauseMs) => {
    for (const [other, until] of pausedUntil) if (until <= now()) pausedUntil.delete(other);
    pausedUntil.set(chat, now() + pauseMs);
    return pausedUntil.size >= CHATS_FOR_ALL ? 'channel' : 'chat';
  };
}
