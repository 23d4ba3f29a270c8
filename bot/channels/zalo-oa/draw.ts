import type { Outgoing, OutgoingFile } from '../../../core/messages/message.ts';
import { translator } from '../../../locales/index.ts';
import type { FileLinks } from '../common/file-links.ts';
import { splitText } from '../common/split-plain.ts';
import { documentLine, wordsOf } from '../common/words.ts';

/** Zalo says 2000 characters and not which kind, so we stay a little below in UTF-16 units. */
export const TEXT_LIMIT = 1990;

/** Documents the account can send as files; for the others there is a link. */
const UPLOADABLE = /\.(?:pdf|docx?|csv)$/i;

/** One native message; `instead`: what is said when the file cannot be sent as one. */
export type Step =
  | { type: 'text'; text: string }
  | { type: 'image' | 'file'; file: OutgoingFile; instead: string };

/**
 * The native messages of one message, in order: files first, then the words with the choices.
 * @param closing the person must be heard again soon, or cannot be written to
 */
export function draw(
  message: Outgoing,
  options: {
    links: FileLinks | null;
    locale: string | null;
    isGroup: boolean;
    closing: boolean;
  },
): Step[] {
  const { links, isGroup } = options;
  const t = translator(options.locale ?? '');
  const { image, document } = message;
  const steps: Step[] = [];
  if (image) {
    const instead = links
      ? t.plain('zalo_oa.picture', { link: links.picture(image) })
      : t.plain('zalo.no_picture');
    steps.push({ type: 'image', file: image, instead });
  }
  const asFile = document !== undefined && UPLOADABLE.test(document.name);
  if (document && asFile) {
    steps.push({ type: 'file', file: document, instead: documentLine(document, t, links) });
  }
  const words = wordsOf(message, t, {
    more: [
      document && !asFile ? documentLine(document, t, links) : '',
      options.closing ? t.plain('zalo_oa.closing') : '',
    ],
    groupIntro: isGroup ? 'zalo_oa.choose_group' : null,
  });
  const text = isGroup ? withoutMentions(words) : words;
  for (const piece of splitText(text, TEXT_LIMIT)) steps.push({ type: 'text', text: piece });
  return steps;
}

/**
 * Text people typed must not call a group's members: "[@id]" would mention one of them, or all. The
 * words stay, the brackets that make them a mention go.
 */
export function withoutMentions(text: string): string {
  return text.replace(/\[@([^\][\n]*)\]/g, '@$1').replace(/\[+@/g, '@');
}
