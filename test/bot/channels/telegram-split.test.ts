import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitMarkup, visibleLength } from '../../../bot/channels/telegram/split.ts';
import { escapeText, type Markup } from '../../../core/messages/markup.ts';
import { parseHtml } from '../../emulators/telegram/html.ts';

const words = fc.string({ unit: fc.constantFrom('Đ', 'ờ', 'a', '<', '&', '"', ' ', '\n', '🙂') });
/** Well-formed markup, nested a few levels deep. */
const markup = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    words.map(escapeText),
    fc.tuple(tie('node'), tie('node')).map((pair) => pair.join('')),
    fc
      .tuple(fc.constantFrom('b', 'i', 'u', 'code'), tie('node'))
      .map(([tag, body]) => `<${tag}>${body}</${tag}>`),
    tie('node').map((body) => `<a href="https://example.org/?a=1&amp;b=2">${body}</a>`),
  ),
})).node as fc.Arbitrary<Markup>;

const inkOf = (html: string) => parseHtml(html).text.replace(/\s+/g, '');

describe('splitMarkup', () => {
  it('gives pieces that Telegram takes, within the limit, with nothing lost', () => {
    fc.assert(
      fc.property(markup, fc.integer({ min: 2, max: 40 }), (whole, limit) => {
        const pieces = splitMarkup(whole, limit);
        expect(pieces.map(inkOf).join('')).toBe(inkOf(whole));
        if (pieces.length === 1) return;
        for (const piece of pieces) {
          expect(inkOf(piece)).not.toBe('');
          expect(visibleLength(piece)).toBeLessThanOrEqual(limit);
        }
      }),
    );
  });

  it('leaves a text that fits as it is, however long its tags', () => {
    const text = `<b>${'x'.repeat(4096)}</b>` as Markup;
    expect(splitMarkup(text, 4096)).toEqual([text]);
  });

  it('cuts at a line break and carries open tags over', () => {
    const text = '<b>Nhiệm vụ 1\nNhiệm vụ <i>hai mươi</i></b> xong' as Markup;
    expect(splitMarkup(text, 22)).toEqual([
      '<b>Nhiệm vụ 1</b>',
      '<b>Nhiệm vụ <i>hai mươi</i></b> xong',
    ]);
  });
});
