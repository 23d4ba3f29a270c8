import type { Worksheet } from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { ConsolidatedForm } from '../../../core/reports/consolidated.ts';
import { exportFile } from '../../../exports/consolidated/files.ts';
import { openWorkbook } from '../../../imports/workbook.ts';
import { appendix } from '../../core/indicators/appendices.ts';
import { consolidated } from '../fixtures/consolidated.ts';
import { bodyOf } from '../fixtures/read-word.ts';

/** "Tổng số 2x1": a heading that spans two rows and one column, in reading order. */
function headings(sheet: Worksheet): string[] {
  const merges = (sheet.model.merges ?? []).map((range) => {
    const [from = '', to = from] = range.split(':');
    const [first, last] = [sheet.getCell(from), sheet.getCell(to)];
    const rows = Number(last.row) - Number(first.row) + 1;
    const columns = Number(last.col) - Number(first.col) + 1;
    return [from, `${rows}x${columns}`] as const;
  });
  const spans = new Map(merges);
  const [view] = sheet.views;
  const last = view?.state === 'frozen' ? (view.ySplit ?? 0) : 0;
  let top = last;
  while (top > 1 && sheet.getCell(top, 1).text === 'STT') top -= 1;
  const found: string[] = [];
  for (let row = top + 1; row <= last; row += 1) {
    for (let column = 1; column <= sheet.columnCount; column += 1) {
      const cell = sheet.getCell(row, column);
      if (cell.isMerged && cell.master.address !== cell.address) continue;
      found.push(`${cell.text} ${spans.get(cell.address) ?? '1x1'}`);
    }
  }
  return found;
}

function filled(number: number): ConsolidatedForm {
  const { form, cells, agencies, printed } = appendix(number);
  const labels = new Map(printed.map(({ key, label }) => [key, label]));
  return {
    form,
    cells,
    rows: agencies.map(({ key }) => ({ key, label: labels.get(key) ?? key })),
    givenBy: null,
    included: ['Phòng Nội vụ'],
    missing: [],
    incomplete: [],
    repeatedRows: [],
    differences: [],
    belated: [],
  };
}

const BY_LEVEL = [
  ...['STT 2x1', 'Tiêu chí 2x1', 'Tổng số 2x1', 'Chia theo cấp hành chính 1x3', 'ghi chú 2x1'],
  ...['Cấp tỉnh 1x1', 'Cấp huyện 1x1', 'Cấp xã 1x1'],
];

const OUTCOMES = ['Tổng số 1x1', 'Sớm hạn 1x1', 'Đúng hạn 1x1', 'Trễ hạn 1x1'];

function dossiersOf(what: string): string[] {
  return [
    ...['STT 3x1', `${what} 3x1`, 'Hồ sơ giải quyết 1x3', 'Hồ sơ đã giải quyết 1x8'],
    ...['Hồ sơ đang giải quyết 1x4', 'Hồ sơ hủy 3x1'],
    ...['Tổng số 2x1', 'Kỳ trước chuyển sang 2x1', 'Nhận trong kỳ 2x1'],
    ...['Đồng ý giải quyết 1x4', 'Từ chối giải quyết 1x4'],
    ...['Tổng số 2x1', 'Trong hạn 2x1', 'Đúng hạn 2x1', 'Dừng tính 2x1'],
    ...OUTCOMES,
    ...OUTCOMES,
  ];
}

/** As UBND huyện Khánh Sơn printed them in 2019. */
const PRINTED: Record<number, string[]> = {
  1: [
    ...['STT 1x1', 'Kế hoạch 1x1', 'Thời gian ban hành 1x1'],
    'Số nhiệm vụ/ số đơn vị trong kế hoạch 1x1',
    'Số nhiệm vụ/đơn vị được hoàn thành theo kế hoạch 1x1',
    'ghi chú 1x1',
  ],
  2: BY_LEVEL,
  3: BY_LEVEL,
  4: BY_LEVEL,
  5: dossiersOf('Lĩnh vực'),
  6: dossiersOf('Đơn vị'),
};

describe('the forms of the office, exported', async () => {
  const numbers = [1, 2, 3, 4, 5, 6];
  const values = consolidated({ forms: numbers.map(filled) });
  const opened = await openWorkbook((await exportFile('appendix', 'xlsx', values)).bytes);
  if (!opened.ok) throw new Error('not a workbook');
  const sheets = opened.workbook.worksheets;
  const word = bodyOf((await exportFile('appendix', 'docx', values)).bytes);
  const tables = word.match(/<w:tbl>.*?<\/w:tbl>/gs) ?? [];

  it.each(numbers)('have the headings of Phụ lục %i as printed', (number) => {
    const sheet = sheets[number - 1];
    expect(sheet && headings(sheet)).toEqual(PRINTED[number]);
  });

  it.each(numbers)('have in Word what Phụ lục %i has in Excel', (number) => {
    const table = tables[number - 1] ?? '';
    const found = [...table.matchAll(/<w:tr>.*?<\/w:tr>/gs)]
      .filter(([row]) => row.includes('<w:tblHeader/>'))
      .flatMap(([row]) => [...row.matchAll(/<w:tc>.*?<\/w:tc>/gs)])
      .filter(([cell]) => !cell.includes('<w:vMerge w:val="continue"/>'))
      .map(([cell]) => {
        const text = /<w:t [^>]*>([^<]*)/.exec(cell)?.[1] ?? '';
        return `${text} ${/gridSpan w:val="(\d+)"/.exec(cell)?.[1] ?? '1'}`;
      });
    expect(found).toEqual(PRINTED[number]?.map((words) => words.replace(/ \dx(\d)$/, ' $1')));
  });

  it('are no wider than their page', () => {
    const pages = [...word.matchAll(/<w:pgSz w:w="(\d+)"/g)].map(([, width]) => Number(width));
    const widths = tables.map((table) => Number(/<w:tblW w:w="(\d+)"/.exec(table)?.[1]));
    // Left 30 mm and right 15 mm are margins.
    const room = pages.map((width) => width - (45 * 1440) / 25.4);
    expect(widths).toHaveLength(6);
    for (const [index, width] of widths.entries()) {
      expect(width).toBeLessThanOrEqual((room[index] ?? 0) + 20);
    }
  });
});
