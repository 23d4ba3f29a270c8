import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitProducts } from '../../../core/plan/split-products.ts';
import { fold } from '../../../core/text/fold.ts';

it.each<[string, string[]]>([
  ['', []],
  ['Quyết định', ['Quyết định']],
  ['- Kế hoạch - Báo cáo kết quả', ['Kế hoạch', 'Báo cáo kết quả']],
  ['- Kế hoạch\n- Báo cáo', ['Kế hoạch', 'Báo cáo']],
  ['Công văn; báo cáo kết quả', ['Công văn', 'báo cáo kết quả']],
  ['- Báo cáo tình hình kinh tế - xã hội', ['Báo cáo tình hình kinh tế - xã hội']],
  ['Quyết định thông qua\nphương án', ['Quyết định thông qua phương án']],
  ['- Kế hoạch của\nUBND huyện\n+ Báo cáo', ['Kế hoạch của UBND huyện', 'Báo cáo']],
  ['1. Kế hoạch\n2. Báo cáo', ['Kế hoạch', 'Báo cáo']],
])('%j', (cell, products) => {
  expect(splitProducts(cell)).toEqual(products);
});

it('keeps every word', () => {
  const word = fc.constantFrom('Kế', 'hoạch', 'báo', 'cáo', '-', '\n', ';', ' - ', '(nếu có)');
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const cell = words.join(' ');
      expect(splitProducts(cell).map(fold).join(' ')).toBe(fold(cell));
    }),
  );
});
