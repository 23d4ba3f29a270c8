import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setCells } from '../../office/reports/draft.ts';
import { installForm, setRegimeForms } from '../../office/reports/forms.ts';
import { submitReport } from '../../office/reports/submit.ts';
import { only } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { builtIn, DOSSIERS, row, when } from '../support/report-office.ts';

const FORM = 'ks-appendix-6';

let office: Rehearsal;
let coordinator: Person;
beforeAll(async () => {
  office = await rehearse();
  coordinator = office.person('cqtt-cchc');
  await office.db.transaction(async (tx) => {
    await installForm(tx, await builtIn('appendix-6'), { by: null, now: when('2023-01-18').now });
    const [regime] = await tx.execute<{ id: number }>(sql`select id from report_regimes`);
    await setRegimeForms(tx, regime?.id ?? 0, [
      { code: FORM, duty: 'own', kinds: ['committee'], levels: ['commune'] },
      { code: FORM, duty: 'field', levels: ['district'], whole: true },
    ]);
  });
  await write('xa-thanh-tri', { received_new: '5', agreed_early: '5' }, '2023-03-03', false);
  await write('xa-chau-hung', DOSSIERS, '2023-03-03');
  await write('xa-tuan-tuc', DOSSIERS, '2023-03-09');
});
afterAll(() => office.end());

async function find(query: ReturnType<typeof sql>): Promise<number> {
  const [found] = await office.db.execute<{ id: number }>(query);
  return found?.id ?? 0;
}

const report = (agency: string, duty = 'own') =>
  find(sql`select o.id from obligations o join agencies a on a.id = o.agency_id
    join report_periods p on p.id = o.period_id
    where a.code = ${agency} and p.code = '2023-Q1' and o.occurrence = ${duty}`);

async function write(agency: string, words: Record<string, string>, day: string, send = true) {
  const id = await report(agency);
  const personId = await find(sql`select id from persons where code = ${`dm-${agency}`}`);
  const clerk = { personId, channel: 'web' };
  await office.db.transaction(async (tx) => {
    await setCells(tx, id, FORM, row(agency, words), clerk, when(day));
    if (send) expect(await submitReport(tx, id, clerk, when(day))).toMatchObject({ ok: true });
  });
}

describe('/thubaocao', () => {
  it('is opened by the list of the due morning', async () => {
    await office.moveTo('2023-03-09T08:05');
    const heard = await coordinator.hears();
    const list = heard.find(({ text }) => text.includes('đã hết hạn gửi'));
    expect(list?.text).toContain('Phải gửi 32 · đúng hạn 1 · trễ 1 · chưa có 30');
    const opened = only(await coordinator.presses('📥'));
    expect(opened.text).toContain('Thu báo cáo – Báo cáo Quý I/2023');
  });

  it('tells counts and rates, all and by level, and what the figures are', async () => {
    const { text, choices } = only(await coordinator.says('ai chưa gửi'));
    expect(text).toContain('Số liệu 15/12/2022 – 08/03/2023; hạn gửi hết ngày 08/03/2023');
    expect(text).toContain('Tính đến nay: quá hạn 1 ngày');
    expect(text).toContain('Phải gửi 32 · đúng hạn 1 · trễ 1 · chưa có 30');
    expect(text).toContain('• Cấp huyện: 0/22, gửi đủ 0%, đúng hạn 0%');
    expect(text).toContain('• Cấp xã: 2/10, gửi đủ 20%, đúng hạn 10%');
    expect(text).toMatch(
      /Chưa gửi: 29\n📝 Đang viết: 1\n↩️ Trả lại, chờ sửa: 0\n📨 .*: 2\n✅ Đã duyệt: 0/u,
    );
    expect(text).toContain('Gửi sau ngày chốt số liệu: 1');
    expect(text).toContain('Phụ lục VI: có số liệu 2/10 đơn vị');
    expect(choices.map(({ label }) => label)).toEqual([
      '⬜ Chưa gửi (29)',
      '📝 Đang viết (1)',
      '📨 Chờ duyệt (2)',
      '📈 Tỷ lệ từng đơn vị',
      '🧮 Số liệu đã cộng',
      '🗓 Kỳ khác',
    ]);
  });

  it('gives the rates of each agency below, those that lack most first', async () => {
    await coordinator.says('/thubaocao quý I');
    const first = only(await coordinator.presses('📈'));
    expect(first.text).toContain('VP HĐND&UBND: 0/2, gửi đủ 0%, đúng hạn 0%');
    let page = first;
    for (let more = 1; more < 4; more += 1) page = only(await coordinator.presses('Trang sau'));
    expect(page.text).toContain('1/1, gửi đủ 100%, đúng hạn 100%');
    expect(page.text).toContain('1/1, gửi đủ 100%, đúng hạn 0%');
  });

  it('lists those not sent by page, each line opening its card', async () => {
    await coordinator.says('/thubaocao');
    const first = only(await coordinator.presses('⬜'));
    expect(first.text).toContain('29 báo cáo chưa gửi');
    expect(first.text).toMatch(/1\. 🔴 VP HĐND&UBND: quá hạn 1 ngày/);
    expect(first.text).toContain('Trang 1/4');
    const last = async () => (await coordinator.presses('Trang sau')).at(-1);
    await last();
    expect((await last())?.text).toContain('Trang 3/4');
    const fourth = await last();
    expect(fourth?.choices.map(({ label }) => label)).not.toContain('Trang sau ›');
    const card = only(await coordinator.presses('2'));
    expect(card.text).toMatch(/Đơn vị|quá hạn 1 ngày/);
  });

  it('tells of what is being written how far it is and what is missing', async () => {
    await coordinator.says('/thubaocao quý 1');
    const { text } = only(await coordinator.presses('📝'));
    expect(text).toMatch(/UBND xã Thạnh Trị: đã nhập 16,7% số liệu, quá hạn 1 ngày/);
    expect(text).toMatch(/còn: .*11 mục thuyết minh/);
    await coordinator.says('/thubaocao');
    const sent = only(await coordinator.presses('📨'));
    expect(sent.text).toMatch(
      /UBND xã Tuân Tức: gửi lúc .*, trễ 1 ngày · 📌 sau ngày chốt số liệu/,
    );
    expect(sent.text).toMatch(/UBND xã Châu Hưng: gửi lúc 08:00 ngày 03\/03, đúng hạn/);
  });

  it('adds up the figures, names who is missing, and lists what a table of all says else', async () => {
    await coordinator.says('/thubaocao');
    const { text } = only(await coordinator.presses('🧮'));
    expect(text).toContain('Phụ lục VI: có số liệu 2/10 đơn vị');
    expect(text).toMatch(/Tổng số: 2\.358/);
    expect(text).toMatch(/còn thiếu: .*UBND xã Thạnh Trị/);
    expect(text).not.toMatch(/còn thiếu: .*Châu Hưng/);

    const id = await report('vp', 'field');
    const personId = await find(sql`select id from persons where code = 'dm-vp'`);
    const clerk = { personId, channel: 'web' };
    const words = row('xa-chau-hung', { ...DOSSIERS, received_new: '1.177', cancelled: '5' });
    await office.db.transaction(async (tx) => {
      await setCells(tx, id, FORM, words, clerk, when('2023-03-09'));
      expect(await submitReport(tx, id, clerk, when('2023-03-09'))).toMatchObject({ ok: true });
    });
    const main = only(await coordinator.says('/thubaocao'));
    expect(main.text).toMatch(/ô trong 1 báo cáo tổng hợp khác với cộng các đơn vị/);
    const differences = only(await coordinator.presses('⚠️ Chênh lệch'));
    expect(differences.text).toMatch(
      /VP HĐND&UBND, Phụ lục VI – UBND xã Châu Hưng, .*Hồ sơ hủy: báo cáo 5, cộng các đơn vị 4/,
    );
    expect(differences.text).toMatch(/Số cộng chưa có số liệu của: .*UBND xã Lâm Kiết/);
  });

  it('turns to other periods by buttons and by words', async () => {
    await coordinator.says('/thubaocao');
    const periods = only(await coordinator.presses('🗓'));
    expect(periods.text).toContain('4 kỳ báo cáo');
    expect(periods.text).toMatch(/1\. 🗓 Báo cáo tổng hợp năm 2023 \(0\/32\)/);
    expect(only(await coordinator.presses('1')).text).toContain('Báo cáo tổng hợp năm 2023');
    const third = only(await coordinator.says('thu báo cáo quý III'));
    expect(third.text).toContain('Báo cáo Quý III/2023');
    expect(third.text).toContain('Tính đến nay: còn 183 ngày');
    const unknown = only(await coordinator.says('/thubaocao tháng trước'));
    expect(unknown.text).toContain('chưa tìm thấy kỳ báo cáo nào là “tháng trước”');
    expect(unknown.choices).toHaveLength(4);
  });

  it('is shown to leaders, and only to those who look after others', async () => {
    const leader = only(await office.person('lanh-dao').says('/thubaocao quý I'));
    expect(leader.text).toContain('Phải gửi 32');
    const period = await find(sql`select id from report_periods where code = '2023-Q1'`);
    const official = office.person('dm-y-te');
    for (const ask of [
      () => official.says('/thubaocao'),
      () => official.forges(`tb:missing:${period}`),
    ]) {
      expect(only(await ask()).text).toContain('dành cho cơ quan thường trực');
    }
    expect(only(await coordinator.forges('tb:missing:99999:0')).text).toContain('chưa có kỳ');
    expect(only(await coordinator.forges(`tb:nothing:${period}:x`)).text).toContain('Thu báo cáo');
  });
});
