import type { Incoming, IncomingContent } from '../../../core/messages/message.ts';
import { sentAt } from '../common/sent-at.ts';
import { updateKey, type ZaloUpdate } from './update.ts';

export const CHANNEL = 'zalo';

/** Who the bot is on Zalo, from getMe. */
export interface BotIdentity {
  id: string;
  /** Its names, longest first; a mention in a group is one of them after an @. */
  names: string[];
}

/**
 * One native update in the shared words, or null when there is nothing in it for the bot. In groups
 * Zalo hands over only what mentions or quotes the bot, so all of it is addressed.
 */
export function translate(update: ZaloUpdate, bot: BotIdentity): Incoming | null {
  const { from, chat } = update.message;
  // Its own messages may come back to it.
  if (from.is_bot === true || from.id === bot.id) return null;
  const kind = kindOf(update.message);
  const content = kind && contentOf(update, bot);
  if (!kind || !content) return null;
  return {
    channel: CHANNEL,
    updateKey: updateKey(update),
    conversation: { id: chat.id, kind, title: null },
    sender: { id: from.id, name: from.display_name ?? '' },
    content,
    addressed: true,
    ...sentAt(update.message.date),
  };
}

/** A chat whose type is missing or unheard-of is private where it bears the sender's own id. */
function kindOf({ from, chat }: ZaloUpdate['message']): 'private' | 'group' | null {
  const type = chat.chat_type?.toUpperCase();
  if (type === 'GROUP') return 'group';
  return type === 'PRIVATE' || chat.id === from.id ? 'private' : null;
}

function contentOf({ event_name: event, message }: ZaloUpdate, bot: BotIdentity) {
  return contentFor(event, message, (said) => withoutMention(said, bot));
}

function contentFor(
  event: string,
  message: ZaloUpdate['message'],
  clean: (said: string) => string,
): IncomingContent | null {
  switch (event) {
    case 'message.text.received':
      return message.text === undefined ? null : { type: 'text', text: clean(message.text) };
    case 'message.image.received': {
      const url = message.photo_url ?? message.photo;
      if (!url) return { type: 'unsupported' };
      const caption = message.caption ? clean(message.caption) : null;
      const file = { ref: url, kind: 'photo' as const, name: null, mime: null, size: null };
      return { type: 'files', files: [file], caption };
    }
    case 'message.sticker.received':
    case 'message.voice.received':
    case 'message.unsupported.received':
      return { type: 'unsupported' };
    default:
      return null;
  }
}

/** A mention stays in the text as plain characters, spaces of the name and all. */
function withoutMention(said: string, bot: BotIdentity): string {
  const text = said.normalize('NFC').trimStart();
  if (!text.startsWith('@')) return text;
  for (const name of bot.names) {
    const begins = text.slice(1, 1 + name.length).toLowerCase() === name.toLowerCase();
    const after = text.slice(1 + name.length);
    if (begins && !/^[\p{L}\p{N}]/u.test(after)) return after.replace(/^[\s,:;]+/, '');
  }
  // Renamed since the start: what stands before a command can only be a name.
  return text.replace(/^@[^/\n]{1,100}\s+(?=\/)/, '');
}
