import type { Translate } from '../../locales/index.ts';
import { type Html, html } from '../html.ts';

/** A whole page; the style and the script are files of their own. */
export function document(title: string, body: Html, t: Translate): string {
  return html`<!doctype html>
<html lang="${t.locale}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${title}</title>
<link rel="stylesheet" href="/board.css"><script src="/board.js" defer></script></head>
<body>${body}</body></html>`.html;
}
