import { describe, expect, it } from 'vitest';
import { parseDeadlines } from '../../../core/deadlines/parse.ts';
import { inShort } from './reading-notation.ts';

/** Area and number of the task, the cell "Thời gian" as printed, what it means. */
type Row = [task: string, cell: string, readings: string[]];

const thanhTri: Row[] = [
  ['1.1', 'Theo quy định', ['open as_regulated']],
  [
    '1.1+',
    '- Kế hoạch UBND tỉnh trước ngày 30/01/2023 - Báo cáo chậm nhất 10/12/2023',
    ['due 2023-01-29 day [Kế hoạch UBND tỉnh]', 'due 2023-12-10 day [Báo cáo]'],
  ],
  ['1.2', 'Trong năm 2023', ['due 2023-12-31 year']],
  ['1.3', '- Tháng 01/2023 - Tháng 12/2023', ['due 2023-01-31 month', 'due 2023-12-31 month']],
  ['2.1', '- Tháng 01/2023 - Trong năm 2023', ['due 2023-01-31 month', 'due 2023-12-31 year']],
  ['2.2', 'Trong năm 2023 (nếu có)', ['due 2023-12-31 year if any']],
  [
    '2.3',
    'Hàng quý và năm 2023',
    ['every quarter+year: 2023-Q1=03-31 2023-Q2=06-30 2023-Q3=09-30 2023-Q4=12-31 2023-Y=12-31'],
  ],
  ['2.4', 'Thường xuyên', ['open continuous']],
  ['3.1', 'Trong năm 2023', ['due 2023-12-31 year']],
  ['3.2', 'Trong năm 2023', ['due 2023-12-31 year']],
  ['4.1', 'Trong năm 2023', ['due 2023-12-31 year']],
  ['4.2', 'Quý 2/2023', ['due 2023-06-30 quarter']],
  ['4.3', 'Năm 2023', ['due 2023-12-31 year']],
  ['4.4', 'Tháng 12/2023', ['due 2023-12-31 month']],
  ['5.1', 'Trong năm 2023', ['due 2023-12-31 year']],
  ['5.2', 'Trong năm 2023', ['due 2023-12-31 year']],
  ['5.3', 'Trong năm 2023', ['due 2023-12-31 year']],
  ['6.1', 'Quý I/2023', ['due 2023-03-31 quarter']],
  ['6.2', 'Thường xuyên', ['open continuous']],
  ['6.3', 'Tháng 12/2023', ['due 2023-12-31 month']],
  ['7.1', '- Tháng 1/2023 - Tháng 12/2023', ['due 2023-01-31 month', 'due 2023-12-31 month']],
  ['7.2', '- Tháng 02/2023 - Tháng 12/2023', ['due 2023-02-28 month', 'due 2023-12-31 month']],
  ['7.3', '- Tháng 03/2023 - Tháng 12/2023', ['due 2023-03-31 month', 'due 2023-12-31 month']],
  ['7.4', 'Tháng 12/2023', ['due 2023-12-31 month']],
];

const vinhCuu: Row[] = [
  ['I.1', 'Theo thời hạn đã đăng ký với UBND huyện', ['open as_registered']],
  ['I.2', 'Tháng 11/2020', ['due 2020-11-30 month']],
  ['II.1', '', []],
  ['II.1.1', 'Thường xuyên', ['open continuous']],
  ['II.1.2', 'Thường xuyên', ['open continuous']],
  ['II.1.3', 'Quý II/2020', ['due 2020-06-30 quarter']],
  ['II.1.4', 'Thường xuyên', ['open continuous']],
  ['II.1.5', 'Quý I/2020', ['due 2020-03-31 quarter']],
  ['II.2', 'Quý III/2020', ['due 2020-09-30 quarter']],
  ['II.3', 'Thường xuyên', ['open continuous']],
  ['II.4', '', []],
  ['II.5', 'Thường xuyên', ['open continuous']],
  ['II.6', 'Thường xuyên', ['open continuous']],
  ['II.7', 'Quý I/2020', ['due 2020-03-31 quarter']],
  ['II.8', 'Thường xuyên', ['open continuous']],
  ['II.9', 'Quý II/2020', ['due 2020-06-30 quarter']],
  ['II.10', 'Thường xuyên', ['open continuous']],
  ['II.11', 'Thường xuyên', ['open continuous']],
  ['II.12', 'Thường xuyên', ['open continuous']],
  ['II.13', 'Thường xuyên', ['open continuous']],
  ['II.14', 'Hàng tháng', ['every month: 2020-M01=01-31 2020-M02=02-29 … 2020-M12=12-31']],
  ['II.15', 'Theo tiến độ phê duyệt', ['open as_approved']],
  ['III.1', 'Theo tiến độ phê duyệt', ['open as_approved']],
  ['III.2', 'Theo tiến độ phê duyệt', ['open as_approved']],
  ['III.3', 'Theo tiến độ phê duyệt', ['open as_approved']],
  ['III.4', 'Thường xuyên', ['open continuous']],
  ['IV.1', 'Theo tiến độ phê duyệt', ['open as_approved']],
  ['IV.2', 'Chậm nhất trong quý III/2020', ['due 2020-09-30 quarter']],
  ['IV.3', 'Quý II/2020', ['due 2020-06-30 quarter']],
  ['V.', 'Tháng 10/2020', ['due 2020-10-31 month']],
  ['VI.1', 'Theo tiến độ', ['open as_approved']],
  ['VI.2', 'Theo tiến độ phê duyệt', ['open as_approved']],
  ['VI.3', 'Thường xuyên', ['open continuous']],
  ['VI.4', 'Thường xuyên', ['open continuous']],
  ['VI.5', 'Quý II/2020', ['due 2020-06-30 quarter']],
  ['VII.1', 'Tháng 01/2020', ['due 2020-01-31 month']],
  ['VII.2', 'Tháng 12/2020', ['due 2020-12-31 month']],
];

describe('the deadlines of two real plans', () => {
  it.each(thanhTri)('Thạnh Trị 2023, task %s: %s', (_task, cell, readings) => {
    expect(parseDeadlines(cell, { year: 2023 }).map(inShort)).toEqual(readings);
  });

  it.each(vinhCuu)('Vĩnh Cửu 2020, task %s: %s', (_task, cell, readings) => {
    expect(parseDeadlines(cell, { year: 2020 }).map(inShort)).toEqual(readings);
  });
});
