import { describe, expect, it } from 'vitest';
import { joinedCells, type PrintedTable } from '../../exports/printed-table.ts';
import { wordTable } from '../../exports/word-table.ts';

const table: PrintedTable = {
  columns: [
    { heading: 'TT', width: 10 },
    { heading: 'Nhiệm vụ', width: 50 },
    { heading: 'Sản phẩm', width: 50 },
  ],
  rows: [
    { kind: 'group', cells: ['I', 'CẢI CÁCH THỂ CHẾ'] },
    { cells: ['1', 'Rà soát <văn bản> & báo cáo', 'Kế hoạch'] },
    { cells: [null, null, 'Báo cáo'], joins: [0, 1] },
    { cells: ['2', 'Tuyên truyền', { open: 'sản phẩm' }] },
    { cells: ['3', 'Kiểm tra', 1562.5] },
    { kind: 'total', cells: [null, 'Tổng cộng', 3] },
  ],
};

const rows = (xml: string) => xml.match(/<w:tr>.*?<\/w:tr>/gs) ?? [];

describe('a table in Word', () => {
  const [header, ...body] = rows(wordTable(table, false));

  it('repeats its header and divides no row', () => {
    expect(header).toContain('<w:tblHeader/>');
    for (const row of [header, ...body]) expect(row).toContain('<w:cantSplit/>');
  });

  it('keeps a group with its first row, the rows of a task, and the total with the last', () => {
    const kept = body.map((row) => row.includes('<w:keepNext/>'));
    expect(kept).toEqual([true, true, false, false, true, false]);
  });

  it('joins what rows share', () => {
    const merges = body.map((row) => [...row.matchAll(/vMerge w:val="(\w+)"/g)].map(([, w]) => w));
    expect(merges).toEqual([[], ['restart', 'restart'], ['continue', 'continue'], [], [], []]);
    expect(joinedCells(table.rows)).toEqual([
      { column: 0, first: 1, last: 2 },
      { column: 1, first: 1, last: 2 },
    ]);
  });

  it('writes words, open places and numbers', () => {
    expect(body[1]).toContain('Rà soát &lt;văn bản&gt; &amp; báo cáo');
    expect(body[3]).toContain('<w:highlight w:val="yellow"/>');
    expect(body[4]).toMatch(/<w:jc w:val="right"\/>.*1\.562,5</);
  });

  it('is nothing without columns', () => {
    expect(wordTable({ columns: [], rows: [] }, false)).toBe('');
  });
});
