import { type Locale, loadTexts } from '../../locales/index.ts';

/** What keeps a text from being shown as it is: markup that people wrote, a bare key, a gap. */
export function troubleIn(text: string, locale: Locale): string[] {
  const tag = /<(\/?)(\w+)[^>]*>/g;
  const open: string[] = [];
  const trouble: string[] = [];
  for (const [whole, slash, name = ''] of text.matchAll(tag)) {
    if (name !== 'b' && name !== 'code') trouble.push(`${whole} in: ${text}`);
    if (slash === '') open.push(name);
    else if (open.pop() !== name) trouble.push(`${whole} closes nothing: ${text}`);
  }
  if (open.length > 0) trouble.push(`left open: ${text}`);
  // The words people wrote in these tests hold a gap and a key of their own.
  const ours = text.replaceAll('{{row}}', '').replaceAll('$t(finding.more)', '');
  const sections = Object.keys(loadTextsOnce(locale)).join('|');
  if (new RegExp(`(?:^|[\\s>“(])(?:${sections})\\.[a-z_.]+`).test(ours))
    trouble.push(`key: ${text}`);
  if (ours.includes('{{')) trouble.push(`gap: ${text}`);
  if (/undefined|null|NaN|\[object/.test(text)) trouble.push(`no value: ${text}`);
  if (text.trim() === '') trouble.push('nothing');
  return trouble;
}

const loaded = new Map<Locale, Record<string, unknown>>();

function loadTextsOnce(locale: Locale): Record<string, unknown> {
  const texts = loaded.get(locale) ?? loadTexts(locale);
  loaded.set(locale, texts);
  return texts;
}
