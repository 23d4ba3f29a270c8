import type { Chat, ChatMember, Message, PhotoSize, Update, User } from 'grammy/types';
import type { Incoming, IncomingContent, IncomingFile } from '../../../core/messages/message.ts';
import { sentAt } from '../common/sent-at.ts';
import { type BotIdentity, spokenBy } from './addressing.ts';

export const CHANNEL = 'telegram';

/** The kinds of update the bot asks for; Telegram keeps the others back. */
export const ALLOWED_UPDATES = ['message', 'callback_query', 'my_chat_member'] as const;

/** What people can send that the bot cannot read. Other fields are service messages: ignored. */
const UNREADABLE = [
  'animation', // before `document`, which Telegram sets as well
  'audio',
  'checklist',
  'contact',
  'dice',
  'game',
  'live_photo',
  'location',
  'paid_media',
  'poll',
  'rich_message',
  'sticker',
  'story',
  'venue',
  'video',
  'video_note',
  'voice',
] as const satisfies readonly (keyof Message)[];

/**
 * One native update in the shared words, or null when there is nothing in it for the bot (edits,
 * channel posts, other bots, service messages). Field names: core.telegram.org/bots/api#update
 */
export function translate(update: Update, bot: BotIdentity): Incoming | null {
  const key = String(update.update_id);
  if (update.message) return fromMessage(key, update.message, bot);
  if (update.callback_query) {
    const { message, data, from } = update.callback_query;
    if (!message || data === undefined) return null;
    return incoming(key, message.chat, from, true, {
      type: 'choice',
      choice: data,
      messageId: String(message.message_id),
    });
  }
  if (update.my_chat_member) {
    const { chat, from, old_chat_member: before, new_chat_member: after } = update.my_chat_member;
    const reachable = canWrite(after);
    // A promotion or a change of rights in a group says nothing about being reachable.
    if (chat.type !== 'private' && canWrite(before) === reachable) return null;
    return incoming(key, chat, from, chat.type === 'private', { type: 'reachable', reachable });
  }
  return null;
}

/**
 * The chat an update belongs to; updates of one chat are handled in order. That a group goes on
 * under another id belongs to the new one: nothing said there overtakes it.
 */
export function chatKey(update: Update): string {
  const movedTo = update.message?.migrate_to_chat_id;
  if (movedTo !== undefined) return String(movedTo);
  const chat =
    update.message?.chat ?? update.callback_query?.message?.chat ?? update.my_chat_member?.chat;
  return String(chat?.id ?? '');
}

/** That a group became a supergroup, as learnt from an answer to a send and not from an update. */
export function movedIncoming(from: string, to: string, bot: BotIdentity): Incoming {
  return {
    channel: CHANNEL,
    updateKey: `moved:${from}:${to}`,
    conversation: { id: from, kind: 'group', title: null },
    sender: { id: String(bot.id), name: bot.username },
    content: { type: 'moved', to },
    addressed: false,
  };
}

function fromMessage(key: string, message: Message, bot: BotIdentity): Incoming | null {
  const { chat, from } = message;
  if (!from || message.is_automatic_forward) return null;
  if (message.migrate_to_chat_id !== undefined) {
    // Whoever did it, even an anonymous administrator, who looks like a bot.
    const to = String(message.migrate_to_chat_id);
    return incoming(key, chat, from, false, { type: 'moved', to });
  }
  if (from.is_bot) return null;
  const spoken = spokenBy(message, bot);
  const content = contentOf(message, spoken.text);
  const forwarded = message.forward_origin !== undefined;
  const addressed = chat.type === 'private' || (spoken.addressed && !forwarded);
  const said = content && incoming(key, chat, from, addressed, content);
  if (!said) return null;
  return { ...said, ...sentAt(message.date * 1000), ...(forwarded ? { forwarded } : {}) };
}

function contentOf(message: Message, text: string): IncomingContent | null {
  if (message.text !== undefined) {
    const answered = message.reply_to_message;
    if (!answered?.from?.is_bot) return { type: 'text', text };
    return { type: 'text', text, replyTo: String(answered.message_id) };
  }
  if (UNREADABLE.some((field) => message[field] !== undefined)) return { type: 'unsupported' };
  const file = fileOf(message);
  if (!file) return null;
  const caption = message.caption === undefined ? null : text;
  return { type: 'files', files: [file], caption };
}

function fileOf(message: Message): IncomingFile | null {
  if (message.photo) {
    const largest = message.photo.reduce<PhotoSize | null>(
      (best, size) => (best && best.width * best.height >= size.width * size.height ? best : size),
      null,
    );
    return (
      largest && {
        ref: largest.file_id,
        kind: 'photo',
        name: null,
        // Telegram re-encodes every photo as JPEG.
        mime: 'image/jpeg',
        size: largest.file_size ?? null,
      }
    );
  }
  if (!message.document) return null;
  return {
    ref: message.document.file_id,
    kind: 'document',
    name: message.document.file_name ?? null,
    mime: message.document.mime_type ?? null,
    size: message.document.file_size ?? null,
  };
}

function canWrite(member: ChatMember): boolean {
  if (member.status === 'restricted') return member.is_member && member.can_send_messages;
  return member.status !== 'left' && member.status !== 'kicked';
}

function incoming(
  updateKey: string,
  chat: Chat,
  from: User,
  addressed: boolean,
  content: IncomingContent,
): Incoming | null {
  if (chat.type === 'channel') return null;
  const isPrivate = chat.type === 'private';
  return {
    channel: CHANNEL,
    updateKey,
    conversation: {
      id: String(chat.id),
      kind: isPrivate ? 'private' : 'group',
      title: isPrivate ? null : (chat.title ?? null),
    },
    sender: {
      id: String(from.id),
      name: [from.first_name, from.last_name].filter(Boolean).join(' '),
    },
    content,
    addressed,
  };
}
