import { STORED_FILE } from '../files/upload.ts';
import type { Incoming } from './message.ts';

/**
 * True when somebody said something in their private chat. What comes through our own upload page
 * did not pass the network, and a person who blocked the bot has said nothing.
 */
export function isHeard({ conversation, content }: Incoming): boolean {
  if (conversation.kind !== 'private') return false;
  if (content.type === 'reachable') return content.reachable;
  if (content.type === 'moved') return false;
  return content.type !== 'files' || content.files.some(({ ref }) => !ref.startsWith(STORED_FILE));
}
