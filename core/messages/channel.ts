import type { ChannelName, Incoming, IncomingFile, Outgoing } from './message.ts';

/** What a channel can do; features ask this table, never the channel's name. */
export interface Capabilities {
  /** Choices are drawn as buttons. Without them the same choices become a numbered list. */
  buttons: boolean;
  /** A sent message can be changed afterwards. */
  edit: boolean;
  /** A message of a group can be pinned; absent where there is no such thing. */
  pin?: boolean;
  filesIn: boolean;
  filesOut: boolean;
  /** A picture is shown in the chat with its text. */
  images: boolean;
  /** Longest text of one message, in UTF-16 units. */
  textLimit: number;
  /** Messages a second over all chats; 0 = no limit. */
  perSecond: number;
  /** Least milliseconds between two messages to one private chat, and to one group. */
  privateGapMs: number;
  groupGapMs: number;
  /** What the network's plan allows; absent where nothing is counted. */
  quota?: Quota;
  /** Days after a person's last word in which they may be written to; absent: for ever. */
  windowDays?: number;
}

export interface Quota {
  messagesAMonth: number;
  people: number;
}

/** How one send ended. Only `sent` carries the native id, which a later edit needs. */
export type SendResult =
  | { outcome: 'sent'; messageId: string }
  /** The channel asked for a pause: nothing more to this chat (or at all) before it is over. */
  | { outcome: 'limited'; retryAfterMs: number; scope: 'chat' | 'channel'; inChat?: number }
  /**
   * Worth another try later: network trouble, 5xx. `tries`: given up after so many. `inChat`, here
   * and above: how many pieces of the message are in the chat, so that none is said twice.
   */
  | { outcome: 'retry'; reason: string; tries?: number; inChat?: number }
  /** Nobody can say whether it arrived: no answer came. A second send may be a second message. */
  | { outcome: 'unknown'; reason: string }
  /** The person or group can no longer be written to. */
  | { outcome: 'unreachable'; reason: string }
  /** The group has not given the bot the right to do this (to pin); writing goes on as ever. */
  | { outcome: 'no_right'; reason: string }
  /** Wrong for ever: a malformed message. */
  | { outcome: 'rejected'; reason: string };

export interface OutgoingEnvelope {
  conversationId: string;
  conversationKind: 'private' | 'group';
  message: Outgoing;
  /** Language of the reader; the office's where absent. */
  locale?: string | null;
  /** Office time of the last thing said in a private chat; null or absent where unknown. */
  lastHeardAt?: Date | null;
}

/**
 * Called with everything that comes in. Resolves once the update is stored or handled; rejects only
 * when it could not be (then the channel must deliver it again).
 */
export type IncomingHandler = (incoming: Incoming) => Promise<void>;

/** A chat network behind one face. The composition root makes one per configured token. */
export interface Channel {
  name: ChannelName;
  capabilities: Capabilities;
  /** Begins to receive; `webhook` channels register themselves and wait for HTTP. */
  start(handle: IncomingHandler): Promise<void>;
  /** Stops receiving and waits for what is in hand. */
  stop(): Promise<void>;
  send(envelope: OutgoingEnvelope): Promise<SendResult>;
  /**
   * Shows for about five seconds that an answer is being prepared; absent where the network has no
   * such sign. May reject, which matters to nobody; given up when the channel stops.
   */
  typing?(conversationId: string): Promise<void>;
  /** What a sender is called, where updates bear no names; never rejects. */
  nameOf?(senderId: string): Promise<string>;
  /** The bytes of a file somebody sent. Throws when it cannot be had. */
  fetchFile(file: IncomingFile): Promise<Uint8Array>;
  /** A link that starts a private chat with the bot and hands over `code`, if there is such a thing. */
  inviteLink(code: string): string | null;
  /** Null when receiving works, otherwise the reason in one line (for /readyz). */
  trouble(): string | null;
}
