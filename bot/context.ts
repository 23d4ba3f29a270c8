import type { Logger } from 'pino';
import type { StoredFile } from '../core/forms/form.ts';
import type { Channel } from '../core/messages/channel.ts';
import type { Incoming, Outgoing } from '../core/messages/message.ts';
import type { Actor } from '../core/people/can.ts';
import type { Tx } from '../db/client.ts';
import type { NewAudit } from '../db/queries/audit.ts';
import type { ConversationRow } from '../db/queries/conversations.ts';
import type { NewMessage } from '../db/queries/outbox.ts';
import type { PersonRow } from '../db/queries/people.ts';
import type { FileStore } from '../files/store.ts';
import type { Translate } from '../locales/index.ts';
import type { Now } from '../views/obligation.ts';
import type { CommandInfo } from './command-info.ts';

/** Everything a handler has: one object, nothing global, all inside one transaction. */
export interface BotContext extends Now {
  tx: Tx;
  /**
   * The present, for what is planned ahead. `now` and `today` are when the person said it, which
   * is earlier when we come to it a day later (`saidAt`).
   */
  present: Date;
  incoming: Incoming;
  conversation: ConversationRow;
  person: PersonRow | null;
  actor: Actor | null;
  /** Files of the message, already in the file store. */
  files: readonly StoredFile[];
  store: FileStore;
  t: Translate;
  log: Logger;
  /** Every command there is, for help and menus. */
  commands: readonly CommandInfo[];
  /** Sends a new message to this chat. */
  reply(message: Outgoing): Promise<void>;
  /** Takes the place of the message whose button was pressed, or sends a new one. */
  answer(message: Outgoing): Promise<void>;
  /** Writes to another chat, in office hours only. */
  notify(item: Omit<NewMessage, 'kind'>): Promise<void>;
  /** Puts on record what whoever sent this message sees or changes. */
  audit(entry: Omit<NewAudit, 'personId' | 'channel' | 'conversationId'>): Promise<void>;
  /** From when and until when office hours let a notice of now be sent. */
  noticeTimes(): Promise<{ notBefore: Date; expiresAt: Date }>;
  /** The channels that run in this office. */
  channels: readonly Pick<Channel, 'name' | 'inviteLink'>[];
  /** A link that starts a private chat and hands over an invite code, where the channel has one. */
  inviteLink(code: string): string | null;
  /** Whether files can be sent into this chat. */
  filesIn: boolean;
  /** Whether a message here can be pinned and changed. */
  canPin: boolean;
  /** Whether this chat shows pictures. */
  images: boolean;
  /** Whether a message that was sent can be changed here. */
  edits: boolean;
  /** A one-time page for sending files here, if the server has a public address. */
  uploadLink(): string | null;
  /** A link to the dashboard of an agency for this person or group, if the server has an address. */
  boardLink(agencyId: number, periodId: number | null): { link: string; until: Date } | null;
}

/** The same, once the account is known to belong to somebody. */
export interface LinkedContext extends BotContext {
  person: PersonRow;
  actor: Actor;
}

export function isLinked(ctx: BotContext): ctx is LinkedContext {
  return ctx.person !== null && ctx.actor !== null;
}
