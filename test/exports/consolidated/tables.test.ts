import { describe, expect, it } from 'vitest';
import { exportFile } from '../../../exports/consolidated/files.ts';
import { openWorkbook } from '../../../imports/workbook.ts';
import { consolidated, dossiers } from '../fixtures/consolidated.ts';
import { linesOf } from '../fixtures/read-word.ts';

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
