import { type Markup, plainText } from '../../../core/messages/markup.ts';

/**
 * Markup as Zalo shows it: plain text, since its rich text has no documented way to escape what
 * people typed. A link keeps its address.
 */
export function zaloText(markup: Markup): string {
  const linked = markup.replace(
    /<a href="([^"]*)">(.*?)<\/a>/gs,
    (_, address: string, words: string) =>
      words === address || words === '' ? address : `${words}: ${address}`,
  );
  // Vietnamese typed on a phone may come decomposed; a composed letter counts once.
  return plainText(linked as Markup).normalize('NFC');
}
