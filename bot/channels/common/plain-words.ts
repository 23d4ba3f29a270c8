import { type Markup, plainText } from '../../../core/messages/markup.ts';

/**
 * Markup as plain text, for networks that show no markup or document no way to escape what people
 * typed. A link keeps its address.
 */
export function plainWords(markup: Markup): string {
  const linked = markup.replace(
    /<a href="([^"]*)">(.*?)<\/a>/gs,
    (_, address: string, words: string) =>
      words === address || words === '' ? address : `${words}: ${address}`,
  );
  // Vietnamese typed on a phone may come decomposed; a composed letter counts once.
  return plainText(linked as Markup).normalize('NFC');
}
