import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createInstance } from 'i18next';
import { escapeText, type Markup } from '../core/messages/markup.ts';

export const LOCALES = ['vi', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = 'vi';

export type Params = Record<string, string | number>;

/** Texts of one language. Values put into a text are escaped unless it asks with `{{- name}}`. */
export interface Translate {
  (key: string, params?: Params): Markup;
  /** For buttons and other places without markup. */
  plain(key: string, params?: Params): string;
  /** Whether a text exists. */
  has(key: string): boolean;
  locale: Locale;
}

/** All texts of a language: the files `locales/<locale>/*.json` together. */
export function loadTexts(locale: Locale): Record<string, unknown> {
  const folder = fileURLToPath(new URL(`./${locale}`, import.meta.url));
  const texts: Record<string, unknown> = {};
  for (const file of readdirSync(folder)) {
    if (!file.endsWith('.json')) continue;
    Object.assign(texts, JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')));
  }
  return texts;
}

const i18n = createInstance();
const resources = Object.fromEntries(LOCALES.map((locale) => [locale, { t: loadTexts(locale) }]));
void i18n.init({
  lng: DEFAULT_LOCALE,
  fallbackLng: DEFAULT_LOCALE,
  resources,
  ns: ['t'],
  defaultNS: 't',
  initAsync: false,
  interpolation: { escape: escapeText },
  returnNull: false,
});

/** The texts of a language; an unknown one gives Vietnamese. */
export function translator(locale: string): Translate {
  const known = isLocale(locale) ? locale : DEFAULT_LOCALE;
  const fixed = i18n.getFixedT(known);
  const translate = (key: string, params: Params = {}) => fixed(key, params) as Markup;
  return Object.assign(translate, {
    plain: (key: string, params: Params = {}) =>
      fixed(key, { ...params, interpolation: { escapeValue: false } }),
    has: (key: string) => i18n.exists(key, { lng: known }),
    locale: known,
  });
}

export function isLocale(text: string): text is Locale {
  return (LOCALES as readonly string[]).includes(text);
}
