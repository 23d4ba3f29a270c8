import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { versionsOfReports } from '../../db/queries/figures.ts';
import { obligation } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse, type Seen } from '../support/rehearsal.ts';
import { REPORT } from '../support/reporting.ts';

const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let office: Rehearsal;
let coordinator: Person;
beforeAll(async () => {
  office = await rehearse();
  coordinator = office.person('cqtt-cchc');
});
afterAll(() => office.end());

const last = (seen: { text: string }[]) => seen.at(-1)?.text ?? '';

async function edited(
  seen: Seen[],
  change: (sheet: (name: string) => ExcelJS.Worksheet) => void,
): Promise<Uint8Array> {
  const [file] = seen.at(-1)?.files ?? [];
  if (!file) throw new Error('no file came');
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Uint8Array.from(await coordinator.opens(file)).buffer);
  change((name) => {
    const sheet = book.getWorksheet(name);
    if (!sheet) throw new Error(`no sheet ${name}`);
    return sheet;
  });
  return new Uint8Array(await book.xlsx.writeBuffer());
}

it('a column and a check are added; what was sent before keeps its form', async () => {
  const early = office.person('dm-xa-vinh-loi');
  await early.says('/baocao quý I');
  await early.presses('📊 Phụ lục VI');
  await early.says('3\t1176\t1165\t0\t0\t5\t0\t0\t5\t0\t0\t4');
  await early.presses('‹ Về báo cáo');
  await early.presses('📨 Xem lại');
  await early.presses('📨 Gửi báo cáo');
  const { id } = await obligation(office, 'xa-vinh-loi', REPORT);
  await coordinator.forges(`bc:${id}:ok:1`);

  await coordinator.says('/bieumau');
  const bytes = await edited(await coordinator.presses('📄 Phụ lục VI'), (sheet) => {
    sheet('Cột').getRow(18).values = [17, null, null, null, 'Trong đó: trực tuyến', 'số nguyên'];
    sheet('Cột').getRow(18).getCell(8).value = 'bằng 0';
    const check = ['Số trực tuyến không lớn hơn số nhận trong kỳ', 'sai', 'mỗi dòng', null];
    sheet('Kiểm tra').getRow(10).values = [...check, '(17) <= (3)'];
  });
  const preview = await coordinator.sendsFile('mo-ta-moi.xlsx', bytes, EXCEL);
  expect(last(preview)).toContain('Trong đó: trực tuyến');
  expect(last(preview)).toContain('Số trực tuyến không lớn hơn');
  expect(last(await coordinator.presses('✅ Dùng biểu này'))).toContain('Phụ lục VI');

  const official = office.person('dm-xa-lam-kiet');
  await official.says('/baocao quý I');
  await official.presses('📊 Phụ lục VI');
  const wrong = last(await official.says('3\t1176\t1165\t0\t0\t5\t0\t0\t5\t0\t0\t4\t1200'));
  expect(wrong).toContain('13/13 ô, 1 chỗ cần sửa');
  expect(wrong).toContain('Trong đó: trực tuyến đang ghi 1.200');

  // The accepted report is read with the form it was made with.
  await early.says('/baocao quý I');
  const old = last(await early.presses('📊 Phụ lục VI'));
  expect(old).toContain('12/12');
  expect(old).not.toContain('trực tuyến');
  const [version] = (await versionsOfReports(office.db, [id])).get(id) ?? [];
  expect(version?.forms).toEqual({ 'ks-appendix-6': 1 });
});

it('a new form is described from the empty file, and asked of whom it names', async () => {
  await coordinator.says('/bieumau');
  const labels = (await coordinator.sees()).at(-1)?.choices.map(({ label }) => label);
  expect(labels).not.toContain('📚 Biểu có sẵn khác');
  await coordinator.presses('➕ Biểu mới');
  const empty = (await coordinator.sees()).slice(-1);
  const bytes = await edited(empty, (sheet) => {
    const values: Record<string, string> = {
      'Tên biểu': 'Phụ lục VII',
      'Tiêu đề': 'Văn bản đã ban hành',
      'Báo cáo': 'của đơn vị',
      'Ai nộp': 'Phòng Y tế; Phòng Tư pháp',
      'Loại dòng': 'cố định',
      'Tiêu đề cột tên dòng': 'Loại văn bản',
    };
    sheet('Biểu').eachRow((row) => {
      const value = values[String(row.getCell(1).value)];
      if (value) row.getCell(2).value = value;
    });
    sheet('Dòng').getRow(2).values = [1, 'Quyết định'];
    sheet('Dòng').getRow(3).values = [2, 'Kế hoạch'];
    sheet('Cột').getRow(2).values = [1, null, null, null, 'Đã ban hành', 'số nguyên'];
  });
  const preview = last(await coordinator.sendsFile('bieu moi.xlsx', bytes, EXCEL));
  expect(preview).toContain('Phụ lục VII');
  await coordinator.presses('✅ Dùng biểu này');
  const official = office.person('dm-y-te');
  expect(last(await official.says('/baocao quý I'))).toContain('Phụ lục VII: chưa nhập');
  await official.presses('📊 Phụ lục VII');
  await official.presses('✏️ Nhập từng ô');
  await official.says('4');
  expect(last(await official.says('2'))).toContain('Đã đủ các ô');
  expect(last(await office.person('dm-dan-toc').says('/baocao quý I'))).not.toContain(
    'Phụ lục VII',
  );
});

it('is a matter of the standing office: an official’s file is no description', async () => {
  await coordinator.says('/bieumau');
  const bytes = await edited(await coordinator.presses('📄 Phụ lục VI'), () => {});
  const official = office.person('dm-thanh-tra');
  await official.sendsFile('mo-ta.xlsx', bytes, EXCEL);
  expect(last(await official.says('/bieumau'))).toMatch(/thường trực/);
});
