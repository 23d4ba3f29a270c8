import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText, plainText } from '../../../core/messages/markup.ts';
import { translator } from '../../../locales/index.ts';

/** Names and notes that try to be markup: HTML, Markdown, entities, mentions. */
const hostile = fc
  .array(
    fc.constantFrom(
      ...'< > & " \' <b> </b> <a href="tg://user?id=1"> <script> &lt;b&gt; &amp; &#60; * _ ` [x](http://x.vn) ~ || @all {{name}} $t(menu)'.split(
        ' ',
      ),
      'Phòng Tư pháp',
      '\n',
      ' ',
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.join(''));

const tags = /<[^>]*>/g;
const own = /^<\/?(b|i|u|code)>$|^<a href="[^"<>]*">$|^<\/a>$/;

describe('what people wrote', () => {
  it('is shown as written and is never a tag', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const safe = escapeText(text);
        expect(safe).not.toMatch(/[<>]/);
        expect(plainText(safe)).toBe(text);
      }),
    );
  });

  it('changes no tag of a message it stands in, in any language', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom('vi', 'en'), (name, locale) => {
        const t = translator(locale);
        for (const key of ['file.content', 'file.type', 'file.macros'] as const) {
          const shown = t(key, { name });
          expect(shown.match(tags)).toEqual(t(key, { name: 'x' }).match(tags));
          for (const tag of shown.match(tags) ?? []) expect(tag).toMatch(own);
          expect(plainText(shown)).toContain(name);
        }
      }),
    );
  });
});
