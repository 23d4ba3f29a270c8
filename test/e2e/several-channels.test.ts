import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainText } from '../../core/messages/markup.ts';
import { translator } from '../../locales/index.ts';
import { type Network, type Networks, openNetworks } from '../support/networks.ts';
import type { Phone } from '../support/phone.ts';

const t = translator('vi');
const words = (key: string, params = {}) => plainText(t(key, params)).trim();
const PERCENT = t.plain('form.update.percent.ask');
const EVIDENCE = t.plain('form.update.evidence.ask');
const IN_PROGRESS = t.plain('answer.in_progress');
const REASON = t.plain('form.extension.reason.ask');
const PICK = words('work.pick');
const NAME = 'Cán bộ hai kênh';

let office: Networks;
let telegram: Phone;
let zalo: Phone;
beforeAll(async () => {
  office = await openNetworks();
  telegram = office.networks.telegram.person(NAME);
  zalo = office.networks.zalo.person(NAME);
});
afterAll(() => office.end());

async function agencyIn(code: string): Promise<number> {
  const [row] = await office.db.execute<{ id: number }>(
    sql`select id from agencies where code = ${code}`,
  );
  return row?.id ?? 0;
}

/** Asks on one phone for a code for the other channel. */
async function codeFor(phone: Phone, channel: string): Promise<string> {
  await phone.says('/kenh');
  await phone.hears('Kênh nhận tin');
  await phone.chooses(t.plain('channels.add'));
  await phone.hears(words('channels.which_add'));
  await phone.chooses(channel);
  const text = await phone.hears(`Mã thêm kênh`);
  const [, code = ''] = /\/lienket ([0-9A-Z]{4}-[0-9A-Z]{4})/.exec(text) ?? [];
  return code;
}

async function linked(network: Network, name: string, agency: string): Promise<Phone> {
  const phone = network.person(name);
  await phone.says(`/lienket ${await office.invite(await agencyIn(agency), 'official')}`);
  await phone.hears('Anh/chị có đồng ý');
  await phone.chooses('Tôi đồng ý');
  await phone.hears('Liên kết thành công');
  return phone;
}

/** Opens the report on the first item of the work list and says "in progress". */
async function beginsUpdate(phone: Phone): Promise<void> {
  await phone.says('/capnhat');
  await phone.hears(PICK);
  await phone.chooses('1');
  await phone.hears('Tư pháp');
  await phone.chooses(IN_PROGRESS);
}

async function memberships(): Promise<unknown[]> {
  return [
    ...(await office.db.execute(
      sql`select person_id, agency_id, role, ended_at from memberships order by id`,
    )),
  ];
}

describe('a second channel', () => {
  it('is added by a code; the answer is no introduction', async () => {
    await linked(office.networks.telegram, NAME, 'tu-phap');
    const before = await memberships();
    const code = await codeFor(telegram, 'Zalo');
    await telegram.says(`/lienket ${code}`);
    await telegram.hears('mã của chính anh/chị');
    await zalo.says(`/lienket ${code}`);
    expect(await zalo.hears('Đã thêm kênh Zalo')).toContain('Tin nhắc vẫn đến Telegram trước');
    expect(await zalo.count('Liên kết thành công')).toBe(0);
    await telegram.hears('Kênh Zalo vừa được thêm');
    await office.networks.zalo.person('Người lạ').says(code);
    await office.networks.zalo.person('Người lạ').hears('Mã thêm kênh này đã được dùng');
    expect(await memberships()).toEqual(before);
    await zalo.says('/viec');
    await zalo.hears(PICK);
  });

  it('moves an account only where nobody loses a right by it', async () => {
    const other = await linked(office.networks.zalo, 'Người phòng khác', 'y-te');
    const twin = await linked(office.networks.web, 'web-twin', 'tu-phap');
    const before = await memberships();
    const code = await codeFor(telegram, 'Mô phỏng');
    await other.says(`/lienket ${code}`);
    await other.hears('đang gắn với một người khác');
    expect(await memberships()).toEqual(before);
    await other.says('/viec');
    await other.hears(PICK);
    await twin.says(`/lienket ${code}`);
    await twin.hears('Đã thêm kênh Mô phỏng');
    // The second name serves nowhere any more, the first where they always did.
    const [row] = await office.db.execute(sql`
      select count(*) filter (where m.ended_at is null)::int as current,
        (select count(*)::int from accounts a where a.channel = 'web' and a.native_id = 'web-twin'
          and a.person_id = (select person_id from accounts where channel = 'telegram')) as moved
      from memberships m join persons p on p.id = m.person_id where p.name = 'web-twin'`);
    expect(row).toEqual({ current: 0, moved: 1 });
    await telegram.says('/kenh');
    await telegram.hears('Kênh nhận tin');
    await telegram.chooses(t.plain('channels.remove'));
    await telegram.hears(words('channels.which_remove'));
    await telegram.chooses('Mô phỏng');
    await telegram.hears('Gỡ kênh Mô phỏng?');
    await telegram.chooses('Gỡ Mô phỏng');
    await telegram.hears('Đã gỡ kênh Mô phỏng');
    await twin.says('/viec');
    await twin.hears('chưa được liên kết');
  });

  it('gets the morning reminder where the person prefers it', async () => {
    await zalo.says('/kenh');
    await zalo.hears('Kênh nhận tin');
    await zalo.chooses(t.plain('channels.prefer', { channel: 'Zalo' }));
    await zalo.hears('từ nay tôi nhắn anh/chị ở Zalo trước');
    await office.moveTo('2023-03-01T08:00');
    await zalo.hears('Nhắc việc thứ Tư, 01/03/2023');
    expect(await telegram.count('Nhắc việc thứ Tư')).toBe(0);
  });
});

describe('a form begun on one channel', () => {
  it('is gone on with on the other by /tieptuc; the first one says where it went', async () => {
    await beginsUpdate(telegram);
    await telegram.hears(PERCENT);
    // Words on the other channel are no answer to a question that was not put there.
    await zalo.says('40 gì đó chưa rõ');
    await zalo.hears('chưa hiểu');
    await zalo.chooses(t.plain('resume.go_on'));
    await zalo.hears('đang dở trên Telegram');
    await zalo.hears(PERCENT);
    await telegram.says('55');
    await telegram.hears('đã được chuyển sang Zalo');
    // The same answer to an old button is not said twice.
    await telegram.chooses('75%');
    await zalo.says('60');
    await zalo.hears(EVIDENCE);
    await zalo.chooses(t.plain('form.control.finish'));
    expect(await zalo.hears(words('form.review'))).toContain('60%');
    await zalo.chooses(t.plain('form.control.send'));
    await zalo.hears('Đã ghi nhận đang thực hiện');
    const said = await office.db.execute(sql`select percent, channel from updates`);
    expect([...said]).toEqual([{ percent: 60, channel: 'zalo' }]);
    await zalo.says('/tieptuc');
    await zalo.hears(words('resume.nothing'));
  });

  it('about the same thing is taken over by beginning it on the other', async () => {
    await telegram.says('/giahan');
    await telegram.hears(words('extension.pick'));
    const [row] = await office.db.execute<{ id: number }>(sql`
      select o.id from obligations o join agencies a on a.id = o.agency_id
      where a.code = 'tu-phap' and o.due_on > '2023-03-02' and o.state = 'not_started'
      order by o.due_on limit 1`);
    const choice = `ex:${row?.id ?? 0}`;
    office.emulators.telegram.user(9001, NAME).presses(choice);
    await telegram.hears(t.plain('form.extension.wished.ask'));
    await telegram.says('31/12/2023');
    await telegram.hears(REASON);
    const [state] = await office.db.execute<{ form: { nonce: string } }>(
      sql`select form from conversations where form ->> 'form' = 'extension'`,
    );
    expect(state?.form.nonce).toMatch(/^[0-9a-f]{6}$/);
    await zalo.says('/giahan');
    const list = await zalo.hears(words('extension.pick'));
    const label = await labelOf(choice);
    expect(list).toContain(label);
    await zalo.chooses(label);
    await zalo.hears('Tôi lấy lại những gì anh/chị đã điền trên Telegram');
    await zalo.hears(REASON);
    const open = await office.db.execute(
      sql`select channel, form -> 'answers' ->> 'wished' as wished from conversations
          where form is not null`,
    );
    expect([...open]).toEqual([{ channel: 'zalo', wished: '2023-12-31' }]);
    await zalo.says('/huy');
    await zalo.hears(words('form.cancelled'));
  });

  /** The words of a button the bot offered lately. */
  async function labelOf(choice: string): Promise<string> {
    const rows = await office.db.execute<{ choices: { id: string; label: string }[][] }>(
      sql`select message -> 'choices' as choices from outbox
          where message -> 'choices' is not null order by id desc limit 3`,
    );
    const found = [...rows]
      .flatMap(({ choices }) => choices.flat())
      .find(({ id }) => id === choice);
    return found?.label ?? '';
  }

  it('loses no answer when both channels act at the same moment', async () => {
    for (let time = 0; time < 2; time += 1) {
      await beginsUpdate(telegram);
      await telegram.hears(PERCENT);
      await Promise.all([telegram.says('70'), zalo.says('/tieptuc')]);
      await zalo.hears('đang dở trên Telegram');
      const open = await office.db.execute<{ channel: string; answers: Record<string, unknown> }>(
        sql`select channel, form -> 'answers' as answers from conversations where form is not null`,
      );
      expect([...open].map(({ channel }) => channel)).toEqual(['zalo']);
      // Either the answer came first and went along, or the person was told where the form went.
      const moved = 'đã được chuyển sang Zalo';
      const took = open[0]?.answers.percent === 70;
      if (!took) await telegram.hears(moved);
      else await telegram.hears(EVIDENCE);
      // And two chats that each ask for what the other has.
      await Promise.all([telegram.says('/tieptuc'), zalo.says('/tieptuc')]);
      for (const phone of [telegram, zalo]) {
        await phone.says('/huy');
        await phone.says('/ngonngu');
        await phone.hears(words('language.ask'));
      }
      await office.db.execute(sql`update conversations set form = null`);
    }
    const failed = await office.db.execute(sql`select 1 from inbox where failure is not null`);
    expect([...failed]).toEqual([]);
  }, 60_000);
});

describe('a channel that fails for good', () => {
  it('hands what was to be told to the other, once', async () => {
    await telegram.says('/kenh');
    await telegram.hears('Kênh nhận tin');
    await telegram.chooses(t.plain('channels.prefer', { channel: 'Telegram' }));
    await telegram.hears('từ nay tôi nhắn anh/chị ở Telegram trước');
    office.emulators.telegram.breaks(
      { kind: 'error', code: 403, description: 'Forbidden: bot was blocked by the user' },
      { method: 'sendMessage' },
    );
    await office.db.execute(sql`delete from reminder_marks`);
    await office.moveTo('2023-03-02T08:00');
    await zalo.hears('Nhắc việc thứ Năm, 02/03/2023');
    expect(await zalo.count('Nhắc việc thứ Năm')).toBe(1);
    expect(await telegram.count('Nhắc việc thứ Năm')).toBe(0);
    // Blocked, and known to be: the next one goes to Zalo at once.
    office.emulators.telegram.user(9001, NAME).blocks();
    await office.db.execute(sql`delete from reminder_marks`);
    await office.moveTo('2023-03-03T08:00');
    await zalo.hears('Nhắc việc thứ Sáu, 03/03/2023');
    expect(await zalo.count('Nhắc việc thứ Sáu')).toBe(1);
  });
});
