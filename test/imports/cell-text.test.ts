import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { cellText } from '../../imports/cell-text.ts';
import { readCsv } from '../../imports/csv.ts';

it('a cell’s unseen signs, written as codes or as they are, stay behind', async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Trang 1');
  sheet.getCell('A1').value = 'Phòng\u202E Y\u200B tế';
  const kept = new ExcelJS.Workbook();
  await kept.xlsx.load(await book.xlsx.writeBuffer());
  const cell = kept.getWorksheet('Trang 1')?.getCell('A1');
  expect(cell && cellText(cell)).toBe('Phòng Y tế');
  // As `_x0000_` and `_xD83D_` come out of a workbook: the database takes neither.
  expect(cellText({ value: 'a\u0000b\ud83d\nc', numFmt: '' })).toBe('ab\nc');
});

it('so do those of delimited text', () => {
  const bytes = Buffer.from('Tên,Ghi chú\nPhòng\u202E Y tế,\u200Bxong\u0007\n');
  const read = readCsv('a.csv', bytes, {});
  expect(JSON.stringify(read)).not.toMatch(/[\u202E\u200B]|\\u0007/);
});
