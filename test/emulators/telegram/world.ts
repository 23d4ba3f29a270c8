import type { Chat, InlineKeyboardMarkup, Message, MessageEntity, User } from 'grammy/types';

/** A file the emulated Telegram keeps, sent by a person or by the bot. */
export interface StoredFile {
  id: string;
  kind: 'photo' | 'document';
  name: string;
  mime: string;
  bytes: Buffer;
  path: string;
  width: number;
  height: number;
}

export interface EmulatedMessage {
  id: number;
  chatId: number;
  /** 'bot', or the id of the person. */
  from: 'bot' | number;
  date: number;
  /** What the screen shows: the text or the caption. */
  text: string;
  /** As the bot wrote it, with tags; null for people and for plain text. */
  html: string | null;
  entities: MessageEntity[];
  buttons: { label: string; data: string }[][];
  file: StoredFile | null;
  /** Other content of people (a sticker, a location…) and service fields, as native fields. */
  extra: Partial<Message>;
  replyTo: number | null;
  pinned: boolean;
  /** How many times the bot changed it. */
  edits: number;
}

export interface ChatRecord {
  id: number;
  kind: 'private' | 'group' | 'supergroup';
  title: string;
  messages: EmulatedMessage[];
  /** What the bot sent or edited, in order of happening. */
  botEvents: EmulatedMessage[];
  /** How many of `botEvents` a test has already listened to. */
  heard: number;
  /** False after blocking or removing the bot. */
  botWelcome: boolean;
  /** False until the person first wrote: the bot cannot begin. */
  started: boolean;
  movedTo: number | null;
  /** The bot is an administrator who may pin. */
  mayPin: boolean;
}

export interface World {
  bot: User & { username: string };
  users: Map<number, User>;
  chats: Map<number, ChatRecord>;
  files: Map<string, StoredFile>;
  nextId: number;
}

export function world(): World {
  return {
    bot: { id: 7_000_000_001, is_bot: true, first_name: 'Tiến Độ', username: 'TienDoTestBot' },
    users: new Map(),
    chats: new Map(),
    files: new Map(),
    nextId: 1,
  };
}

export function chatRecord(id: number, kind: ChatRecord['kind'], title: string): ChatRecord {
  return {
    id,
    kind,
    title,
    messages: [],
    botEvents: [],
    heard: 0,
    botWelcome: true,
    started: kind !== 'private',
    movedTo: null,
    mayPin: true,
  };
}

export function addMessage(
  state: World,
  chat: ChatRecord,
  content: Partial<EmulatedMessage> & Pick<EmulatedMessage, 'from'>,
): EmulatedMessage {
  const id = state.nextId++;
  const message: EmulatedMessage = {
    id,
    chatId: chat.id,
    // Any steady sequence does: nothing in the emulator depends on the real time.
    date: 1_700_000_000 + id,
    text: '',
    html: null,
    entities: [],
    buttons: [],
    file: null,
    extra: {},
    replyTo: null,
    pinned: false,
    edits: 0,
    ...content,
  };
  chat.messages.push(message);
  if (message.from === 'bot') chat.botEvents.push(message);
  return message;
}

export function addFile(
  state: World,
  file: Omit<StoredFile, 'id' | 'path' | 'width' | 'height'>,
): StoredFile {
  const number = state.nextId++;
  const stored = {
    ...file,
    ...pngSize(file.bytes),
    id: `${file.kind}-${number}`,
    path: `${file.kind}s/file_${number}${/\.[a-z0-9]+$/i.exec(file.name)?.[0] ?? ''}`,
  };
  state.files.set(stored.id, stored);
  return stored;
}

/** The sender as a native user. */
export function userOf(state: World, from: EmulatedMessage['from']): User {
  const user = from === 'bot' ? state.bot : state.users.get(from);
  if (!user) throw new Error(`there is no user ${from}`);
  return user;
}

export function nativeChat(state: World, chat: ChatRecord): Chat {
  if (chat.kind !== 'private') return { id: chat.id, type: chat.kind, title: chat.title };
  const { first_name, last_name } = userOf(state, chat.id);
  return { id: chat.id, type: 'private', first_name, ...(last_name ? { last_name } : {}) };
}

/** The message in the shape of core.telegram.org/bots/api#message. */
export function nativeMessage(state: World, message: EmulatedMessage): Message {
  const chat = state.chats.get(message.chatId);
  if (!chat) throw new Error(`there is no chat ${message.chatId}`);
  const original = chat.messages.find((other) => other.id === message.replyTo);
  const { file } = message;
  const hasWords = message.text !== '';
  const words = file
    ? { caption: message.text, caption_entities: message.entities }
    : { text: message.text, entities: message.entities };
  return {
    message_id: message.id,
    date: message.date,
    from: userOf(state, message.from),
    chat: nativeChat(state, chat),
    ...(hasWords ? words : {}),
    ...(file ? nativeFile(state, file) : {}),
    ...(message.buttons.length > 0 ? { reply_markup: keyboardOf(message) } : {}),
    ...(original ? { reply_to_message: nativeMessage(state, { ...original, replyTo: null }) } : {}),
    ...message.extra,
  } as Message;
}

function keyboardOf(message: EmulatedMessage): InlineKeyboardMarkup {
  return {
    inline_keyboard: message.buttons.map((row) =>
      row.map(({ label, data }) => ({ text: label, callback_data: data })),
    ),
  };
}

function nativeFile(state: World, file: StoredFile) {
  const common = (stored: StoredFile) => ({
    file_id: stored.id,
    file_unique_id: `u-${stored.id}`,
    file_size: stored.bytes.length,
  });
  if (file.kind === 'document') {
    return { document: { ...common(file), file_name: file.name, mime_type: file.mime } };
  }
  const preview = state.files.get(`${file.id}-preview`) ?? previewOf(state, file);
  return {
    photo: [preview, file].map((size) => ({
      ...common(size),
      width: size.width,
      height: size.height,
    })),
  };
}

/** Photos come in several sizes; this one is only good to notice that the wrong one was taken. */
function previewOf(state: World, file: StoredFile): StoredFile {
  const preview = {
    ...file,
    id: `${file.id}-preview`,
    path: `${file.path}-preview`,
    bytes: Buffer.from('preview'),
    width: 90,
    height: 67,
  };
  state.files.set(preview.id, preview);
  return preview;
}

/** Size of a PNG from its header; anything else counts as an ordinary phone picture. */
function pngSize(bytes: Buffer): { width: number; height: number } {
  const isPng = bytes.length >= 24 && bytes.subarray(1, 4).toString('latin1') === 'PNG';
  return isPng
    ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    : { width: 1280, height: 960 };
}
