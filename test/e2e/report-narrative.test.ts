import { Document, HeadingLevel, Packer, Paragraph, TextRun } from 'docx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftOf } from '../../db/queries/figures.ts';
import { obligation } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { REPORT } from '../support/reporting.ts';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

let office: Rehearsal;
let official: Person;
beforeAll(async () => {
  office = await rehearse();
  official = office.person('dm-y-te');
});
afterAll(() => office.end());

const last = (seen: { text: string }[]) => seen.at(-1)?.text ?? '';

async function told(agency: string): Promise<Record<string, string[]>> {
  const { id } = await obligation(office, agency, REPORT);
  const narrative = (await draftOf(office.db, id))?.narrative ?? {};
  return Object.fromEntries(
    Object.entries(narrative).map(([key, said]) => [key, said.map(({ text }) => text)]),
  );
}

async function wordFile(lines: (string | { heading: string; bold?: true })[]): Promise<Uint8Array> {
  const children = lines.map((line) => {
    if (typeof line === 'string') return new Paragraph(line);
    if (!line.bold) return new Paragraph({ text: line.heading, heading: HeadingLevel.HEADING_1 });
    return new Paragraph({ children: [new TextRun({ text: line.heading, bold: true })] });
  });
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })));
}

describe('a narrative', () => {
  it('is typed as plain messages, several in a row, each kept at once', async () => {
    await official.says('/baocao quý I');
    await official.presses('📝 Thuyết minh');
    await official.presses('2');
    await official.presses('Kết quả đạt được');
    await official.says('Đã niêm yết đủ 12 thủ tục tại Trạm Y tế.');
    const second = last(
      await official.says('Rà soát 3 thủ tục.\n\nKiến nghị đơn giản hóa 1 thủ tục.'),
    );
    expect(second).toContain('3. Kiến nghị đơn giản hóa 1 thủ tục.');
    expect(second).toContain('hạn 08/03, còn 9 ngày');
    // Words that are a command elsewhere are words here; a slash always is a command.
    await official.says('tiến độ');
    expect(await told('y-te')).toEqual({
      'procedures.results': [
        'Đã niêm yết đủ 12 thủ tục tại Trạm Y tế.',
        'Rà soát 3 thủ tục.',
        'Kiến nghị đơn giản hóa 1 thủ tục.',
        'tiến độ',
      ],
    });
    await official.presses('↩️ Bỏ đoạn cuối');
    expect((await told('y-te'))['procedures.results']).toHaveLength(3);
    expect(last(await official.says('/viec'))).toContain('việc đang chờ');
    await official.says('/baocao quý I');
  });

  it('a button of before another message was added takes nothing back', async () => {
    const { id } = await obligation(office, 'y-te', REPORT);
    expect(last(await official.forges(`bc:${id}:nx:5:2`))).toContain('Kết quả đạt được');
    expect((await told('y-te'))['procedures.results']).toHaveLength(3);
  });

  it('words of another day are not taken for it without asking', async () => {
    await official.says('/baocao quý I');
    await official.presses('📝 Thuyết minh');
    await official.presses('2');
    await official.presses('Kết quả đạt được');
    await office.moveTo('2023-02-28T09:00');
    await official.hears();
    const answers = await official.says('cảm ơn em');
    expect(answers[0]?.text).toContain('chưa ghi tin vừa rồi');
    expect((await told('y-te'))['procedures.results']).toHaveLength(3);
  });

  it('comes as a Word file, put under its headings; the rest is named, not lost silently', async () => {
    const bytes = await wordFile([
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      { heading: 'I. CẢI CÁCH THỂ CHẾ' },
      'Không ban hành văn bản quy phạm pháp luật.',
      { heading: 'II. CẢI CÁCH THỦ TỤC HÀNH CHÍNH' },
      { heading: '1. Kết quả đạt được', bold: true },
      'Tiếp nhận 120 hồ sơ.',
      { heading: '2. Khó khăn, vướng mắc', bold: true },
      'Đường truyền chậm.',
      { heading: 'III. KIẾN NGHỊ, ĐỀ XUẤT' },
      'Đề nghị cấp thêm máy quét.',
    ]);
    const answers = await official.sendsFile('bao-cao-quy-1.docx', bytes, WORD);
    const said = answers.map(({ text }) => text).join('\n');
    expect(said).toContain('ghi vào 4 mục');
    expect(said).toContain('Cải cách thủ tục hành chính – Kết quả đạt được: 1 đoạn (thay phần');
    expect(said).toContain('CỘNG HÒA XÃ HỘI');
    expect(await told('y-te')).toEqual({
      'institutions.results': ['Không ban hành văn bản quy phạm pháp luật.'],
      'procedures.results': ['Tiếp nhận 120 hồ sơ.'],
      'procedures.difficulties': ['Đường truyền chậm.'],
      'general.proposals': ['Đề nghị cấp thêm máy quét.'],
    });
  });

  it('a Word file without headings, or a picture, changes nothing and says what is wanted', async () => {
    const before = await told('y-te');
    const plain = await wordFile(['Một đoạn văn bản không có đề mục.']);
    expect(last(await official.sendsFile('van-ban.docx', plain, WORD))).toContain('đề mục');
    expect(last(await official.sendsFile('anh.jpg', 'x', 'image/jpeg'))).toContain('.docx');
    expect(await told('y-te')).toEqual(before);
  });

  it('is what the coordinator reads, with what is missing', async () => {
    await official.says('/baocao quý I');
    await official.presses('📨 Xem lại');
    await official.presses('📨 Gửi báo cáo');
    const coordinator = office.person('cqtt-cchc');
    await coordinator.says('/duyet');
    await coordinator.presses('Phòng Y tế');
    const read = last(await coordinator.presses('📝 Thuyết minh'));
    expect(read).toContain('Tiếp nhận 120 hồ sơ.');
    expect(read).toContain('Thuyết minh chưa có: Cải cách tổ chức bộ máy – Kết quả đạt được');
  });
});
