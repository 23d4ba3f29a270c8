import fc from 'fast-check';
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import { localDate } from '../../core/time/local-date.ts';
import {
  attachedLine,
  dateWords,
  headingMark,
  type OfficialReport,
  openPlaces,
  recipientLines,
} from '../../exports/report-document.ts';
import { writeReportWord } from '../../exports/report-word.ts';
import { inspectZip } from '../../imports/zip-guard.ts';
import { khanhSon2019 } from './fixtures/khanh-son-2019.ts';

interface Parts {
  body: string;
  styles: string;
  part: (name: string) => string;
}

async function partsOf(bytes: Uint8Array): Promise<Parts> {
  const zip = inspectZip(Buffer.from(bytes), 64 * 1024 * 1024);
  if (!zip.ok) throw new Error(zip.reason);
  const part = (name: string) => zip.text(name) ?? '';
  return { body: part('word/document.xml'), styles: part('word/styles.xml'), part };
}

async function linesOf(bytes: Uint8Array): Promise<string[]> {
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
  return value.split('\n').filter((line) => line.trim() !== '');
}

function twips(millimetres: number): number {
  return (millimetres * 1440) / 25.4;
}

const written = await writeReportWord(khanhSon2019);

describe('writeReportWord, Khánh Sơn 2019', () => {
  it('keeps to A4 and the margins of the decree in every part', async () => {
    const { body } = await partsOf(written);
    const sizes = [...body.matchAll(/<w:pgSz w:w="(\d+)" w:h="(\d+)"/g)].map(([, w, h]) => [
      +(w ?? 0),
      +(h ?? 0),
    ]);
    expect(sizes).toEqual([
      [11906, 16838],
      [11906, 16838],
      [16838, 11906],
      [16838, 11906],
    ]);
    const margins = [...body.matchAll(/<w:pgMar [^>]*>/g)].map(([tag]) => tag);
    expect(margins).toHaveLength(4);
    for (const tag of margins) {
      const side = (name: string) => Number(new RegExp(`w:${name}="(\\d+)"`).exec(tag)?.[1]);
      for (const [name, least, most] of [
        ['top', 20, 25],
        ['bottom', 20, 25],
        ['left', 30, 35],
        ['right', 15, 20],
      ] as const) {
        expect(side(name)).toBeGreaterThanOrEqual(Math.floor(twips(least)));
        expect(side(name)).toBeLessThanOrEqual(Math.ceil(twips(most)));
      }
    }
  });

  it('is set in Times New Roman, justified with a first-line indent of 1 to 1.27 cm', async () => {
    const { body, styles } = await partsOf(written);
    const fonts = new Set([...styles.matchAll(/w:(?:ascii|hAnsi)="([^"]+)"/g)].map(([, f]) => f));
    expect([...fonts]).toEqual(['Times New Roman']);
    expect(styles).toContain('<w:sz w:val="28"/>');
    const paragraph = /<w:p>(?:(?!<\/w:p>).)*kịp thời xây dựng.*?<\/w:p>/s.exec(body)?.[0] ?? '';
    expect(paragraph).toContain('<w:jc w:val="both"/>');
    const indent = Number(/w:firstLine="(\d+)"/.exec(paragraph)?.[1]);
    expect(indent).toBeGreaterThanOrEqual(567);
    expect(indent).toBeLessThanOrEqual(720);
  });

  it('numbers pages in the header from the second page of each part on', async () => {
    const { body, part } = await partsOf(written);
    expect(body.match(/<w:titlePg\/>/g)).toHaveLength(4);
    expect(body.match(/<w:pgNumType w:start="1"\/>/g)).toHaveLength(4);
    const rels = part('word/_rels/document.xml.rels');
    const target = (id: string) => new RegExp(`Id="${id}"[^>]*Target="([^"]+)"`).exec(rels)?.[1];
    for (const [, type, id = ''] of body.matchAll(/headerReference w:type="(\w+)" r:id="(\w+)"/g)) {
      const header = part(`word/${target(id)}`);
      expect(header.includes('PAGE')).toBe(type === 'default');
    }
  });

  it('has the outline of the printed report as real Word headings', async () => {
    const { value } = await mammoth.convertToHtml({
      buffer: Buffer.from(written),
    });
    const headings = [...value.matchAll(/<h(\d)>(.*?)<\/h\1>/g)].map(
      ([, level, text = '']) => `${level} ${text.replace(/<[^>]*>/g, ' ').replace(/ +/g, ' ')}`,
    );
    expect(headings).toEqual([
      '1 I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CÔNG TÁC CẢI CÁCH HÀNH CHÍNH',
      '2 1. Về kế hoạch cải cách hành chính',
      '2 2. Về tổ chức chỉ đạo, điều hành cải cách hành chính',
      '2 3. Về kiểm tra công tác cải cách hành chính',
      '2 4. Về công tác tuyên truyền CCHC trên địa bàn huyện',
      '1 II. KẾT QUẢ THỰC HIỆN CÔNG TÁC CẢI CÁCH HÀNH CHÍNH',
      '2 1. Về cải cách thể chế',
      '2 2. Cải cách thủ tục hành chính',
      '2 3. Cải cách tổ chức bộ máy chính quyền địa phương',
      '2 4. Về thực hiện cơ chế một cửa, một cửa liên thông',
      '3 a) Kết quả giải quyết thủ tục hành chính trong năm 2019 của UBND huyện',
      '3 b) Kết quả giải quyết thủ tục hành chính trong năm 2019 của UBND các xã, thị trấn',
      '2 5. Xây dựng và nâng cao chất lượng đội ngũ cán bộ công chức',
      '2 6. Cải cách tài chính công',
      '2 7. Hiện đại hoá hành chính',
      '3 a) Về ứng dụng công nghệ thông tin',
      '3 b) Về triển khai Hệ thống quản lý chất lượng theo tiêu chuẩn TCVN ISO 9001:2008',
      '2 8. Nhận xét, đánh giá chung',
      '3 a) Những kết quả đạt được',
      '3 b) Những tồn tại hạn chế',
      '3 c) Giải pháp',
      '2 9. Kiến nghị, đề xuất',
      '1 III. PHƯƠNG HƯỚNG NHIỆM VỤ TRỌNG TÂM CCHC NĂM 2020',
      '1 BẢNG TỔNG HỢP TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ CCHC NĂM 2019',
      '1 Phụ lục V THỐNG KÊ KẾT QUẢ GIẢI QUYẾT HỒ SƠ NĂM 2019 TẠI UBND CẤP HUYỆN',
      '1 Phụ lục VI THỐNG KÊ KẾT QUẢ GIẢI QUYẾT HỒ SƠ NĂM 2019 TẠI CÁC XÃ, THỊ TRẤN',
    ]);
  });

  it('merges the headings of the appendix as printed and repeats them', async () => {
    const { body } = await partsOf(written);
    const table = /<w:tbl>(?:(?!<\/w:tbl>).)*Lĩnh vực.*?<\/w:tbl>/s.exec(body)?.[0] ?? '';
    const rows = [...table.matchAll(/<w:tr>.*?<\/w:tr>/gs)].map(([row]) => row);
    expect(rows.map((row) => row.includes('<w:tblHeader/>')).slice(0, 5)).toEqual([
      ...[true, true, true],
      ...[false, false],
    ]);
    const spans = (row = '') => [...row.matchAll(/gridSpan w:val="(\d+)"/g)].map(([, n]) => n);
    expect(spans(rows[0])).toEqual(['3', '8', '4']);
    expect(spans(rows[1])).toEqual(['4', '4']);
    expect(table.match(/vMerge w:val="restart"/g)).toHaveLength(3 + 3 + 4);
    expect(table.match(/<w:gridCol /g)).toHaveLength(18);
    const printed =
      rows
        .at(-1)
        ?.match(/<w:t [^>]*>([^<]*)/g)
        ?.join() ?? '';
    expect(printed).toContain('1.562');
  });

  it('prints number and date open, marks open places and names the source', async () => {
    const { body } = await partsOf(written);
    const lines = await linesOf(written);
    expect(lines.find((line) => /^Số:\s+\/BC-UBND$/.test(line))).toBeDefined();
    expect(lines).toContain('Khánh Sơn, ngày … tháng … năm 2019');
    const open = /<w:r>(?:(?!<\/w:r>).)*nguyên nhân trễ hạn.*?<\/w:r>/s.exec(body)?.[0];
    expect(open).toContain('<w:highlight w:val="yellow"/>');
    expect(lines.find((line) => line.endsWith('(Phòng Nội vụ)'))).toBeDefined();
    expect(openPlaces(khanhSon2019).map((place) => place.open)).toEqual([
      'nguyên nhân trễ hạn',
      'tên văn bản',
    ]);
    expect(lines).toContain('- Lưu: VT, NV.');
  });
});

describe('any text', () => {
  it('never breaks the file, and what is readable comes back', async () => {
    const hostile = fc.string({ unit: 'binary', maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (one, two) => {
        const report: OfficialReport = {
          ...khanhSon2019,
          place: one,
          subject: two,
          issuer: { parent: two, body: one, name: two },
          opening: [
            { kind: 'paragraph', text: ['<w:p>]]>&amp;', one, { open: two }], source: one },
          ],
          sections: [{ title: two, mark: one, blocks: [], sections: [] }],
          recipients: [one],
          signer: [two],
          appendices: [
            {
              label: one,
              title: two,
              remarks: [one],
              blocks: [
                {
                  kind: 'table',
                  caption: two,
                  table: { columns: [{ heading: one, width: 1 }], rows: [{ cells: [two, one] }] },
                },
              ],
            },
          ],
        };
        const bytes = await writeReportWord(report);
        const text = (await linesOf(bytes)).join('\n');
        expect(text).toContain('<w:p>]]>&amp;');
        const { body } = await partsOf(bytes);
        expect(/(?![\n\r\t])\p{Cc}|\p{Cs}/u.test(body)).toBe(false);
      }),
      { numRuns: 20 },
    );
  });

  it('writes a report with nothing in it', async () => {
    const { subject: _, ...rest } = khanhSon2019;
    const bare = { ...rest, subject: '', opening: [], sections: [], closing: [], recipients: [] };
    await expect(writeReportWord({ ...bare, signer: [], appendices: [] })).resolves.toBeDefined();
  });
});

describe('words of the head', () => {
  it.each([
    [localDate('2019-02-05'), 'ngày 05 tháng 02 năm 2019'],
    [localDate('2019-11-27'), 'ngày 27 tháng 11 năm 2019'],
    [localDate('2019-03-09'), 'ngày 09 tháng 3 năm 2019'],
    [{ year: 2019, month: 11 }, 'ngày … tháng 11 năm 2019'],
  ])('writes the date %o', (date, words) => {
    expect(dateWords(date)).toBe(words);
  });

  it('refers to the report from an appendix', () => {
    const number = { figure: '13', symbol: 'BC-UBND' };
    const line = attachedLine({ ...khanhSon2019, number, date: localDate('2019-11-27') });
    expect(line).toBe(
      '(Kèm theo Báo cáo số 13/BC-UBND ngày 27 tháng 11 năm 2019 của UBND huyện Khánh Sơn)',
    );
  });

  it('counts headings and lists recipients as Vietnamese papers do', () => {
    expect([0, 3, 8].map((index) => headingMark(0, index))).toEqual(['I.', 'IV.', 'IX.']);
    expect([3, 4, 5, 6].map((index) => headingMark(2, index))).toEqual(['d)', 'đ)', 'e)', 'g)']);
    expect(recipientLines(['- Sở Nội vụ;', 'Lưu: VT, NV.'])).toEqual([
      '- Sở Nội vụ;',
      '- Lưu: VT, NV.',
    ]);
  });
});
