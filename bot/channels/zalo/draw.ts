import type { Outgoing, OutgoingFile } from '../../../core/messages/message.ts';
import { translator } from '../../../locales/index.ts';
import { choiceList } from './choice-list.ts';
import { zaloText } from './plain.ts';
import { splitText } from './split.ts';

/**
 * Longest text and caption: Zalo says 1 to 2000 characters and not which kind, so we stay a little
 * below in UTF-16 units.
 */
export const TEXT_LIMIT = 1990;

/** Addresses under which files of ours can be had; null where the server has no public address. */
export interface FileLinks {
  /** An address Zalo can fetch the picture from, again and again for days. */
  picture(file: OutgoingFile): string;
  /** An address a person opens to save the file. */
  download(file: OutgoingFile): string;
}

/** One native call. */
export type Step =
  | { type: 'text'; text: string }
  | { type: 'photo'; url: string; caption: string | null };

/**
 * The native calls of one message, in order. What Zalo cannot carry is said in words: a document is
 * a link, choices are a list, an edit is a new message.
 */
export function draw(
  message: Outgoing,
  options: { links: FileLinks | null; locale: string | null; isGroup: boolean },
): Step[] {
  const { links } = options;
  const t = translator(options.locale ?? '');
  const { image, document } = message;
  const text = [
    message.again ? t.plain('zalo.again') : '',
    zaloText(message.text),
    image && !links ? t.plain('zalo.no_picture') : '',
    document ? documentLine(document) : '',
    choiceList(message, t, options.isGroup),
  ]
    .filter((part) => part.trim() !== '')
    .join('\n\n');
  const pieces = splitText(text, TEXT_LIMIT);
  if (!image || !links) return pieces.map((piece) => ({ type: 'text', text: piece }));
  const url = links.picture(image);
  const [only = null, ...more] = pieces;
  if (more.length === 0) return [{ type: 'photo', url, caption: only }];
  return [
    { type: 'photo', url, caption: null },
    ...pieces.map((piece): Step => ({ type: 'text', text: piece })),
  ];

  function documentLine(file: OutgoingFile): string {
    return links
      ? t.plain('zalo.document', { name: file.name, link: links.download(file) })
      : t.plain('zalo.no_document', { name: file.name });
  }
}
