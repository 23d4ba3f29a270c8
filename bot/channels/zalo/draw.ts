import type { Outgoing } from '../../../core/messages/message.ts';
import { translator } from '../../../locales/index.ts';
import type { FileLinks } from '../common/file-links.ts';
import { splitText } from '../common/split-plain.ts';
import { documentLine, wordsOf } from '../common/words.ts';

/**
 * Longest text and caption: Zalo says 1 to 2000 characters and not which kind, so we stay a little
 * below in UTF-16 units.
 */
export const TEXT_LIMIT = 1990;

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
  const text = wordsOf(message, t, {
    more: [
      image && !links ? t.plain('zalo.no_picture') : '',
      document ? documentLine(document, t, links) : '',
    ],
    groupIntro: options.isGroup ? 'zalo.choose_group' : null,
  });
  const pieces = splitText(text, TEXT_LIMIT);
  if (!image || !links) return pieces.map((piece) => ({ type: 'text', text: piece }));
  const url = links.picture(image);
  const [only = null, ...more] = pieces;
  if (more.length === 0) return [{ type: 'photo', url, caption: only }];
  return [
    { type: 'photo', url, caption: null },
    ...pieces.map((piece): Step => ({ type: 'text', text: piece })),
  ];
}
