import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, it } from 'vitest';
import { type Rehearsal, rehearse } from '../support/rehearsal.ts';

let office: Rehearsal;
beforeAll(async () => {
  office = await rehearse();
});
afterAll(() => office.end());

const show = (who: string, seen: { text: string; choices: { label: string; id: string }[] }[]) => {
  for (const one of seen) {
    process.stdout.write(`--- ${who}\n${one.text}\n[${one.choices.map((c) => c.label).join(' | ')}]\n`);
  }
};

it('explores', async () => {
  const official = office.person('dm-xa-chau-hung');
  const say = async (text: string) => show(`says ${text}`, await official.says(text));
  const press = async (label: string) => show(`presses ${label}`, await official.presses(label));
  await say('/baocao quy 1');
  await press('📎 Lấy');
  const [sent] = (await official.sees()).slice(-1);
  const bytes = await official.opens(sent!.files[0]!);
  writeFileSync('/tmp/t.xlsx', bytes);
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes.buffer as ArrayBuffer);
  const sheet = book.worksheets[0]!;
  sheet.eachRow((row, n) => { row.eachCell({ includeEmpty: true }, (cell) => { if (n>9&&cell.protection?.locked===false) { cell.value = 7; } }); });
  const out = new Uint8Array(await book.xlsx.writeBuffer());
  show('file', await official.sendsFile('mau.xlsx', out, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'));
  show('file', await official.sendsFile('mau.xlsm', out, 'application/x'));
  show('file', await official.sendsFile('mau2.xlsx', 'hello', 'application/x'));
  show('file', await official.sendsFile('anh.jpg', 'hello', 'image/jpeg'));
  await say('/baocao quy 1');
  await press('📊');
  await press('🔧');
  await say('14');
  await say('3\t1176\t1165\t-\t0\t5\t0\t0\t5\t0\t0\t04');
  await press('‹ Về báo cáo');
  await press('📨');
  await press('📨 Gửi báo cáo');
  const boss = office.person('cqtt-cchc');
  const bsay = async (text: string) => show(`boss says ${text}`, await boss.says(text));
  const bpress = async (label: string) => show(`boss presses ${label}`, await boss.presses(label));
  show('boss hears', await boss.hears());
  await bsay('/duyet');
  await bpress('UBND xã Châu');
  await bpress('📊');
  await bpress('‹ Về');
  await bpress('↩️');
  await bpress('Phụ lục VI');
  await bsay('Số hồ sơ mới chưa khớp sổ');
  await bpress('Toàn bộ');
  await bsay('Thiếu thuyết minh');
  await bpress('↩️ Gửi');
  show('official hears', await official.hears());
  await press('✏️ Sửa báo cáo');
  await press('📊');
  await press('✏️ Xem lại');
  await press('Giữ nguyên');
  await say('1177');
  await press('Xem cả');
  await press('🔧');
  await say('1166');
  await press('‹ Về');
  await press('📨');
  await press('📨 Gửi');
  show('boss hears', await boss.hears());
  await bpress('📋 Xem báo cáo');
  await bpress('✅');
  show('official hears', await official.hears());
  await say('/baocao quy 1');
  await press('✏️ Gửi bổ sung');
  await press('📊');
  await say('3\t1176\t1165\t-\t0\t5\t0\t0\t5\t0\t0\t04');
  await press('‹ Về báo cáo');
  await press('📨 Xem');
  await press('📨 Gửi');
  await say('ghi nhầm một hồ sơ của năm trước');
  await press('‹ Về');
  await press('🕘');
  show('boss hears', await boss.hears());
}, 60000);
