import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workCalendar } from '../../../core/calendar/work-calendar.ts';
import { parseDeadlines } from '../../../core/deadlines/parse.ts';
import { addDays, localDate } from '../../../core/time/local-date.ts';
import { inShort } from './reading-notation.ts';

const issuedOn = localDate('2024-01-15');
const calendar = workCalendar();

function read(cell: string, signed: typeof issuedOn | null = issuedOn): string {
  return parseDeadlines(cell, { year: 2024, issuedOn: signed, calendar }).map(inShort).join(' && ');
}

describe('times that run from the day a plan was signed', () => {
  it('are dated where the words name the plan', () => {
    expect(read('Trong vòng 30 ngày kể từ ngày ký ban hành Kế hoạch')).toBe('due 2024-02-14 day');
    expect(read('10 ngày làm việc kể từ ngày Kế hoạch này được ban hành')).toBe(
      'due 2024-01-29 day',
    );
    expect(read('Từ ngày ký ban hành đến 30/6/2024')).toBe('due 2024-06-30 day');
  });

  it('are questions without that day, and where it is another paper, event or effect', () => {
    const cell = 'Trong vòng 30 ngày kể từ ngày ký ban hành Kế hoạch';
    expect(read(cell, null)).toBe('ask needs_anchor 30 day');
    for (const end of ['của UBND tỉnh', 'kiểm tra', 'có hiệu lực', 'số 12/KH-UBND']) {
      expect(read(`${cell} ${end}`)).toBe('ask needs_anchor 30 day');
    }
    expect(read('15 ngày làm việc kể từ ngày nhận được văn bản')).toBe(
      'ask needs_anchor 15 working_day',
    );
    expect(read('5 ngày kể từ ngày ban hành Quyết định')).toBe('ask needs_anchor 5 day');
    // The day a product was issued, perhaps.
    expect(read('Báo cáo: 5 ngày kể từ ngày ban hành Kế hoạch')).toContain('ask needs_anchor');
  });

  it('count from any signing day, the day itself not counted', () => {
    fc.assert(
      fc.property(fc.nat(3000), fc.integer({ min: 1, max: 90 }), (offset, days) => {
        const signed = addDays(localDate('2019-01-01'), offset);
        const cell = `Trong vòng ${days} ngày kể từ ngày ban hành Kế hoạch này`;
        expect(read(cell, signed)).toBe(`due ${addDays(signed, days)} day`);
      }),
    );
  });
});

describe('a day that may lie in the year after the plan', () => {
  it('is asked about: before the signing, or January of a yearly report', () => {
    expect(read('Trước 10/01')).toBe('ask ambiguous');
    expect(read('Trước 10/01/2024')).toBe('due 2024-01-09 day');
    expect(read('Báo cáo năm: trước ngày 20/02')).toBe('ask ambiguous');
    expect(read('Báo cáo quý I: trước ngày 20/02')).toBe('due 2024-02-19 day [Báo cáo quý I]');
  });
});

describe('"trước" said once', () => {
  it.each([
    ['Trước 15/6 và 15/12 hằng năm', 'every year: 2024-Y=06-14 && every year: 2024-Y=12-14'],
    ['Trước 15/6; 15/12', 'due 2024-06-14 day && due 2024-12-14 day'],
    ['Trước 15/6\n15/12', 'due 2024-06-14 day && ask ambiguous'],
    [
      'Trước 15/6 (sơ kết), 15/12 (tổng kết)',
      'due 2024-06-14 day [sơ kết] && due 2024-12-14 day [tổng kết]',
    ],
    [
      'Trước 15/6 và chậm nhất 15/12 hằng năm',
      'every year: 2024-Y=06-14 && every year: 2024-Y=12-15',
    ],
    ['Năm 2024, hoàn thành trước 30/11/2024', 'ask ambiguous'],
  ])('%s', (cell, reading) => {
    expect(read(cell)).toBe(reading);
  });
});

it('a figure said again in words must be the same number', () => {
  expect(read('Chậm nhất ngày 06 (sáu) của tháng cuối quý')).toContain('2024-Q1=03-06');
  expect(read('Chậm nhất ngày 06 (bảy) của tháng cuối quý')).toBe('ask not_understood');
});
