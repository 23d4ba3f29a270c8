import { Document, Packer, Paragraph, TextRun } from 'docx';
import { sql } from 'drizzle-orm';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type CellValue, cellAt } from '../../core/indicators/cells.ts';
import { fillComputed } from '../../core/indicators/fill.ts';
import { formCells, valuesIn } from '../../core/reports/content.ts';
import { writeFormTemplate } from '../../exports/form-template.ts';
import { letters } from '../../exports/template-grid.ts';
import type { FormTemplate } from '../../exports/template-shape.ts';
import { readFormTemplate } from '../../imports/form-template.ts';
import { translator } from '../../locales/index.ts';
import { checkDraft } from '../../office/reports/check.ts';
import { setCells } from '../../office/reports/draft.ts';
import { dutyOf } from '../../office/reports/duty.ts';
import { installForm, setRegimeForms } from '../../office/reports/forms.ts';
import { replaceNarrative } from '../../office/reports/narrative.ts';
import { submitReport } from '../../office/reports/submit.ts';
import { type TakeResult, takeReportFile } from '../../office/reports/take-file.ts';
import { reportTemplate } from '../../views/reports/template.ts';
import { appendix } from '../core/indicators/appendices.ts';
import { zipOf } from '../exports/fixtures/zip.ts';
import {
  builtIn,
  openReportOffice,
  type ReportOffice,
  row,
  when,
} from '../support/report-office.ts';

const AT = when('2023-03-01');
const NV = 'noi-vu';
const XA = 'xa-chau-hung';
const NONE = { previous: null, earlier: null, lastYear: null };

let office: ReportOffice;
beforeAll(async () => {
  office = await openReportOffice();
  await office.tx(async (tx) => {
    for (const number of [2, 4, 5]) {
      await installForm(tx, await builtIn(`appendix-${number}`), { by: null, now: AT.now });
    }
    const [regime] = await tx.execute<{ id: number }>(sql`select id from report_regimes`);
    const agencyIds = [await office.agency(NV)];
    await setRegimeForms(tx, regime?.id ?? 0, [
      ...[1, 2, 3, 4, 5].map((number) => ({
        code: `ks-appendix-${number}`,
        duty: 'own' as const,
        agencyIds,
      })),
      { code: 'ks-appendix-6', duty: 'own', whole: false },
    ]);
  });
});
afterEach(async () => {
  await office.db.execute(sql`delete from report_drafts`);
});
afterAll(() => office.end());

async function reportOf(agency: string, period = '2023-Q1') {
  return office.report(`${agency} ${period} own`);
}

async function templateOf(id: number, number: number): Promise<FormTemplate> {
  const duty = await dutyOf(office.db, id, AT);
  const owed = duty?.forms.find(({ form }) => form.code === `ks-appendix-${number}`);
  if (!duty || !owed) throw new Error('no such form');
  return reportTemplate(duty, owed, NONE, translator('vi'));
}

type Figures = (place: { row: string; column: string }) => ExcelJS.CellValue | undefined;

/** The workbook as somebody saves it who typed these figures, over formulas too. */
async function filled(
  template: FormTemplate,
  figures: Figures,
  edit: (workbook: ExcelJS.Workbook, sheet: ExcelJS.Worksheet, top: number) => void = () => {},
): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const bytes = await writeFormTemplate(template);
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
  const [sheet] = workbook.worksheets;
  const read = await readFormTemplate(bytes);
  const [first] = read.ok ? read.cells : [];
  if (!sheet || !first) throw new Error('no template');
  const top =
    Number(/\d+/.exec(first.address)?.[0]) -
    template.rows.findIndex(({ key }) => key === first.row);
  for (const [index, { key, cells }] of template.rows.entries()) {
    for (const [at, { kind }] of cells.entries()) {
      const value = figures({ row: key, column: template.columnKeys[at] ?? '' });
      if (kind === 'locked' || value === undefined) continue;
      sheet.getCell(`${letters(at + 1)}${top + index}`).value = value;
    }
  }
  edit(workbook, sheet, top);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

async function take(
  bytes: Uint8Array,
  {
    agency = NV,
    open = null,
    name = 'bieu.xlsx',
  }: { agency?: string; open?: number | null; name?: string } = {},
): Promise<TakeResult> {
  const who = {
    agencies: new Set([await office.agency(agency)]),
    writer: await office.person(`dm-${agency}`),
    open,
  };
  return office.tx((tx) => takeReportFile(tx, { name, bytes }, who, AT));
}

async function draftCells(id: number, number: number) {
  const duty = await dutyOf(office.db, id, AT);
  const code = `ks-appendix-${number}`;
  return valuesIn(formCells(duty?.content ?? { cells: {} }, code));
}

async function drafts(): Promise<number> {
  const [count] = await office.db.execute<{ n: number }>(
    sql`select count(*)::int as n from report_drafts`,
  );
  return count?.n ?? 0;
}

/** As a person types it into Excel. */
function typed(value: CellValue): ExcelJS.CellValue | undefined {
  if (value === null) return undefined;
  if (typeof value === 'object') return `${value.number} ${value.unit}`;
  return typeof value === 'string' ? value.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3/$2/$1') : value;
}

describe('a template that was handed out', () => {
  it.each([1, 2, 3, 4, 5])('of appendix %d brings the printed figures back', async (number) => {
    const id = await reportOf(NV);
    const { form, cells } = appendix(number);
    const given: Figures = ({ row: key, column }) => {
      const isInput = form.columns.find((one) => one.key === column)?.computed === null;
      return isInput && key !== 'total' ? typed(cellAt(cells, key, column)) : undefined;
    };
    const result = await take(await filled(await templateOf(id, number), given));
    expect(result).toMatchObject({ kind: 'figures', problems: [], notices: [], kept: [] });
    const draft = fillComputed(form, await draftCells(id, number));
    for (const { key } of appendix(number).printed) {
      for (const { key: column, blank } of form.columns) {
        const printed = cellAt(cells, key, column);
        const value = cellAt(draft, key, column);
        expect(value ?? (blank === 'zero' ? 0 : null)).toEqual(
          printed ?? (blank === 'zero' ? 0 : null),
        );
      }
    }
    const check = await checkDraft(office.db, id, AT);
    expect(check?.forms.find(({ code }) => code === form.code)?.check.findings).toEqual([]);
  });

  it('of appendix 6, filled over its formulas, shows every slip as if it had been typed', async () => {
    const [regime] = await office.db.execute<{ id: number }>(sql`select id from report_regimes`);
    const whole = { code: 'ks-appendix-6', duty: 'own' as const, whole: true };
    const rollback = new Error('rollback');
    const [first, second] = [await reportOf(NV), await reportOf(NV, '2023-H1')];
    const writer = await office.person(`dm-${NV}`);
    const agencies = new Set([await office.agency(NV)]);
    const attempt = office.tx(async (tx) => {
      await setRegimeForms(tx, regime?.id ?? 0, [whole]);
      const duty = await dutyOf(tx, first, AT);
      const owed = duty?.forms[0];
      if (!duty || !owed) throw new Error('no form');
      const { cells } = appendix(6);
      const printedRow = (key: string) =>
        key === 'total' ? 'total' : `a${owed.rows.findIndex((one) => one.key === key) + 1}`;
      const figure: Figures = ({ row: key, column }) =>
        typed(cellAt(cells, printedRow(key), column));
      const bytes = await filled(reportTemplate(duty, owed, NONE, translator('vi')), figure);
      const who = { agencies, writer, open: null };
      const result = await takeReportFile(tx, { name: 'PL6.xlsx', bytes }, who, AT);
      expect(result).toMatchObject({ kind: 'figures', problems: [] });
      const entries = owed.rows.flatMap(({ key }) =>
        owed.form.columns.flatMap(({ key: column }) => {
          const value = figure({ row: key, column });
          return value === undefined ? [] : { row: key, column, text: String(value) };
        }),
      );
      await setCells(tx, second, 'ks-appendix-6', entries, writer, AT);
      const found = async (id: number) =>
        (await checkDraft(tx, id, AT))?.forms[0]?.check.findings.map(
          ({ id: finding, stated, expected, likelySlip }) => ({
            finding,
            stated,
            expected,
            likelySlip,
          }),
        );
      const taken = await found(first);
      expect(taken).toHaveLength(11);
      expect(taken).toEqual(await found(second));
      throw rollback;
    });
    await expect(attempt).rejects.toBe(rollback);
  });

  it('half filled leaves what was given before, and counts formulas of the agency’s own', async () => {
    const id = await reportOf(XA);
    const writer = await office.person(`dm-${XA}`);
    const template = await templateOf(id, 6);
    await office.tx((tx) =>
      setCells(
        tx,
        id,
        'ks-appendix-6',
        row(XA, { received_new: '5', received_total: '5', cancelled: '04' }),
        writer,
        AT,
      ),
    );
    const bytes = await filled(template, ({ column }) => {
      if (column === 'received_new') return { formula: '10+2', result: 12 };
      if (column === 'agreed_early') return '1.176';
      if (column === 'agreed_late') return 'không';
      return column === 'refused_late' ? '1l' : undefined;
    });
    const result = await take(bytes, { agency: XA });
    expect(result).toMatchObject({
      kind: 'figures',
      stored: 3,
      kept: [{ column: 'cancelled' }],
      problems: [{ column: 'refused_late', text: '1l', problem: { code: 'letter_for_digit' } }],
    });
    // The sum given by hand was of other figures; the workbook works it out itself.
    expect(result.kind === 'figures' && result.changed.map(({ column }) => column)).toContain(
      'received_total',
    );
    expect((await draftCells(id, 6))[XA]).toEqual({
      received_new: 12,
      agreed_early: 1176,
      agreed_late: 0,
      cancelled: 4,
    });
    const again = await take(bytes, { agency: XA });
    expect(again).toMatchObject({ kind: 'figures', changed: [] });
  });

  it('is read after rows were inserted, the sheet renamed and cells merged', async () => {
    const id = await reportOf(NV);
    const bytes = await filled(
      await templateOf(id, 3),
      ({ row: key, column }) => (column === 'commune' ? Number(key.slice(1)) : undefined),
      (_, sheet) => {
        sheet.insertRow(3, ['chèn thêm']);
        sheet.name = 'Biểu của phòng';
      },
    );
    expect(await take(bytes)).toMatchObject({ kind: 'figures', stored: 3 });
    expect(await draftCells(id, 3)).toEqual({
      r1: { commune: 1 },
      r2: { commune: 2 },
      r3: { commune: 3 },
    });
    const merged = await filled(
      await templateOf(id, 3),
      () => undefined,
      (_, sheet, top) => sheet.mergeCells(`F${top + 1}:F${top + 2}`),
    );
    const result = await take(merged);
    expect(result.kind === 'figures' && result.notices.map(({ code }) => code)).toEqual([
      'merged_cell',
    ]);
    expect((await draftCells(id, 3)).r3).toEqual({ commune: 3 });
  });

  it('of another agency or an unknown report changes nothing and tells nothing', async () => {
    const [mine, theirs] = [await reportOf(NV), await reportOf(XA)];
    const template = await templateOf(mine, 3);
    const forged = async (identity: Partial<FormTemplate['identity']>) =>
      take(await filled({ ...template, identity: { ...template.identity, ...identity } }, () => 1));
    const agency = String(await office.agency(XA));
    const refused = (why: string) => ({ kind: 'refused', why });
    expect(await forged({ agency, period: String(theirs) })).toEqual(refused('not_yours'));
    expect(await forged({ agency: 'x' })).toEqual(refused('not_yours'));
    expect(await forged({ period: String(theirs) })).toEqual(refused('unknown'));
    expect(await forged({ period: '999999999999' })).toEqual(refused('unknown'));
    expect(await forged({ period: '4294967296' })).toEqual(refused('unknown'));
    expect(await forged({ form: 'khac' })).toEqual(refused('no_such_form'));
    expect(await drafts()).toBe(0);
    const older = await forged({ version: 7 });
    expect(older).toMatchObject({ kind: 'figures', version: { file: 7, report: 1 } });
  });

  it('of a report that was sent is refused', async () => {
    const id = await reportOf('xa-lam-tan');
    const writer = await office.person('dm-xa-lam-tan');
    const bytes = await filled(await templateOf(id, 6), () => 1);
    await office.tx(async (tx) => {
      await setCells(tx, id, 'ks-appendix-6', row('xa-lam-tan', { received_new: '0' }), writer, AT);
      expect(await submitReport(tx, id, { ...writer, why: null }, AT)).toMatchObject({ ok: true });
    });
    expect(await take(bytes, { agency: 'xa-lam-tan' })).toEqual({
      kind: 'refused',
      why: 'submitted',
    });
  });

  it('brings any numbers back', async () => {
    const id = await reportOf(NV);
    const template = await templateOf(id, 4);
    const number = fc.option(fc.integer({ min: 0, max: 1e12 }), { nil: undefined });
    const figures = fc.array(number, { minLength: 9, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(figures, async (numbers) => {
        await office.db.execute(sql`delete from report_drafts`);
        const columns = ['province', 'district', 'commune'];
        const at = ({ row: key, column }: { row: string; column: string }) =>
          columns.includes(column)
            ? numbers[(Number(key.slice(1)) - 1) * 3 + columns.indexOf(column)]
            : undefined;
        expect(await take(await filled(template, at))).toMatchObject({ kind: 'figures' });
        const draft = await draftCells(id, 4);
        for (const key of ['r1', 'r2', 'r3']) {
          for (const column of columns) {
            expect(cellAt(draft, key, column)).toBe(at({ row: key, column }) ?? null);
          }
        }
      }),
      { numRuns: 6 },
    );
  });
});

describe('files that are no template', () => {
  const ole = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
  it.each<[string, string, () => Uint8Array, TakeResult['kind'], string?]>([
    ['a PDF', 'kh.pdf', () => Buffer.from('%PDF-1.7 …'), 'not_ours'],
    ['a picture', 'anh.png', () => Buffer.from('\x89PNG…', 'latin1'), 'not_ours'],
    ['text called .xlsx', 'b.xlsx', () => Buffer.from('1;2;3'), 'problem', 'wrong_type'],
    ['nothing', 'b.xlsx', () => Buffer.alloc(0), 'problem', 'empty'],
    ['an old .xls', 'b.xls', () => Buffer.from(ole, 'latin1'), 'problem', 'legacy_format'],
    [
      'a password',
      'b.xlsx',
      () => Buffer.concat([Buffer.from(ole, 'latin1'), Buffer.from('EncryptedPackage', 'utf16le')]),
      'problem',
      'password_protected',
    ],
    [
      'macros',
      'b.xlsm',
      () => zipOf({ 'xl/workbook.xml': '<workbook/>', 'xl/vbaProject.bin': 'x' }),
      'problem',
      'macros',
    ],
    [
      'a zip bomb',
      'b.xlsx',
      () => zipOf({ 'xl/workbook.xml': '<a/>', 'xl/worksheets/sheet1.xml': Buffer.alloc(4e7) }),
      'problem',
      'too_large',
    ],
    [
      'a broken workbook',
      'b.xlsx',
      () => zipOf({ 'xl/workbook.xml': '<a' }),
      'problem',
      'malformed',
    ],
  ])('%s', async (_, name, bytes, kind, code) => {
    const result = await take(bytes(), { name, open: await reportOf(NV) });
    expect(result.kind).toBe(kind);
    if (result.kind === 'problem') expect(result.problem.code).toBe(code);
    expect(await drafts()).toBe(0);
  });

  it('an Excel file of something else', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('Danh sách');
    sheet.addRows([
      ['STT', 'Đơn vị', 'Họ tên', 'Năm sinh'],
      [1, 'UBND xã Châu Hưng', 'Cán bộ', 1980],
    ]);
    const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
    expect(await take(bytes)).toEqual({ kind: 'not_ours' });
    for (const agency of [NV, XA]) {
      const open = await reportOf(agency);
      expect(await take(bytes, { agency, open })).toMatchObject({ kind: 'unrecognised' });
    }
    expect(await take(bytes, { open: await reportOf(XA) })).toEqual({
      kind: 'refused',
      why: 'not_yours',
    });
    expect(await drafts()).toBe(0);
  });
});

describe('an agency’s own Excel of the annex', () => {
  it('with letterhead, titles, merged headings, more rows and a signature', async () => {
    const { form, cells, printed } = appendix(5);
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('Bìa').addRow(['Báo cáo']);
    const sheet = workbook.addWorksheet('PL5');
    sheet.addRow(['UBND HUYỆN', null, null, null, null, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM']);
    sheet.addRow([]);
    sheet.addRow(['THỐNG KÊ KẾT QUẢ GIẢI QUYẾT HỒ SƠ']);
    sheet.mergeCells('A3:R3');
    const groups = form.columns.map(({ path }) => (path.length > 1 ? (path[0] ?? '') : ''));
    const middle = form.columns.map(({ path }) => (path.length > 2 ? (path[1] ?? '') : ''));
    // The group heading that is misprinted in the original too.
    const spoilt = groups.map((group) => group.replace('đang giải quyết', 'đang xử lý'));
    sheet.addRow(['STT', 'Lĩnh vực', ...spoilt]);
    sheet.addRow(['', '', ...middle]);
    sheet.addRow(['', '', ...form.columns.map(({ label }) => label)]);
    sheet.mergeCells('C4:E4');
    sheet.mergeCells('F4:M4');
    sheet.mergeCells('F5:I5');
    sheet.mergeCells('J5:M5');
    sheet.mergeCells('N4:Q5');
    sheet.addRow(['A', 'B', ...form.columns.map((_, index) => `(${index + 1})`)]);
    for (const { key, number, label } of printed) {
      const line = form.columns.map(({ key: column }) => typed(cellAt(cells, key, column)) ?? null);
      sheet.addRow([key === 'total' ? null : Number(number), label, ...line]);
      if (number === '4') sheet.addRow([null, 'Tôn giáo', 3, null, 3, 3, 3]);
    }
    sheet.addRow([]);
    sheet.addRow([null, 'NGƯỜI LẬP BIỂU', null, null, null, null, null, 'CHỦ TỊCH']);
    const id = await reportOf(NV);
    const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
    const result = await take(bytes, { open: id, name: 'Phu luc cua huyen.xlsx' });
    expect(result).toMatchObject({
      kind: 'figures',
      formCode: 'ks-appendix-5',
      source: { kind: 'sheet', name: 'PL5' },
      problems: [],
      absent: [],
      paste: [{ code: 'row_unknown', line: 12 }],
    });
    const draft = await draftCells(id, 5);
    for (const { key } of printed) {
      for (const { key: column } of form.columns) {
        expect(cellAt(draft, key, column)).toEqual(cellAt(cells, key, column));
      }
    }
  });

  it('of all communes gives a commune its own row', async () => {
    const { form, cells } = appendix(6);
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('Tổng hợp');
    const columns = form.columns.filter(({ computed }) => computed === null);
    sheet.addRow(['STT', 'Đơn vị', ...columns.map(({ path }) => path[0] ?? '')]);
    sheet.addRow(['', '', ...columns.map(({ path }) => path.at(-2) ?? '')]);
    sheet.addRow(['', '', ...columns.map(({ label }) => label)]);
    for (const [index, name] of ['xã Lâm Kiết', 'Châu Hưng', 'xã Lâm Tân'].entries()) {
      const line = columns.map(({ key }) => typed(cellAt(cells, `a${index + 1}`, key)) ?? '-');
      sheet.addRow([index + 1, name, ...line]);
    }
    const id = await reportOf(XA);
    const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
    const result = await take(bytes, { agency: XA, open: id });
    expect(result).toMatchObject({ kind: 'figures', problems: [], paste: [] });
    expect((await draftCells(id, 6))[XA]).toMatchObject({ received_new: 1176, agreed_early: 1165 });
  });

  it('of a form whose rows are free', async () => {
    const { form, cells, printed } = appendix(1);
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('PL1');
    sheet.addRow(['Phụ lục 1']);
    sheet.addRow(['STT', ...form.columns.map(({ label }) => label)]);
    for (const { key, number } of printed) {
      const line = form.columns.map(({ key: column }) => typed(cellAt(cells, key, column)) ?? null);
      sheet.addRow([Number(number), ...line]);
    }
    sheet.addRow([null, 'NGƯỜI LẬP BIỂU', null, 'CHỦ TỊCH']);
    const id = await reportOf(NV);
    const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
    expect(await take(bytes, { open: id })).toMatchObject({
      kind: 'figures',
      formCode: 'ks-appendix-1',
      problems: [],
      paste: [],
    });
    const draft = await draftCells(id, 1);
    expect(Object.keys(draft)).toHaveLength(printed.length);
    expect(draft.r1).toMatchObject({
      planned: { number: 23, unit: 'nhiệm vụ' },
      issued: '2019-01-17',
    });
  });
});

describe('a narrative in Word', () => {
  const bold = (text: string) => new Paragraph({ children: [new TextRun({ text, bold: true })] });
  const plain = (text: string) => new Paragraph(text);
  async function word(children: Paragraph[]): Promise<Uint8Array> {
    return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })));
  }
  const report = () =>
    word([
      bold('BÁO CÁO'),
      plain('Kết quả công tác cải cách hành chính quý I'),
      bold('I. KẾT QUẢ ĐẠT ĐƯỢC'),
      bold('1. Công tác chỉ đạo, điều hành'),
      plain('Đã ban hành 03 văn bản.'),
      bold('2. Cải cách thể chế'),
      plain('Rà soát 12 văn bản.'),
      plain('3. Xây dựng và phát triển chính quyền điện tử, chính quyền số'),
      plain('Hồ sơ trực tuyến đạt 60%.'),
      bold('II. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN'),
      bold('1. Cải cách thể chế'),
      plain('Tiến độ rà soát còn chậm.'),
      bold('III. KIẾN NGHỊ, ĐỀ XUẤT'),
      plain('Bổ sung kinh phí.'),
      bold('IV. PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI'),
      plain('Tiếp tục thực hiện kế hoạch.'),
      plain('Trên đây là báo cáo của Phòng.'),
    ]);

  it('goes into the sections of the open report', async () => {
    const id = await reportOf(NV);
    const writer = await office.person(`dm-${NV}`);
    await office.tx((tx) =>
      replaceNarrative(tx, id, 'institutions.results', ['Câu cũ.'], writer, AT),
    );
    const result = await take(await report(), { open: id, name: 'BC.docx' });
    if (result.kind !== 'narrative') throw new Error(result.kind);
    expect(
      result.sections.map(({ key, paragraphs, replaced }) => [key, paragraphs, replaced]),
    ).toEqual([
      ['steering.results', ['Đã ban hành 03 văn bản.'], []],
      ['institutions.results', ['Rà soát 12 văn bản.'], ['Câu cũ.']],
      ['digital.results', ['Hồ sơ trực tuyến đạt 60%.'], []],
      ['institutions.difficulties', ['Tiến độ rà soát còn chậm.'], []],
      ['general.proposals', ['Bổ sung kinh phí.'], []],
      ['general.next', ['Tiếp tục thực hiện kế hoạch.'], []],
    ]);
    const duty = await dutyOf(office.db, id, AT);
    expect(duty?.content.narrative['digital.results']?.[0]?.text).toBe('Hồ sơ trực tuyến đạt 60%.');
    const again = await take(await report(), { open: id, name: 'BC.docx' });
    expect(again).toMatchObject({ kind: 'narrative', sections: [] });
  });

  it('finds the only report it can be for, asks where there are several', async () => {
    const bytes = await report();
    // An office that leads a field owes two reports, a commune one.
    const two = await take(bytes, { name: 'BC.docx' });
    expect(two.kind === 'which' && two.obligationIds).toContain(await reportOf(NV));
    expect(await take(bytes, { agency: XA, name: 'BC.docx' })).toMatchObject({
      kind: 'narrative',
      obligationId: await reportOf(XA),
    });
    const other = await word([bold('GIẤY MỜI'), plain('Kính mời dự họp.')]);
    expect(await take(other, { name: 'moi.docx' })).toEqual({ kind: 'not_ours' });
    expect(await take(other, { name: 'moi.docx', open: await reportOf(NV) })).toMatchObject({
      kind: 'unrecognised',
    });
  });
});
