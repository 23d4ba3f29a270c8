import { randomBytes } from 'node:crypto';
import { type Chat, chatOf, type Recorded, type Shown, type WaitFor } from '../common/chat.ts';

/** A message of the bot as the chat shows it. */
export interface ShownMessage extends Shown {
  /** What Zalo fetched for a photo; null bytes = a black picture. */
  photo: { url: string; bytes: Uint8Array | null } | null;
}

export type ZaloChat = Chat<ShownMessage>;

/** What a person can do in one chat. All verbs only queue updates; nothing waits for the bot. */
export interface ZaloVoice extends ZaloChat {
  says(text: string): void;
  sendsPhoto(bytes: Uint8Array, caption?: string): void;
  /** Zalo bots get no files: only that something unsupported came. */
  sendsFile(): void;
  sendsSticker(): void;
}

export interface ZaloPerson extends ZaloVoice {
  name: string;
  /** The same person in a group, where Zalo hands over only what mentions the bot. */
  in(group: ZaloGroup): { says(text: string): void; mentions(text: string): void };
}

export interface ZaloGroup extends ZaloChat {
  title: string;
}

export interface ChatRecord extends Recorded<ShownMessage> {
  type: 'PRIVATE' | 'GROUP';
}

export interface PeopleParts {
  chats: Map<string, ChatRecord>;
  botName: string;
  push(update: unknown): void;
  keepPhoto(bytes: Uint8Array): string;
  waitFor: WaitFor;
}

/** Twenty hex characters, as real ids. */
export function newId(): string {
  return randomBytes(10).toString('hex');
}

export function zaloPeople(parts: PeopleParts) {
  function newChat(type: ChatRecord['type']): ChatRecord {
    const record: ChatRecord = { id: newId(), type, fromBot: [], heard: 0 };
    parts.chats.set(record.id, record);
    return record;
  }

  function event(
    name: string,
    from: { id: string; name: string },
    chat: ChatRecord,
    content: Record<string, unknown>,
  ) {
    parts.push({
      event_name: `message.${name}.received`,
      message: {
        message_id: newId(),
        date: Date.now(),
        from: { id: from.id, display_name: from.name, is_bot: false },
        chat: { id: chat.id, chat_type: chat.type },
        ...content,
      },
    });
  }

  return {
    person(name: string): ZaloPerson {
      const record = newChat('PRIVATE');
      const me = { id: record.id, name };
      return {
        ...chatOf(record, parts.waitFor),
        name,
        says: (text) => event('text', me, record, { text }),
        sendsPhoto: (bytes, caption) =>
          event('image', me, record, {
            photo_url: parts.keepPhoto(bytes),
            message_type: 'CHAT_PHOTO',
            ...(caption === undefined ? {} : { caption }),
          }),
        sendsFile: () => event('unsupported', me, record, {}),
        sendsSticker: () => event('sticker', me, record, { sticker: 'x', url: 'https://x' }),
        in(group) {
          const there = parts.chats.get(group.id);
          if (!there) throw new Error('no such group');
          return {
            says: () => {},
            mentions: (text) => event('text', me, there, { text: `@${parts.botName} ${text}` }),
          };
        },
      };
    },
    group(title: string): ZaloGroup {
      return { ...chatOf(newChat('GROUP'), parts.waitFor), title };
    },
  };
}
