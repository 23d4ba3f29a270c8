import type { Choice } from '../core/messages/message.ts';
import { type Locale, translator } from '../locales/index.ts';

/** One button a language, each in its own words. */
export function languageChoices(locales: readonly Locale[]): Choice[][] {
  return [
    locales.map((locale) => ({
      id: `lang:${locale}`,
      label: translator(locale).plain('language.name'),
    })),
  ];
}
