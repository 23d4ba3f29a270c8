import { describe, expect, it } from 'vitest';
import { workNamed } from '../../../core/summary/work-words.ts';

const works = [
  { id: 1, title: 'Xây dựng Kế hoạch tuyên truyền CCHC năm 2023', product: 'Kế hoạch' },
  { id: 2, title: 'Xây dựng Kế hoạch tuyên truyền, phổ biến giáo dục pháp luật', product: null },
  { id: 3, title: 'Kiểm soát, rà soát TTHC', product: 'Báo cáo' },
];
const ids = (needed: string, said = needed) => workNamed(works, needed, said).map(({ id }) => id);

describe('work by words of its title', () => {
  it.each([
    ['tuyen truyen', 'tuyên truyền CCHC ai làm', [1]],
    ['tuyên truyền', 'tuyên truyền đến đâu rồi', [1, 2]],
    ['rà soát', 'rà soát tthc', [3]],
    ['bánh xèo', 'bánh xèo', []],
    ['soát', 'soát', []],
    ['', 'kế hoạch', []],
  ])('%s in “%s”', (needed, said, expected) => {
    expect(ids(needed, said)).toEqual(expected);
  });

  it('is no choice where too much fits', () => {
    const many = Array.from({ length: 6 }, (_, id) => ({
      id,
      title: 'Rà soát văn bản',
      product: null,
    }));
    expect(workNamed(many, 'rà soát', 'rà soát')).toEqual([]);
  });
});
