import { describe, expect, it } from 'vitest';
import { workCalendar } from '../../../core/calendar/work-calendar.ts';
import { parseDeadlines } from '../../../core/deadlines/parse.ts';
import { inShort } from './reading-notation.ts';

/** Read as a cell of the plan of 2023. */
function read(text: string): string {
  const calendar = workCalendar();
  return parseDeadlines(text, { year: 2023, calendar }).map(inShort).join(' && ');
}

/** Phrases that invite a confident date no official would give. */
const asked = [
  ['15/6 và 15/12 năm sau', 'is the first of them next year, too?'],
  ['Quý I và quý II năm sau', 'likewise'],
  ['Trước 01/01', 'would be over before the year begins'],
  ['Trước 30/4 và 01/5', 'a holiday, not two dates'],
  ['30/6/05', 'long past'],
  ['Quý V/2023', 'no such quarter'],
  ['quý vi', 'no such quarter'],
  ['31/6', 'no such day'],
  ['30/2', 'no such day'],
  ['Từ tháng 9 đến tháng 3', 'backwards'],
  ['Quý III-I/2023', 'backwards'],
  ['Không trước 30/6', 'a beginning'],
  ['Không sớm hơn 30/6', 'a beginning'],
  ['Sau ngày 30/6/2023', 'a beginning'],
  ['Nửa đầu tháng 6', 'the 15th?'],
  ['Trước Tết Nguyên đán 2023', 'not in the calendar of days'],
  ['Tháng 12 năm trước', 'of which year?'],
  ['Năm 2023, báo cáo định kỳ hằng quý', 'the year is when it goes on'],
  ['Quý II, báo cáo mỗi tháng', 'the quarter is when it goes on'],
  ['Trước 30/6 và hằng năm', 'on that day of every year?'],
  ['Triển khai quý I, hoàn thành quý II', 'a beginning and an end'],
  ['Quyết định số 15/6/2023', 'which paper'],
  ['Định kỳ trước ngày 15/6 và 15/12', 'of every year or of this one?'],
  ['Quý I, tiếp tục thực hiện', 'it goes on'],
  ['Quý II triển khai lại', 'once more'],
  ['Quý I báo cáo nếu chưa hoàn thành', 'only if'],
  ['Ban hành trong quý I, triển khai thường xuyên', 'two tasks'],
  ['Trước ngày 30/6 trình kỳ họp HĐND giữa năm', 'the session decides'],
  ['Hàng quý báo cáo UBND tỉnh vào tuần cuối', 'which day?'],
  ['Trước 30/6 gửi Sở Nội vụ, riêng cấp xã gửi Phòng Nội vụ', 'somebody is excepted'],
  ['Trước 30/6, gửi lại', 'once more'],
  ['Xây dựng kế hoạch năm sau trước ngày 15/12 hằng năm', 'next year is in the name'],
] as const;

describe('phrases that tempt to a wrong date', () => {
  it.each(asked)('%s: asked (%s)', (text) => {
    expect(read(text)).toContain('ask ');
  });

  it.each([
    ['Chậm nhất 02 ngày trước ngày họp', 'ask not_understood'],
    ['Không quá 15 ngày + 08 ngày làm việc', 'ask not_understood'],
    ['3,5 ngày kể từ ngày tiếp nhận', 'ask not_understood'],
    ['Không quá 17 ngày làm việc', 'ask needs_anchor 17 working_day'],
  ])('%s: no time that runs is told where it would be another one', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('what may stand behind and before a deadline in real papers', () => {
  it.each([
    ['Trước ngày 15/12/2023 để tổng hợp, báo cáo Bộ Nội vụ, UBND tỉnh.', 'due 2023-12-14 day'],
    ['Trước ngày 15/12, gửi về Văn phòng HĐND và UBND xã', 'due 2023-12-14 day'],
    ['Trước ngày 15/12/2023 báo cáo Sở Nội vụ theo quy định.', 'due 2023-12-14 day'],
    ['Trước 15/12 về Sở Nội vụ (qua Phòng Cải cách hành chính)', 'due 2023-12-14 day'],
    [
      'Trước ngày 15 tháng cuối quý đối với báo cáo quý',
      'every quarter: 2023-Q1=03-14 2023-Q2=06-14 2023-Q3=09-14 2023-Q4=12-14',
    ],
    [
      'Tổng hợp báo cáo, trình UBND tỉnh trước ngày 25/11/2023',
      'due 2023-11-24 day [Tổng hợp báo cáo, trình UBND tỉnh]',
    ],
    ['Báo cáo 6 tháng gửi trước ngày 10/7', 'due 2023-07-09 day [Báo cáo 6 tháng]'],
    ['Định kỳ (trước ngày 30 tháng 6 hằng năm)', 'every year: 2023-Y=06-29'],
    [
      'định kỳ trước ngày 01/6 và 15/11 hằng năm',
      'every year: 2023-Y=05-31 && every year: 2023-Y=11-14',
    ],
    ['Chậm nhất vào 09h00’ ngày 09/6/2023', 'due 2023-06-09 day @540'],
    ['Quý II/năm 2023', 'due 2023-06-30 quarter'],
    ['Quý IV/2023- Quý II/2024', 'due 2023-10-01..2024-06-30 quarter'],
    ['trước ngày 31 tháng 01 của năm sau liền kề', 'due 2024-01-30 day'],
    ['Quý IV và quý I năm sau', 'due 2023-12-31 quarter && due 2024-03-31 quarter'],
    ['Trước ngày ３０／６／２０２３', 'due 2023-06-29 day'],
    ['Trước\u00a0ngày\u00a030/6', 'due 2023-06-29 day'],
    ['Q. II/2023', 'due 2023-06-30 quarter'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});
