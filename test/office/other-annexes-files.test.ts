import { sql } from 'drizzle-orm';
import ExcelJS from 'exceljs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Cells, cellAt } from '../../core/indicators/cells.ts';
import { headerOf } from '../../core/indicators/header.ts';
import { formCells, valuesIn } from '../../core/reports/content.ts';
import { dutyOf } from '../../office/reports/duty.ts';
import { installForm, setRegimeForms } from '../../office/reports/forms.ts';
import { takeReportFile } from '../../office/reports/take-file.ts';
import { annex, CODES, json } from '../support/other-annexes.ts';
import { openReportOffice, type ReportOffice, when } from '../support/report-office.ts';

const AT = when('2023-03-01');
const NV = 'noi-vu';
let office: ReportOffice;
beforeAll(async () => {
  office = await openReportOffice();
  await office.tx(async (tx) => {
    for (const code of CODES) await installForm(tx, json(code), { by: null, now: AT.now });
    const [regime] = await tx.execute<{ id: number }>(sql`select id from report_regimes`);
    const agencyIds = [await office.agency(NV)];
    await setRegimeForms(
      tx,
      regime?.id ?? 0,
      CODES.map((code) => ({ code, duty: 'own' as const, agencyIds, whole: true })),
    );
  });
});
afterEach(async () => {
  await office.db.execute(sql`delete from report_drafts`);
});
afterAll(() => office.end());

async function take(draw: (sheet: ExcelJS.Worksheet, workbook: ExcelJS.Workbook) => void) {
  const workbook = new ExcelJS.Workbook();
  draw(workbook.addWorksheet('Sheet1'), workbook);
  const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
  const open = await office.report(`${NV} 2023-Q1 own`);
  const who = {
    agencies: new Set([await office.agency(NV)]),
    writer: await office.person(`dm-${NV}`),
    open,
  };
  const result = await office.tx((tx) =>
    takeReportFile(tx, { name: 'Bao cao.xlsx', bytes }, who, AT),
  );
  const duty = await dutyOf(office.db, open, AT);
  const code = result.kind === 'figures' ? result.formCode : '';
  const content = duty?.content ?? { cells: {} };
  return { result, cells: valuesIn(formCells(content, code)), given: formCells(content, code) };
}

type Value = ExcelJS.CellValue;

/** The table of II.06a as agencies make it: letterhead, merged headings, the line of formulas. */
function table(
  sheet: ExcelJS.Worksheet,
  { renamed = {} }: { renamed?: Record<string, string> } = {},
) {
  sheet.addRow([
    'UBND HUYỆN A',
    null,
    null,
    null,
    null,
    null,
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  ]);
  sheet.addRow(['PHÒNG NỘI VỤ', null, null, null, null, null, 'Độc lập - Tự do - Hạnh phúc']);
  sheet.addRow([]);
  sheet.addRow(['TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH']);
  sheet.mergeCells('A4:M4');
  sheet.addRow(['(Kỳ báo cáo: Quý I năm 2023, từ ngày 15/12/2022 đến ngày 14/3/2023)']);
  sheet.mergeCells('A5:M5');
  sheet.addRow([...Array.from({ length: 10 }, () => null), 'Đơn vị tính: Số hồ sơ']);
  drawHeading(sheet, annex('vpcp-ii-06a').form, 7, renamed);
  sheet.addRow([
    '(1)',
    '(2)',
    '(3)=(4)+(5)+(6)',
    ...[4, 5, 6].map((n) => `(${n})`),
    '(7)=(8)+(9)+(10)',
    ...[8, 9, 10].map((n) => `(${n})`),
    '(11)=(12)+(13)',
    '(12)',
    '(13)',
  ]);
  sheet.addRow([]);
}

function drawHeading(
  sheet: ExcelJS.Worksheet,
  form: ReturnType<typeof annex>['form'],
  top: number,
  renamed: Record<string, string> = {},
) {
  for (const { label, row, column, rowSpan, columnSpan } of headerOf(form.definition).cells) {
    const [first, left] = [top + row, column + 1];
    sheet.getCell(first, left).value = renamed[label] ?? label;
    if (rowSpan + columnSpan > 2)
      sheet.mergeCells(first, left, first + rowSpan - 1, left + columnSpan - 1);
  }
}

const plain = (text: string): Value => (text === '' ? null : Number(text.replace(/\./g, '')));
const asText = (text: string): Value => (text === '' ? null : text);

function body(
  sheet: ExcelJS.Worksheet,
  { value = plain, first = false }: { value?: (text: string) => Value; first?: boolean } = {},
) {
  const { printed } = annex('vpcp-ii-06a');
  const rows = first ? [...printed.slice(-1), ...printed.slice(0, -1)] : printed;
  for (const { number, label, values } of rows) {
    if (number === '1') sheet.addRow(['I', 'Lĩnh vực thuộc ngành dọc tham mưu']);
    if (number === '4') sheet.addRows([[], ['II', 'Lĩnh vực khác']]);
    sheet.addRow([value(number), label, ...values.map(value)]);
  }
  sheet.addRows([
    [],
    ['Ghi chú: Số liệu kết xuất từ Hệ thống thông tin ngày 15/3/2023.'],
    [null, null, null, null, null, null, null, null, 'A, ngày 16 tháng 3 năm 2023'],
    [null, 'NGƯỜI LẬP BIỂU', null, null, null, null, null, null, 'TRƯỞNG PHÒNG'],
  ]);
}

describe('an agency’s own Excel of II.06a', () => {
  const { cells, printed } = annex('vpcp-ii-06a');
  const clean = { kind: 'figures', formCode: 'vpcp-ii-06a', problems: [], paste: [], absent: [] };

  it.each([
    ['numbers, total below', { value: plain, first: false }],
    ['numbers as text with dots, total on top', { value: asText, first: true }],
  ])('is read whole: %s', async (_, how) => {
    const taken = await take((sheet) => {
      table(sheet);
      body(sheet, how);
    });
    expect(taken.result).toMatchObject(clean);
    expect(taken.cells).toEqual(cells);
  });

  it('with groups named otherwise is read in the form’s order only', async () => {
    const renamed = {
      'Số lượng hồ sơ đã giải quyết': 'Đã xử lý',
      'Số lượng hồ sơ đang giải quyết': 'Tồn',
    };
    const same = await take((sheet) => {
      table(sheet, { renamed });
      body(sheet);
    });
    expect(same.result).toMatchObject(clean);
    expect(same.cells).toEqual(cells);
    await office.db.execute(sql`delete from report_drafts`);
    const other = await take((sheet) => {
      sheet.addRow(['STT', 'Lĩnh vực giải quyết', 'Tồn', null, null, 'Đã xử lý']);
      sheet.mergeCells('C1:E1');
      sheet.mergeCells('F1:I1');
      sheet.addRow([
        null,
        null,
        'Tổng số',
        'Trong hạn',
        'Quá hạn',
        'Tổng số',
        'Trước hạn',
        'Đúng hạn',
        'Quá hạn',
        'Trực tuyến',
        'Trực tiếp, dịch vụ bưu chính',
        'Từ kỳ trước',
      ]);
      for (const { number, label, values } of printed)
        sheet.addRow([
          number,
          label,
          ...values.slice(8),
          ...values.slice(4, 8),
          ...values.slice(1, 4),
        ]);
    });
    expect(other.result).toMatchObject({ kind: 'figures', absent: ['solved_late', 'open_late'] });
    expect(Object.keys(other.cells.dat_dai ?? {})).not.toContain('solved_late');
    for (const [row, own] of Object.entries(other.cells))
      for (const [column, value] of Object.entries(own))
        expect(value).toEqual(cellAt(cells, row, column));
  });

  it('tells the rows it does not know, wherever they stand', async () => {
    const { result, cells: taken } = await take((sheet) => {
      table(sheet);
      const total = printed.at(-1)?.values ?? [];
      sheet.addRow([null, 'Tổng số', ...total]);
      sheet.addRow(['I', 'Lĩnh vực một cửa', ...total]);
      for (const { number, label, values } of printed.slice(0, -1))
        sheet.addRow([number, label, ...values]);
      sheet.addRow(['6', 'Tôn giáo', 3, 1, 2, 0, 3, 3, 0, 0, 0, 0, 0]);
      sheet.addRow([null, 'Người lập biểu', null, 'Ngày 05/4/2023']);
    });
    expect(result).toMatchObject({
      paste: [
        { code: 'row_unknown', text: 'Lĩnh vực một cửa', line: 13 },
        { code: 'row_unknown', text: 'Tôn giáo', line: 19 },
      ],
    });
    expect(taken).toEqual(cells);
  });

  it('tells what has no value, and takes no blank for it', async () => {
    const { result, given } = await take((sheet) => {
      table(sheet);
      for (const { number, label, values } of printed) sheet.addRow([number, label, ...values]);
      const broken: Record<string, Value> = {
        D12: { formula: 'E12+F12' },
        E13: { error: '#REF!' },
        F14: { formula: 'X!A1', result: { error: '#DIV/0!' } },
        G15: 'khoảng 700',
        H15: 1.234,
        // Sums that are worked out anyway.
        C13: { formula: 'SUM(D13:F13)' },
        D17: { formula: 'SUM(D12:D16)' },
      };
      for (const [address, value] of Object.entries(broken)) sheet.getCell(address).value = value;
    });
    if (result.kind !== 'figures') throw new Error(result.kind);
    expect(result.problems.map(({ row, column, text }) => `${row}.${column} ${text}`)).toEqual([
      'tu_phap.online =E12+F12',
      'dat_dai.direct #REF!',
      'kinh_doanh.carried #DIV/0!',
      'bao_tro.solved khoảng 700',
      'bao_tro.solved_early 1,234',
    ]);
    expect(given.dat_dai?.direct).toMatchObject({ value: null, text: '#REF!' });
    expect(given.dat_dai?.received).toBeUndefined();
  });

  it('takes what people see before an old copy that is hidden', async () => {
    const { result, cells: taken } = await take((sheet) => {
      table(sheet);
      sheet.addRow([
        '1',
        'Tư pháp - Hộ tịch',
        ...Array.from({ length: 11 }, () => 7),
      ]).hidden = true;
      for (const { number, label, values } of printed) sheet.addRow([number, label, ...values]);
      for (const [row, value] of [
        [7, 'Số lượng hồ sơ đang giải quyết'],
        [8, 'Quá hạn'],
        [12, 9],
        [13, 9],
      ] as const)
        sheet.getCell(row, 14).value = value;
      sheet.getColumn(14).hidden = true;
    });
    expect(result).toMatchObject(clean);
    expect(taken).toEqual(cells);
  });
});

describe('an agency’s own Excel of another annex', () => {
  it('of statistics, whose rows share names and are partly in percent', async () => {
    const { form, printed, cells } = annex('bnv-thong-ke');
    const { result, cells: taken } = await take((sheet) => {
      drawHeading(sheet, form, 4);
      for (const {
        number,
        label,
        values: [unit = '', text = '', note = ''],
      } of printed) {
        const share = text.endsWith('%');
        const figure = Number(text.replace('%', '').replace(',', '.'));
        // Excel makes a number of "1.1".
        const counted = /^\d\.\d\.$/.test(number) ? Number(number.slice(0, 3)) : number;
        const row = sheet.addRow([counted, label, unit, share ? figure / 100 : figure, note]);
        if (share) row.getCell(4).numFmt = '0.00%';
      }
      sheet.addRows([[], [null, 'Ghi chú: (1) số liệu tính đến 15/3/2023']]);
    });
    expect(result).toMatchObject({ formCode: 'bnv-thong-ke', problems: [], paste: [], absent: [] });
    expect(taken).toEqual(
      Object.fromEntries(Object.entries(cells).map(([row, own]) => [row, told(own)])),
    );
  });

  it('of inspections, with groups, empty rows, days and a total', async () => {
    const { form, printed, cells } = annex('kiem-tra-cong-vu');
    const { result, cells: taken } = await take((sheet) => {
      drawHeading(sheet, form, 4);
      for (const [index, { values }] of printed.entries()) {
        if (index === 0) sheet.addRow(['I', 'Kiểm tra theo kế hoạch']);
        if (index === 1) sheet.addRows([[], ['II', 'Kiểm tra đột xuất']]);
        const row = values.map((text): Value => {
          const [, day, month, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text) ?? [];
          if (year !== undefined)
            return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
          return /^\d+$/.test(text) ? Number(text) : text || null;
        });
        sheet.addRow([index === 0 ? 1 : index, ...row]);
      }
      sheet.addRow([null, 'Tổng cộng', null, null, null, 91, 8, 7]);
      sheet.addRows([[], [null, 'NGƯỜI LẬP', null, null, null, null, 'TRƯỞNG PHÒNG']]);
    });
    expect(result).toMatchObject({
      formCode: 'kiem-tra-cong-vu',
      problems: [],
      paste: [],
      absent: [],
    });
    expect(taken).toEqual(
      Object.fromEntries(Object.entries(cells).map(([row, own]) => [row, told(own)])),
    );
  });

  it('of a survey, in cells of percentages', async () => {
    const { form, printed, cells } = annex('sipas');
    const { result, cells: taken } = await take((sheet) => {
      drawHeading(sheet, form, 3);
      for (const {
        number,
        label,
        values: [forms, ...shares],
      } of printed) {
        const row = sheet.addRow([
          number,
          label,
          Number(forms),
          ...shares.map((text) => Number(text.replace(',', '.')) / 100),
        ]);
        for (let at = 4; at <= 9; at += 1) row.getCell(at).numFmt = '0.00%';
      }
    });
    expect(result).toMatchObject({ formCode: 'sipas', problems: [], paste: [], absent: [] });
    expect(taken).toEqual(cells);
  });
});

/** Blanks of a file are nothing that was given. */
function told(row: Cells[string]): Cells[string] {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}
