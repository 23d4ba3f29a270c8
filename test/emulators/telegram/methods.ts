import type { BotCommand, InlineKeyboardMarkup } from 'grammy/types';
import { ApiError, badRequest } from './api-error.ts';
import { parseHtml } from './html.ts';
import { jsonParam, numberParam, type Params, textParam, uploadParam } from './params.ts';
import { checkHook, type UpdateQueue } from './update-queue.ts';
import {
  addFile,
  addMessage,
  type ChatRecord,
  type EmulatedMessage,
  nativeMessage,
  type World,
} from './world.ts';

export interface MethodParts {
  world: World;
  updates: UpdateQueue;
  /** Filled by setMyCommands: "scope/language" → list. */
  commands: Map<string, BotCommand[]>;
  /** Filled by answerCallbackQuery. */
  answered: Set<string>;
  /** Callback queries that may be answered. */
  asked: Set<string>;
  /** Whether an edit may add a picture to a text, as newer servers allow. */
  mediaIntoText: boolean;
}

export type Method = (params: Params, gone: AbortSignal) => unknown;

/** The emulated part of core.telegram.org/bots/api#available-methods; results are native shapes. */
export function methods(parts: MethodParts): Record<string, Method> {
  const { world, updates } = parts;
  const native = (message: EmulatedMessage) => nativeMessage(world, message);

  return {
    getMe: () => ({
      ...world.bot,
      can_join_groups: true,
      can_read_all_group_messages: true,
      supports_inline_queries: false,
    }),

    getUpdates: (params, gone) =>
      updates.poll(
        {
          offset: numberParam(params, 'offset') ?? 0,
          limit: Math.min(100, Math.max(1, numberParam(params, 'limit') ?? 100)),
          timeoutS: Math.min(50, numberParam(params, 'timeout') ?? 0),
          allowed: stringList(jsonParam(params, 'allowed_updates')),
        },
        gone,
      ),

    setWebhook(params) {
      const url = textParam(params, 'url') ?? '';
      const hook = {
        url,
        secret: textParam(params, 'secret_token') ?? null,
        maxConnections: numberParam(params, 'max_connections') ?? 40,
        allowed: stringList(jsonParam(params, 'allowed_updates')),
      };
      if (url !== '') checkHook(hook);
      updates.setWebhook(url === '' ? null : hook, isTrue(params, 'drop_pending_updates'));
      return true;
    },

    deleteWebhook(params) {
      updates.setWebhook(null, isTrue(params, 'drop_pending_updates'));
      return true;
    },

    getWebhookInfo: () => updates.info(),

    setMyCommands(params) {
      const list = jsonParam(params, 'commands') as BotCommand[];
      for (const { command, description } of list) {
        if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
        if (description.length < 1 || description.length > 256) {
          throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
        }
      }
      const scope = jsonParam(params, 'scope') as { type: string } | undefined;
      const key = `${scope?.type ?? 'default'}/${textParam(params, 'language_code') ?? ''}`;
      parts.commands.set(key, list);
      return true;
    },

    sendMessage(params) {
      const chat = openChat(world, params);
      const words = wordsOf(params, 'text', 4096, 'message is too long');
      if (words.text === '') throw badRequest('message text is empty');
      return native(addMessage(world, chat, { from: 'bot', ...words, buttons: buttonsOf(params) }));
    },

    editMessageText(params) {
      const chat = openChat(world, params);
      const message = editable(chat, params);
      if (message.file) throw badRequest('there is no text in the message to edit');
      const words = wordsOf(params, 'text', 4096, 'MESSAGE_TOO_LONG');
      if (words.text === '') throw badRequest('message text is empty');
      const buttons = buttonsOf(params);
      if (look(message) === look({ ...words, buttons })) {
        throw badRequest(
          'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
        );
      }
      Object.assign(message, words, { buttons, edits: message.edits + 1 });
      chat.botEvents.push(message);
      return native(message);
    },

    editMessageMedia(params) {
      const chat = openChat(world, params);
      const message = editable(chat, params);
      const media = jsonParam(params, 'media') as { type: string } & Record<string, unknown>;
      if (media.type !== 'photo') throw badRequest("can't parse InputMedia: type is not emulated");
      const fields = Object.fromEntries(
        Object.entries(media).map(([key, value]) => [key, String(value)]),
      );
      const { words, file } = photoOf({ ...params, fields });
      // The documentation lets a text gain a picture; servers that are older refuse it.
      if (!message.file && !parts.mediaIntoText) {
        throw badRequest('there is no media in the message to edit');
      }
      Object.assign(message, words, {
        file,
        buttons: buttonsOf(params),
        edits: message.edits + 1,
      });
      chat.botEvents.push(message);
      return native(message);
    },

    editMessageReplyMarkup(params) {
      const message = editable(openChat(world, params), params);
      const buttons = buttonsOf(params);
      if (look(message) === look({ ...message, buttons })) {
        throw badRequest('message is not modified');
      }
      message.buttons = buttons;
      return native(message);
    },

    deleteMessage(params) {
      const chat = openChat(world, params);
      const id = numberParam(params, 'message_id');
      const index = chat.messages.findIndex((other) => other.id === id);
      if (index < 0) throw badRequest('message to delete not found');
      chat.messages.splice(index, 1);
      return true;
    },

    sendDocument: (params) => sendFile(params, 'document'),
    sendPhoto: (params) => sendFile(params, 'photo'),

    sendChatAction(params) {
      const chat = numberParam(params, 'chat_id');
      if (chat === undefined || !world.chats.has(chat)) throw badRequest('chat not found');
      if (textParam(params, 'action') !== 'typing') {
        throw badRequest('wrong parameter action in request');
      }
      return true;
    },

    answerCallbackQuery(params) {
      const id = textParam(params, 'callback_query_id') ?? '';
      if (!parts.asked.has(id)) {
        throw badRequest('query is too old and response timeout expired or query ID is invalid');
      }
      parts.answered.add(id);
      return true;
    },

    getFile(params) {
      const file = world.files.get(textParam(params, 'file_id') ?? '');
      if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable');
      if (file.bytes.length > 20 * 1024 * 1024) throw badRequest('file is too big');
      return {
        file_id: file.id,
        file_unique_id: `u-${file.id}`,
        file_size: file.bytes.length,
        file_path: file.path,
      };
    },

    pinChatMessage: (params) => setPinned(params, true),
    unpinChatMessage: (params) => setPinned(params, false),
  };

  function editable(chat: ChatRecord, params: Params): EmulatedMessage {
    const id = numberParam(params, 'message_id');
    const message = chat.messages.find((other) => other.id === id);
    if (!message) throw badRequest('message to edit not found');
    if (message.from !== 'bot') throw badRequest("message can't be edited");
    return message;
  }

  /** A photo's upload is named by `photo` when it is sent, by `media` when it is changed. */
  function photoOf(params: Params) {
    const key = params.fields.media === undefined ? 'photo' : 'media';
    const words = wordsOf(params, 'caption', 1024, 'message caption is too long');
    const file = addFile(world, {
      kind: 'photo',
      mime: 'image/jpeg',
      ...uploadParam(params, key),
    });
    if (file.width + file.height > 10_000) throw badRequest('PHOTO_INVALID_DIMENSIONS');
    return { words, file };
  }

  function sendFile(params: Params, kind: 'photo' | 'document') {
    const chat = openChat(world, params);
    const buttons = buttonsOf(params);
    if (kind === 'photo') {
      const { words, file } = photoOf(params);
      return native(addMessage(world, chat, { from: 'bot', buttons, ...words, file }));
    }
    const upload = uploadParam(params, kind);
    const words = wordsOf(params, 'caption', 1024, 'message caption is too long');
    const file = addFile(world, { kind, mime: 'application/octet-stream', ...upload });
    return native(addMessage(world, chat, { from: 'bot', ...words, buttons, file }));
  }

  function setPinned(params: Params, pinned: boolean): true {
    const chat = openChat(world, params);
    const id = numberParam(params, 'message_id') ?? chat.messages.findLast((m) => m.pinned)?.id;
    if (!chat.mayPin) {
      throw badRequest('not enough rights to manage pinned messages in the chat');
    }
    const message = chat.messages.find((other) => other.id === id);
    if (!message) throw badRequest(`message to ${pinned ? 'pin' : 'unpin'} not found`);
    message.pinned = pinned;
    return true;
  }
}

/** The chat a call is about, if the bot may write there. */
function openChat(world: World, params: Params): ChatRecord {
  const chat = world.chats.get(numberParam(params, 'chat_id') ?? 0);
  if (!chat?.started) throw badRequest('chat not found');
  if (chat.movedTo !== null) {
    throw badRequest('group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: chat.movedTo,
    });
  }
  if (chat.botWelcome) return chat;
  throw new ApiError(
    403,
    chat.kind === 'private'
      ? 'Forbidden: bot was blocked by the user'
      : `Forbidden: bot was kicked from the ${chat.kind} chat`,
  );
}

function wordsOf(params: Params, key: string, limit: number, tooLong: string) {
  const raw = textParam(params, key) ?? '';
  const mode = textParam(params, 'parse_mode');
  if (mode !== undefined && mode.toLowerCase() !== 'html')
    throw badRequest('unsupported parse_mode');
  const { text, entities } = mode ? parseHtml(raw) : { text: raw.trim(), entities: [] };
  if (text.length > limit) throw badRequest(tooLong);
  return { text, entities, html: mode ? raw : null };
}

function buttonsOf(params: Params): EmulatedMessage['buttons'] {
  const markup = jsonParam(params, 'reply_markup') as Partial<InlineKeyboardMarkup> | undefined;
  return (markup?.inline_keyboard ?? []).map((row) =>
    row.map((button) => {
      if (!button.text) throw badRequest('inline keyboard button text is empty');
      if (!('callback_data' in button)) return { label: button.text, data: '' };
      const bytes = Buffer.byteLength(button.callback_data);
      if (bytes < 1 || bytes > 64) throw badRequest('BUTTON_DATA_INVALID');
      return { label: button.text, data: button.callback_data };
    }),
  );
}

function look(shown: Pick<EmulatedMessage, 'text' | 'entities' | 'buttons'>): string {
  return JSON.stringify([shown.text, shown.entities, shown.buttons]);
}

function stringList(value: unknown): string[] | null {
  return Array.isArray(value) ? value.map(String) : null;
}

function isTrue(params: Params, key: string): boolean {
  return textParam(params, key)?.toLowerCase() === 'true';
}
