import type { Channel } from '../core/messages/channel.ts';
import type { Incoming } from '../core/messages/message.ts';

/** An answer that comes sooner needs no sign. */
const SOON_MS = 700;
/** Networks show the sign for about five seconds. */
const AGAIN_MS = 4_500;

/**
 * Shows who speaks to the bot that it is at work, for as long as `work` takes. A courtesy and no
 * more: what becomes of the sign delays nothing and fails nothing.
 */
export async function whileTyping<T>(
  channel: Channel,
  incoming: Incoming,
  work: () => Promise<T>,
): Promise<T> {
  if (!channel.typing || !asksSomething(incoming)) return work();
  const show = () => {
    channel.typing?.(incoming.conversation.id).catch(() => undefined);
  };
  let again: NodeJS.Timeout | undefined;
  const first = setTimeout(() => {
    show();
    again = setInterval(show, AGAIN_MS);
  }, SOON_MS);
  try {
    return await work();
  } finally {
    clearTimeout(first);
    clearInterval(again);
  }
}

function asksSomething({ addressed, content }: Incoming): boolean {
  return addressed && content.type !== 'reachable' && content.type !== 'moved';
}
