import type { Incoming, IncomingContent } from '../../../core/messages/message.ts';
import type { OaEvent } from './event.ts';

export const CHANNEL = 'zalo_oa';

/** What the sender is called is asked for afterwards: events bear no names. */
export type Unnamed = Pick<Incoming, 'conversation' | 'content' | 'addressed'>;

/**
 * One event in the shared words, or null when there is nothing in it for the bot: what the account
 * itself sent (`oa_send_*`), follows, events nobody knows.
 */
export function translate(event: OaEvent): Unnamed | null {
  const { event_name: name, sender, recipient, message } = event;
  if (name === 'user_send_group_text') {
    if (message?.text === undefined || !recipient) return null;
    const said = message.text.normalize('NFC').trim();
    return {
      conversation: { id: recipient.id, kind: 'group', title: null },
      content: { type: 'text', text: withoutMention(said) },
      addressed: isAddressed(said, message.quote_msg_id),
    };
  }
  if (!name.startsWith('user_send_') || name.startsWith('user_send_group_')) return null;
  const content = contentOf(event);
  if (!content) return null;
  return {
    conversation: { id: sender.id, kind: 'private', title: null },
    content,
    addressed: true,
  };
}

function contentOf({ event_name: name, message }: OaEvent): IncomingContent | null {
  if (name === 'user_send_text') {
    return message?.text === undefined
      ? null
      : { type: 'text', text: message.text.normalize('NFC') };
  }
  const kind = name === 'user_send_image' ? 'photo' : 'document';
  if (name !== 'user_send_image' && name !== 'user_send_file') return { type: 'unsupported' };
  // Seen in the code of others and not documented: without an address it is something unreadable.
  const files = (message?.attachments ?? []).flatMap(({ payload }) =>
    payload.url
      ? [
          {
            ref: payload.url,
            kind: kind as 'photo' | 'document',
            name: payload.name ?? null,
            mime: null,
            size: payload.size ?? null,
          },
        ]
      : [],
  );
  if (files.length === 0) return { type: 'unsupported' };
  return { type: 'files', files, caption: message?.text || null };
}

/**
 * Whether an account hears everything in its group is not known. It keeps out of what colleagues
 * say to each other: a command, a mention, a bare number and an answer that quotes are for it.
 */
function isAddressed(said: string, quoted: string | undefined): boolean {
  return /^[/@]|^\[@|^\d{1,2}[.)]?$/.test(said) || quoted !== undefined;
}

/** How a mention looks is not documented; before a command or a number nothing else can stand. */
function withoutMention(said: string): string {
  return said
    .replace(/^(?:\[@[^\]\n]{1,100}\]\s*)+/, '')
    .replace(/^@[^/\n]{1,100}?\s+(?=\/|\d{1,2}[.)]?$)/, '');
}
