import type { Markup } from './markup.ts';

/** A chat network, by the name its adapter registers: `telegram`, `web` (the simulator), … */
export type ChannelName = string;

/** A file somebody sent, not yet downloaded. `ref` is what the channel needs to fetch it. */
export interface IncomingFile {
  ref: string;
  kind: 'photo' | 'document';
  name: string | null;
  mime: string | null;
  /** Bytes, where the channel says so. */
  size: number | null;
}

export type IncomingContent =
  /** `replyTo`: native id of the message of the bot that it answers. */
  | { type: 'text'; text: string; replyTo?: string }
  /** A button pressed: the choice's id, and the native id of the message that carried it. */
  | { type: 'choice'; choice: string; messageId: string | null }
  | { type: 'files'; files: IncomingFile[]; caption: string | null }
  /** Something the bot cannot read (sticker, location…). */
  | { type: 'unsupported' }
  /** The person stopped or resumed receiving messages in this conversation. */
  | { type: 'reachable'; reachable: boolean }
  /** The conversation goes on under another native id (a Telegram group became a supergroup). */
  | { type: 'moved'; to: string };

/** One thing that happened in a chat, in the words every channel shares. */
export interface Incoming {
  channel: ChannelName;
  /** Unique within the channel; a repeated delivery carries the same key. */
  updateKey: string;
  conversation: { id: string; kind: 'private' | 'group'; title: string | null };
  sender: { id: string; name: string };
  content: IncomingContent;
  /** True in private chats, and in groups when the bot is spoken to (command, mention, button). */
  addressed: boolean;
  /** When it was sent, by the network's clock; ISO, UTC. Absent where the network does not say. */
  sentAt?: string;
  /** When it was stored here before it could be handled, in office time; ISO, UTC. */
  takenAt?: string;
  /** Passed on from elsewhere, as far as the network tells: not the sender's own words. */
  forwarded?: true;
}

/** One offered answer. Its id comes back when it is chosen; at most 64 bytes (Telegram's limit). */
export interface Choice {
  id: string;
  label: string;
}

export interface OutgoingFile {
  name: string;
  mime: string;
  /** Content hash under which the file store keeps it. */
  hash: string;
}

/** One message to send, before any channel has drawn it. */
export interface Outgoing {
  text: Markup;
  /** Rows of choices: buttons where there are buttons, a numbered list elsewhere. */
  choices?: Choice[][];
  /** False: a number typed next is an answer by itself, so choices are not numbered. */
  numbered?: false;
  image?: OutgoingFile;
  document?: OutgoingFile;
  /** Native id of the message this one takes the place of, where the channel can edit. */
  replaces?: string;
  /** Words of the reader that this is about, for the buttons below it; channels do not show them. */
  regarding?: string;
  /** Nonce of the form that this message ends, for whoever presses a button of that form later. */
  ends?: string;
  /**
   * The chat's standing summary, which is pinned once it is there. Where it only changed the one
   * pinned before, nobody hears of that: then `news` is said.
   */
  board?: { news: Markup | null };
  /** No words at all: pins one of the chat's messages and takes down another, by native id. */
  pins?: { pin: string | null; unpin: string | null };
  /** Sent before, and nobody knows whether it arrived: the reader is told so. */
  again?: true;
  /** So many of its pieces are in the chat already: the next try goes on after them. */
  inChat?: number;
}
