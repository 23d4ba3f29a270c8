import { randomBytes } from 'node:crypto';
import { type Chat, chatOf, type Recorded, type Shown, type WaitFor } from '../common/chat.ts';

/** A message of the account as the chat shows it. */
export interface OaShown extends Shown {
  image: Uint8Array | null;
  file: { name: string; bytes: Uint8Array } | null;
  /** Whom "[@id]" in the text of a group called. */
  mentions: string[];
}

export interface OaRecord extends Recorded<OaShown> {
  kind: 'user' | 'group';
  /** What a person is called. */
  name: string;
  /** When the person last interacted with the account; null = never. */
  interactedAt: number | null;
}

export interface OaPerson extends Chat<OaShown> {
  says(text: string): void;
  /** An event named so whose payload is not described. */
  does(eventName: string): void;
  in(group: OaGroup): {
    says(text: string): void;
    quotes(message: OaShown, text: string): void;
  };
}

export type OaGroup = Chat<OaShown>;

export interface PeopleParts {
  chats: Map<string, OaRecord>;
  oaId: string;
  now(): number;
  push(event: Record<string, unknown>): void;
  waitFor: WaitFor;
}

/** Nineteen digits: more than a number can hold exactly. */
export function newId(): string {
  return `2${BigInt(`0x${randomBytes(8).toString('hex')}`)
    .toString()
    .padStart(20, '0')
    .slice(-18)}`;
}

export function oaPeople(parts: PeopleParts) {
  function newChat(kind: OaRecord['kind'], name: string): OaRecord {
    const record = { id: newId(), kind, name, fromBot: [], heard: 0, interactedAt: null };
    parts.chats.set(record.id, record);
    return record;
  }

  function event(
    name: string,
    sender: OaRecord,
    recipient: string,
    message: Record<string, unknown>,
  ) {
    if (recipient === parts.oaId) sender.interactedAt = parts.now();
    parts.push({
      event_name: name,
      sender: { id: sender.id },
      recipient: { id: recipient },
      user_id_by_app: newId(),
      message: { msg_id: newId(), ...message },
      timestamp: String(parts.now()),
    });
  }

  return {
    person(name: string): OaPerson {
      const me = newChat('user', name);
      return {
        ...chatOf(me, parts.waitFor),
        says: (text) => event('user_send_text', me, parts.oaId, { text }),
        does: (eventName) => event(eventName, me, parts.oaId, {}),
        in: (group) => ({
          says: (text) => event('user_send_group_text', me, group.id, { text }),
          quotes: ({ id }, text) =>
            event('user_send_group_text', me, group.id, { text, quote_msg_id: id }),
        }),
      };
    },
    group: (title: string): OaGroup => chatOf(newChat('group', title), parts.waitFor),
  };
}
