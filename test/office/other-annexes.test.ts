import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { aggregate } from '../../core/indicators/aggregate.ts';
import { type Cells, type CellValue, cellAt, cellsOf } from '../../core/indicators/cells.ts';
import { checkForm } from '../../core/indicators/check-form.ts';
import { headerOf } from '../../core/indicators/header.ts';
import { loadForm } from '../../core/indicators/load-form.ts';
import { readCell } from '../../core/indicators/read-cell.ts';
import { readPasted } from '../../core/indicators/read-pasted.ts';
import { plainText } from '../../core/messages/markup.ts';
import { formCells, valuesIn } from '../../core/reports/content.ts';
import { writeFormDescription } from '../../exports/form-description.ts';
import { writeFormTemplate } from '../../exports/form-template.ts';
import { readFormDescription } from '../../imports/form-description.ts';
import { readFormTemplate } from '../../imports/form-template.ts';
import { translator } from '../../locales/index.ts';
import { dutyOf } from '../../office/reports/duty.ts';
import { installForm, setRegimeForms } from '../../office/reports/forms.ts';
import { takeReportFile } from '../../office/reports/take-file.ts';
import { findingsText } from '../../views/reports/finding.ts';
import { reportTemplate } from '../../views/reports/template.ts';
import { openReportOffice, type ReportOffice, when } from '../support/report-office.ts';
import { contentOf, formDuty, templateDuty } from '../views/fixtures/template-duty.ts';

const CODES = ['vpcp-ii-06a', 'bnv-thong-ke', 'bien-che', 'kiem-tra-cong-vu', 'sipas'] as const;
type Code = (typeof CODES)[number];
const WHO = {
  duty: 'own' as const,
  kinds: ['committee' as const],
  levels: null,
  names: null,
  whole: false,
};
const vi = translator('vi');
const percent = (number: number) => ({ number, unit: '%' });

interface Printed {
  key: string;
  number: string;
  label: string;
  values: string[];
}

function json(name: string) {
  const file = new URL(`../support/other-annexes/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** A form that does not come with the program, and figures of it that agree; both made for tests. */
function annex(code: Code) {
  const loaded = loadForm(json(code));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const { form } = loaded;
  const printed: Printed[] = json('figures')[code];
  const cells = cellsOf(
    printed.flatMap(({ key: row, values }) =>
      form.columns.map((column, index) => {
        const reading = readCell(values[index] ?? '', column);
        if (!reading.ok) throw new Error(`${row} ${column.key}: ${values[index]}`);
        return { row, column: column.key, value: reading.value };
      }),
    ),
  );
  const { kind } = form.definition.rows;
  const agencies = kind === 'per_agency' ? printed.filter(({ key }) => key !== 'total') : [];
  return { form, printed, cells, agencies, free: kind === 'free' };
}

/** As a spreadsheet copies it. */
function line({ number, label, values }: Printed, free: boolean): string {
  return [number, ...(free ? [] : [label]), ...values].join('\t');
}

function heading({ form }: ReturnType<typeof annex>): string[] {
  const { depth, width, lead, cells } = headerOf(form.definition);
  const lines = Array.from({ length: depth }, () => Array.from({ length: width }, () => ''));
  for (const { label, row, column } of cells) lines[row]?.splice(column, 1, label);
  const counts = Array.from({ length: width }, (_, at) =>
    at === lead ? `(${at + 1})=(2)+(3)` : `(${at + 1})`,
  );
  return [form.definition.title, ...lines.map((one) => one.join('\t')), counts.join('\t')];
}

describe.each(CODES)('the annex %s', (code) => {
  const seed = annex(code);
  const { form, printed, cells, agencies, free } = seed;
  const lines = printed.map((one) => line(one, free));
  const read = (text: string, row?: string) =>
    readPasted(form, text, { rowAgencies: agencies, ...(row === undefined ? {} : { row }) });
  const whole = { cells, problems: [] };

  it('is described in a workbook and comes back the same', async () => {
    const back = await readFormDescription(await writeFormDescription(form, WHO));
    expect(back).toEqual({ ok: true, definition: form.definition, who: WHO });
  });

  it('brings its figures back in a template', async () => {
    const content = contentOf(form, cells);
    const duty = formDuty(form, content, agencies);
    const none = { previous: null, earlier: null, lastYear: cells };
    const template = reportTemplate(templateDuty(content), duty, none, vi);
    expect(JSON.stringify(template)).not.toMatch(/% %|undefined|\{\w+\}/);
    const back = await readFormTemplate(await writeFormTemplate(template));
    if (!back.ok) throw new Error(back.problem.code);
    expect(back.notices.filter(({ code: one }) => one !== 'date_value')).toEqual([]);
    for (const { row, column: key, text } of back.cells) {
      const column = form.columns.find((one) => one.key === key);
      const reading = column && readCell(text, column);
      if (reading?.ok) expect(reading.value).toEqual(cellAt(cells, row, key));
      // An empty row of a free form.
      else expect(cellAt(cells, row, key)).toBeNull();
    }
  });

  it('is read as it is copied: with headings, without labels, line by line', () => {
    expect(read(lines.join('\r\n'))).toEqual(whole);
    expect(read([...heading(seed), ...lines].join('\n'))).toEqual(whole);
    expect(read(printed.map(({ values }) => values.join('\t')).join('\n'))).toEqual(whole);
    expect(
      read(printed.map(({ number, values }) => [number, ...values].join('\t')).join('\n')),
    ).toEqual(whole);
    if (!free) {
      const joined = printed.map(({ number, label, values }) =>
        [number === '' ? label : `${number.replace(/\.?$/, '.')} ${label}`, ...values].join('\t'),
      );
      expect(read(joined.join('\n'))).toEqual(whole);
      expect(
        read(printed.map(({ label, values }) => [label, ...values].join('\t')).join('\n')),
      ).toEqual(whole);
    }
    for (const { key, values } of printed) {
      const own = { cells: { [free ? 'r1' : key]: cells[key] }, problems: [] };
      expect(read(values.join('\t'), key)).toEqual(own);
      const one = printed.find((other) => other.key === key);
      if (!free && one) expect(read(line(one, free))).toEqual(own);
    }
  });

  it('finds nothing wrong in right figures', () => {
    expect(checkForm(form, cells, { rowAgencies: agencies })).toEqual([]);
  });

  it('never throws for what was copied badly, and keeps only what stands there', () => {
    fc.assert(
      fc.property(mangled(lines), (text) => {
        const { cells: taken } = read(text);
        const numbers = numbersIn(text);
        const words = text.normalize('NFC').replace(/\s+/g, ' ');
        for (const value of Object.values(taken).flatMap((row) => Object.values(row))) {
          const number = typeof value === 'object' && value !== null ? value.number : value;
          // Words for nothing are zero.
          if (typeof number === 'number' && number !== 0) expect(numbers).toContain(number);
          if (typeof number !== 'string') continue;
          const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(number) ?? [];
          if (year === undefined) expect(words).toContain(number.replace(/\s+/g, ' '));
          else for (const part of [year, month, day]) expect(numbers).toContain(Number(part));
        }
      }),
      { numRuns: 150 },
    );
  });
});

/** Cells lost, doubled, swapped, cut, and characters mistyped. */
function mangled(lines: readonly string[]): fc.Arbitrary<string> {
  const change = fc.record({
    kind: fc.constantFrom('drop', 'double', 'swap', 'type', 'join', 'cut'),
    at: fc.nat(1000),
    text: fc.constantFrom(
      '',
      '.',
      ',',
      '%',
      '-',
      'O',
      '\n',
      '\t',
      '"',
      '1.562',
      'không',
      '(3)',
      'II',
    ),
  });
  return fc.array(change, { maxLength: 6 }).map((changes) =>
    changes.reduce((text, { kind, at, text: typed }) => {
      const pieces = text.split(/(?<=[\t\n])/);
      const index = at % pieces.length;
      const piece = pieces[index] ?? '';
      const place = at % (text.length + 1);
      if (kind === 'type') return text.slice(0, place) + typed + text.slice(place);
      if (kind === 'cut') return text.slice(at % 20, text.length - (at % 7));
      if (kind === 'join') return text.replace('\t', typed);
      if (kind === 'double') pieces.splice(index, 0, piece);
      else pieces.splice(index, 1);
      if (kind === 'swap') pieces.splice((index * 7) % (pieces.length + 1), 0, piece);
      return pieces.join('');
    }, lines.join('\n')),
  );
}

/** Every number that a run of figures can mean. */
function numbersIn(text: string): number[] {
  const runs = text.match(/\d[\d.,]*/g) ?? [];
  return runs.flatMap((run) => {
    const bare = run.replace(/[.,]+$/, '');
    const forms = [
      bare,
      bare.replace(/[.,]/g, ''),
      bare.replace(/\./g, '').replace(',', '.'),
      bare.replace(/,/g, ''),
      bare.replace(',', '.'),
    ];
    return forms.map(Number);
  });
}

describe('a total row and headings of groups among free rows', () => {
  const { form, printed, cells } = annex('kiem-tra-cong-vu');
  it('are no rows', () => {
    const lines = printed.map((one) => line(one, true));
    const text = ['I\tTheo kế hoạch\t\t\t\t\t\t\t', ...lines, '\tTổng cộng\t\t\t\t91\t8\t7\t'].join(
      '\n',
    );
    expect(readPasted(form, text)).toEqual({ cells, problems: [] });
  });
  it('are told where the form has no place for a total', () => {
    const { rows, ...rest } = json('kiem-tra-cong-vu');
    const loaded = loadForm({ ...rest, rows: { kind: rows.kind, labelColumn: rows.labelColumn } });
    if (!loaded.ok) throw new Error('no form');
    const lines = printed.map(({ values }) => values.join('\t'));
    const text = [...lines, 'Tổng cộng\t\t\t\t91\t8\t7\t'].join('\n');
    expect(readPasted(loaded.form, text)).toEqual({
      cells,
      problems: [{ code: 'row_unknown', line: 4, text: 'Tổng cộng' }],
    });
  });
});

describe('a first line whose last cells were not copied', () => {
  it('keeps its figures where they belong', () => {
    const { form } = annex('bnv-thong-ke');
    const text =
      '1.\tThủ tục hành chính thuộc thẩm quyền giải quyết\tThủ tục\t1895\n2.\tHồ sơ tiếp nhận trong kỳ\tHồ sơ\t48216\tSố tạm tính';
    expect(readPasted(form, text)).toEqual({
      problems: [],
      cells: {
        r1: { unit: 'Thủ tục', value: 1895, note: null },
        r2: { unit: 'Hồ sơ', value: 48216, note: 'Số tạm tính' },
      },
    });
  });
});

describe('figures in percent', () => {
  const column = annex('sipas').form.columns[1];
  if (!column) throw new Error('no column');
  it.each(['percent', 'decimal'] as const)(
    'are read in a column of %s whose unit is "%%"',
    (kind) => {
      const own = { ...column, kind, unit: '%' };
      expect(readCell('93,66', own)).toEqual({ ok: true, value: 93.66 });
      expect(readCell('93,66 %', own)).toEqual({ ok: true, value: 93.66 });
    },
  );
  it('keep their sign among other figures', () => {
    const own = { ...column, kind: 'decimal' as const, units: ['%', 'hồ sơ'] };
    expect(readCell('93,66%', own)).toEqual({ ok: true, value: { number: 93.66, unit: '%' } });
    expect(readCell('36', own)).toEqual({ ok: true, value: 36 });
  });
});

describe('reports of several agencies', () => {
  it('are added up row by row, but for the rows that are rates', () => {
    const { form, cells } = annex('bnv-thong-ke');
    const half: Cells = {
      ...cells,
      r2: { value: 1000 },
      r2_1: { value: 100 },
      r2_2: { value: 900 },
      r2_3: { value: percent(10) },
    };
    const both = aggregate(form, [
      { agencyId: 1, cells },
      { agencyId: 2, cells: half },
    ]);
    expect(both.incomplete).toEqual([]);
    expect(cellAt(both.cells, 'r2', 'value')).toBe(49216);
    // 31.974 / 49.216, neither 76,11 nor 38,06.
    expect(cellAt(both.cells, 'r2_3', 'value')).toEqual(percent(64.97));
    const wrong = checkForm(form, both.cells).filter(({ severity }) => severity === 'error');
    expect(wrong).toEqual([]);
  });
});

type Slip = [
  code: Code,
  changes: Record<string, Record<string, CellValue>>,
  found: Record<string, string>,
  cell: string | null,
];

const SLIPS: Record<string, Slip> = {
  'two digits in each other’s place': [
    'vpcp-ii-06a',
    { tu_phap: { direct: 2148 } },
    { 'computed.received@tu_phap': 'transposed_digits', 'sum.total@direct': 'transposed_digits' },
    'tu_phap.direct=2418',
  ],
  'a nought too many': [
    'vpcp-ii-06a',
    { dat_dai: { direct: 19060 } },
    { 'computed.received@dat_dai': 'magnitude', 'sum.total@direct': 'magnitude' },
    'dat_dai.direct=1906',
  ],
  'a part left out of a total': [
    'vpcp-ii-06a',
    { total: { online: 1842 } },
    { 'computed.received@total': 'left_out', 'sum.total@online': 'left_out' },
    'total.online=2324',
  ],
  'figures one column too far': [
    'vpcp-ii-06a',
    { kinh_doanh: { solved_early: 0, solved_on_time: 371, solved_late: 33 } },
    {
      'sum.total@solved_early': 'shifted',
      'sum.total@solved_on_time': 'shifted',
      'sum.total@solved_late': 'shifted',
    },
    null,
  ],
  'a row two others rest on': [
    'bnv-thong-ke',
    { r3_1: { value: 46725 } },
    {
      'solved@value': 'transposed_digits',
      'on_time@value': 'transposed_digits',
      on_time_share: 'transposed_digits',
    },
    'r3_1.value=46275',
  ],
  'a share not worked out anew': [
    'bnv-thong-ke',
    { r2_3: { value: percent(65.11) } },
    { online_share: 'digit_wrong' },
    'r2_3.value=66.11',
  ],
  'a share as a spreadsheet keeps it': [
    'bnv-thong-ke',
    { r2_3: { value: 0.6611 } },
    { online_share: 'magnitude' },
    'r2_3.value=66.11',
  ],
  'thousands read as decimals': [
    'bnv-thong-ke',
    { r2: { value: 48.216 } },
    {
      'received@value': 'magnitude',
      online_share: 'magnitude',
      'solved_within_received@value': 'magnitude',
    },
    'r2.value=48216',
  ],
  'one of two rows of the same name': [
    'bnv-thong-ke',
    { r3_1_2: { value: 28587 } },
    { 'on_time@value': 'transposed_digits' },
    'r3_1_2.value=28857',
  ],
  'an agency left out of the total': [
    'bien-che',
    { total: { cut_retired: 3 } },
    { 'computed.cut@total': 'left_out', 'sum.total@cut_retired': 'left_out' },
    'total.cut_retired=6',
  ],
  'a rate not worked out anew': [
    'bien-che',
    { a1: { cut_share: 3.17 } },
    { 'computed.cut_share@a1': 'digit_wrong' },
    'a1.cut_share=4.17',
  ],
  'money in other units': [
    'bien-che',
    { total: { money: 1.5735 } },
    { 'sum.total@money': 'magnitude' },
    'total.money=1573.5',
  ],
  'two figures in each other’s place': [
    'kiem-tra-cong-vu',
    { r3: { breaches: 4, handled: 5 } },
    { 'handled_within_breaches@r3': 'swapped', 'handled_within_breaches@total': 'swapped' },
    null,
  ],
  'a breach nobody tells of': [
    'kiem-tra-cong-vu',
    { r1: { findings: null } },
    { 'breach_told@r1': '' },
    null,
  ],
  'a day that is missing': [
    'kiem-tra-cong-vu',
    { r2: { begun: null } },
    { 'required@r2.begun': '' },
    null,
  ],
  'shares that are not a hundred': [
    'sipas',
    { access: { good: 47.9 } },
    { 'computed.index@access': 'transposed_digits', 'adds_to_100@access': 'transposed_digits' },
    'access.good=47.09',
  ],
  'a comma forgotten': [
    'sipas',
    { result: { very_good: 4647 } },
    {
      'kind@result.very_good': '',
      'computed.index@result': 'magnitude',
      'adds_to_100@result': 'magnitude',
    },
    'result.very_good=46.47',
  ],
  'an index not worked out anew': [
    'sipas',
    { staff: { index: 86.08 } },
    { 'computed.index@staff': 'digit_wrong' },
    'staff.index=87.08',
  ],
};

function slipped([code, changes]: Slip) {
  const { form, cells, agencies } = annex(code);
  const changed: Cells = Object.fromEntries(
    Object.entries(cells).map(([row, own]) => [row, { ...own, ...changes[row] }]),
  );
  const found = checkForm(form, changed, { rowAgencies: agencies });
  return { found, text: plainText(findingsText(found, form, vi, { limit: 20 })) };
}

describe('a slip', () => {
  it.each(Object.entries(SLIPS))('%s: is found, and nothing else', (_, slip) => {
    const { found, text } = slipped(slip);
    expect(
      Object.fromEntries(found.map(({ id, likelySlip }) => [id, likelySlip?.kind ?? ''])),
    ).toEqual(slip[2]);
    for (const { likelySlip } of found) {
      if (!likelySlip || !('shouldBe' in likelySlip)) continue;
      const { cell, shouldBe } = likelySlip;
      expect(`${cell.row}.${cell.column}=${shouldBe}`).toBe(slip[3]);
    }
    expect(text).not.toMatch(/undefined|NaN|null|\{\{|finding\./);
  });

  it('is told as an official reads it', () => {
    const texts = ['shares that are not a hundred', 'one of two rows of the same name'] as const;
    expect(
      texts.map((name) => slipped(SLIPS[name] as Slip).text).join('\n---\n'),
    ).toMatchInlineSnapshot(`
      "1. ❌ Tiếp cận dịch vụ · Chỉ số hài lòng (%) đang ghi 85,44%, nhưng cộng lại được 86,25% (lệch 0,81%).
      Rất hài lòng 38,35% + Hài lòng 47,9% = 86,25%
      👉 Có thể ô “Mức độ trả lời (%) › Hài lòng” bị đảo hai chữ số: đang ghi 47,9%, đúng ra là 47,09%.

      2. ❌ Tiếp cận dịch vụ: 100,82% (Rất hài lòng 38,35% + Hài lòng 47,9% + Bình thường 11,65% + Không hài lòng 2,43% + Rất không hài lòng 0,49%), lẽ ra bằng 100%.
      Điều cần kiểm tra: Năm mức trả lời cộng lại bằng 100%.
      👉 Có thể ô “Hài lòng” bị đảo hai chữ số: đang ghi 47,9%, đúng ra là 47,09%.
      ---
      1. ❌ Giải quyết đúng hạn · Kết quả thống kê đang ghi 46.275, nhưng cộng lại được 46.005 (lệch 270).
      3.1.1. Cấp tỉnh 17.418 + 3.1.2. Cấp xã 28.587 = 46.005
      Điều cần kiểm tra: Mục 3.1 bằng 3.1.1 cộng 3.1.2.
      👉 Có thể ô cùng cột ở dòng “3.1.2. Cấp xã” bị đảo hai chữ số: đang ghi 28.587, đúng ra là 28.857."
    `);
  });
});

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

describe('a description that was changed by chance', () => {
  it('is read or refused, and says nothing that does not stand there', async () => {
    const bytes = await writeFormDescription(annex('vpcp-ii-06a').form, WHO);
    const change = fc.record({
      sheet: fc.constantFrom('Biểu', 'Cột', 'Dòng', 'Kiểm tra'),
      row: fc.integer({ min: 1, max: 16 }),
      column: fc.integer({ min: 1, max: 12 }),
      value: fc.constantFrom<Value>(
        null,
        '',
        '(1) = (2)',
        '=(2)+(9)',
        'số nguyên',
        'tất cả',
        '%',
        'Tổng số',
        -3,
        1e21,
        'x'.repeat(3000),
        { error: '#REF!' },
        { formula: '(2)+(3)' },
        new Date(0),
        true,
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const workbook = new ExcelJS.Workbook();
        await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
        for (const { sheet, row, column, value } of changes) {
          const cell = workbook.getWorksheet(sheet)?.getCell(row, column);
          if (cell) cell.value = value;
        }
        const words = new Set<string>();
        for (const sheet of workbook.worksheets)
          sheet.eachRow((row) => row.eachCell((cell) => words.add(cell.text.trim())));
        const read = await readFormDescription(new Uint8Array(await workbook.xlsx.writeBuffer()));
        if (!read.ok) {
          if ('problems' in read) expect(read.problems.length).toBeGreaterThan(0);
          return;
        }
        const loaded = loadForm(read.definition);
        if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
        for (const { label } of loaded.form.columns) expect(words).toContain(label);
      }),
      { numRuns: 25 },
    );
  });
});
