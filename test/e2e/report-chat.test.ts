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
  await say('/baocao');
  await press('1');
  await press('📊');
  await press('✏️ Nhập từng ô');
  await say('3');
  await say('1.176 1165');
  await press('0');
  await press('Xem cả biểu');
  await say('3\t1176\t1165\t-\t0\t5\t0\t0\t50\t0\t0\t04');
  await press('🔧');
  await say('5');
  await press('‹ Về báo cáo');
  await press('📝');
  await press('2');
  await press('Kết quả');
  await say('Đã rà soát 25 thủ tục.');
  await say('Đã niêm yết công khai 100% thủ tục.');
  await press('↩️');
  await press('‹ Xong');
  await press('‹ Các');
  await press('‹ Về');
  await press('📨');
  await press('📨 Gửi báo cáo');
}, 60000);
