import { describe, expect, it } from 'vitest';
import { parseDeadlines } from '../../../core/deadlines/parse.ts';
import { inShort } from './reading-notation.ts';

function read(cell: string): string[] {
  return parseDeadlines(cell, { year: 2023 }).map(inShort);
}

const january = 'due 2023-01-31 month';
const june = 'due 2023-06-30 month';
const december = 'due 2023-12-31 month';

describe('cells with several deadlines', () => {
  it.each([
    ['', []],
    ['Tháng 01/2023|Tháng 12/2023', [january, december]],
    ['Tháng 01/2023; Tháng 12/2023', [january, december]],
    ['Tháng 01/2023\nTháng 12/2023', [january, december]],
    ['- Tháng 01/2023\r\n- Tháng 12/2023', [january, december]],
    ['– Tháng 01/2023 – Tháng 12/2023.', [january, december]],
    ['• Tháng 01 • Tháng 12', [january, december]],
    ['1. Tháng 01/2023\n2. Tháng 12/2023', [january, december]],
    ['Tháng 01, tháng 12/2023', [january, december]],
    ['Tháng 6 và 12/2023', [june, december]],
    ['Tháng 6/2024 và tháng 12/2024', ['due 2024-06-30 month', 'due 2024-12-31 month']],
    // The year said once holds for all.
    ['Tháng 6, tháng 12/2024', ['due 2024-06-30 month', 'due 2024-12-31 month']],
    [
      'Tháng 01/2024, 10/2024, 11/2024, 12/2024',
      ['2024-01-31', '2024-10-31', '2024-11-30', '2024-12-31'].map((due) => `due ${due} month`),
    ],
    [
      'Quý I/2024, II/2024, III/2024',
      ['2024-03-31', '2024-06-30', '2024-09-30'].map((due) => `due ${due} quarter`),
    ],
    ['Quý I, II/2024', ['due 2024-03-31 quarter', 'due 2024-06-30 quarter']],
    ['Trước ngày 15/6 và 15/12/2023', ['due 2023-06-14 day', 'due 2023-12-14 day']],
    ['Tháng 01, 15/12/2023', [january, 'due 2023-12-15 day']],
    ['- Tháng 3-6/2023 - Tháng 12/2023', ['due 2023-03-01..2023-06-30 month', december]],
    ['Thường xuyên; quý IV', ['open continuous', 'due 2023-12-31 quarter']],
    ['Tháng 01/2023; khi xong', [january, 'ask not_understood']],
    // Report periods one after another are a row, not a range or a rhythm.
    [
      'Quý I, 6 tháng, quý III và năm 2023',
      [
        'due 2023-03-31 quarter',
        'due 2023-06-30 half',
        'due 2023-09-30 quarter',
        'due 2023-12-31 year',
      ],
    ],
  ])('%j', (cell, expected) => {
    expect(read(cell)).toEqual(expected);
  });

  it('keeps what each deadline is for', () => {
    expect(read('Kế hoạch: Tháng 01/2023 - Báo cáo: Tháng 12/2023')).toEqual([
      `${january} [Kế hoạch]`,
      `${december} [Báo cáo]`,
    ]);
    expect(read('Kế hoạch của Phòng Tư pháp tháng 01, báo cáo tháng 12/2023')).toEqual([
      `${january} [Kế hoạch của Phòng Tư pháp]`,
      `${december} [báo cáo]`,
    ]);
    expect(read('Báo cáo quý I trước ngày 15/3; báo cáo năm 2023 chậm nhất 10/12')).toEqual([
      'due 2023-03-14 day [Báo cáo quý I]',
      'due 2023-12-10 day [báo cáo năm 2023]',
    ]);
  });

  it('keeps the words each rests on', () => {
    const cell =
      '- Kế hoạch UBND tỉnh trước ngày 30/01/2023 - Báo cáo chậm nhất 10/12/2023 (nếu có)';
    expect(parseDeadlines(cell, { year: 2023 }).map(({ words }) => words)).toEqual([
      'trước ngày 30/01/2023',
      'chậm nhất 10/12/2023 (nếu có)',
    ]);
  });

  it('joins lines that break a phrase', () => {
    expect(read('Quý I\n/2024')).toEqual(['due 2024-03-31 quarter']);
    expect(read('Tháng 12\nnăm 2024')).toEqual(['due 2024-12-31 month']);
    expect(read('- Kế hoạch trước\nngày 30/01/2023 - Báo cáo\nchậm nhất 10/12/2023')).toEqual([
      'due 2023-01-29 day [Kế hoạch]',
      'due 2023-12-10 day [Báo cáo]',
    ]);
  });

  it('does not part a range that has a bullet of its own', () => {
    expect(read('- Tháng 3 - Tháng 6/2023\n- Tháng 12/2023')).toEqual(['ask ambiguous', december]);
    expect(read('- Kế hoạch trước\nngày 30/01/2023\n- Báo cáo tháng\n12/2023')).toEqual([
      'due 2023-01-29 day [Kế hoạch]',
      `${december} [Báo cáo]`,
    ]);
  });
});
