import { describe, expect, it } from 'vitest';
import { workCalendar } from '../../../core/calendar/work-calendar.ts';
import { parseDeadline } from '../../../core/deadlines/parse.ts';
import { inShort } from './reading-notation.ts';

function read(phrase: string): string {
  return inShort(parseDeadline(phrase, { year: 2023 }));
}

describe('days', () => {
  it.each([
    ['31-12-2023', 'due 2023-12-31 day'],
    ['2023-12-31', 'due 2023-12-31 day'],
    ['30.6.2023', 'due 2023-06-30 day'],
    ['20/03/23', 'due 2023-03-20 day'],
    ['ngày 20 tháng 3 năm 2023', 'due 2023-03-20 day'],
    ['ngày 20 tháng 3', 'due 2023-03-20 day'],
    ['29/02/2024', 'due 2024-02-29 day'],
    ['chậm nhất 10/12/2023', 'due 2023-12-10 day'],
    ['Chậm nhất là ngày 10/12/2023.', 'due 2023-12-10 day'],
    ['Không quá ngày 15/11/2023', 'due 2023-11-15 day'],
    ['Từ nay đến hết ngày 30/6', 'due 2023-06-30 day'],
    // Strictly before.
    ['trước ngày 30/01/2023', 'due 2023-01-29 day'],
    ['trước 15/6', 'due 2023-06-14 day'],
    ['trước ngày 01/3/2024', 'due 2024-02-29 day'],
    ['Hoàn thành trước 01/01/2024', 'due 2023-12-31 day'],
    ['chậm nhất trước ngày 10/12', 'due 2023-12-09 day'],
    // An hour leaves the day itself.
    ['trước 17 giờ 00 ngày 10/12/2023', 'due 2023-12-10 day @1020'],
    ['trước 16h30 ngày 15/6/2023', 'due 2023-06-15 day @990'],
    ['trước 24h ngày 15/6', 'due 2023-06-15 day'],
    ['trước 0h ngày 15/6', 'due 2023-06-14 day'],
  ])('%s: %s', (phrase, expected) => {
    expect(read(phrase)).toBe(expected);
  });
});

describe('months, quarters, halves and years', () => {
  it.each([
    ['Tháng 12/2023', 'due 2023-12-31 month'],
    ['THANG 2/2024', 'due 2024-02-29 month'],
    ['  tháng   9 /  2023 ', 'due 2023-09-30 month'],
    ['T12/2023', 'due 2023-12-31 month'],
    ['12/2023', 'due 2023-12-31 month'],
    ['chậm nhất trong tháng 01 năm 2024 hoàn thành', 'due 2024-01-31 month'],
    ['đến hết tháng 6/2023', 'due 2023-06-30 month'],
    ['trước tháng 6/2023', 'due 2023-05-31 month'],
    ['Quý I/2023', 'due 2023-03-31 quarter'],
    ['Qúy 2/2023', 'due 2023-06-30 quarter'],
    ['quy iii nam 2023', 'due 2023-09-30 quarter'],
    ['Quý IV năm 2023', 'due 2023-12-31 quarter'],
    ['QII/2023', 'due 2023-06-30 quarter'],
    ['trước quý III', 'due 2023-06-30 quarter'],
    ['Trong quý II (nếu có)', 'due 2023-06-30 quarter if any'],
    ['06 tháng đầu năm', 'due 2023-06-30 half'],
    ['Trong 6 tháng cuối năm 2024', 'due 2024-12-31 half'],
    ['9 tháng', 'due 2023-09-30 month'],
    ['9 tháng đầu năm 2023', 'due 2023-09-30 month'],
    ['Năm 2023', 'due 2023-12-31 year'],
    ['Trong năm', 'due 2023-12-31 year'],
    ['cuối năm', 'due 2023-12-31 year'],
    ['trước năm 2024', 'due 2023-12-31 year'],
    ['đến năm 2025', 'due 2025-12-31 year'],
  ])('%s: %s', (phrase, expected) => {
    expect(read(phrase)).toBe(expected);
  });
});

describe('ranges', () => {
  it.each([
    ['từ tháng 3 đến tháng 6/2023', 'due 2023-03-01..2023-06-30 month'],
    ['từ tháng 11/2023 đến tháng 2/2024', 'due 2023-11-01..2024-02-29 month'],
    ['tháng 3-6/2023', 'due 2023-03-01..2023-06-30 month'],
    ['Quý II - III/2023', 'due 2023-04-01..2023-09-30 quarter'],
    ['từ ngày 15/12/2022 đến ngày 08/3/2023', 'due 2022-12-15..2023-03-08 day'],
    ['từ ngày 01 đến hết ngày 15/6', 'due 2023-06-01..2023-06-15 day'],
    ['năm 2021–2025', 'due 2021-01-01..2025-12-31 year'],
    ['Giai đoạn 2021 - 2025', 'due 2021-01-01..2025-12-31 year'],
  ])('%s: %s', (phrase, expected) => {
    expect(read(phrase)).toBe(expected);
  });
});

describe('what comes again', () => {
  const quarters = '2023-Q1=03-31 2023-Q2=06-30 2023-Q3=09-30 2023-Q4=12-31';

  it.each([
    ['Hàng quý', `every quarter: ${quarters}`],
    ['HANG QUY VA NAM 2023', `every quarter+year: ${quarters} 2023-Y=12-31`],
    ['Hàng quý năm 2023', `every quarter: ${quarters}`],
    ['mỗi quý trong năm 2023', `every quarter: ${quarters}`],
    ['Hằng năm', 'every year: 2023-Y=12-31'],
    ['hàng tháng', 'every month: 2023-M01=01-31 2023-M02=02-28 … 2023-M12=12-31'],
    ['định kỳ 6 tháng', 'every half: 2023-H1=06-30 2023-H2=12-31'],
    [
      'Định kỳ hàng quý, 6 tháng, hàng năm hoặc đột xuất',
      'every quarter+half+year: 2023-Q1=03-31 2023-Q2=06-30 2023-H1=06-30 2023-Q3=09-30 2023-Q4=12-31 2023-Y=12-31 +request',
    ],
    ['6 tháng, 9 tháng và hàng năm', 'ask several'],
    [
      'định kỳ 6 tháng, 9 tháng và năm',
      'every half+nine_months+year: 2023-H1=06-30 2023-9M=09-30 2023-Y=12-31',
    ],
    ['ngày 20 hàng tháng', 'every month: 2023-M01=01-20 2023-M02=02-20 … 2023-M12=12-20'],
    ['trước ngày 25 hàng tháng', 'every month: 2023-M01=01-24 2023-M02=02-24 … 2023-M12=12-24'],
    [
      'Ngày 15 của tháng cuối quý',
      'every quarter: 2023-Q1=03-15 2023-Q2=06-15 2023-Q3=09-15 2023-Q4=12-15',
    ],
    ['chậm nhất ngày 15/11 hằng năm', 'every year: 2023-Y=11-15'],
    ['ngày 08 của tháng cuối kỳ báo cáo', "day 8 of the period's last month"],
    [
      'Thời hạn báo cáo chậm nhất vào ngày 08 của tháng cuối kỳ báo cáo.',
      "day 8 of the period's last month [báo cáo]",
    ],
    ['trước ngày 05 của tháng tiếp theo kỳ báo cáo', "day 4 of the period's next month"],
  ])('%s: %s', (phrase, expected) => {
    expect(read(phrase)).toBe(expected);
  });

  it('counts ISO weeks, due on Sundays', () => {
    expect(inShort(parseDeadline('hàng tuần', { year: 2020 }))).toBe(
      'every week: 2020-W01=01-05 2020-W02=01-12 … 2020-W53=01-03',
    );
    expect(read('hàng tuần')).toBe('every week: 2023-W01=01-08 2023-W02=01-15 … 2023-W52=12-31');
  });
});

describe('what has no date', () => {
  it.each([
    ['Thường xuyên, liên tục', 'open continuous'],
    ['thuong xuyen trong nam 2023', 'open continuous'],
    ['hàng ngày', 'open continuous'],
    ['Theo quy định của pháp luật', 'open as_regulated'],
    ['Theo tiến độ (phê duyệt)', 'open as_approved'],
    ['Theo tiến độ được phê duyệt', 'open as_approved'],
    ['khi có hướng dẫn', 'open when_guided'],
    ['Sau khi có văn bản hướng dẫn của Sở Nội vụ', 'open when_guided'],
    ['THEO THOI HAN DA DANG KY VOI UBND HUYEN', 'open as_registered'],
    ['Đột xuất', 'open on_request'],
    ['Khi có yêu cầu', 'open on_request'],
  ])('%s: %s', (phrase, expected) => {
    expect(read(phrase)).toBe(expected);
  });
});

describe('times that run from a day', () => {
  it.each([
    ['trong vòng 01 tháng kể từ ngày 31/01/2023', 'due 2023-02-28 day'],
    ['trong vòng 15 ngày kể từ ngày 20/12', 'due 2024-01-04 day'],
    ['trong vòng 01 tháng kể từ ngày ký ban hành', 'ask needs_anchor 1 month'],
    ['15 ngày làm việc kể từ ngày nhận được văn bản', 'ask needs_anchor 15 working_day'],
    ['Trong vòng 05 ngày làm việc kể từ ngày 27/4/2023', 'ask needs_calendar'],
    ['trong vòng 01 tháng kể từ ngày 31/02/2023', 'ask impossible_date'],
  ])('%s: %s', (phrase, expected) => {
    expect(read(phrase)).toBe(expected);
  });

  it('counts working days with a calendar, over the break of 29/4 to 3/5', () => {
    const phrase = 'Trong vòng 05 ngày làm việc kể từ ngày 27/4/2023';
    const reading = parseDeadline(phrase, { year: 2023, calendar: workCalendar() });
    expect(inShort(reading)).toBe('due 2023-05-09 day');
  });
});

describe('what is left to a person', () => {
  it.each([
    ['', 'empty'],
    ['  - ', 'empty'],
    ['31/02/2023', 'impossible_date'],
    ['29/2', 'impossible_date'],
    ['ngày 31/4', 'impossible_date'],
    ['Tháng 13/2023', 'impossible_date'],
    ['Quý 5/2023', 'impossible_date'],
    ['Tháng 12/2203', 'impossible_date'],
    ['trước 25h ngày 10/12', 'impossible_date'],
    ['đến tháng 6/2023', 'ambiguous'],
    ['trong 6 tháng', 'ambiguous'],
    ['Tháng 3 - Tháng 6/2023', 'ambiguous'],
    ['15/3 - 30/6/2023', 'ambiguous'],
    ['ngày 10-12', 'ambiguous'],
    ['Hàng quý, năm 2023', 'ambiguous'],
    ['Quý I, năm 2023', 'ambiguous'],
    ['Thường xuyên, tháng 12/2023', 'ambiguous'],
    ['Tháng 12, tháng 01/2024', 'ambiguous'],
    ['Tháng 6, tháng 12 (nếu có)', 'ambiguous'],
    ['từ tháng 11 đến tháng 2', 'ambiguous'],
    ['ngày 31 hàng tháng', 'ambiguous'],
    ['Theo quy định của UBND huyện, trước ngày 10/12/2023', 'ambiguous'],
    ['đầu tháng 3', 'vague'],
    ['khoảng tháng 6', 'vague'],
    ['từ tháng 3/2023', 'no_end'],
    ['Trong tháng', 'not_understood'],
    ['Năm', 'not_understood'],
    ['sau ngày 10/12/2023', 'not_understood'],
    ['Báo cáo sau ngày 10/12/2023', 'not_understood'],
    ['không trước ngày 10/12/2023', 'not_understood'],
    ['Bắt đầu tháng 3', 'not_understood'],
    ['Tháng 6 hoặc tháng 7', 'not_understood'],
    ['Tháng 12/20233', 'not_understood'],
    ['Quý 1I/2023', 'not_understood'],
    ['15.6', 'not_understood'],
    ['Theo quy định của UBND huyện trước ngày 10/12/2023', 'not_understood'],
    ['Theo tiến độ phê duyệt nhưng không quá tháng 6', 'not_understood'],
    ['Tháng 12/2023 nhưng trước Tết', 'not_understood'],
    ['Công văn', 'not_understood'],
    ['Tháng 01/2023, tháng 12/2023', 'several'],
  ])('%s: %s', (phrase, why) => {
    const reading = parseDeadline(phrase, { year: 2023 });
    expect(reading.deadline).toEqual({ kind: 'ask', why });
    if (why !== 'empty') expect(reading.words).toBe(phrase);
  });
});
