import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeFormTemplate } from '../../exports/form-template.ts';
import { writeTablesExcel } from '../../exports/tables-excel.ts';
import { letters } from '../../exports/template-grid.ts';
import type { AddressOf, FormTemplate, TemplateCell } from '../../exports/template-shape.ts';
import { readFormTemplate } from '../../imports/form-template.ts';
import { inspectZip } from '../../imports/zip-guard.ts';
import { dossierTemplate } from './fixtures/dossier-template.ts';

async function edited(
  template: FormTemplate,
  edit: (workbook: ExcelJS.Workbook, sheet: ExcelJS.Worksheet) => void,
): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(await writeFormTemplate(template)).buffer);
  const [sheet] = workbook.worksheets;
  if (!sheet) throw new Error('no sheet');
  edit(workbook, sheet);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

async function read(bytes: Uint8Array) {
  const result = await readFormTemplate(bytes);
  if (!result.ok) throw new Error(result.problem.code);
  const cells = new Map(result.cells.map((cell) => [`${cell.row}/${cell.column}`, cell]));
  return { ...result, at: (key: string) => cells.get(key) };
}

/** Cells that were loaded share their style. */
function format(cell: ExcelJS.Cell, numFmt: string): void {
  cell.style = { ...cell.style, numFmt };
}

const blank = dossierTemplate(false);
const filled = dossierTemplate(true);

describe('writeFormTemplate', () => {
  it('locks all but the input cells, says what may be typed and computes the rest', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Uint8Array.from(await writeFormTemplate(blank)).buffer);
    const [sheet, checks, mark] = workbook.worksheets;
    const zip = inspectZip(Buffer.from(await writeFormTemplate(blank)), 1e8);
    const xml = zip.ok ? zip.text('xl/worksheets/sheet1.xml') : null;
    expect(xml).toMatch(/<sheetProtection sheet="1"(?![^>]*(?:password|hashValue))/);
    expect([checks?.name, mark?.name, mark?.state]).toEqual(['Kiểm tra', '_mau', 'veryHidden']);
    const input = sheet?.getCell('E10');
    expect(input?.protection).toMatchObject({ locked: false });
    expect(input?.dataValidation).toMatchObject({ type: 'whole', operator: 'between' });
    expect(sheet?.getCell('D10').dataValidation?.prompt).toContain('Kỳ trước: 23');
    expect(sheet?.getCell('C10').value).toMatchObject({
      formula: "'Phụ lục V'!$D$10+'Phụ lục V'!$E$10",
    });
    expect(sheet?.getCell('C10').protection?.locked ?? true).toBe(true);
    expect(sheet?.getCell('C21').value).toMatchObject({
      formula: "SUM('Phụ lục V'!$C$10:$C$20)",
    });
    expect(sheet?.getCell('S10').formula).toContain('COUNTIF(\'Kiểm tra\'!$D$2:$D$3,"OK")');
    expect(checks?.getCell('D2').formula).toMatch(/^IFERROR\(IF\('Phụ lục V'!\$C\$10=/);
  });

  it('refuses formulas about cells that do not exist and rows of the wrong width', async () => {
    const cells: TemplateCell[] = [{ kind: 'computed', formula: [{ row: 'r', column: 'none' }] }];
    const columns = [{ heading: 'a', width: 10 }];
    const small = { ...blank, columns, columnKeys: ['a'], checks: [] };
    await expect(writeFormTemplate({ ...small, rows: [{ key: 'r', cells }] })).rejects.toThrow(
      RangeError,
    );
    await expect(writeFormTemplate({ ...small, rows: [{ key: 'r', cells: [] }] })).rejects.toThrow(
      RangeError,
    );
  });

  it('takes formulas from a function and leaves out checks the workbook cannot hold', async () => {
    const first = { row: 'f1', column: 'new' };
    const checks = [
      { label: 'a', level: 'error' as const, holds: () => null },
      {
        label: 'b',
        level: 'error' as const,
        holds: (address: AddressOf) => `SUM(${address(first, { row: 'f2', column: 'new' })})>0`,
      },
    ];
    const workbook = new ExcelJS.Workbook();
    const bytes = await writeFormTemplate({ ...blank, checks });
    await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
    const sheet = workbook.getWorksheet('Kiểm tra');
    expect(sheet?.rowCount).toBe(2);
    expect(sheet?.getCell('D2').formula).toContain("SUM('Phụ lục V'!$E$10:$E$11)>0");
    await expect(
      writeFormTemplate({ ...blank, checks: [{ label: '', level: 'error', holds: () => null }] }),
    ).resolves.toBeDefined();
  });

  it('counts columns as Excel does', () => {
    expect([1, 26, 27, 52, 702, 703].map(letters)).toEqual(['A', 'Z', 'AA', 'AZ', 'ZZ', 'AAA']);
  });
});

describe('readFormTemplate', () => {
  it('gives back identity and every figure that was put in', async () => {
    const result = await read(await writeFormTemplate(filled));
    expect(result.identity).toEqual(filled.identity);
    expect(result.notices).toEqual([]);
    expect(result.at('f6/agreed')).toMatchObject({ text: '418', number: 418, address: 'F15' });
    expect(result.at('f1/carried')).toMatchObject({ text: '', number: null });
    expect(result.at('f6/received')).toBeUndefined();
  });

  it('finds the figures after rows, columns and sheets moved', async () => {
    const bytes = await edited(filled, (_, sheet) => {
      sheet.name = "Biểu 'xã' 1";
      // Sorted by hand: the words of the rows say where they are now.
      const [first, second] = ['B10', 'B11'].map((at) => sheet.getCell(at).value);
      sheet.getCell('B10').value = second ?? null;
      sheet.getCell('B11').value = first ?? null;
      sheet.getCell('E10').value = 111;
    });
    const result = await read(bytes);
    expect(result.at('f2/new')).toMatchObject({ text: '111', address: 'E10' });
    expect(result.at('f1/new')).toMatchObject({ text: '79', address: 'E11' });
    expect(result.notices).toEqual([]);
  });

  it('names what is half-filled, merged, miscalculated or relabelled, and reads the rest', async () => {
    const bytes = await edited(blank, (_, sheet) => {
      sheet.getCell('E10').value = 5;
      sheet.getCell('E11').value = { formula: '40+39', result: 79 };
      sheet.getCell('E12').value = { formula: 'SUM(A1:A2)' } as ExcelJS.CellFormulaValue;
      sheet.getCell('E13').value = { error: '#REF!' } as ExcelJS.CellErrorValue;
      sheet.getCell('E14').value = new Date(Date.UTC(2019, 0, 5));
      format(sheet.getCell('E14'), 'dd/mm/yyyy');
      sheet.getCell('E15').value = 6;
      sheet.mergeCells('E15:E16');
      sheet.getCell('E17').value = ' không ';
      sheet.getCell('B18').value = 'Văn hoá, Thể thao và Du lịch';
      sheet.getCell('E18').value = 0.9366;
      format(sheet.getCell('E18'), '0.00%');
      sheet.getCell('E19').value = 93.66;
    });
    const result = await read(bytes);
    const codes = result.notices.map((notice) => [
      notice.code,
      'address' in notice && notice.address,
    ]);
    expect(codes).toEqual([
      ['row_relabelled', 'A18'],
      ['formula_without_result', 'E12'],
      ['error_value', 'E13'],
      ['date_value', 'E14'],
      ['merged_cell', 'E16'],
      ['required_blank', 'E20'],
    ]);
    expect(result.at('f2/new')).toMatchObject({ text: '79', formula: true });
    expect(result.at('f8/new')).toMatchObject({ text: 'không', number: null });
    expect(result.at('f9/new')).toMatchObject({ text: '93,66%', number: 93.66 });
    expect(result.at('f10/new')).toMatchObject({ text: '93,66', number: 93.66 });
  });

  it('reads a file whose names were lost by another program', async () => {
    const bytes = await edited(filled, (workbook, sheet) => {
      workbook.definedNames.model = [];
      sheet.insertRow(1, ['chèn thêm']);
    });
    const result = await read(bytes);
    expect(result.at('f6/agreed')).toMatchObject({ text: '418', address: 'F16' });
    expect(result.notices.filter((notice) => notice.code === 'row_missing')).toEqual([]);
  });

  it('follows the names when rows without words were shifted', async () => {
    const free: FormTemplate = {
      ...blank,
      columns: [{ heading: 'Khó khăn', width: 30 }],
      columnKeys: ['c'],
      rows: ['1', '2'].map((key) => ({ key, cells: [{ kind: 'input', value: `dòng ${key}` }] })),
      checks: [],
    };
    const bytes = await edited(free, (_, sheet) => {
      sheet.insertRow(2, ['chèn thêm']);
    });
    const result = await read(bytes);
    expect([result.at('1/c')?.text, result.at('2/c')?.text]).toEqual(['dòng 1', 'dòng 2']);
    expect(result.notices).toEqual([]);
  });

  it('says so when it is another workbook, or a template of a later edition', async () => {
    const other = await writeTablesExcel([]);
    expect(await readFormTemplate(other)).toEqual({
      ok: false,
      problem: { code: 'not_a_template' },
    });
    const later = await edited(filled, (workbook) => {
      const mark = workbook.getWorksheet('_mau');
      if (mark) mark.getCell('C1').value = '2';
    });
    expect(await readFormTemplate(later)).toEqual({
      ok: false,
      problem: { code: 'newer_template' },
    });
  });

  it('keeps any text and number through both ways', async () => {
    const value = fc.oneof(
      fc.string({ maxLength: 20 }).filter((text) => /^[^=@+\-'’\s＝＠＋－]/u.test(text)),
      fc.integer({ min: 0, max: 1e12 }),
      fc.double({ min: 0, max: 1e6, noNaN: true }).map((n) => Math.round(n * 100) / 100),
    );
    const key = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => /^\w+$/.test(text));
    await fc.assert(
      fc.asyncProperty(value, key, key, async (given, row, agency) => {
        const template: FormTemplate = {
          ...blank,
          identity: { form: 'x', version: 3, agency, period: '' },
          columns: [{ heading: 'Nội dung', width: 30 }],
          columnKeys: ['c'],
          rows: [{ key: row, cells: [{ kind: 'input', value: given }] }],
          checks: [],
        };
        const result = await read(await writeFormTemplate(template));
        expect(result.identity.agency).toBe(agency);
        const cell = result.at(`${row}/c`);
        if (typeof given === 'number') expect(cell?.number).toBe(given);
        else expect(cell?.text).toBe(given.normalize('NFC').replace(/\s+/g, ' ').trim());
      }),
      { numRuns: 30 },
    );
  });
});
