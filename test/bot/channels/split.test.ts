import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitText } from '../../../bot/channels/common/split-plain.ts';

const words = fc
  .array(fc.constantFrom('Báo', 'cáo.', '😀', 'x'.repeat(30), '\n', '\n\n', ' ', 'quý I;', 'ế'), {
    maxLength: 120,
  })
  .map((parts) => parts.join(' '));

it('loses nothing but white space, keeps below the limit and cuts no character in two', () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 10, max: 80 }), (text, limit) => {
      const pieces = splitText(text, limit);
      expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      for (const piece of pieces) {
        expect(piece.length).toBeLessThanOrEqual(limit);
        expect(piece.trim()).not.toBe('');
        expect(piece).not.toMatch(/\p{Cs}/u);
      }
    }),
  );
});

it('cuts between paragraphs rather than in them, and after a sentence rather than in it', () => {
  expect(splitText('Một hai ba.\n\nBốn năm sáu bảy.', 20)).toEqual([
    'Một hai ba.',
    'Bốn năm sáu bảy.',
  ]);
  expect(splitText('Một hai ba. Bốn năm sáu bảy.', 20)).toEqual([
    'Một hai ba.',
    'Bốn năm sáu bảy.',
  ]);
});
