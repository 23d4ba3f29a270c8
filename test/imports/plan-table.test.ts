import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { PlanRow } from '../../core/plan/plan-row.ts';
import { PLAN_HEADERS, readPlanRows } from '../../imports/plan-table.ts';
import { readTable } from '../../imports/table.ts';
import type { Table } from '../../imports/table-shape.ts';
import { demoFile } from '../core/organisation/fixtures.ts';

async function tableOf(sheet: ExcelJS.Workbook | string): Promise<Table> {
  const bytes =
    typeof sheet === 'string' ? Buffer.from(sheet) : new Uint8Array(await sheet.xlsx.writeBuffer());
  const result = await readTable({ name: 'phu-luc', bytes }, { expects: PLAN_HEADERS });
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.table;
}

function rowsOf(table: Table): PlanRow[] {
  const result = readPlanRows(table);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.rows;
}

/** The rows as `area number title [products] lead | time`. */
function shown(rows: readonly PlanRow[]): string[] {
  return rows.map((row) => {
    const mark = row.heading ? '# ' : '';
    const products = row.products.join(', ');
    return `${mark}${row.areaNo} ${row.number} ${row.title} [${products}] ${row.leads} | ${row.times}`;
  });
}

describe('readPlanRows', () => {
  it('reads the data file: corrected before verbatim', async () => {
    const file = await readTable(demoFile('plan.csv'), { expects: PLAN_HEADERS });
    const rows = file.ok ? rowsOf(file.table) : [];
    expect(rows).toHaveLength(24);
    expect(rows[1]).toEqual({
      line: 3,
      areaNo: '1',
      area: 'Cải cách thể chế',
      number: '1+',
      title: 'Kế hoạch theo dõi thi hành pháp luật năm 2023',
      titleVerbatim: '- Kế hoạch theo dõi thi hành pháp luật năm 2023',
      products: [],
      leads: 'Phòng Tư pháp',
      coordinating: 'Ban, phòng ngành huyện|các cơ quan có liên quan',
      times: 'Kế hoạch UBND tỉnh trước ngày 30/01/2023|Báo cáo chậm nhất 10/12/2023',
      heading: false,
    });
  });

  it('reads an annex as it is printed: titles, merged areas, numbers in the titles', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('Phụ lục');
    sheet.addRow(['PHỤ LỤC']);
    sheet.mergeCells('A1:F1');
    sheet.addRow(['(Ban hành kèm theo Kế hoạch số 07/KH-UBND)']);
    sheet.mergeCells('A2:F2');
    sheet.addRow([]);
    sheet.addRow([
      'NHIỆM VỤ CHUNG',
      'Nhiệm vụ cụ thể',
      'Sản phẩm',
      'Cơ quan chủ trì',
      'Cơ quan phối hợp',
      'Thời gian thực hiện',
    ]);
    sheet.addRow([
      'Cải cách thể chế',
      '1. Rà soát văn bản theo quy định tại Nghị định số',
      '- Kế hoạch của UBND huyện\n- Báo cáo kết quả',
      'Phòng Tư pháp',
      'Phòng Nội vụ',
      '- Tháng 01/2023\n- Tháng 12/2023',
    ]);
    sheet.addRow(['', '62/2020/NĐ-CP của Chính phủ', '', '', '', '']);
    sheet.addRow(['', '- Kế hoạch theo dõi thi hành pháp luật', '', '', '', 'Quý I/2023']);
    sheet.addRow(['', '2. Ban hành văn bản', 'Văn bản', 'Phòng Y tế', '', 'Năm 2023']);
    sheet.mergeCells('A5:A8');
    sheet.addRow([
      'Cải cách tài chính công',
      '1. Báo cáo',
      'Báo cáo',
      'Phòng Y tế',
      '',
      'Năm 2023',
    ]);
    expect(shown(rowsOf(await tableOf(workbook)))).toEqual([
      '1 1 Rà soát văn bản theo quy định tại Nghị định số 62/2020/NĐ-CP của Chính phủ [Kế hoạch của UBND huyện, Báo cáo kết quả] Phòng Tư pháp | - Tháng 01/2023\n- Tháng 12/2023',
      '1  Kế hoạch theo dõi thi hành pháp luật []  | Quý I/2023',
      '1 2 Ban hành văn bản [Văn bản] Phòng Y tế | Năm 2023',
      '2 1 Báo cáo [Báo cáo] Phòng Y tế | Năm 2023',
    ]);
  });

  it('reads an annex whose areas are rows of their own', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('Phụ lục');
    sheet.addRow([
      'STT',
      'Nội dung công việc',
      'Kết quả, sản phẩm',
      'Cơ quan thực hiện',
      '',
      'Thời hạn',
    ]);
    sheet.addRow(['', '', '', 'Chủ trì', 'Phối hợp', '']);
    sheet.mergeCells('D1:E1');
    for (const column of ['A', 'B', 'C', 'F']) sheet.mergeCells(`${column}1:${column}2`);
    sheet.addRow(['(1)', '(2)', '(3)', '(4)', '(5)', '(6)']);
    sheet.addRow(['I', 'CẢI CÁCH THỂ CHẾ']);
    sheet.addRow([1, 'Rà soát văn bản', 'Báo cáo', 'Phòng Tư pháp', 'Các phòng', 'Quý II']);
    sheet.addRow(['II. CẢI CÁCH THỦ TỤC HÀNH CHÍNH']);
    sheet.mergeCells('A6:F6');
    sheet.addRow([1, 'Chuẩn hóa thủ tục']);
    sheet.addRow(['1.1', 'Cập nhật', 'Văn bản', 'Văn phòng', '', 'Thường xuyên']);
    expect(shown(rowsOf(await tableOf(workbook)))).toEqual([
      '# I I CẢI CÁCH THỂ CHẾ []  | ',
      'I 1 Rà soát văn bản [Báo cáo] Phòng Tư pháp | Quý II',
      '# II II CẢI CÁCH THỦ TỤC HÀNH CHÍNH []  | ',
      '# II 1 Chuẩn hóa thủ tục []  | ',
      'II 1.1 Cập nhật [Văn bản] Văn phòng | Thường xuyên',
    ]);
  });

  it('understands headers without diacritics, and names the columns that are missing', async () => {
    const rows = rowsOf(await tableOf('tt;nhiem vu;co quan chu tri;thoi gian\n1;A;B;C\n'));
    expect(shown(rows)).toEqual([' 1 A [] B | C']);
    expect(readPlanRows(await tableOf('STT;Nhiệm vụ;Người phụ trách\n1;A;B\n'))).toEqual({
      ok: false,
      problem: {
        code: 'missing_columns',
        columns: ['lead', 'time'],
        header: ['STT', 'Nhiệm vụ', 'Người phụ trách'],
      },
    });
    expect(readPlanRows(await tableOf('Nhiệm vụ;Chủ trì;Thời hạn\n;;\n'))).toEqual({
      ok: false,
      problem: { code: 'no_rows' },
    });
  });
});
