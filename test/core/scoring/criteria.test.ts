import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PrintedLine, readCriteriaList } from '../../../core/scoring/criteria.ts';
import { sumOf } from '../../../core/scoring/points.ts';

type Row = readonly [number: string, title: string, max?: number | null, evidence?: string];

const lines = (rows: readonly Row[]): PrintedLine[] =>
  rows.map(([number, title, max = null, evidence = ''], index) => {
    return { line: index + 2, number, title, max, evidence };
  });
const read = (...rows: Row[]) => readCriteriaList(lines(rows));
const tree = (...rows: Row[]) =>
  read(...rows).criteria.map(({ number, parent, maxScore }) => [number, parent, maxScore]);

describe('what stands under what', () => {
  it('Roman numerals over numbers that begin again over letters', () => {
    expect(
      tree(
        ['I', 'A', 3],
        ['1', 'B', 2],
        ['a)', 'C', 1],
        ['b)', 'D', 1],
        ['2', 'E', 1],
        ['II', 'F', 1],
        ['1.', 'G', 1],
      ),
    ).toEqual([
      ['I', null, null],
      ['I.1', 'I', null],
      ['I.1.a', 'I.1', 1],
      ['I.1.b', 'I.1', 1],
      ['I.2', 'I', 1],
      ['II', null, null],
      ['II.1', 'II', 1],
    ]);
  });

  it('numbers that say it themselves stay as printed, also after deeper ones', () => {
    expect(
      tree(
        ['1', 'A'],
        ['1.1', 'B'],
        ['1.1.1', 'C', 1],
        ['1.1.2', 'D', 2],
        ['1.2', 'E', 1],
        ['2', 'F', 4],
      ),
    ).toEqual([
      ['1', null, null],
      ['1.1', '1', null],
      ['1.1.1', '1.1', 1],
      ['1.1.2', '1.1', 2],
      ['1.2', '1', 1],
      ['2', null, 4],
    ]);
  });

  it('capital letters over Roman numerals, C and D among them', () => {
    const rows: Row[] = ['A', 'B', 'C', 'D'].flatMap((letter): Row[] => [
      [letter, letter],
      ['I', 'x', 1],
    ]);
    expect(read(...rows).criteria.map(({ number }) => number)).toEqual(
      ['A', 'B', 'C', 'D'].flatMap((letter) => [letter, `${letter}.I`]),
    );
  });

  it('lines without a number are the scale of the one above, or its parts where they add up', () => {
    const { criteria, questions } = read(
      ['1', 'Ban hành', 2],
      ['-', 'Trong tháng 01', 2],
      ['-', 'Sau đó', 1],
      ['2', 'Báo cáo', 3],
      ['-', 'Đủ', 1],
      ['-', 'Đúng hạn', 2],
    );
    expect(questions).toEqual([]);
    expect(criteria[0]).toMatchObject({
      number: '1',
      maxScore: 2,
      title: 'Ban hành\n- Trong tháng 01: 2\n- Sau đó: 1',
    });
    expect(criteria.slice(1).map(({ number, maxScore }) => [number, maxScore])).toEqual([
      ['2', null],
      ['2-1', 1],
      ['2-2', 2],
    ]);
  });
});

describe('questions', () => {
  it('a heading and a total that their parts do not add up to', () => {
    const { questions, total } = read(
      ['I', 'Chỉ đạo', 4],
      ['1', 'Kế hoạch', 1.5],
      ['2', 'Báo cáo', 1.5],
      ['', 'TỔNG CỘNG', 5],
    );
    expect(total).toBe(3);
    expect(questions).toEqual([
      { code: 'sum_differs', words: 'I Chỉ đạo', hints: ['4', '3'] },
      { code: 'total_differs', words: 'TỔNG CỘNG', hints: ['5', '3'] },
    ]);
  });

  it('no points, the same number twice, points that are no scale', () => {
    const { questions, criteria } = read(
      ['1', 'Kế hoạch'],
      ['2', 'Báo cáo', 1],
      ['2', 'Báo cáo quý', 1],
      ['3', 'Kiểm tra', 1],
      ['-', 'Có', 3],
    );
    expect(questions.map(({ code }) => code).sort()).toEqual([
      'max_missing',
      'number_twice',
      'scale_unclear',
    ]);
    expect(new Set(criteria.map(({ number }) => number)).size).toBe(criteria.length);
  });

  it('0.1 + 0.2 is 0.3', () => {
    expect(read(['1', 'A', 0.3], ['1.1', 'B', 0.1], ['1.2', 'C', 0.2]).questions).toEqual([]);
  });
});

describe('any list at all', () => {
  const anyNumber = fc.oneof(
    fc.constantFrom(
      '',
      '-',
      '+',
      'I',
      'II',
      'IV',
      'A',
      'B',
      'C',
      'a',
      'b)',
      'đ',
      '1.1.1',
      'Tổng',
      '(*)',
    ),
    fc.tuple(fc.nat(4), fc.nat(4)).map(([a, b]) => `${a}.${b}`),
    fc.nat(30).map(String),
    fc.string({ maxLength: 5 }),
  );
  const anyLine = fc.record({
    number: anyNumber,
    title: fc.oneof(fc.constant(''), fc.constant('Tổng điểm'), fc.string({ maxLength: 12 })),
    max: fc.oneof(
      fc.constant(null),
      fc.nat(400).map((n) => n / 4),
    ),
    evidence: fc.string({ maxLength: 8 }),
  });

  it('numbers are unique, parents come before, points of the criteria make the total', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 25 }), (rows) => {
        const list = readCriteriaList(rows.map((row, index) => ({ ...row, line: index + 2 })));
        const seen = new Set<string>();
        for (const { number, parent } of list.criteria) {
          expect(seen.has(number)).toBe(false);
          if (parent !== null) expect(seen.has(parent)).toBe(true);
          seen.add(number);
        }
        expect(sumOf(list.criteria.map(({ maxScore }) => maxScore ?? 0))).toBe(list.total);
        const headings = new Set(list.criteria.map(({ parent }) => parent));
        for (const { number, maxScore } of list.criteria) {
          if (headings.has(number)) expect(maxScore).toBeNull();
        }
      }),
    );
  });
});
