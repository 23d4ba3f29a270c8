import { Document, HeadingLevel, type IParagraphOptions, Packer, Paragraph, TextRun } from 'docx';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeReportWord } from '../../exports/report-word.ts';
import { writeTablesExcel } from '../../exports/tables-excel.ts';
import { readNarrative, sectionsOf, type WantedHeading } from '../../imports/narrative-docx.ts';
import { khanhSon2019 } from '../exports/fixtures/khanh-son-2019.ts';
import { zipOf } from '../exports/fixtures/zip.ts';

const wanted: WantedHeading[] = [
  { key: 'steering', names: ['Chỉ đạo, điều hành'] },
  { key: 'institutions', names: ['Cải cách thể chế'] },
  { key: 'procedures', names: ['Cải cách thủ tục hành chính', 'Cải cách TTHC'] },
  { key: 'finance', names: ['Cải cách tài chính công'] },
  { key: 'results', names: ['Kết quả đạt được', 'Kết quả'] },
  { key: 'difficulties', names: ['Khó khăn, vướng mắc', 'Tồn tại, hạn chế', 'Khó khăn'] },
  { key: 'causes', names: ['Nguyên nhân'] },
  { key: 'proposals', names: ['Kiến nghị, đề xuất', 'Kiến nghị'] },
  { key: 'tasks', names: ['Phương hướng, nhiệm vụ', 'Nhiệm vụ trọng tâm kỳ tới'] },
];

async function docx(paragraphs: readonly (string | IParagraphOptions)[]): Promise<Uint8Array> {
  const children = paragraphs.map((content) =>
    typeof content === 'string' ? new Paragraph(content) : new Paragraph(content),
  );
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })));
}

function bold(text: string): IParagraphOptions {
  return { children: [new TextRun({ text, bold: true })] };
}

async function read(bytes: Uint8Array) {
  const result = await readNarrative(bytes, wanted);
  if (!result.ok) throw new Error(result.problem.code);
  return result;
}

async function outline(bytes: Uint8Array): Promise<[string, ...string[]][]> {
  const { sections } = await read(bytes);
  return sections.map(({ path, paragraphs }) => [path.join('/'), ...paragraphs]);
}

describe('readNarrative', () => {
  it('reads the report of Khánh Sơn back by its headings', async () => {
    const { sections, unmatched } = await read(await writeReportWord(khanhSon2019));
    expect(sections.map((section) => section.key)).toEqual([
      'steering',
      'institutions',
      'procedures',
      'finance',
      'results',
      'difficulties',
      'proposals',
      'tasks',
    ]);
    const tasks = sections.at(-1);
    expect(tasks?.paragraphs).toHaveLength(2);
    expect(tasks?.paragraphs[1]).toMatch(/^3\. Đẩy mạnh cải cách thể chế/);
    expect(sections[0]?.paragraphs[0]).toBe('1. Về kế hoạch cải cách hành chính');
    const strays = unmatched.flatMap((part) => part.paragraphs);
    expect(strays).toContain('92 | 92 | 100% | 92 | 100% |  | ');
  });

  it('recognises typed numbers, bold lines, missing diacritics and text behind a colon', async () => {
    const bytes = await docx([
      'Kính gửi: Phòng Nội vụ',
      bold('I. VỀ CẢI CÁCH THỂ CHẾ'),
      '1. Kết quả đạt được:',
      'Đã rà soát 12 văn bản.',
      '2. Khó khăn, vướng mắc (nếu có)',
      '- Thiếu kinh phí.',
      'Nguyên nhân: chưa bố trí dự toán.',
      'II. CAI CACH TTHC',
      '- Kết quả: 451 thủ tục.',
      '- Khó khăn: không',
      bold('Kiến nghị'),
      'Bổ sung biên chế.',
      'Trên đây là báo cáo của UBND xã Sơn Trung./.',
      bold('Nơi nhận:'),
      '- Phòng Nội vụ;',
    ]);
    expect(await outline(bytes)).toEqual([
      ['institutions'],
      ['institutions/results', 'Đã rà soát 12 văn bản.'],
      ['institutions/difficulties', '- Thiếu kinh phí.'],
      ['institutions/difficulties/causes', 'chưa bố trí dự toán.'],
      ['procedures'],
      ['procedures/results', '451 thủ tục.'],
      ['procedures/difficulties', 'không'],
      ['procedures/proposals', 'Bổ sung biên chế.'],
    ]);
    const { unmatched } = await read(bytes);
    expect(unmatched[0]).toEqual({ heading: null, paragraphs: ['Kính gửi: Phòng Nội vụ'] });
    expect(unmatched.at(-1)?.paragraphs).toContain('- Phòng Nội vụ;');
  });

  it('follows Word styles, automatic bullets and line breaks inside a paragraph', async () => {
    const bytes = await docx([
      { text: 'Cải cách tài chính công', heading: HeadingLevel.HEADING_1 },
      { text: 'Tồn tại, hạn chế', heading: HeadingLevel.HEADING_2 },
      { text: 'Giao tự chủ còn chậm', bullet: { level: 0 } },
      {
        children: [
          new TextRun({ text: 'Nguyên nhân', bold: true }),
          new TextRun({ text: 'Văn bản về muộn', break: 1 }),
        ],
      },
      { text: 'Việc khác', heading: HeadingLevel.HEADING_1 },
      'Không thuộc mục nào',
    ]);
    expect(await outline(bytes)).toEqual([
      ['finance'],
      ['finance/difficulties', '- Giao tự chủ còn chậm'],
      ['finance/difficulties/causes', 'Văn bản về muộn'],
    ]);
    expect((await read(bytes)).unmatched).toEqual([
      { heading: 'Việc khác', paragraphs: ['Không thuộc mục nào'] },
    ]);
  });

  it('takes ordinary sentences for text, not for headings', async () => {
    const bytes = await docx([
      bold('Cải cách thể chế'),
      'Đã đẩy mạnh cải cách thủ tục hành chính trên mọi lĩnh vực.',
      '1. Tiếp tục cải cách tài chính công, rà soát định mức.',
      'Quyết định số 12/QĐ-UBND: giao nhiệm vụ cho các phòng.',
      '8/3/2023 họp giao ban',
    ]);
    expect(await outline(bytes)).toEqual([
      [
        'institutions',
        'Đã đẩy mạnh cải cách thủ tục hành chính trên mọi lĩnh vực.',
        '1. Tiếp tục cải cách tài chính công, rà soát định mức.',
        'Quyết định số 12/QĐ-UBND: giao nhiệm vụ cho các phòng.',
        '8/3/2023 họp giao ban',
      ],
    ]);
  });

  it('loses no line, whatever the lines are', () => {
    const text = fc.oneof(
      fc.constantFrom(
        'I. Cải cách thể chế',
        '1. Kết quả',
        'a) X',
        'Khó khăn: a',
        'NƠI NHẬN',
        '- B',
      ),
      fc.string({ minLength: 1, maxLength: 30 }),
    );
    const line = fc.record({
      text,
      kind: fc.constantFrom('line' as const, 'row' as const),
      styleLevel: fc.option(fc.integer({ min: 1, max: 9 })),
      bold: fc.boolean(),
      listLevel: fc.option(fc.nat(3)),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const { sections, unmatched } = sectionsOf(lines, wanted);
        const kept = [...sections, ...unmatched].map(
          (part) => (part.heading === null ? 0 : 1) + part.paragraphs.length,
        );
        const total = kept.reduce((sum, count) => sum + count, 0);
        expect(total).toBeGreaterThanOrEqual(lines.length);
      }),
    );
  });
});

describe('readNarrative, files that are not what they should be', () => {
  async function codeOf(bytes: Uint8Array): Promise<string> {
    const result = await readNarrative(bytes, wanted);
    return result.ok ? 'ok' : result.problem.code;
  }

  const types =
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';

  function word(document: string, more: Record<string, string> = {}): Buffer {
    return zipOf({ '[Content_Types].xml': types, 'word/document.xml': document, ...more });
  }

  it.each<[string, () => Uint8Array | Promise<Uint8Array>, string]>([
    ['nothing', () => Buffer.alloc(0), 'empty'],
    ['a text', () => Buffer.from('xin chào'), 'wrong_type'],
    ['a workbook', () => writeTablesExcel([]), 'wrong_type'],
    [
      'an old .doc',
      () => Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'),
      'legacy_format',
    ],
    ['broken XML', () => word('<w:document'), 'malformed'],
    ['another root', () => word('<x/>'), 'malformed'],
    ['macros', () => word('<x/>', { 'word/vbaProject.bin': 'x' }), 'macros'],
    ['a document type', () => word('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), 'malformed'],
    ['many paragraphs', () => word('<a/>'.repeat(500_000)), 'too_large'],
    ['a zip bomb', () => word('<a/>', { 'word/media/a': '\0'.repeat(70 << 20) }), 'too_large'],
    ['elements nested without end', () => word('<a>'.repeat(200_000)), 'malformed'],
  ])('%s', async (_, make, code) => {
    expect(await codeOf(await make())).toBe(code);
  });

  it('never throws for damaged bytes', async () => {
    const written = Buffer.from(await docx(['Cải cách thể chế', 'x']));
    const damage = fc.array(fc.tuple(fc.nat(written.length - 1), fc.nat(255)), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const bytes = Buffer.from(written);
        for (const [at, value] of changes) bytes[at] = value;
        await codeOf(bytes);
      }),
      { numRuns: 100 },
    );
  });
});
