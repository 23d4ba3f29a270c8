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
  ['Kế hoạch giai đoạn 2021-2025', 'likewise'],
  ['Tiến hành tháng 3; hoàn thành tháng 6', 'a beginning and an end'],
  ['Triển khai: Quý I\nHoàn thành: Quý II', 'likewise'],
  ['Thực hiện quý I; xong trước 30/6', 'likewise'],
  ['Tháng 3, hoàn thành tháng 6', 'likewise'],
  ['Trước 15/01', 'of this year or the next?'],
  ['Báo cáo: trước ngày 10/01', 'likewise'],
  ['Ngày 10/01; ngày 10/7', 'likewise'],
  ['30/6/2018', 'long past'],
  ['Giai đoạn 2016-2020', 'long past'],
  ['Kế hoạch: Quý I, chậm nhất 15/3', 'a scope and its deadline'],
  ['Sơ kết trước 15/6, tổng kết trước 15/12 hằng năm', 'is the first of every year?'],
  ['Định kỳ báo cáo UBND tỉnh trước ngày 15/12', 'of every year or of this one?'],
  ['Giai đoạn tiếp theo trước 30/11', 'which one?'],
  ['Từ 10-12/2023', 'months, or days of which month?'],
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
  ['Công văn ngày 5/6/2023', 'which paper'],
  ['Thông báo kết luận ngày 05/6/2023', 'likewise'],
  ['Chỉ thị 05/2023', 'likewise'],
  ['Nghị quyết năm 2023', 'likewise'],
  ['Đề án giai đoạn 2021-2025', 'likewise'],
  ['Danh mục năm 2024', 'likewise'],
  ['Xây dựng kế hoạch đến năm 2025', 'which plan'],
  ['Chương trình hành động đến năm 2030', 'likewise'],
  ['Báo cáo kết quả đến ngày 30/6/2023', 'data up to a day'],
  ['Báo cáo tính đến 30/6/2023', 'likewise'],
  ['Cập nhật dữ liệu đến 30/6/2023', 'likewise'],
  ['Chốt số liệu: 14/3/2023', 'likewise'],
  ['Thời điểm: 0 giờ ngày 01/7/2023', 'likewise'],
  ['Kỳ báo cáo: quý I/2023', 'what it is about'],
  ['Rà soát văn bản ban hành trước ngày 01/7/2023', 'what the work is about'],
  ['Số hóa hồ sơ giải quyết trước ngày 01/7/2023', 'likewise'],
  ['Công chức tuyển dụng trước 01/7/2023', 'likewise'],
  ['Triển khai: 01/3/2023', 'a beginning'],
  ['Áp dụng: 01/7/2023', 'likewise'],
  ['Hiệu lực: 01/7/2023', 'likewise'],
  ['Ngày nhận: 15/6/2023', 'not the day it is due'],
  ['Nhận: 15/6; trả: 30/6', 'likewise'],
  ['Ngày họp: 15/6/2023', 'likewise'],
  ['Kỳ họp: tháng 7/2023', 'likewise'],
  ['Đã hoàn thành: 30/6/2023', 'over'],
  ['Đã hoàn thành trước 30/6', 'likewise'],
  ['Thời hạn cũ: 30/6/2023', 'another one holds'],
  ['Thời hạn ban đầu: 30/6/2023; thời hạn mới: 31/7/2023', 'likewise'],
  ['Gia hạn: đến 30/9/2023', 'likewise'],
  ['Chuyển thời hạn đến 30/9/2023', 'likewise'],
  ['Cơ bản hoàn thành trước 30/6', 'in part'],
  ['Một phần trước 30/6', 'likewise'],
  ['Trường hợp có vướng mắc, báo cáo trước 15/7', 'only if'],
  ['Đối với cấp xã thì trước 30/6', 'in some cases'],
  ['Chờ hướng dẫn, trước 30/6', 'likewise'],
  ['Khi có hướng dẫn, báo cáo trước 15/7', 'only then'],
  ['Theo yêu cầu, gửi Sở trước 15/7', 'likewise'],
  ['Quý II, rà soát, báo cáo trước 15/7', 'a scope and its deadline'],
  ['Quý II (báo cáo quý III)', 'not begun by then'],
  ['Báo cáo quý III: trước 15/6', 'likewise'],
  ['Hằng năm; báo cáo trước 15/12', 'of every year?'],
  ['31/12 hằng năm; 30/6', 'likewise'],
  ['15/6 hằng năm và 15/12', 'likewise'],
  ['Trước 30/6; hằng năm', 'likewise'],
  ['Lần đầu trước 30/6/2023, các lần tiếp theo trước 15/12', 'likewise'],
  ['0h ngày 15/6', 'the end of the day before?'],
  ['Trước năm 2023', 'over before the plan'],
  ['Quý I/2022', 'likewise'],
  ['Trước 20/02 gửi báo cáo năm 2023', 'of this year or the next?'],
  ['Tổng kết năm học trước 31/5', 'likewise'],
  ['Điều chỉnh từ 30/6 sang 30/9', 'which one holds?'],
  ['Đạt 50% trước 30/6, 100% trước 31/12', 'in part'],
  ['Số liệu từ 15/12 đến 14/3, gửi trước 20/3', 'data, and the day it is due'],
  ['Chậm nhất 05 ngày trước ngày 30/6', 'counted back'],
  ['15/7 âm lịch', 'another calendar'],
  ['Chào mừng ngày 02/9/2023', 'an occasion'],
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
    ['Các sở, ban, ngành trước 30/6', 'due 2023-06-29 day [Các sở, ban, ngành]'],
    [
      'Rà soát, tham mưu UBND tỉnh ban hành trước 30/6',
      'due 2023-06-29 day [Rà soát, tham mưu UBND tỉnh ban hành]',
    ],
    ['Hoàn thành trong quý II việc rà soát hồ sơ', 'due 2023-06-30 quarter'],
    ['Trước 7h00 sáng ngày 01/7/2023', 'due 2023-07-01 day @420'],
    ['Được thực hiện từ 01/3 đến 30/6', 'due 2023-03-01..2023-06-30 day'],
    ['Gửi báo cáo về Sở trước ngày 15/8', 'due 2023-08-14 day [Gửi báo cáo về Sở]'],
    ['Kết thúc năm học trước ngày 31/5/2023', 'due 2023-05-30 day [năm học]'],
    ['Gửi trước 15/12 để xây dựng kế hoạch năm 2024', 'due 2023-12-14 day [Gửi]'],
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
    ['Kế hoạch: trước 15/01', 'due 2023-01-14 day [Kế hoạch]'],
    ['Trước 15/01, 15/7/2023', 'due 2023-01-14 day && due 2023-07-14 day'],
    ['Từ 15-30/6/2023', 'due 2023-06-15..2023-06-30 day'],
    ['Từ ngày 15 - 20/6', 'due 2023-06-15..2023-06-20 day'],
    ['xong trước 30.6', 'due 2023-06-29 day'],
    ['trước ngày 20.6 và 20.12.', 'due 2023-06-19 day && due 2023-12-19 day'],
    ['Bắt đầu từ 01/3 đến 31/5', 'due 2023-03-01..2023-05-31 day'],
    [
      'Giai đoạn chuẩn bị: Quý I; giai đoạn thực hiện: Quý II - IV',
      'due 2023-03-31 quarter [Giai đoạn chuẩn bị] && due 2023-04-01..2023-12-31 quarter [giai đoạn thực hiện]',
    ],
    ['Nộp hồ sơ theo quy định trước 30/6', 'due 2023-06-29 day [Nộp hồ sơ theo quy định]'],
    [
      'Báo cáo UBND tỉnh trước 15/6 và 15/12 hằng năm',
      'every year: 2023-Y=06-14 [Báo cáo UBND tỉnh] && every year: 2023-Y=12-14',
    ],
    [
      '- Xây dựng kế hoạch: tháng 1\n- Hoàn thành báo cáo: tháng 12',
      'due 2023-01-31 month [Xây dựng kế hoạch] && due 2023-12-31 month [báo cáo]',
    ],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});
