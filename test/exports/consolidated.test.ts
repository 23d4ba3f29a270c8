import fc from 'fast-check';
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import { fillComputed } from '../../core/indicators/fill.ts';
import type {
  AreaProgress,
  Consolidated,
  ConsolidatedForm,
  TaskItem,
} from '../../core/reports/consolidated.ts';
import { reportingRate } from '../../core/reports/rates.ts';
import { type LocalDate, localDate } from '../../core/time/local-date.ts';
import { exportFile } from '../../exports/consolidated/files.ts';
import { brokenAt } from '../../exports/consolidated/short-notes.ts';
import { countTasks } from '../../exports/consolidated/task-standing.ts';
import { noteWords, statusWords } from '../../exports/consolidated/task-words.ts';
import { nextPeriodWords, periodWords } from '../../exports/consolidated/words.ts';
import { openWorkbook } from '../../imports/workbook.ts';
import { inspectZip } from '../../imports/zip-guard.ts';
import { appendix } from '../core/indicators/appendices.ts';
import { at } from '../support/vietnam.ts';

const today = localDate('2019-11-27');

/** Phụ lục VI as printed, without its totals and without one commune. */
function dossiers(): ConsolidatedForm {
  const { form, cells, agencies, printed } = appendix(6);
  const rows = agencies.map(({ key }, index) => {
    return { key, label: printed[index]?.label ?? key };
  });
  const given = Object.fromEntries(
    Object.entries(cells).filter(([key]) => key !== 'total' && key !== 'a8'),
  );
  const there = rows.filter(({ key }) => key !== 'a8');
  return {
    form,
    cells: fillComputed(form, given, there),
    rows,
    givenBy: null,
    included: there.map(({ label }) => label),
    missing: [{ agency: 'UBND xã Thành Sơn', row: 'a8', why: 'not_sent' }],
    incomplete: [],
    repeatedRows: [],
    differences: [{ agency: 'Văn phòng', row: 'total', column: 'cancelled', stated: 49, sum: 42 }],
    belated: [
      { agency: 'UBND xã Sơn Lâm', on: localDate('2019-11-26'), afterWindow: true, late: false },
    ],
  };
}

function item(some: Partial<TaskItem> = {}): TaskItem {
  return {
    agency: 'Phòng Tư pháp',
    state: 'not_started',
    dueAt: at('2019-12-01'),
    claimedAt: null,
    dueOn: localDate('2019-11-30'),
    claimedOn: null,
    percent: null,
    reason: null,
    unblocker: null,
    document: null,
    ...some,
  };
}

function area(title: string, tasks: [string, TaskItem[]][]): AreaProgress {
  return {
    title,
    tasks: tasks.map(([name, items], index) => ({
      number: String(index + 1),
      title: name,
      lead: 'Phòng Tư pháp',
      coordinating: 'các cơ quan',
      lines: items.length > 0 ? [{ product: 'Kế hoạch', deadline: 'Quý IV', items }] : [],
    })),
  };
}

const late = item({ dueAt: at('2019-11-21'), dueOn: localDate('2019-11-20') });
const done = item({
  state: 'accepted',
  claimedAt: at('2019-11-01'),
  claimedOn: localDate('2019-11-01'),
  document: { number: '24/QĐ-UBND', date: localDate('2019-01-11') },
});
const blocked = item({ state: 'blocked', reason: 'chưa có hướng dẫn', unblocker: 'province' });

function consolidated(some: Partial<Consolidated> = {}): Consolidated {
  const report = (agency: string, sentOn: LocalDate | null) => {
    return { agency, duty: 'own' as const, sentOn };
  };
  const told = { duty: 'own' as const, agency: 'Phòng Tư pháp' };
  return {
    body: {
      name: 'UBND huyện Khánh Sơn',
      kind: 'committee',
      level: 'district',
      parentName: null,
    },
    period: {
      code: '2019-Y',
      name: 'Báo cáo năm 2019',
      dataFrom: localDate('2019-01-01'),
      dataTo: localDate('2019-11-25'),
      dueOn: localDate('2019-11-26'),
    },
    now: at('2019-11-27'),
    today,
    plans: [{ number: '50/QĐ-UBND', title: 'CCHC năm 2019', issuedOn: localDate('2019-01-17') }],
    areas: [
      { key: 'institutions', title: 'CẢI CÁCH THỂ CHẾ' },
      { key: 'procedures', title: 'CẢI CÁCH THỦ TỤC HÀNH CHÍNH' },
    ],
    told: [
      { ...told, area: 'institutions', part: 'results', text: 'Đã rà soát văn bản.\n- Hai đợt.' },
      { ...told, area: 'institutions', part: 'difficulties', text: 'Thiếu người.' },
      { ...told, area: 'general', part: 'proposals', text: 'Tập huấn thêm.' },
      { ...told, area: 'procedures', part: 'next', text: 'Đơn giản hóa thủ tục.' },
    ],
    reporting: {
      all: reportingRate([
        { agencyId: 1, received: true, onTime: true },
        { agencyId: 2, received: true, onTime: false },
        { agencyId: 3, received: false, onTime: false },
      ]),
      levels: [],
      onTime: [report('Phòng Tư pháp', localDate('2019-11-20'))],
      late: [report('UBND xã Sơn Lâm', localDate('2019-11-27'))],
      missing: [{ ...report('UBND xã Thành Sơn', null), returned: false }],
      missingAgencies: ['UBND xã Thành Sơn'],
    },
    forms: [dossiers()],
    progress: [
      area('CẢI CÁCH THỂ CHẾ', [
        ['Rà soát văn bản', [done]],
        ['Tuyên truyền', [late]],
      ]),
      area('CẢI CÁCH TỔ CHỨC BỘ MÁY', [
        ['Triển khai Nghị định', [blocked]],
        ['Chưa giao', []],
      ]),
    ],
    ...some,
  };
}

async function linesOf(bytes: Uint8Array): Promise<string[]> {
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
  return value.split('\n').filter((line) => line.trim() !== '');
}

async function headingsOf(bytes: Uint8Array): Promise<string[]> {
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
  return [...value.matchAll(/<h(\d)>(.*?)<\/h\1>/g)].map(
    ([, level, text = '']) => `${level} ${text.replace(/<[^>]*>/g, ' ').replace(/ +/g, ' ')}`,
  );
}

describe('the report', async () => {
  const { bytes, open, name } = await exportFile('report', 'docx', consolidated());
  const lines = await linesOf(bytes);

  it('follows the outline of the printed one', async () => {
    expect(name).toBe('Bao-cao-CCHC-2019-Y.docx');
    expect(await headingsOf(bytes)).toEqual([
      '1 I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CÔNG TÁC CẢI CÁCH HÀNH CHÍNH',
      '2 1. Về kế hoạch cải cách hành chính',
      '2 2. Về tổ chức chỉ đạo, điều hành cải cách hành chính',
      '2 3. Về kiểm tra công tác cải cách hành chính',
      '2 4. Về công tác tuyên truyền cải cách hành chính',
      '2 5. Về thực hiện chế độ báo cáo định kỳ',
      '1 II. KẾT QUẢ THỰC HIỆN CÔNG TÁC CẢI CÁCH HÀNH CHÍNH',
      '2 1. Cải cách thể chế',
      '2 2. Cải cách thủ tục hành chính',
      expect.stringMatching(/^3 a\) Kết quả giải quyết hồ sơ năm 2019 tại các xã, thị trấn/),
      '2 3. Nhận xét, đánh giá chung',
      '3 a) Những kết quả đạt được',
      '3 b) Những tồn tại, hạn chế, khó khăn, vướng mắc',
      '4 - Cải cách thể chế',
      '3 c) Nguyên nhân',
      '3 d) Giải pháp',
      '2 4. Kiến nghị, đề xuất',
      '1 III. PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM CCHC NĂM 2020',
      '2 1. Cải cách thủ tục hành chính',
      '1 BẢNG TỔNG HỢP TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ CCHC NĂM 2019',
      expect.stringMatching(/^1 Phụ lục VI /),
    ]);
  });

  it('keeps the source of what was told, at the end of each text', () => {
    expect(lines).toContain('Đã rà soát văn bản.');
    expect(lines).toContain('- Hai đợt. (Phòng Tư pháp)');
    expect(lines).toContain('Tập huấn thêm. (Phòng Tư pháp)');
  });

  it('names who was on time, late and missing', () => {
    expect(lines).toContain('- Gửi đúng hạn (1 báo cáo): Phòng Tư pháp.');
    expect(lines).toContain('- Gửi trễ hạn (1 báo cáo): UBND xã Sơn Lâm (ngày 27/11/2019).');
    expect(lines).toContain('- Chưa gửi (1 báo cáo): UBND xã Thành Sơn.');
  });

  it('tells the figures in sentences and who is not in them', () => {
    // Printed rows without Thành Sơn: 984 + 1174 … hồ sơ.
    const { cells } = dossiers();
    const total = cells.total?.received_total as number;
    const printed = String(total).replace(/(\d)(\d{3})$/, '$1.$2');
    expect(lines.find((line) => line.startsWith('Tổng số hồ sơ đã tiếp nhận'))).toContain(
      `${printed} hồ sơ`,
    );
    expect(lines.find((line) => line.startsWith('Các số trên chưa gồm'))).toContain(
      '1 đơn vị: UBND xã Thành Sơn (chưa gửi)',
    );
    const shares = lines.flatMap((line) => /^\+ Giải quyết.*chiếm ([\d,]+)%/.exec(line)?.[1] ?? []);
    const sum = shares.reduce((all, one) => all + Number(one.replace(',', '.')), 0);
    expect(Math.abs(sum - 100)).toBeLessThan(0.05);
  });

  it('marks totals, differences and belated figures in the appendix', () => {
    expect(lines).toContain('UBND xã Thành Sơn (chưa gửi)');
    expect(lines).toContain('Tổng cộng (7/8 đơn vị)');
    expect(lines).toContain('(Tổng hợp số liệu của 7/8 đơn vị)');
    expect(lines).toContainEqual(
      expect.stringMatching(/^Số liệu Văn phòng báo cáo khác.*: 49, .*: 42/),
    );
    expect(lines).toContain(
      'Số liệu gửi sau ngày chốt số liệu 25/11/2019: UBND xã Sơn Lâm (ngày 26/11/2019).',
    );
  });

  it('leaves open what only the office knows', async () => {
    expect(open).toBeGreaterThan(5);
    expect(lines.join('\n')).toContain('[… căn cứ: số, ngày, tên văn bản');
    const bare = consolidated({ told: [], forms: [], progress: [], plans: [] });
    expect((await exportFile('report', 'docx', bare)).open).toBeGreaterThan(open);
  });

  it('counts the tasks as its table shows them', () => {
    const { progress, now } = consolidated();
    expect(countTasks(progress, now)).toMatchObject({
      total: 4,
      done: 1,
      late: 1,
      blocked: 1,
      not_started: 1,
      unassigned: 1,
    });
    expect(lines.filter((line) => line.includes('Tổng cộng 4 nhiệm vụ'))).toHaveLength(2);
  });
});

describe('the words of a task', () => {
  const moment = { now: at('2019-11-27'), today };

  it.each([
    [[done], 'Đã hoàn thành', '24/QĐ-UBND ngày 11/01/2019'],
    [[late], 'Chưa triển khai,\nquá hạn 7 ngày', ''],
    [
      [blocked],
      'Đang vướng mắc',
      'Lý do: chưa có hướng dẫn\nNơi tháo gỡ: cấp tỉnh (UBND tỉnh, sở, ngành)',
    ],
    [[item({ state: 'in_progress', percent: 60 })], 'Đang thực hiện 60%', ''],
    [
      [done, { ...late, agency: 'Xã A' }],
      'Đã hoàn thành 1/2 đơn vị;\nquá hạn 1 đơn vị',
      '24/QĐ-UBND ngày 11/01/2019\nQuá hạn: Xã A (7 ngày)',
    ],
    [[], '', ''],
  ])('%#', (items, status, note) => {
    expect(statusWords(items, moment)).toBe(status);
    expect(noteWords(items, moment)).toBe(note);
  });
});

describe('the workbooks', () => {
  it('hold the figures as numbers, with totals and the missing named', async () => {
    const { bytes } = await exportFile('appendix', 'xlsx', consolidated());
    const opened = await openWorkbook(bytes);
    if (!opened.ok) throw new Error('not a workbook');
    const sheet = opened.workbook.worksheets[0];
    const values = new Map<string, unknown>();
    sheet?.eachRow((row) => values.set(row.getCell(2).text, row.getCell(3).value));
    expect(values.get('UBND xã Sơn Trung')).toBe(644);
    expect(values.get('Tổng cộng (7/8 đơn vị)')).toBe(dossiers().cells.total?.received_total);
    expect(values.get('UBND xã Thành Sơn (chưa gửi)')).toBeNull();
  });

  it('list every task under its area', async () => {
    const { bytes } = await exportFile('progress', 'xlsx', consolidated());
    const opened = await openWorkbook(bytes);
    if (!opened.ok) throw new Error('not a workbook');
    const texts: string[] = [];
    opened.workbook.worksheets[0]?.eachRow((row) => texts.push(row.getCell(2).text));
    const from = texts.indexOf('CẢI CÁCH THỂ CHẾ');
    expect(texts.slice(from, from + 6)).toEqual([
      'CẢI CÁCH THỂ CHẾ',
      'Rà soát văn bản',
      'Tuyên truyền',
      'CẢI CÁCH TỔ CHỨC BỘ MÁY',
      'Triển khai Nghị định',
      'Chưa giao',
    ]);
  });

  it('come as Word too', async () => {
    const { bytes } = await exportFile('progress', 'docx', consolidated());
    expect(await linesOf(bytes)).toContain('24/QĐ-UBND ngày 11/01/2019');
  });
});

describe('any words', () => {
  it('never break the file, and what is readable comes back', async () => {
    const hostile = fc.string({ unit: 'binary', maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (one, two) => {
        const told = { area: 'institutions', part: 'results', duty: 'own' } as const;
        const values = consolidated({
          body: { name: one, kind: 'other', level: 'commune', parentName: two },
          told: [
            { ...told, agency: two, text: `<w:p>]]>&amp; ${one}` },
            { ...told, area: one, agency: two, text: two },
          ],
          progress: [
            area(two, [[one, [{ ...blocked, reason: two, unblocker: one, agency: two }]]]),
          ],
        });
        const { bytes } = await exportFile('report', 'docx', values);
        expect((await linesOf(bytes)).join('\n')).toContain('<w:p>]]>&amp;');
        const zip = inspectZip(Buffer.from(bytes), 64 * 1024 * 1024);
        const body = zip.ok ? zip.text('word/document.xml') : '';
        expect(/(?![\n\r\t])\p{Cc}|\p{Cs}/u.test(body ?? '')).toBe(false);
        await expect(exportFile('progress', 'xlsx', values)).resolves.toBeDefined();
      }),
      { numRuns: 5 },
    );
  });

  it('of notes are broken without losing a word', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 1, max: 60 }), (text, most) => {
        const lines = brokenAt(text, most);
        expect(lines.join(' ')).toBe(text.split(/\s+/).filter(Boolean).join(' '));
        for (const line of lines) expect(line.length <= most || !/\s/.test(line)).toBe(true);
      }),
    );
  });
});

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
