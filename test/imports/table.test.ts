import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable } from '../../imports/table.ts';
import { MAX_BYTES, type Table } from '../../imports/table-shape.ts';

function text(content: string): { name: string; bytes: Uint8Array } {
  return { name: 'bảng.csv', bytes: Buffer.from(content, 'utf8') };
}

async function tableOf(source: { name: string; bytes: Uint8Array }): Promise<Table> {
  const result = await readTable(source);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.table;
}

async function codeOf(bytes: Uint8Array, name = 'x'): Promise<string> {
  const result = await readTable({ name, bytes });
  return result.ok ? 'ok' : result.problem.code;
}

/** A workbook as the office makes it: title lines, a header of two rows, merged cells. */
async function annex(): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('Ẩn', { state: 'hidden' }).addRows([
    ['a', 'b'],
    ['1', '2'],
  ]);
  const sheet = workbook.addWorksheet('Phụ lục');
  sheet.getCell('A1').value = 'PHỤ LỤC';
  sheet.mergeCells('A1:F1');
  sheet.getCell('A2').value = '(Kèm theo Kế hoạch số 07/KH-UBND)';
  sheet.mergeCells('A2:F2');
  sheet.getRow(4).values = ['TT', 'Nhiệm vụ', 'Cơ quan', '', 'Thời gian', 'Số'];
  sheet.getRow(5).values = ['', '', 'chủ trì', 'phối hợp', '', ''];
  sheet.mergeCells('C4:D4');
  for (const column of ['A', 'B', 'E', 'F']) sheet.mergeCells(`${column}4:${column}5`);
  sheet.getRow(6).values = [1, 2, 3, 4, 5, 6];
  sheet.getRow(7).values = ['I. Cải cách thể chế'];
  sheet.mergeCells('A7:F7');
  sheet.getRow(8).values = [1, 'Rà soát', 'Phòng Tư pháp', 'Phòng Nội vụ', '', 0.1 + 0.2];
  sheet.getRow(9).values = [2, 'Kiểm tra', '', 'Phòng Y tế', 'Quý I', 1562];
  sheet.mergeCells('C8:C9');
  sheet.getCell('E8').value = new Date(Date.UTC(2023, 0, 30));
  sheet.getCell('E8').numFmt = 'dd/mm/yyyy';
  sheet.getCell('B9').value = { richText: [{ text: 'Kiểm ' }, { text: 'tra' }] };
  sheet.getCell('F9').value = { formula: 'SUM(1,2)', result: 3 };
  sheet.getCell('A9').numFmt = '00';
  sheet.getCell('E11').value = new Date(Date.UTC(2023, 11, 1));
  sheet.getCell('E11').numFmt = 'mm/yyyy';
  sheet.getCell('B11').value = 'Sau một dòng trống';
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

describe('readTable, delimited text', () => {
  it.each([
    ['comma', 'a,b\n1,"x, y"\n'],
    ['semicolon', 'a;b\r\n1;x, y\r\n'],
    ['tab', 'a\tb\n1\tx, y\n'],
    ['byte order mark', '\ufeffa,b\n1,"x, y"\n'],
  ])('reads %s', async (_, content) => {
    const table = await tableOf(text(content));
    expect(table.header).toEqual(['a', 'b']);
    expect(table.rows).toEqual([{ line: 2, cells: { a: '1', b: 'x, y' } }]);
  });

  it('reads the UTF-16 text Excel saves', async () => {
    const bytes = Buffer.from('\ufeffTên\tCấp\nPhòng Nội vụ\thuyện\n', 'utf16le');
    const table = await tableOf({ name: 'x.txt', bytes });
    expect(table.rows[0]?.cells).toEqual({ Tên: 'Phòng Nội vụ', Cấp: 'huyện' });
  });

  it('counts the lines of the file through quoted line breaks and blank lines', async () => {
    const table = await tableOf(text('a,b\n\n1,"x\ny"\n\n2,z\n'));
    expect(table.rows.map((row) => row.line)).toEqual([3, 6]);
  });

  it('keeps cells of unnamed, repeated and strangely named columns', async () => {
    const table = await tableOf(text('a,a,,__proto__\nw,x,y,z\n'));
    expect(table.header).toEqual(['a', 'a (2)', '#3', '__proto__']);
    expect(Object.values(table.rows[0]?.cells ?? {})).toEqual(['w', 'x', 'y', 'z']);
  });

  it('gives back what was written, whatever the cells hold', async () => {
    const cell = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .map((value) => `x${value.replace(/[\0\r]/g, '')}`.trim());
    const sign = fc.constantFrom(',', ';', '\t');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1 }),
        sign,
        async (rows, by) => {
          const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
          const lines = [['một', 'hai', 'ba'], ...rows].map((row) => row.map(quoted).join(by));
          const table = await tableOf(text(lines.join('\n')));
          expect(table.rows.map((row) => Object.values(row.cells))).toEqual(rows);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('readTable, workbooks', () => {
  it('finds the header below titles, joins merged cells and shows what a person sees', async () => {
    const table = await tableOf({ name: 'phu-luc.xlsx', bytes: await annex() });
    expect(table.sheet).toBe('Phụ lục');
    expect(table.header).toEqual([
      'TT',
      'Nhiệm vụ',
      'Cơ quan chủ trì',
      'Cơ quan phối hợp',
      'Thời gian',
      'Số',
    ]);
    expect(table.rows.map((row) => [row.line, ...Object.values(row.cells)])).toEqual([
      [7, 'I. Cải cách thể chế', '', '', '', '', ''],
      [8, '1', 'Rà soát', 'Phòng Tư pháp', 'Phòng Nội vụ', '30/01/2023', '0.3'],
      [9, '02', 'Kiểm tra', 'Phòng Tư pháp', 'Phòng Y tế', 'Quý I', '3'],
      [11, '', 'Sau một dòng trống', '', '', '12/2023', ''],
    ]);
  });

  it('takes the worksheet and row that carry the expected columns', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('Ghi chú').addRows([
      ['Người lập', 'Ngày', 'Ký', 'Nơi nhận'],
      ['a', 'b', 'c', 'd'],
    ]);
    workbook.addWorksheet('Danh sách').addRows([
      ['UBND', 'Mẫu 1'],
      ['Mã', 'Tên'],
      ['1', 'x'],
    ]);
    const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
    const result = await readTable({ name: 'x.xlsx', bytes }, { expects: ['mã', 'tên'] });
    expect(result.ok && result.table.header).toEqual(['Mã', 'Tên']);
  });
});

/** A zip with one entry of a workbook; the declared size may differ from the real one. */
function zipOf(name: string, content: Buffer, declared = content.length): Buffer {
  const packed = deflateRawSync(content);
  const title = Buffer.from(name);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(declared, 22);
  local.writeUInt16LE(title.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(declared, 24);
  entry.writeUInt16LE(title.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + title.length, 12);
  end.writeUInt32LE(local.length + title.length + packed.length, 16);
  return Buffer.concat([local, title, packed, entry, title, end]);
}

describe('readTable, files that are no table', () => {
  const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');

  it.each<[string, Uint8Array, string]>([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['blank text', Buffer.from(' \n\n'), 'empty'],
    ['one column', Buffer.from('xin chào\nmột câu\n'), 'not_a_table'],
    ['an unclosed quote', Buffer.from('a,b\n"1,2\n'), 'malformed'],
    [
      'another encoding',
      Buffer.from([0x61, 0x2c, 0xe1, 0xba, 0x0a, 0x31, 0x2c, 0x32]),
      'wrong_encoding',
    ],
    ['binary', Buffer.from([1, 0, 0, 2, 0, 44]), 'not_a_table'],
    ['a PDF', Buffer.from('%PDF-1.7 …'), 'not_a_table'],
    [
      'an old workbook',
      Buffer.concat([ole, Buffer.from('Workbook', 'utf16le')]),
      'legacy_workbook',
    ],
    [
      'an encrypted workbook',
      Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]),
      'password_protected',
    ],
    ['a Word file', zipOf('word/document.xml', Buffer.from('<a/>')), 'not_a_table'],
    ['half a zip', zipOf('xl/workbook.xml', Buffer.from('<a/>')).subarray(0, 60), 'malformed'],
    ['a workbook without sheets', zipOf('xl/workbook.xml', Buffer.from('<a/>')), 'malformed'],
    ['too many bytes', new Uint8Array(MAX_BYTES + 1), 'too_large'],
    ['too many rows', Buffer.from(`a,b\n${'1,2\n'.repeat(20_001)}`), 'too_many_rows'],
    ['too many columns', Buffer.from(`${'a,'.repeat(300)}\n`), 'too_many_columns'],
    ['a bomb', zipOf('xl/worksheets/sheet1.xml', Buffer.alloc(80 * 1024 * 1024)), 'too_large'],
    [
      'a bomb that lies about its size',
      zipOf('xl/worksheets/sheet1.xml', Buffer.alloc(80 * 1024 * 1024), 10),
      'too_large',
    ],
    [
      'a merge over the whole sheet',
      zipOf('xl/worksheets/sheet1.xml', Buffer.from('<mergeCell ref="A1:XFD1048576"/>')),
      'too_large',
    ],
  ])('%s', async (_, bytes, code) => {
    expect(await codeOf(bytes)).toBe(code);
  });

  it('tells a missing file and a directory', async () => {
    for (const path of ['/does/not/exist.csv', '/']) {
      const result = await readTable(path);
      expect(!result.ok && result.problem.code).toBe('unreadable');
    }
  });

  it('survives workbooks with damaged bytes', async () => {
    const good = await annex();
    const damage = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), {
      minLength: 1,
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const bytes = Uint8Array.from(good);
        for (const [at, value] of changes) bytes[at] = value;
        expect(typeof (await codeOf(bytes))).toBe('string');
      }),
      { numRuns: 60 },
    );
  });
});
