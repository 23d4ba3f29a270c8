import type { MessageEntity } from 'grammy/types';
import { badRequest } from './api-error.ts';

type StyleEntity =
  | MessageEntity.CommonMessageEntity
  | MessageEntity.PreMessageEntity
  | MessageEntity.TextLinkMessageEntity;

/** Tags of parse_mode HTML. Source: core.telegram.org/bots/api#html-style */
const TAGS: Record<string, StyleEntity['type']> = {
  a: 'text_link',
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };
const TOKEN = /<(\/?)([^\s>/]*)([^>]*)>?|&(#\d+|#x[0-9a-f]+|[a-z]+);|[^<&]+|&/giu;

/** Parses message text as Telegram does; throws its 400 "can't parse entities". */
export function parseHtml(html: string): { text: string; entities: MessageEntity[] } {
  const entities: StyleEntity[] = [];
  const open: { tag: string; start: number; attributes: string }[] = [];
  let text = '';
  for (const match of html.matchAll(TOKEN)) {
    const [raw, slash, name = '', attributes = '', entity] = match;
    const at = Buffer.byteLength(html.slice(0, match.index));
    if (slash === undefined) {
      text += entity === undefined ? raw : decoded(raw, entity);
      continue;
    }
    const tag = name.toLowerCase();
    const unclosed = !raw.endsWith('>');
    if (slash === '') {
      const endless = unclosed && attributes === '';
      if (!endless && !(tag in TAGS)) {
        throw unparsable(`Unsupported start tag "${tag}" at byte offset ${at}`);
      }
      if (unclosed) throw unparsable(`Unclosed start tag at byte offset ${at}`);
      open.push({ tag, start: text.length, attributes });
      continue;
    }
    if (unclosed) throw unparsable(`Unclosed end tag at byte offset ${at}`);
    const begun = open.pop();
    if (!begun) throw unparsable(`Unexpected end tag at byte offset ${at}`);
    if (tag !== begun.tag) {
      throw unparsable(
        `Unmatched end tag at byte offset ${at}, expected "</${begun.tag}>", found "</${tag}>"`,
      );
    }
    const styled = entityOf(begun, text.length);
    if (styled) entities.push(styled);
  }
  const unclosed = open.at(-1);
  if (unclosed) {
    throw unparsable(`Can't find end tag corresponding to start tag "${unclosed.tag}"`);
  }
  return trimmed(text, entities);
}

function entityOf(
  begun: { tag: string; start: number; attributes: string },
  end: number,
): StyleEntity | null {
  const place = { offset: begun.start, length: end - begun.start };
  const type = TAGS[begun.tag];
  if (type === undefined || place.length === 0) return null;
  if (type !== 'text_link') return { type, ...place };
  const url = /href\s*=\s*"([^"]*)"/i.exec(begun.attributes)?.[1];
  return url === undefined ? null : { type, url, ...place };
}

function decoded(raw: string, entity: string): string {
  if (!entity.startsWith('#')) return ENTITIES[entity.toLowerCase()] ?? raw;
  const hex = /^#x/i.test(entity);
  return String.fromCodePoint(Number.parseInt(entity.slice(hex ? 2 : 1), hex ? 16 : 10));
}

/** Telegram takes white space off both ends; entities move along. */
function trimmed(text: string, entities: StyleEntity[]) {
  const lead = text.length - text.trimStart().length;
  const clean = text.trim();
  const moved = entities
    .map((entity) => {
      const start = Math.max(0, entity.offset - lead);
      const end = Math.min(clean.length, entity.offset - lead + entity.length);
      return { ...entity, offset: start, length: end - start };
    })
    .filter((entity) => entity.length > 0)
    .sort((a, b) => a.offset - b.offset);
  return { text: clean, entities: moved };
}

function unparsable(why: string) {
  return badRequest(`can't parse entities: ${why}`);
}
