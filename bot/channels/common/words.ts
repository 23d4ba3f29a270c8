import type { Outgoing, OutgoingFile } from '../../../core/messages/message.ts';
import type { Translate } from '../../../locales/index.ts';
import { choiceList } from './choice-list.ts';
import type { FileLinks } from './file-links.ts';
import { plainWords } from './plain-words.ts';

/**
 * A whole message in plain words: the text, then `more` (what a network cannot carry, said in
 * words), then the choices as a list.
 */
export function wordsOf(
  message: Outgoing,
  t: Translate,
  options: { more: readonly string[]; groupIntro: string | null },
): string {
  return [
    message.again ? t.plain('zalo.again') : '',
    plainWords(message.text),
    ...options.more,
    choiceList(message, t, options.groupIntro),
  ]
    .filter((part) => part.trim() !== '')
    .join('\n\n');
}

/** A document as a link, or the reason why there is none. */
export function documentLine(file: OutgoingFile, t: Translate, links: FileLinks | null): string {
  return links
    ? t.plain('zalo.document', { name: file.name, link: links.download(file) })
    : t.plain('zalo.no_document', { name: file.name });
}
