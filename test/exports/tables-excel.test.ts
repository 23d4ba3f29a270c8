import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellString, sheetNames } from '../../exports/excel-text.ts';
import { headerOf, leavesOf, type PrintedColumn } from '../../exports/printed-table.ts';
import {
  type ExcelSheet,
  sheetsOfAppendices,
  writeTablesExcel,
} from '../../exports/tables-excel.ts';
import { inspectZip } from '../../imports/zip-guard.ts';
import { dossierColumns, khanhSon2019 } from './fixtures/khanh-son-2019.ts';

async function opened(sheets: readonly ExcelSheet[]): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  const bytes = await writeTablesExcel(sheets);
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
  return workbook;
}

const one: PrintedColumn[] = [{ heading: 'Nội dung', width: 40 }];

function sheetOf(cell: string | number | null, heading = 'Nội dung'): ExcelSheet {
  return {
    name: 'x',
    titles: [],
    table: { columns: [{ heading, width: 40 }], rows: [{ cells: [cell] }] },
  };
}

describe('writeTablesExcel', () => {
  it('prints Phụ lục V with merged headers, numbers as numbers and a repeated header', async () => {
    const workbook = await opened(sheetsOfAppendices(khanhSon2019.appendices));
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual([
      'BẢNG TỔNG HỢP TIẾN ĐỘ THỰC HIỆN',
      'Phụ lục V',
      'Phụ lục VI',
    ]);
    const sheet = workbook.getWorksheet('Phụ lục V');
    const merges = sheet?.model.merges ?? [];
    expect(merges).toEqual(
      expect.arrayContaining([
        'A6:A8',
        'B6:B8',
        'C6:E6',
        'F6:M6',
        'F7:I7',
        'J7:M7',
        'N6:Q6',
        'R6:R8',
      ]),
    );
    expect(sheet?.getCell('F7').value).toBe('Đồng ý giải quyết');
    expect(sheet?.getCell('C20').value).toBe(1562);
    expect(sheet?.getCell('C20').numFmt).toBe('#,##0');
    expect(sheet?.getCell('H20').value).toBe('-');
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', xSplit: 2, ySplit: 8 });
    expect(sheet?.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '6:8',
    });
  });

  it('stores percents as Excel does and refuses what is no number', async () => {
    const columns: PrintedColumn[] = [{ heading: 'Tỷ lệ', width: 20, format: 'percent' }];
    const table = { columns, rows: [{ cells: [93.66] }] };
    const workbook = await opened([{ name: 'x', titles: [], table }]);
    const cell = workbook.worksheets[0]?.getCell('A3');
    expect([cell?.value, cell?.numFmt]).toEqual([0.9366, '0.00%']);
    await expect(writeTablesExcel([sheetOf(Number.NaN)])).rejects.toThrow(RangeError);
  });

  it('never writes a formula and never breaks, whatever the text', async () => {
    const start = fc.constantFrom('', '=', '+', '-', '@', '\t=', '\r=', '＝', "'=", ' =');
    const text = fc
      .tuple(start, fc.string({ unit: 'binary', maxLength: 40 }))
      .map((p) => p.join(''));
    await fc.assert(
      fc.asyncProperty(text, text, async (cell, heading) => {
        const sheet = {
          ...sheetOf(cell, heading),
          name: cell,
          titles: [{ text: cell, look: 'title' as const }],
        };
        const bytes = await writeTablesExcel([sheet, sheet]);
        const zip = inspectZip(Buffer.from(bytes), 1e8);
        if (!zip.ok) throw new Error(zip.reason);
        expect(zip.text('xl/worksheets/sheet1.xml')).not.toMatch(/<f[\s>]/);
        const workbook = await opened([sheet, sheet]);
        const read = workbook.worksheets[0]?.getCell('A4').value ?? '';
        expect(String(read)).not.toMatch(/^[\s]*[=@＝＠]/);
      }),
      { numRuns: 40 },
    );
  });

  it('writes a workbook that opens even without sheets or columns', async () => {
    expect((await opened([])).worksheets).toHaveLength(1);
    const empty = { columns: [], rows: [{ cells: ['x'] }] };
    expect((await opened([{ name: '', titles: [], table: empty }])).worksheets).toHaveLength(1);
  });
});

describe('cellString', () => {
  it.each(['-', '-5', '- Sở Nội vụ;', '+ Số hồ sơ trễ hạn', '04', '1.562', 'a=b'])(
    'keeps everyday text %o',
    (text) => {
      expect(cellString(text)).toBe(text);
    },
  );

  it.each(['=1+1', '@SUM(A1)', '\t=cmd', '+1+cmd|x!A0', "-2+3+cmd|' /C calc'!A0", '＝1+1'])(
    'disarms %o',
    (text) => {
      expect(cellString(text).startsWith("'")).toBe(true);
    },
  );
});

describe('sheetNames', () => {
  it('fits Excel: short, allowed signs, none alike', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 50 }), { maxLength: 8 }),
        (wanted) => {
          const names = sheetNames(wanted);
          expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(wanted.length);
          for (const name of names) expect(name).toMatch(/^(?!')[^[\]:*?/\\]{1,31}(?<!')$/s);
        },
      ),
    );
  });
});

describe('headerOf', () => {
  it('covers every place of the header exactly once', () => {
    const leaf = fc.record({ heading: fc.string(), width: fc.constant(10) });
    const { columns } = fc.letrec<{ columns: PrintedColumn[]; column: PrintedColumn }>((tie) => ({
      columns: fc.array(tie('column'), { minLength: 1, maxLength: 4 }),
      column: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.record({ heading: fc.string(), columns: tie('columns') }),
      ),
    }));
    fc.assert(
      fc.property(columns, (tree) => {
        const { rows, cells } = headerOf(tree);
        const covered = cells.flatMap((cell) =>
          Array.from({ length: cell.rowSpan * cell.columnSpan }, (_, at) =>
            [
              cell.row + Math.floor(at / cell.columnSpan),
              cell.column + (at % cell.columnSpan),
            ].join(),
          ),
        );
        expect(new Set(covered).size).toBe(covered.length);
        expect(covered).toHaveLength(rows * leavesOf(tree).length);
      }),
    );
    expect(headerOf(dossierColumns('x')).rows).toBe(3);
    expect(headerOf(one)).toEqual({
      rows: 1,
      cells: [{ text: 'Nội dung', row: 0, column: 0, rowSpan: 1, columnSpan: 1 }],
    });
  });
});
