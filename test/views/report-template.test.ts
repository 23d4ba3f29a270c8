import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { cellsOf } from '../../core/indicators/cells.ts';
import { emptyContent } from '../../core/reports/content.ts';
import { writeFormTemplate } from '../../exports/form-template.ts';
import { leavesOf } from '../../exports/printed-table.ts';
import type { FormTemplate, TemplateCell } from '../../exports/template-shape.ts';
import { readFormTemplate } from '../../imports/form-template.ts';
import { translator } from '../../locales/index.ts';
import { reportTemplate, templateFileName } from '../../views/reports/template.ts';
import { appendix, builtIn } from '../core/indicators/appendices.ts';
import { sampleForm } from '../core/indicators/sample-form.ts';
import { contentOf, formDuty, templateDuty } from './fixtures/template-duty.ts';

const t = translator('vi');
const NONE = { previous: null, earlier: null, lastYear: null };

function cell(template: FormTemplate, row: string, column: string): TemplateCell | undefined {
  const at = template.columnKeys.indexOf(column);
  return template.rows.find(({ key }) => key === row)?.cells[at];
}

/** All conditions of the sheet of checks, by row and label. */
async function formulas(template: FormTemplate): Promise<Map<string, string>> {
  const workbook = new ExcelJS.Workbook();
  const bytes = await writeFormTemplate(template);
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
  const found = new Map<string, string>();
  workbook.getWorksheet('Kiểm tra')?.eachRow((line) => {
    const [, where, label] = [1, 2, 3].map((at) => String(line.getCell(at).value));
    found.set(`${where}: ${label}`, line.getCell(4).formula ?? '');
  });
  return found;
}

describe('the template of a report', () => {
  it.each([1, 2, 3, 4, 5, 6])('of appendix %d says what the draft says', async (number) => {
    const { form, cells, agencies } = appendix(number);
    const content = contentOf(form, cells);
    const owed = formDuty(form, content, agencies);
    const template = reportTemplate(templateDuty(content), owed, NONE, t);
    expect(template.columnKeys).toHaveLength(leavesOf(template.columns).length);
    expect(template.titles.map(({ text }) => text).join()).not.toMatch(/[{}]/);
    const read = await readFormTemplate(await writeFormTemplate(template));
    if (!read.ok) throw new Error(read.problem.code);
    expect(read.identity).toEqual({ form: form.code, version: 1, agency: '7', period: '41' });
    expect(read.notices).toEqual([]);
    for (const { row, column, number: figure } of read.cells) {
      const given = cells[row]?.[column] ?? null;
      const stated = typeof given === 'object' && given !== null ? null : given;
      if (typeof stated === 'number') expect(figure).toBe(stated);
    }
  });

  it('is empty and locked but for the cells to fill in, with heading and earlier figures', () => {
    const { form, agencies } = appendix(6);
    const previous = cellsOf([
      { row: 'a1', column: 'in_progress_within_time', value: 23 },
      { row: 'a1', column: 'received_new', value: 1562 },
    ]);
    const owed = formDuty(form, emptyContent(), agencies);
    const template = reportTemplate(templateDuty(), owed, { ...NONE, previous }, t);
    expect(template.sheetName).toBe('Phụ lục VI');
    expect(template.titles.map(({ text }) => text)).toEqual([
      'Phụ lục VI',
      'Thống kê kết quả giải quyết hồ sơ năm 2019 tại các xã, thị trấn trên địa bàn huyện Khánh Sơn',
      '(Số liệu kết xuất từ ngày 01/01/2019 đến hết ngày 25/11/2019)',
      'Đơn vị báo cáo: UBND huyện Khánh Sơn',
      'Năm 2019: số liệu từ ngày 01/01/2019 đến hết ngày 25/11/2019; hạn gửi: hết ngày 08/12/2019',
    ]);
    expect(cell(template, 'a1', 'received_new')).toMatchObject({
      kind: 'input',
      value: null,
      validation: { kind: 'integer', least: 0, most: null, words: ['không', '-'] },
      note: 'Hồ sơ giải quyết › Nhận trong kỳ. Kỳ trước: 1.562 hồ sơ.',
    });
    expect(cell(template, 'a1', '*label')).toEqual({ kind: 'locked', value: 'UBND xã Ba Cụm Nam' });
    expect(cell(template, 'a1', 'received_total')).toMatchObject({ kind: 'computed', result: 0 });
    expect(cell(template, 'total', 'received_new')).toMatchObject({ kind: 'computed' });
  });

  it('writes checks with the figures of other periods, and leaves out what is not known', async () => {
    const { form, agencies } = appendix(6);
    const previous = cellsOf(
      ['within_time', 'third_column', 'clock_stopped'].map((name) => {
        return { row: 'a1', column: `in_progress_${name}`, value: name === 'within_time' ? 23 : 0 };
      }),
    );
    const owed = formDuty(form, emptyContent(), agencies);
    const found = await formulas(reportTemplate(templateDuty(), owed, { ...NONE, previous }, t));
    const label = 'Kỳ trước chuyển sang bằng số đang giải quyết cuối kỳ trước';
    expect(found.get(`UBND xã Ba Cụm Nam: ${label} (số đối chiếu: 23)`)).toContain(
      "N('Phụ lục VI'!$D$15)=23,",
    );
    // The total of what is known is held against the total, as our own checks do.
    const judged = [...found.keys()].filter((key) => key.includes(label));
    expect(judged.map((key) => key.split(':')[0])).toEqual(['UBND xã Ba Cụm Nam', 'Tổng cộng']);
    expect([...found.keys()].some((key) => key.includes('lũy kế'))).toBe(false);
  });

  it('shows a sum that was given and does not agree as a figure, with a check of it', async () => {
    const { form } = appendix(3);
    const content = contentOf(
      form,
      cellsOf([
        { row: 'r1', column: 'total', value: 9 },
        { row: 'r1', column: 'commune', value: 8 },
        { row: 'r2', column: 'total', value: 4 },
        { row: 'r2', column: 'commune', value: 4 },
      ]),
    );
    const template = reportTemplate(templateDuty(content), formDuty(form, content), NONE, t);
    expect(cell(template, 'r1', 'total')).toMatchObject({ kind: 'input', value: 9 });
    expect(cell(template, 'r2', 'total')).toMatchObject({ kind: 'computed', result: 4 });
    const found = await formulas(template);
    expect(found.get('Cơ quan hành chính: “Tổng số” bằng các ô hợp thành của dòng')).toContain(
      "N('Phụ lục 3'!$D$",
    );
  });

  it('gives fifteen empty rows to a form whose rows are free', () => {
    const form = builtIn(1);
    const content = contentOf(
      form,
      cellsOf([
        { row: 'r2', column: 'plan', value: 'Kế hoạch số 99' },
        { row: 'r2', column: 'issued', value: '2019-01-17' },
        { row: 'r2', column: 'planned', value: { number: 14, unit: 'nhiệm vụ' } },
      ]),
    );
    const template = reportTemplate(templateDuty(content), formDuty(form, content), NONE, t);
    expect(template.rows.map(({ key }) => key)).toEqual(
      Array.from({ length: 16 }, (_, index) => `r${index + 2}`),
    );
    expect(cell(template, 'r2', 'issued')).toMatchObject({ value: '17/01/2019' });
    expect(cell(template, 'r2', 'planned')).toMatchObject({
      value: '14 nhiệm vụ',
      note: 'Ghi số kèm đơn vị: “nhiệm vụ”, “đơn vị”.',
    });
  });

  it('knows what is not known, units, percentages and bounds', async () => {
    const form = sampleForm({
      rows: { kind: 'fixed', label: 'Lĩnh vực', items: [{ key: 'land', label: 'Đất đai' }] },
      columns: [
        { key: 'done', label: 'Đã xong', kind: 'integer', units: ['việc'], blank: 'required' },
        { key: 'rate', label: 'Tỷ lệ', kind: 'percent', max: 120, dash: 'zero' },
        { key: 'share', label: 'Phần', kind: 'percent', computed: 'percent(done, rate)' },
        { key: 'note', label: 'Ghi chú', kind: 'text' },
      ],
      checks: [
        { id: 'a', severity: 'warning', expression: 'rate >= done || given(note)' },
        { id: 'b', severity: 'error', label: 'b', each: 'form', expression: 'sum(rows.rate) <= 9' },
      ],
    });
    const owed = formDuty(form, emptyContent());
    const template = reportTemplate(templateDuty(), owed, NONE, t);
    expect(cell(template, 'land', 'rate')).toMatchObject({
      validation: { kind: 'percent', most: 120 },
    });
    expect(cell(template, 'land', 'done')).toMatchObject({ required: true });
    const found = await formulas(template);
    const check = found.get(
      'Đất đai: Số liệu giữa các cột “Tỷ lệ”, “Đã xong”, “Ghi chú” khớp nhau',
    );
    expect(check).toMatch(/IFERROR\(OR\(IF\(ISNUMBER\(.*VALUE\(.*\$F\$\d+<>""\),TRUE\)/);
    expect(found.get('Cả biểu: b')).toContain('SUM(IF(ISNUMBER(');
  });

  it('is named in letters every system takes', () => {
    const duty = templateDuty();
    const named = (agencyShortName: string, name: string) =>
      templateFileName(
        { ...duty, obligation: { ...duty.obligation, agencyShortName } },
        { form: { ...builtIn(6), name } },
      );
    expect(named('UBND xã Châu Hưng', 'Phụ lục VI')).toBe('PL6_XaChauHung_2019-Y.xlsx');
    expect(named('VP HĐND&UBND', 'Phụ lục 3')).toBe('PL3_VpHdndUbnd_2019-Y.xlsx');
    expect(named('Công an', 'Biểu 01a/CCHC')).toBe('Bieu01aCchc_CongAn_2019-Y.xlsx');
  });
});
