import { escapeText, type Markup } from '../core/messages/markup.ts';

/** A piece of a page. Only the functions here make one, so nothing a person typed becomes markup. */
export interface Html {
  readonly html: string;
}

/** Text is escaped; pieces stand as they are; null and false leave nothing. */
type Part = string | number | Html | readonly Html[] | null | false;

/**
 * A piece of a page: `` html`<b>${name}</b>` ``. Values may stand in text and in quoted attributes,
 * nowhere else.
 */
export function html(pieces: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const text = pieces.reduce((whole, piece, index) => whole + textOf(parts[index - 1]) + piece);
  return { html: text };
}

/** Rich text of a message as a piece of a page; its lines become lines. */
export function fromMarkup(markup: Markup): Html {
  return { html: markup.replaceAll('\n', '<br>') };
}

function textOf(part: Part | undefined): string {
  if (part === null || part === false || part === undefined) return '';
  if (typeof part === 'string') return escapeText(part);
  if (typeof part === 'number') return String(part);
  return 'html' in part ? part.html : part.map((one) => one.html).join('');
}
