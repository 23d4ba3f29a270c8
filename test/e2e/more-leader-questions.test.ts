import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBusy } from '../support/busy-office.ts';
import { only } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse, type Seen } from '../support/rehearsal.ts';

/** Written before the rules were looked at; the counts stand in docs/tiendo.md. */

let office: Rehearsal;
let leader: Person;
beforeAll(async () => {
  office = await rehearse({ at: '2023-04-12T10:00' });
  await makeBusy(office);
  leader = office.person('lanh-dao');
});
afterAll(() => office.end());

const HERE = 'UBND huyện Thạnh Trị';
const COMMUNES = 'UBND các xã, phường, thị trấn';
const heading = ({ text }: Seen) => text.split('\n').slice(0, 3).join('\n');

/** What is typed, what the answer's heading must say, and the one choice on the way to it, if any. */
type Row = readonly [words: string, expected: string, choice?: string];

/** The hurried, the precise, the suspicious, the courteous, the angry. */
const FORTY: readonly Row[] = [
  ['còn mấy việc của phòng nội vụ trễ', 'việc trễ hạn – Phòng Nội vụ'],
  ['con may viec cua phong y te tre vay', 'việc trễ hạn – Phòng Y tế'],
  ['ai chưa báo gì từ đầu tháng', 'Chưa báo gì từ 01/04'],
  ['don vi nao im lang tu dau nam den gio', 'Chưa báo gì từ 01/01'],
  ['việc nào sắp hết hạn tuần này', 'Sắp đến hạn – UBND huyện Thạnh Trị, tuần 10/04 – 16/04'],
  ['tuần này', 'tuần 10/04 – 16/04'],
  ['tuan sau co gi', 'tuần 17/04 – 23/04'],
  ['tháng này có gì đến hạn', `Sắp đến hạn – ${HERE}, tháng 4/2023`],
  ['thang sau den han nhung gi', `Sắp đến hạn – ${HERE}, tháng 5/2023`],
  ['xã nào nộp báo cáo muộn nhất', `Báo cáo định kỳ – ${COMMUNES}`],
  ['so sánh Phòng Tư pháp với Phòng Nội vụ', 'Theo đơn vị – Phòng Nội vụ, Phòng Tư pháp'],
  ['phong y te voi phong noi vu ai hon', 'Theo đơn vị – Phòng Nội vụ, Phòng Y tế'],
  ['vì sao trễ', `việc trễ hạn – ${HERE}`],
  ['vi sao xa lam kiet tre', 'việc trễ hạn – UBND xã Lâm Kiết'],
  ['ai chịu trách nhiệm việc tuyên truyền CCHC', 'Kế hoạch tuyên truyền CCHC', '1'],
  ['kế hoạch tuyên truyền đến đâu rồi', 'tuyên truyền', '1'],
  ['ke hoach ra soat tthc toi dau roi', 'rà soát', '1'],
  ['vị trí việc làm ai làm', 'vị trí việc làm'],
  ['quý 2 so với quý 1', 'So sánh tỷ lệ đúng hạn – UBND huyện Thạnh Trị'],
  ['quý 1 năm nay so với quý 1 năm ngoái', 'quý I/2022'],
  ['so sánh quý 1 với quý 3 năm ngoái', 'quý III/2022'],
  ['ubnd xa lam kjet', 'Tiến độ CCHC – UBND xã Lâm Kiết', 'UBND xã Lâm Kiết'],
  ['UBND xã Vỉnh Lợị quý 1', 'Tiến độ CCHC – UBND xã Vĩnh Lợi, quý I/2023'],
  ['xã thạch trị trễ mấy việc', 'việc trễ hạn – UBND xã Thạnh Trị', 'UBND xã Thạnh Trị'],
  ['xa tuan tuk sao roi', 'Tiến độ CCHC – UBND xã Tuân Tức', 'UBND xã Tuân Tức'],
  ['thị trấn phú lọc', 'Tiến độ CCHC – UBND thị trấn Phú Lộc'],
  ['lâm tân với lâm kiết', 'UBND xã Lâm Kiết, UBND xã Lâm Tân'],
  ['xin cho biết tình hình chung của huyện', `Tiến độ CCHC – ${HERE}`],
  ['Báo cáo tôi tình hình ngay', HERE],
  ['sao toàn thấy trễ vậy', `việc trễ hạn – ${HERE}`],
  ['hôm nay có gì cần lo không', 'việc trễ hạn'],
  ['ngày mai đến hạn cái gì', 'Sắp đến hạn'],
  ['đơn vị nào tệ nhất', `Theo đơn vị – ${HERE}`],
  ['khen ai được đây', 'Xếp hạng'],
  ['mấy phòng chưa nộp báo cáo quý 1', 'Báo cáo định kỳ – Các phòng, ban'],
  ['tinh hinh nop bao cao cua cac xa', `Báo cáo định kỳ – ${COMMUNES}`],
  ['có việc gì phải chờ tỉnh không', `việc đang vướng mắc – ${HERE}`],
  ['phòng giáo dục', 'Tiến độ CCHC – Phòng Giáo dục và Đào tạo', 'Phòng Giáo dục và Đào tạo'],
  ['chuyển đổi số các xã tới đâu rồi em', `${COMMUNES} · Xây dựng và phát triển Chính phủ điện tử`],
  ['việc nào trễ lâu nhất', `việc trễ hạn – ${HERE}`],
];

/** Written after the rules had been mended for the forty, and before any of these was tried. */
const TWENTY: readonly Row[] = [
  ['sao xã Châu Hưng lại trễ', 'việc trễ hạn – UBND xã Châu Hưng'],
  ['tuần trước có việc gì đến hạn mà chưa xong', 'tuần 03/04 – 09/04'],
  ['ai lười nhất', `Theo đơn vị – ${HERE}`],
  ['phòng lao động thế nào', 'Phòng Lao động – Thương binh', 'Phòng Lao động'],
  ['xa vinh thanh voi vinh loi xa nao kha hon', 'UBND xã Vĩnh Lợi, UBND xã Vĩnh Thành'],
  ['báo cáo 6 tháng ai nộp rồi', `Báo cáo định kỳ – ${HERE}, 6 tháng đầu năm 2023`],
  ['kiểm soát thủ tục hành chính ai làm', 'TTHC', '1'],
  ['tinh giản biên chế làm tới đâu', 'tinh giản biên chế'],
  ['đào tạo bồi dưỡng cán bộ', 'bồi dưỡng'],
  ['những nơi nào bặt tăm', 'Chưa báo gì từ'],
  ['cho anh danh sách các xã còn nợ báo cáo quý I', `Báo cáo định kỳ – ${COMMUNES}`],
  ['Văn phòng làm ăn sao rồi', 'Tiến độ CCHC – Văn phòng HĐND&UBND huyện', 'Văn phòng'],
  ['tháng 6 có những hạn nào', 'tháng 6/2023'],
  ['so quý này với quý trước xem', 'So sánh tỷ lệ đúng hạn'],
  ['phòng tài nguên môi trường trễ mấy việc', 'Phòng Tài nguyên', 'Phòng Tài nguyên'],
  ['công an với thuế thế nào', 'Công an huyện'],
  ['lĩnh vực nào yếu nhất', `Theo lĩnh vực – ${HERE}`],
  ['ai đang vướng gì', `việc đang vướng mắc – ${HERE}`],
  ['còn bao nhiêu ngày nữa đến hạn báo cáo 6 tháng', '6 tháng đầu năm 2023'],
];

/** The one of the twenty that is still not read: a day up to which something is due. */
const NOT_READ = 'đến 30/6 phải xong những gì';

describe('questions of leaders of different temper', () => {
  for (const [words, expected, choice] of [...FORTY, ...TWENTY]) {
    it(`${words} → ${expected}`, async () => {
      let answer = only(await leader.says(words));
      if (choice !== undefined) {
        expect(answer.text).toMatch(/Ý anh\/chị là|có thể là một trong/);
        expect(answer.choices.length).toBeLessThanOrEqual(6);
        answer = only(await leader.presses(choice));
      }
      expect(heading(answer)).toContain(expected);
    });
  }

  it(`${NOT_READ}: says that it was not understood and offers a way`, async () => {
    const answer = only(await leader.says(NOT_READ));
    expect(answer.text).toContain('chưa hiểu');
    expect(answer.choices.length).toBeGreaterThan(0);
  });
});
