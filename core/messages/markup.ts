/**
 * Rich text in the one markup all channels understand: `<b>`, `<i>`, `<u>`, `<code>` and
 * `<a href="…">`, everything else escaped. Telegram takes it as it is; others convert or strip it.
 * Only `escapeText` and the translations make values of this type, so nothing typed by a person can
 * ever become markup.
 */
export type Markup = string & { readonly __markup: unique symbol };

/** Text that people or documents wrote, made safe to stand inside markup. */
export function escapeText(text: string): Markup {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;') as Markup;
}

/** Joins pieces of markup; empty ones are left out. */
export function join(parts: readonly (Markup | '' | null | undefined)[], separator = '\n'): Markup {
  return parts.filter((part) => part).join(separator) as Markup;
}

/** A blank line in a `join`, which leaves out what is empty. */
export const GAP = ' ' as Markup;

/** What a screen without markup shows. */
export function plainText(markup: Markup): string {
  return markup
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
}
