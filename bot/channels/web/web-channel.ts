import { randomUUID } from 'node:crypto';
import type { Channel, IncomingHandler } from '../../../core/messages/channel.ts';
import { escapeText, join } from '../../../core/messages/markup.ts';
import type { IncomingContent, OutgoingFile } from '../../../core/messages/message.ts';
import type { Clock } from '../../../core/time/clock.ts';
import type { Db } from '../../../db/client.ts';
import { addMessage, editMessage, markPressed } from '../../../db/queries/simulator.ts';
import type { SimulatorFile } from '../../../db/schema/simulator.ts';
import type { FileStore } from '../../../files/store.ts';

/** What somebody does in a simulated chat. */
export interface SimulatedMessage {
  sender: { id: string; name: string };
  chat: { id: string; kind: 'private' | 'group'; title: string | null };
  content:
    | { type: 'text'; text: string; replyTo?: string }
    | { type: 'choice'; choice: string; messageId: string | null }
    | {
        type: 'files';
        files: { name: string; mime: string; bytes: Uint8Array }[];
        caption: string | null;
      };
}

export interface WebChannel extends Channel {
  /** Puts a message into the chat and hands it to the bot; resolves once it is handled. */
  receive(message: SimulatedMessage): Promise<void>;
  /** Told of every chat in which something changed. */
  onChange(listener: (chat: string) => void): () => void;
  /** Told of every chat for which an answer is being prepared. */
  onTyping(listener: (chat: string) => void): () => void;
}

/** Chats on a local web page, for rehearsing and showing the bot without any network. */
export function webChannel({
  db,
  clock,
  files,
  inviteRoot,
}: {
  db: Db;
  clock: Clock;
  files: FileStore;
  /** Address of the page, for invite links. */
  inviteRoot: () => string;
}): WebChannel {
  let handle: IncomingHandler | null = null;
  const listeners = new Set<(chat: string) => void>();
  const watchers = new Set<(chat: string) => void>();
  const changed = (chat: string) => {
    for (const listener of listeners) listener(chat);
  };

  async function receive({ sender, chat, content }: SimulatedMessage): Promise<void> {
    if (!handle) throw new Error('the simulator has not started');
    const at = clock.now();
    const shown = { chat: chat.id, sender: sender.id, senderName: sender.name, at, choices: [] };
    let taken: IncomingContent;
    if (content.type === 'text') {
      await addMessage(db, { ...shown, html: escapeText(content.text), files: [] });
      taken = content;
    } else if (content.type === 'choice') {
      const id = Number(content.messageId);
      if (Number.isSafeInteger(id)) await markPressed(db, id, chat.id, content.choice);
      taken = content;
    } else {
      const kept = await Promise.all(
        content.files.map(async ({ name, mime, bytes }) => ({
          file: { hash: await files.put(bytes), name, mime },
          size: bytes.byteLength,
        })),
      );
      const html = content.caption ? escapeText(content.caption) : '';
      await addMessage(db, { ...shown, html, files: kept.map(({ file }) => file) });
      taken = {
        type: 'files',
        caption: content.caption,
        files: kept.map(({ file, size }) => ({
          ref: file.hash,
          kind: file.mime.startsWith('image/') ? 'photo' : 'document',
          name: file.name,
          mime: file.mime,
          size,
        })),
      };
    }
    changed(chat.id);
    await handle({
      channel: 'web',
      updateKey: randomUUID(),
      conversation: chat,
      sender,
      content: taken,
      addressed: chat.kind === 'private' || taken.type === 'choice' || isAddressed(taken),
    });
  }

  return {
    name: 'web',
    capabilities: {
      buttons: true,
      edit: true,
      filesIn: true,
      filesOut: true,
      images: true,
      textLimit: 4096,
      perSecond: 0,
      privateGapMs: 0,
      groupGapMs: 0,
    },
    receive,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onTyping(listener) {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
    async typing(chat) {
      for (const watcher of watchers) watcher(chat);
    },
    async start(handler) {
      handle = handler;
    },
    async stop() {
      handle = null;
    },
    async send({ conversationId: chat, message }) {
      const sent = [message.image, message.document].flatMap((file) =>
        file ? [shownFile(file)] : [],
      );
      const choices = message.choices ?? [];
      const html = join([message.text]);
      const replaced = Number(message.replaces);
      // A picture takes the place of a text and a text that of a picture; documents come anew.
      const isEdit = message.replaces !== undefined && !message.document;
      if (isEdit && (await editMessage(db, replaced, chat, { html, choices, files: sent }))) {
        changed(chat);
        return { outcome: 'sent', messageId: String(replaced) };
      }
      const id = await addMessage(db, {
        chat,
        sender: null,
        senderName: 'Tiến Độ',
        at: clock.now(),
        html,
        choices,
        files: sent,
      });
      changed(chat);
      return { outcome: 'sent', messageId: String(id) };
    },
    fetchFile: ({ ref }) => files.read(ref),
    inviteLink: (code) => `${inviteRoot()}/#start=${code}`,
    trouble: () => (handle ? null : 'not started'),
  };
}

/** In a group the bot hears commands and its own name only, as on the real networks. */
function isAddressed(content: IncomingContent): boolean {
  if (content.type !== 'text') return false;
  // A command for another bot: "/start@otherbot".
  if (/^\s*\/\w*@(?!ti[eế]n)/iu.test(content.text)) return false;
  return /^\s*(\/|@tien ?do\b|@tiến ?độ)/iu.test(content.text);
}

function shownFile({ hash, name, mime }: OutgoingFile): SimulatorFile {
  return { hash, name, mime };
}
