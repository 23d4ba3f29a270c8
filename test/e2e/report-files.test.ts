import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IndicatorForm } from '../../core/indicators/form.ts';
import { headerOf } from '../../core/indicators/header.ts';
import { draftOf } from '../../db/queries/figures.ts';
import { loadNewestForms } from '../../office/reports/forms.ts';
import { zipOf } from '../exports/fixtures/zip.ts';
import { obligation } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse, type Seen } from '../support/rehearsal.ts';
import { REPORT } from '../support/reporting.ts';

const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const AGENCY = 'xa-chau-hung';
const FORM = 'ks-appendix-6';

let office: Rehearsal;
let official: Person;
beforeAll(async () => {
  office = await rehearse();
  official = office.person(`dm-${AGENCY}`);
});
afterAll(() => office.end());

const last = (seen: { text: string }[]) => seen.at(-1)?.text ?? '';
const all = (seen: { text: string }[]) => seen.map(({ text }) => text).join('\n');

async function given(agency = AGENCY): Promise<Record<string, unknown>> {
  const { id } = await obligation(office, agency, REPORT);
  const row = (await draftOf(office.db, id))?.cells[FORM]?.[agency] ?? {};
  return Object.fromEntries(Object.entries(row).map(([column, { value }]) => [column, value]));
}

/** The template the bot hands out for the form. */
async function template(person: Person): Promise<Uint8Array> {
  await person.says('/baocao quý I');
  await person.presses('📊 Phụ lục VI');
  const [message] = await person.presses('📎 Lấy mẫu Excel');
  const [file] = (message as Seen).files;
  if (!file) throw new Error('no file came');
  expect(file.name).toMatch(/^PL6_\w+_2023-Q1\.xlsx$/);
  return person.opens(file);
}

/** Puts values into the input cells of the form's row, left to right, as a person does. */
async function filled(
  bytes: Uint8Array,
  values: readonly (number | string | null)[],
  change: (book: ExcelJS.Workbook) => void = () => {},
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Uint8Array.from(bytes).buffer);
  const [sheet] = book.worksheets;
  const inputs: ExcelJS.Cell[] = [];
  sheet?.eachRow({ includeEmpty: true }, (row) => {
    row.eachCell({ includeEmpty: true }, (cell) => {
      if (cell.protection?.locked === false) inputs.push(cell);
    });
  });
  for (const [index, value] of values.entries()) {
    const cell = inputs[index];
    if (cell) cell.value = value;
  }
  change(book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const ROW = [3, 1176, 1165, 0, 0, 5, 0, 0, 5, 0, 0, 4];

async function loadedForm(): Promise<IndicatorForm> {
  const form = (await loadNewestForms(office.db, [FORM])).get(FORM);
  if (!form) throw new Error('the demo has no such form');
  return form;
}

describe('the Excel template', () => {
  it('goes out filled in as far as known, and comes back half filled without erasing', async () => {
    await official.says('/baocao quý I');
    await official.presses('📊 Phụ lục VI');
    await official.presses('✏️ Nhập từng ô');
    await official.says('3');
    const bytes = await template(official);
    await official.presses('✏️ Nhập tiếp');
    await official.says('1.176');
    const half = await filled(bytes, [null, null, 1165, null, '0']);
    const seen = all(await official.sendsFile('gui lai (1).xlsx', half, EXCEL));
    expect(seen).toContain('Đọc được 2 ô, trong đó 2 ô có thay đổi');
    expect(seen).toContain('giữ số đã nhập trước');
    expect(await given()).toMatchObject({
      received_carried_over: 3,
      received_new: 1176,
      agreed_early: 1165,
      agreed_late: 0,
    });
  });

  it('renamed, with its sheet renamed, formulas of the agency’s own and a row above', async () => {
    const bytes = await template(official);
    const odd = await filled(bytes, ROW, (book) => {
      const [sheet] = book.worksheets;
      if (!sheet) return;
      sheet.name = 'Trang tinh 1';
      sheet.spliceRows(1, 0, ['Ghi chú của xã']);
    });
    const seen = all(await official.sendsFile('abc.XLSX', odd, EXCEL));
    expect(seen).toContain('✅');
    expect(await given()).toMatchObject({ agreed_early: 1165, cancelled: 4, agreed_on_time: 0 });
  });

  it('of another agency is refused without a word about it', async () => {
    const theirs = await filled(await template(office.person('dm-xa-lam-tan')), ROW);
    const seen = all(await official.sendsFile('mau.xlsx', theirs, EXCEL));
    expect(seen).toContain('mẫu của một đơn vị khác');
    expect(seen).not.toContain('Lâm Tân');
    expect(await given('xa-lam-tan')).toEqual({});
  });

  it('is taken while another form is open, which goes on afterwards', async () => {
    const { id } = await obligation(office, AGENCY, REPORT);
    const bytes = await filled(await template(official), [4]);
    await official.forges(`up:${id}:blocked`);
    await official.says('chờ số liệu của bộ phận một cửa');
    expect(all(await official.sendsFile('mau.xlsx', bytes, EXCEL))).toContain('Đã đọc “mau.xlsx”');
    expect((await given()).received_carried_over).toBe(4);
    expect(last(await official.says('/huy'))).toContain('Nơi nào có thể tháo gỡ');
  });

  it('of a report that was sent is refused', async () => {
    const other = office.person('dm-xa-vinh-loi');
    const bytes = await filled(await template(other), ROW);
    await other.sendsFile('mau.xlsx', bytes, EXCEL);
    await other.presses('‹ Về báo cáo');
    await other.presses('📨 Xem lại');
    expect(last(await other.presses('📨 Gửi báo cáo'))).toContain('đúng hạn');
    expect(all(await other.sendsFile('mau.xlsx', bytes, EXCEL))).toContain('báo cáo đã gửi');
  });
});

describe('an agency’s own Excel', () => {
  it('is taken where the report is open, and what does not fit is said', async () => {
    const person = office.person('dm-xa-thanh-tan');
    await person.says('/baocao quý I');
    await person.presses('📊 Phụ lục VI');
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('PL6');
    sheet.addRow(['UBND XÃ THẠNH TÂN']);
    sheet.addRow([]);
    const { definition } = await loadedForm();
    const header = headerOf(definition);
    for (const { label, row, column, rowSpan, columnSpan } of header.cells) {
      sheet.getCell(3 + row, 1 + column).value = label;
      sheet.mergeCells(3 + row, 1 + column, 2 + row + rowSpan, column + columnSpan);
    }
    sheet.addRow([1, 'Thạnh Tân', 1179, 3, 1176, 1165, 1165, 0, 0, 5, 5, 0, 0, 5, 5, 0, 0, 4]);
    sheet.addRow(['', 'Tổng cộng', 1179]);
    const bytes = new Uint8Array(await book.xlsx.writeBuffer());
    const seen = all(await person.sendsFile('phu luc 6 xa.xlsx', bytes, EXCEL));
    expect(seen).toContain('12/12 ô');
    expect(await given('xa-thanh-tan')).toMatchObject({ received_new: 1176, cancelled: 4 });
  });

  it('of something else is not taken for figures', async () => {
    const person = office.person('dm-xa-vinh-thanh');
    await person.says('/baocao quý I');
    const book = new ExcelJS.Workbook();
    book.addWorksheet('Lịch trực').addRow(['Thứ Hai', 'Tổ một cửa', '8 giờ']);
    const bytes = new Uint8Array(await book.xlsx.writeBuffer());
    const seen = all(await person.sendsFile('lich.xlsx', bytes, EXCEL));
    expect(seen).toContain('chưa nhận ra bảng số liệu');
    expect(await given('xa-vinh-thanh')).toEqual({});
  });
});

describe('files that harm', () => {
  const ole = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
  const latin = (text: string) => Buffer.from(text, 'latin1');
  const utf16 = (text: string) => Buffer.from(text, 'utf16le');
  const sheet = 'xl/worksheets/sheet1.xml';

  it.each<[string, string, () => Promise<Uint8Array> | Uint8Array, RegExp]>([
    ['macros by name', 'mau.xlsm', () => zipOf({ 'xl/workbook.xml': '<a/>' }), /macro/],
    [
      'macros under another name',
      'mau.xlsx',
      () => zipOf({ 'xl/workbook.xml': '<workbook/>', 'xl/vbaProject.bin': 'x' }),
      /macro/,
    ],
    [
      'a password',
      'mau.xlsx',
      () => Buffer.concat([latin(ole), utf16('EncryptedPackage')]),
      /mật khẩu/,
    ],
    ['Excel 97', 'mau.xls', () => latin(ole), /\.xlsx/],
    ['a zip bomb', 'mau.xlsx', () => bomb(), /quá (?:lớn|nhiều|dung lượng)|vượt|lớn hơn/],
    ['a truncated file', 'mau.xlsx', async () => (await template(official)).slice(0, 900), /.+/],
    ['text', 'mau.xlsx', () => latin('1;2;3'), /không phải/],
    ['nothing', 'mau.xlsx', () => new Uint8Array(0), /trống|rỗng/],
    ['a picture', 'mau.xlsx', () => latin('\x89PNG\r\n\x1a\n'), /không phải|ảnh/],
    ['a Word file', 'mau.xlsx', () => zipOf({ 'word/document.xml': '<a/>' }), /.+/],
  ])('%s', async (_, name, make, answer) => {
    await official.says('/baocao quý I');
    const before = await given();
    const bytes = await make();
    await official.hears();
    const seen = all(await official.sendsFile(name, bytes, EXCEL));
    expect(seen).toMatch(answer);
    expect(seen).not.toContain('trục trặc');
    expect(await given()).toEqual(before);
    expect(last(await official.says('/baocao quý I'))).toContain('Phụ lục VI: 12/12 ô');
  });

  function bomb(): Uint8Array {
    return zipOf({ 'xl/workbook.xml': '<workbook/>', [sheet]: Buffer.alloc(300_000_000) });
  }
});
