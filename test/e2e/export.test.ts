import { sql } from 'drizzle-orm';
import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbook } from '../../imports/workbook.ts';
import { setCells } from '../../office/reports/draft.ts';
import { installForm, setRegimeForms } from '../../office/reports/forms.ts';
import { submitReport } from '../../office/reports/submit.ts';
import { agencyId, only } from '../support/facts.ts';
import { type Rehearsal, rehearse, type Seen } from '../support/rehearsal.ts';
import { builtIn, DOSSIERS, row, when } from '../support/report-office.ts';

let office: Rehearsal;

beforeAll(async () => {
  office = await rehearse({ at: '2023-03-07T09:00' });
  await office.db.transaction(async (tx) => {
    const at = when('2023-03-06');
    await installForm(tx, await builtIn('appendix-6'), { by: null, now: at.now });
    const [regime] = await tx.execute<{ id: number }>(sql`select id from report_regimes`);
    await setRegimeForms(tx, regime?.id ?? 0, [
      { code: 'ks-appendix-6', duty: 'own', levels: ['commune'], kinds: ['committee'] },
    ]);
    const [clerk] = await tx.execute<{ id: number }>(
      sql`select id from persons where code = 'dm-xa-chau-hung'`,
    );
    const [report] = await tx.execute<{ id: number }>(sql`
      select o.id from obligations o join agencies a on a.id = o.agency_id
      join report_periods p on p.id = o.period_id
      where a.code = 'xa-chau-hung' and p.code = '2023-Q1'`);
    const by = { personId: clerk?.id ?? 0, channel: 'web' };
    await setCells(tx, report?.id ?? 0, 'ks-appendix-6', row('xa-chau-hung', DOSSIERS), by, at);
    expect(await submitReport(tx, report?.id ?? 0, by, at)).toMatchObject({ ok: true });
  });
});
afterAll(() => office.end());

const labels = (seen: Seen) => seen.choices.map(({ label }) => label);

/** The file of the newest message in a chat that carries one. */
async function newestFile(chat: string): Promise<{ name: string; bytes: Uint8Array }> {
  const response = await fetch(`${office.app.address}/sim/messages?chat=${chat}&after=0`);
  const { messages } = (await response.json()) as {
    messages: { files?: { name: string; url: string }[] }[];
  };
  const file = messages.flatMap(({ files }) => files ?? []).at(-1);
  if (!file) throw new Error('no file');
  const got = await fetch(`${office.app.address}${file.url}`);
  return { name: file.name, bytes: new Uint8Array(await got.arrayBuffer()) };
}

describe('/xuat', () => {
  it('offers the periods, the current one first, then the files, and sends them', async () => {
    const coordinator = office.person('cqtt-cchc');
    const periods = only(await coordinator.says('/xuat'));
    expect(periods.text).toContain('UBND huyện Thạnh Trị');
    expect(labels(periods)[0]).toBe('Quý I/2023');
    const files = only(await coordinator.presses('Quý I/2023'));
    expect(files.messageId).toBe(periods.messageId);
    expect(labels(files)).toEqual([
      '📄 Báo cáo tổng hợp (Word)',
      '📊 Phụ lục số liệu (Excel)',
      '🗂 Bảng tiến độ nhiệm vụ (Excel)',
      '‹ Kỳ khác',
    ]);
    const sent = only(await coordinator.presses('📄 Báo cáo tổng hợp'));
    expect(sent.text).toContain('Báo cáo tổng hợp quý I/2023 – UBND huyện Thạnh Trị');
    expect(sent.text).toMatch(/Đã có 1\/\d+ đơn vị gửi đủ báo cáo\./);
    expect(sent.text).toMatch(/Chưa gửi: .* và \d+ đơn vị\./);
    expect(sent.text).toMatch(/Còn \d+ chỗ/);
    expect(sent.text.length).toBeLessThan(1024);
    const { name, bytes } = await newestFile('cqtt-cchc');
    expect(name).toBe('Bao-cao-CCHC-2023-Q1.docx');
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
    expect(value).toContain('Tổng số hồ sơ đã tiếp nhận: 1.179 hồ sơ');
    expect(value).toContain('UBND xã Lâm Tân');
  });

  it('jumps to the period named, for a leader too, and sends the figures', async () => {
    const leader = office.person('lanh-dao');
    only(await leader.says('xuất quý I'));
    const sent = only(await leader.presses('📊 Phụ lục số liệu'));
    expect(sent.text).toContain('Gồm 1 biểu');
    const opened = await openWorkbook((await newestFile('lanh-dao')).bytes);
    expect(opened.ok && opened.workbook.worksheets.map((sheet) => sheet.name)).toEqual([
      'Phụ lục VI',
    ]);
    const tasks = only(await leader.presses('🗂 Bảng tiến độ'));
    expect(tasks.text).toContain('Gồm 24 nhiệm vụ.');
    expect((await newestFile('lanh-dao')).name).toBe('Tien-do-nhiem-vu-CCHC-2023-Q1.xlsx');
  });

  it('asks again for a period it does not know', async () => {
    const unclear = only(await office.person('lanh-dao').says('/xuat <b>quý V</b>'));
    expect(unclear.text).toContain('“<b>quý V</b>”');
    expect(labels(unclear)).toContain('Quý III/2023');
  });

  it('is not for officials, neither by command nor by a forged button', async () => {
    const official = office.person('dm-tu-phap');
    expect(only(await official.says('/xuat')).text).toContain('cơ quan thường trực');
    const root = await agencyId(office, 'ubnd-huyen');
    const own = await agencyId(office, 'tu-phap');
    const [period] = await office.db.execute<{ id: number }>(
      sql`select id from report_periods where code = '2023-Q1'`,
    );
    for (const id of [root, own]) {
      const answer = only(await official.forges(`xu:${id}:${period?.id}:report`));
      expect(answer.text).toContain('cơ quan thường trực');
    }
    await expect(newestFile('dm-tu-phap')).rejects.toThrow('no file');
    const inGroup = office.inGroup('cqtt-cchc', 'nhom-cchc');
    const forged = only(await inGroup.forges(`xu:${root}:${period?.id}:report`));
    expect(forged.text).toContain('nhắn riêng');
  });

  it('bears made-up arguments', async () => {
    const leader = office.person('lanh-dao');
    const root = await agencyId(office, 'ubnd-huyen');
    expect(labels(only(await leader.forges(`xu:${root}:999999:report`)))[0]).toBe('Quý I/2023');
    for (const forged of ['xu', 'xu:x', 'xu:-1:1:report']) {
      expect(only(await leader.forges(forged)).text).not.toContain('Xin lỗi');
    }
  });
});
