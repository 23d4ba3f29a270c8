import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentOf, draftOf, versionsOfReports } from '../../db/queries/figures.ts';
import { history, obligation, only } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { REPORT } from '../support/reporting.ts';

let office: Rehearsal;
let coordinator: Person;
beforeAll(async () => {
  office = await rehearse();
  coordinator = office.person('cqtt-cchc');
});
afterAll(() => office.end());

/** A row of dossiers that agrees with itself, as copied from a spreadsheet. */
const ROW = '3\t1.176\t1165\t0\t0\t5\t0\t0\t5\t0\t0\t04';

const last = (seen: { text: string }[]) => seen.at(-1)?.text ?? '';
const labels = (seen: { choices: { label: string }[] }[]) =>
  seen.at(-1)?.choices.map(({ label }) => label) ?? [];
const report = (agency: string) => obligation(office, agency, REPORT);

/** The commune's official with the report of the first quarter open, and its form if asked for. */
async function opens(agency: string, form = false): Promise<Person> {
  const official = office.person(`dm-${agency}`);
  await official.says('/baocao quý I');
  if (form) await official.presses('📊 Phụ lục VI');
  return official;
}

async function sends(official: Person): Promise<string> {
  await official.presses('‹ Về báo cáo');
  await official.presses('📨 Xem lại');
  return last(await official.presses('📨 Gửi báo cáo'));
}

async function figures(agency: string, column: string): Promise<string | null> {
  const { id } = await report(agency);
  const draft = await draftOf(office.db, id);
  const line = draft ? contentOf(draft).cells['ks-appendix-6']?.[agency] : null;
  return line?.[column]?.text ?? null;
}

describe('figures, question by question', () => {
  const AGENCY = 'xa-chau-hung';

  it('asks only the cells owed, shows window and due day, and checks while it goes', async () => {
    const official = await opens(AGENCY, true);
    const first = last(await official.presses('✏️ Nhập từng ô'));
    expect(first).toContain('ô 1/12');
    expect(first).toContain('15/12/2022 – 08/03/2023');
    expect(first).toContain('hạn 08/03, còn 9 ngày');
    expect(last(await official.says('3'))).toContain('Tự tính đến lúc này: Tổng số = 3');
    const wrong = last(await official.says('1l76'));
    expect(wrong).toContain('1l76');
    expect(wrong).toContain('Ví dụ: 1.562');
    expect(wrong).toContain('ô 2/12');
    // Several figures of the row at once.
    expect(last(await official.says('1.176 1165 0 0 5'))).toContain('ô 7/12');
    const whole = last(await official.presses('Xem cả biểu'));
    expect(whole).toContain('Đã nhập: 6/12 ô');
    expect(whole).not.toContain('❌');
  });

  it('a restart, /huy and a day later lose nothing', async () => {
    const official = office.person(`dm-${AGENCY}`);
    await office.restart();
    expect(last(await official.says('/huy'))).toContain('Mọi phần đã nhập đều được giữ');
    await official.says('/baocao quý I');
    await official.presses('📊 Phụ lục VI');
    expect(last(await official.presses('✏️ Nhập tiếp'))).toContain('ô 7/12');
    expect(await figures(AGENCY, 'received_new')).toBe('1.176');
  });

  it('all that is left is nought by one tap, and what does not add up is explained', async () => {
    const official = office.person(`dm-${AGENCY}`);
    const text = last(await official.presses('Cả 6 ô còn lại'));
    expect(text).toContain('12/12 ô, 1 chỗ cần sửa');
    expect(text).toContain('Tổng số tự tính ra 1.179, nhưng cộng lại được 1.170 (lệch 9)');
    const asked = last(await official.presses('🔧 Sửa chỗ lệch'));
    expect(asked).toMatch(/ô \d+\/12/);
    expect(last(await official.presses('Xem cả biểu'))).toContain('12/12');
    await official.presses('‹ Về báo cáo');
    const refused = await official.presses('📨 Xem lại');
    expect(last(refused)).toContain('Báo cáo chưa gửi được');
    expect(labels(refused)).toEqual(['🔧 Sửa: Phụ lục VI', '‹ Về báo cáo']);
  });

  it('a pasted row takes its place, and then it is sent, on time', async () => {
    const official = office.person(`dm-${AGENCY}`);
    await official.says('/baocao quý I');
    const pasted = last(await official.says(ROW));
    expect(pasted).toContain('Đã ghi 12 ô');
    expect(pasted).not.toContain('❌');
    const receipt = await sends(official);
    expect(receipt).toContain('đúng hạn');
    expect(receipt).toContain('Thuyết minh còn 11 mục chưa viết');
    expect((await report(AGENCY)).state).toBe('done');
    // First sendings do not ring at the coordinator's; they wait in the list.
    expect((await coordinator.hears()).map(({ text }) => text).join()).not.toContain('đã gửi');
  });
});

describe('review by parts', () => {
  const AGENCY = 'xa-chau-hung';

  it('returns with a reason on each part; the agency sees them where it corrects', async () => {
    await coordinator.says('/duyet');
    const card = last(await coordinator.presses('UBND xã Châu Hưng'));
    expect(card).toContain('Gửi đúng hạn');
    expect(last(await coordinator.presses('📊 Phụ lục VI'))).toContain('Nhận trong kỳ: 1.176');
    await coordinator.presses('‹ Về báo cáo');
    await coordinator.presses('↩️ Trả lại');
    await coordinator.presses('Phụ lục VI');
    expect(last(await coordinator.says('sai'))).toContain('hơi ngắn');
    await coordinator.says('Số nhận trong kỳ chưa khớp sổ');
    await coordinator.presses('Toàn bộ báo cáo');
    await coordinator.says('Chưa có phần thuyết minh');
    await coordinator.presses('↩️ Gửi trả lại');

    const official = office.person(`dm-${AGENCY}`);
    const told = last(await official.hears());
    expect(told).toContain('Phụ lục VI: Số nhận trong kỳ chưa khớp sổ');
    expect(told).toContain('Toàn bộ báo cáo: Chưa có phần thuyết minh');
    const back = last(await official.presses('✏️ Sửa báo cáo'));
    expect(back).toContain('trả lại để sửa');
    expect(back).toContain('Phụ lục VI: Số nhận trong kỳ chưa khớp sổ');
    expect((await report(AGENCY)).state).toBe('returned');
  });

  it('corrected, it comes back to the coordinator, who accepts that version only', async () => {
    const official = office.person(`dm-${AGENCY}`);
    const { id } = await report(AGENCY);
    await official.presses('📊 Phụ lục VI');
    await official.says('3\t1177\t1166\t0\t0\t5\t0\t0\t5\t0\t0\t04');
    expect(await sends(official)).toContain('lần thứ 2');
    const notice = last(await coordinator.hears());
    expect(notice).toContain('đã gửi lại (lần thứ 2)');
    expect(notice).not.toContain('Phụ lục VI:');
    // A button under the first version says nothing about the second.
    expect(last(await coordinator.forges(`bc:${id}:ok:1`))).toContain('bản mới hơn');
    await coordinator.presses('📋 Xem báo cáo');
    expect(last(await coordinator.presses('✅ Duyệt'))).toContain('Đã duyệt');
    expect(last(await official.hears())).toContain('được duyệt');
    expect((await report(AGENCY)).state).toBe('accepted');
  });

  it('an amendment says why, keeps what was accepted until it is accepted itself', async () => {
    const official = office.person(`dm-${AGENCY}`);
    const { id } = await report(AGENCY);
    await official.says('/baocao quý I');
    await official.presses('✏️ Gửi bổ sung, điều chỉnh');
    await official.presses('📨 Xem lại');
    expect(last(await official.presses('📨 Gửi báo cáo'))).toContain('không có gì khác');
    await official.says('/baocao quý I');
    await official.says('3\t1178\t1167\t0\t0\t5\t0\t0\t5\t0\t0\t04');
    expect(await sends(official)).toContain('vì sao gửi lại');
    expect(last(await official.says('sót một hồ sơ đất đai'))).toContain('lần thứ 3');
    expect(last(await coordinator.hears())).toContain('Lý do: sót một hồ sơ đất đai');
    const versions = (await versionsOfReports(office.db, [id])).get(id) ?? [];
    expect(versions.map(({ number, verdict, why }) => [number, verdict, why])).toEqual([
      [1, 'returned', null],
      [2, 'accepted', 'Số nhận trong kỳ chưa khớp sổ; Chưa có phần thuyết minh'],
      [3, null, 'sót một hồ sơ đất đai'],
    ]);
    await official.presses('‹ Về báo cáo');
    const lines = last(await official.presses('🕘 Các lần gửi'));
    expect(lines).toContain('Lần 3: Đầu mối UBND xã Châu Hưng gửi bổ sung, điều chỉnh');
    const entries = await history(office, await report(AGENCY));
    expect(entries.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'state done',
      'review returned',
      'state done',
      'review accepted',
      'state done',
    ]);
  });
});

describe('rights', () => {
  it('nobody sees or writes another’s report, and old buttons change nothing', async () => {
    const { id } = await report('xa-chau-hung');
    const stranger = office.person('dm-y-te');
    for (const verb of ['see', 'f:0', 'g:0', 'x', 's', 'go', 'a', 'h', 'n', 'ok:3', 'no:3']) {
      expect(last(await stranger.forges(`bc:${id}:${verb}`))).toMatch(/không thuộc phạm vi/);
    }
    const official = office.person('dm-xa-chau-hung');
    for (const verb of ['ok:3', 'no:3', 'rs', 'rp:0']) {
      expect(last(await official.forges(`bc:${id}:${verb}`))).toContain('người được phân công');
    }
    for (const verb of ['q:0:1.0.99', 'k:0:9.0.1', 'f:7', 'constructor', 'ns:999']) {
      expect(last(await official.forges(`bc:${id}:${verb}`))).toMatch(/đã cũ|đã gửi/);
    }
    for (const verb of ['g:0', 'z:0:1.0.1', 'zz:0:1.0.1', 'no0:0', 'x:0']) {
      expect(last(await official.forges(`bc:${id}:${verb}`))).toMatch(/đã gửi|Báo cáo/);
    }
    expect((await versionsOfReports(office.db, [id])).get(id)).toHaveLength(3);
    expect(await draftOf(office.db, id)).toBeNull();
  });

  it('in a group no report is opened', async () => {
    const { id } = await report('xa-chau-hung');
    const there = office.inGroup('dm-xa-chau-hung', 'nhom-cchc');
    expect(last(await there.forges(`bc:${id}:see`))).toContain('nhắn riêng');
  });
});

describe('late', () => {
  const AGENCY = 'xa-lam-tan';

  it('a report sent after its day is late for ever, and marked as after the window', async () => {
    await office.moveTo('2023-03-10T09:00');
    const official = await opens(AGENCY, true);
    const pasted = last(await official.says(ROW));
    expect(pasted).toContain('(đã chốt)');
    expect(pasted).toContain('quá hạn 2 ngày');
    await official.presses('‹ Về báo cáo');
    const before = last(await official.presses('📨 Xem lại'));
    expect(before).toContain('sẽ được ghi là gửi trễ');
    expect(before).toContain('sau ngày chốt');
    expect(last(await official.presses('📨 Gửi báo cáo'))).toContain('trễ hạn');

    const { id } = await report(AGENCY);
    await coordinator.forges(`bc:${id}:no:1`);
    await coordinator.presses('Toàn bộ');
    await coordinator.says('thiếu thuyết minh');
    await coordinator.presses('↩️ Gửi trả lại');
    await office.moveTo('2023-03-13T09:00');
    await official.says('/baocao quý I');
    const card = last(await official.says('/baocao quý I'));
    expect(card).toContain('Gửi trễ hạn, lúc 09:00 ngày 10/03');
    await official.presses('📝 Thuyết minh');
    await official.presses('1');
    await official.presses('Kết quả');
    await official.says('Không ban hành văn bản trong kỳ.');
    await official.says('/baocao quý I');
    await official.presses('📨 Xem lại');
    await official.presses('📨 Gửi báo cáo');
    const { state, claimedAt } = await report(AGENCY);
    expect([state, claimedAt?.toISOString()]).toEqual(['done', '2023-03-10T02:00:00.000Z']);
  });
});

it('the reminder’s “đã xong” of a report with figures leads to the figures', async () => {
  const official = office.person('dm-xa-tuan-tuc');
  const { id } = await report('xa-tuan-tuc');
  const seen = await official.forges(`up:${id}:done`);
  expect(only(seen).text).toContain('gồm biểu số liệu');
  expect(labels(seen)).toContain('📊 Phụ lục VI');
  expect((await report('xa-tuan-tuc')).state).toBe('not_started');
});

describe('a form whose rows are added as needed', () => {
  it('is filled row by row, each named by its first cell; a row can be taken out again', async () => {
    const official = office.person('dm-noi-vu');
    const two = last(await official.says('/baocao quý I'));
    expect(two).toContain('2 báo cáo định kỳ');
    await official.presses('2');
    await official.presses('📊 Phụ lục 1');
    for (const plan of ['Kế hoạch 07/KH-UBND', 'Kế hoạch 15/KH-UBND']) {
      await official.presses('➕ Thêm dòng');
      await official.says(plan);
      await official.says('17/1/2023');
      expect((await official.sees()).at(-1)?.text).toContain('(nhiệm vụ / đơn vị)');
      await official.says('24 nhiệm vụ');
      await official.says('8 nhiệm vụ');
      await official.presses('Để trống');
    }
    const whole = (await official.sees()).at(-1)?.text;
    expect(whole).toContain('1. Kế hoạch 07/KH-UBND');
    expect(whole).toContain('2. Kế hoạch 15/KH-UBND');
    await official.presses('2');
    expect(last(await official.presses('🗑 Bỏ dòng này'))).toContain('Kế hoạch 15/KH-UBND');
    const left = last(await official.presses('🗑 Bỏ dòng'));
    expect(left).toContain('Kế hoạch 07/KH-UBND');
    expect(left).not.toContain('Kế hoạch 15/KH-UBND');
  });
});
