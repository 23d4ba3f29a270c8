import { describe, expect, it } from 'vitest';
import {
  documentKind,
  filledTitle,
  nextPeriodWords,
  periodWords,
} from '../../../exports/consolidated/words.ts';
import { consolidated } from '../fixtures/consolidated.ts';

describe('periods in words', () => {
  it.each([
    ['2023-Q1', 'quý I năm 2023', 'quý II năm 2023'],
    ['2023-H1', '6 tháng đầu năm 2023', '6 tháng cuối năm 2023'],
    ['2023-Q3', 'quý III năm 2023', 'quý IV năm 2023'],
    ['2023-Y', 'năm 2023', 'năm 2024'],
    ['2023-M12', 'tháng 12 năm 2023', 'tháng 01 năm 2024'],
    ['dot-xuat', 'Báo cáo đột xuất', null],
  ])('%s', (code, words, next) => {
    const { period } = consolidated();
    const of = { period: { ...period, code, name: 'Báo cáo đột xuất' } };
    expect(periodWords(of)).toBe(words);
    expect(nextPeriodWords(of)).toBe(next);
  });
});

describe('the title of a form', () => {
  const titled = (code: string) => {
    const values = consolidated();
    const period = { ...values.period, code };
    return filledTitle('Kết quả năm {year} trên địa bàn {place}', { ...values, period });
  };

  it('names the period of the report, for forms are drawn up for a year', () => {
    expect(titled('2019-Y')).toBe('Kết quả năm 2019 trên địa bàn huyện Khánh Sơn');
    expect(titled('2019-Q3')).toBe('Kết quả quý III năm 2019 trên địa bàn huyện Khánh Sơn');
    expect(titled('dot-xuat')).toBe('Kết quả năm 2019 trên địa bàn huyện Khánh Sơn');
  });
});

describe('the kind of a document', () => {
  it.each([
    ['07/KH-UBND', 'Kế hoạch'],
    ['1439/QĐ-UBND', 'Quyết định'],
    ['30/2020/NĐ-CP', 'Nghị định'],
    ['932/SNV-CCHC', 'Văn bản'],
    ['', 'Văn bản'],
  ])('%s', (number, words) => {
    expect(documentKind(number)).toBe(words);
  });
});
