import type { Message, MessageEntity, Update } from 'grammy/types';
import type { UpdateQueue } from './update-queue.ts';
import {
  addFile,
  addMessage,
  type ChatRecord,
  chatRecord,
  type EmulatedMessage,
  nativeChat,
  nativeMessage,
  userOf,
  type World,
} from './world.ts';

/** Text of a bot message to wait for: a part of it, a pattern, or any test. */
export type Match = string | RegExp | ((message: EmulatedMessage) => boolean);

/** One chat as a test sees it. */
export interface EmulatedChat {
  id: number;
  /** Everything in it, oldest first. Messages the bot edits change in place. */
  readonly messages: readonly EmulatedMessage[];
  /** The bot's messages only. */
  readonly fromBot: readonly EmulatedMessage[];
  /**
   * Waits for the next thing the bot says (or changes) that matches. What it said before is passed
   * over and not heard again, so a test reads like the dialogue it is.
   */
  hears(match?: Match): Promise<EmulatedMessage>;
  /** The chat as lines of text, buttons in brackets. */
  transcript(): string;
}

/** What a person can do in one chat. All verbs only queue updates; nothing waits for the bot. */
export interface Voice extends EmulatedChat {
  sends(text: string, options?: { replyTo?: number }): EmulatedMessage;
  sendsFile(file: {
    name: string;
    bytes: Uint8Array;
    mime?: string;
    caption?: string;
  }): EmulatedMessage;
  sendsPhoto(photo: { bytes: Uint8Array; caption?: string }): EmulatedMessage;
  /** A sticker, voice message, location…: any native fields of a message. */
  sendsOther(extra: Partial<Message>): EmulatedMessage;
  /** Presses a button, by label or data: of that message, else of the latest that has it. */
  presses(choice: string, messageId?: number): string;
  /** Changes an own message afterwards. */
  edits(messageId: number, text: string): void;
}

export interface Person extends Voice {
  name: string;
  /** The same person speaking in a group. */
  in(group: Group): Voice;
  blocks(): void;
  unblocks(): void;
}

export interface Group extends EmulatedChat {
  title: string;
  removesBot(by: Person): void;
  addsBot(by: Person): void;
  /** Gives the bot the right to pin, or takes it away. */
  letsPin(may: boolean): void;
  /** Somebody deletes a message for all. */
  deletes(messageId: number): void;
  /** What is pinned, oldest first. */
  readonly pinned: readonly EmulatedMessage[];
  /** The group becomes a supergroup with another id. */
  movesTo(id: number, by: Person): Group;
}

export interface PeopleParts {
  world: World;
  updates: UpdateQueue;
  asked: Set<string>;
  waitFor<T>(probe: () => T | null | undefined | false, what: string): Promise<T>;
}

export interface People {
  user(id: number, name: string): Person;
  group(id: number, title: string): Group;
  chat(id: number): EmulatedChat;
}

export function people(parts: PeopleParts): People {
  const { world, updates } = parts;

  function push(message: EmulatedMessage): EmulatedMessage {
    updates.push({ message: nativeMessage(world, message) } as Omit<Update, 'update_id'>);
    return message;
  }

  function chatOf(record: ChatRecord): EmulatedChat {
    return {
      id: record.id,
      get messages() {
        return record.messages;
      },
      get fromBot() {
        return record.messages.filter((message) => message.from === 'bot');
      },
      hears: (match = () => true) =>
        parts.waitFor(
          () => {
            const rest = record.botEvents.slice(record.heard);
            const at = rest.findIndex((message) => matches(message, match));
            if (at < 0) return null;
            record.heard += at + 1;
            return rest[at];
          },
          `the bot to say ${String(match)} in chat ${record.id}`,
        ),
      transcript: () => transcript(world, record),
    };
  }

  function voice(userId: number, record: ChatRecord): Voice {
    const say = (content: Partial<EmulatedMessage>) => {
      if (!record.botWelcome) throw new Error('the bot is blocked here or not in the group');
      record.started = true;
      return push(addMessage(world, record, { from: userId, ...content }));
    };
    const words = (text: string) => ({ text, entities: entitiesOf(text) });
    return Object.assign(chatOf(record), {
      sends: (text: string, options: { replyTo?: number } = {}) =>
        say({ ...words(text), replyTo: options.replyTo ?? null }),
      sendsFile: ({ name, bytes, mime, caption }: Parameters<Voice['sendsFile']>[0]) =>
        say({
          ...words(caption ?? ''),
          file: addFile(world, {
            kind: 'document',
            name,
            mime: mime ?? 'application/octet-stream',
            bytes: Buffer.from(bytes),
          }),
        }),
      sendsPhoto: ({ bytes, caption }: Parameters<Voice['sendsPhoto']>[0]) =>
        say({
          ...words(caption ?? ''),
          file: addFile(world, {
            kind: 'photo',
            name: 'photo.jpg',
            mime: 'image/jpeg',
            bytes: Buffer.from(bytes),
          }),
        }),
      sendsOther: (extra: Partial<Message>) => say({ extra }),
      presses: (choice: string, messageId?: number) => {
        const { message, data } = buttonIn(record, choice, messageId);
        const id = `callback-${world.nextId++}`;
        parts.asked.add(id);
        updates.push({
          callback_query: {
            id,
            from: userOf(world, userId),
            chat_instance: String(record.id),
            message: nativeMessage(world, message),
            data,
          },
        } as Omit<Update, 'update_id'>);
        return id;
      },
      edits: (messageId: number, text: string) => {
        const message = record.messages.find((other) => other.id === messageId);
        if (message?.from !== userId) throw new Error(`message ${messageId} is not theirs`);
        Object.assign(message, words(text));
        const edited = { ...nativeMessage(world, message), edit_date: message.date + 1 };
        updates.push({ edited_message: edited } as Omit<Update, 'update_id'>);
      },
    });
  }

  function membership(record: ChatRecord, by: number, status: [string, string]): void {
    const [before, after] = status.map((name) => ({
      status: name,
      user: world.bot,
      until_date: 0,
    }));
    record.botWelcome = status[1] === 'member';
    updates.push({
      my_chat_member: {
        chat: nativeChat(world, record),
        from: userOf(world, by),
        date: 1_700_000_000,
        old_chat_member: before,
        new_chat_member: after,
      },
    } as Omit<Update, 'update_id'>);
  }

  function user(id: number, name: string): Person {
    const [first = name, ...rest] = name.split(' ');
    const last = rest.join(' ');
    world.users.set(id, {
      id,
      is_bot: false,
      first_name: first,
      ...(last ? { last_name: last } : {}),
      language_code: 'vi',
    });
    const record = world.chats.get(id) ?? chatRecord(id, 'private', name);
    world.chats.set(id, record);
    return Object.assign(voice(id, record), {
      name,
      in: (group: Group) => voice(id, recordOf(world, group.id)),
      blocks: () => membership(record, id, ['member', 'kicked']),
      unblocks: () => membership(record, id, ['kicked', 'member']),
    });
  }

  function group(id: number, title: string): Group {
    if (id >= 0) throw new Error('ids of groups are negative');
    const kind = id <= -1_000_000_000_000 ? 'supergroup' : 'group';
    const record = world.chats.get(id) ?? chatRecord(id, kind, title);
    world.chats.set(id, record);
    const chat = Object.defineProperty(chatOf(record), 'pinned', {
      get: () => record.messages.filter((message) => message.pinned),
    }) as EmulatedChat & Pick<Group, 'pinned'>;
    return Object.assign(chat, {
      title,
      removesBot: (by: Person) => membership(record, by.id, ['member', 'kicked']),
      addsBot: (by: Person) => membership(record, by.id, ['left', 'member']),
      letsPin: (may: boolean) => {
        record.mayPin = may;
      },
      deletes: (messageId: number) => {
        record.messages = record.messages.filter((message) => message.id !== messageId);
      },
      movesTo: (next: number, by: Person) => {
        const moved = group(next, title);
        record.movedTo = next;
        const leave = { migrate_to_chat_id: next };
        push(addMessage(world, record, { from: by.id, extra: leave }));
        const arrive = { migrate_from_chat_id: id };
        push(addMessage(world, recordOf(world, next), { from: by.id, extra: arrive }));
        return moved;
      },
    });
  }

  return { user, group, chat: (id) => chatOf(recordOf(world, id)) };
}

/** Every chat of the emulator as text; the first thing to read when a dialogue goes wrong. */
export function transcript(world: World, record: ChatRecord): string {
  return record.messages
    .flatMap((message) => {
      const { first_name, last_name } = userOf(world, message.from);
      const who =
        message.from === 'bot' ? 'BOT' : [first_name, last_name].filter(Boolean).join(' ');
      const file = message.file ? `[${message.file.kind} ${message.file.name}] ` : '';
      const other = Object.keys(message.extra).map((field) => `[${field}] `);
      const rows = message.buttons.map((row) => `  ${row.map((b) => `[${b.label}]`).join(' ')}`);
      return [`${who}: ${file}${other.join('')}${message.text}`, ...rows];
    })
    .join('\n');
}

function recordOf(world: World, id: number): ChatRecord {
  const record = world.chats.get(id);
  if (!record) throw new Error(`there is no chat ${id}`);
  return record;
}

function matches(message: EmulatedMessage, match: Match): boolean {
  if (typeof match === 'string') return message.text.includes(match);
  return match instanceof RegExp ? match.test(message.text) : match(message);
}

function buttonIn(record: ChatRecord, choice: string, messageId: number | undefined) {
  const candidates = record.messages.filter(
    (message) => messageId === undefined || message.id === messageId,
  );
  for (const message of candidates.toReversed()) {
    const button = message.buttons.flat().find(({ label, data }) => [label, data].includes(choice));
    if (button) return { message, data: button.data };
  }
  const offered = candidates.flatMap(({ buttons }) => buttons.flat().map(({ label }) => label));
  throw new Error(`no button "${choice}"; there are: ${offered.join(' | ') || 'none'}`);
}

/** Commands and mentions, as Telegram's clients mark them. */
function entitiesOf(text: string): MessageEntity[] {
  const found = text.matchAll(/(?<![\w/@])(?:\/[A-Za-z0-9_]{1,64}(?:@\w+)?|@\w{4,32})/g);
  return Array.from(found, ({ 0: raw, index }) => ({
    type: raw.startsWith('/') ? ('bot_command' as const) : ('mention' as const),
    offset: index,
    length: raw.length,
  }));
}
