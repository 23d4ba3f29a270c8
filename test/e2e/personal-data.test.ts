import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../db/queries/audit.ts';
import { createInvite } from '../../office/invites.ts';
import { linksBy } from '../support/agree.ts';
import { agencyId, obligation, only } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { REPORT } from '../support/reporting.ts';

let office: Rehearsal;
beforeAll(async () => {
  office = await rehearse();
});
afterAll(() => office.end());

const now = new Date('2023-02-27T08:00:00+07:00');

async function codeFor(agency: string): Promise<string> {
  const invite = {
    agencyId: await agencyId(office, agency),
    role: 'official' as const,
    personId: null,
    createdBy: null,
  };
  const made = await office.db.transaction((tx) =>
    createInvite(tx, invite, now, 'Asia/Ho_Chi_Minh'),
  );
  return made.code;
}

async function count(query: ReturnType<typeof sql>): Promise<number> {
  return only(await office.db.execute<{ n: number }>(query)).n;
}

const last = async (answers: ReturnType<Person['says']>) => (await answers).at(-1)?.text ?? '';
const persons = (name: string) =>
  count(sql`select count(*)::int as n from persons where name = ${name}`);

describe('consent', () => {
  it('is asked before anything else; until then nobody is made and nothing else answers', async () => {
    const code = await codeFor('y-te');
    const newcomer = office.person('moi-1');
    const asked = await last(newcomer.says(code));
    for (const words of ['Lưu gì', 'Để làm gì', 'Bao lâu', 'Ai xem', 'Quyền', '90 ngày'])
      expect(asked).toContain(words);
    const { id } = await obligation(office, 'y-te', REPORT);
    for (const words of ['/viec', 'việc 1 đã xong', '/tiendo', 'xin chào']) {
      expect(await last(newcomer.says(words))).toContain('trả lời giúp câu hỏi này');
    }
    for (const choice of [`ob:${id}`, `up:${id}:done`, 'my:0', 'xl:yes:1:2023-02-27']) {
      expect(await last(newcomer.forges(choice))).toContain('trả lời giúp câu hỏi này');
    }
    expect(await last(newcomer.says('/trogiup'))).toContain('chỉ còn chờ anh/chị');
    expect(await last(newcomer.says('/dulieucuatoi'))).toContain('chỉ giữ mã tài khoản');
    expect(await last(newcomer.says('/ngonngu'))).toContain('ngôn ngữ');
    expect(await last(newcomer.presses('English'))).toContain('Do you agree?');
    // Somebody else cannot use the code meanwhile.
    expect(await last(office.person('moi-1b').says(code))).toContain('đã được dùng rồi');
    expect(await persons('moi-1')).toBe(0);
    // Ignored: no reminder comes, on a morning when the agency's official gets one.
    await office.moveTo('2023-03-01T08:00');
    expect(await newcomer.hears()).toEqual([]);
    expect(await last(newcomer.says('1'))).toContain('linked');
    const [given] = await office.db.execute(sql`
      select c.version, c.channel, c.decision, p.locale from consents c
      join persons p on p.id = c.person_id where p.name = 'moi-1'`);
    expect(given).toEqual({ version: 1, channel: 'web', decision: 'given', locale: 'en' });
    // One more role asks nothing again.
    expect(await last(newcomer.says(await codeFor('dan-toc')))).not.toContain('Do you agree');
  });

  it('refused: nothing is left of the account, and the code is good for another try', async () => {
    const code = await codeFor('y-te');
    const careful = office.person('moi-2');
    await careful.says(code);
    expect(await last(careful.presses('Không'))).toContain('không lưu gì về anh/chị');
    expect(await persons('moi-2')).toBe(0);
    expect(await count(sql`select count(*)::int as n from waiting_links`)).toBe(0);
    expect(await last(careful.says('/viec'))).toContain('chưa được liên kết');
    expect(await last(careful.forges('cs:yes'))).toContain('chưa được liên kết');
    expect((await linksBy(careful, code)).at(-1)?.text).toContain('Liên kết thành công');
  });

  it('is asked of people linked earlier after their message, once a day, and all goes on', async () => {
    await office.db.execute(sql`alter table consents disable trigger consents_append_only`);
    await office.db.execute(sql`delete from consents where person_id =
      (select id from persons where code = 'dm-dan-toc')`);
    await office.db.execute(sql`alter table consents enable trigger consents_append_only`);
    const earlier = office.person('dm-dan-toc');
    const first = await earlier.says('/viec');
    expect(first[0]?.text).toContain('việc đang chờ');
    expect(first[1]?.text).toContain('Anh/chị có đồng ý');
    expect(await earlier.says('/viec')).toHaveLength(1);
    await office.moveTo('2023-03-02T08:00');
    expect(await earlier.says('/viec')).toHaveLength(2);
    // Their "no" is the way to deletion, and does nothing by itself.
    expect(await last(earlier.presses('Không'))).toContain('Xoá dữ liệu của anh/chị');
    expect(await last(earlier.presses('Giữ nguyên'))).toContain('vẫn giữ nguyên');
    expect(await last(earlier.presses('Tôi đồng ý'))).toContain('đã ghi nhận sự đồng ý');
    await office.moveTo('2023-03-03T08:00');
    expect(await earlier.says('/viec')).toHaveLength(1);
  });
});

describe('/dulieucuatoi', () => {
  it('says in short what is kept, and sends all of it as a file', async () => {
    const official = office.person('dm-tu-phap');
    const { id } = await obligation(office, 'tu-phap', REPORT);
    await official.forges(`up:${id}:blocked`);
    await official.says('chờ hướng dẫn của Sở Tư pháp');
    await official.presses('Lãnh đạo UBND');
    await official.presses('⏩');
    await official.presses('📨');
    const mine = (await official.says('/dulieucuatoi')).at(-1);
    expect(mine?.text).toContain('Tên: Đầu mối Phòng Tư pháp');
    expect(mine?.text).toContain('cán bộ đầu mối của Phòng Tư pháp');
    const [file] = mine?.files ?? [];
    if (!file) throw new Error('no file came');
    const { default: ExcelJS } = await import('exceljs');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await official.opens(file)).buffer as ArrayBuffer);
    const sheets = book.worksheets.map(({ name }) => name);
    for (const name of ['Người', 'Tài khoản', 'Vai trò', 'Đồng ý', 'Báo việc', 'Tin nhắn'])
      expect(sheets).toContain(name);
    const words = JSON.stringify(book.getWorksheet('Báo việc')?.getSheetValues());
    expect(words).toContain('chờ hướng dẫn của Sở Tư pháp');
    expect(JSON.stringify(book.getWorksheet('Tài khoản')?.getSheetValues())).toContain(
      'dm-tu-phap',
    );
  });
});

describe('/xoadulieu', () => {
  it('asks, tells the last owner to hand over, and then leaves no name, only the record', async () => {
    const official = office.person('dm-tu-phap');
    const coordinator = office.person('cqtt-cchc');
    const asked = await last(official.says('/xoadulieu'));
    expect(asked).toContain('hồ sơ công việc phải lưu trữ');
    const others = await count(sql`
      select count(*)::int as n from memberships m join agencies a on a.id = m.agency_id
      join accounts c on c.person_id = m.person_id
      where a.code = 'tu-phap' and m.role in ('official', 'head') and m.ended_at is null`);
    expect(asked.includes('/bangiao')).toBe(others === 1);
    const person = only(
      await office.db.execute<{ id: number }>(
        sql`select id from persons where code = 'dm-tu-phap'`,
      ),
    ).id;
    // Of another day, or of another person: the question comes again.
    for (const forged of [`xl:yes:${person}:2023-01-01`, `xl:yes:${person + 1}:2023-03-03`]) {
      expect(await last(official.forges(forged))).toContain('Xoá dữ liệu của anh/chị');
    }
    const updates = await count(
      sql`select count(*)::int as n from updates where person_id = ${person}`,
    );
    expect(updates).toBeGreaterThan(0);
    await coordinator.hears();
    await official.says('/xoadulieu');
    const done = await official.presses(others === 1 ? 'Vẫn xoá' : 'Xoá dữ liệu');
    expect(only(done).text).toContain('đã xoá dữ liệu của anh/chị');
    if (others === 1) expect((await coordinator.hears()).at(-1)?.text).toContain('Phòng Tư pháp');

    const [row] = await office.db.execute(sql`select name, code, deleted_at is not null as gone
      from persons where id = ${person}`);
    expect(row).toEqual({ name: 'Người dùng đã xoá', code: null, gone: true });
    expect(
      await count(sql`select count(*)::int as n from updates where person_id = ${person}`),
    ).toBe(updates);
    expect(
      await count(sql`select count(*)::int as n from accounts where person_id = ${person}`),
    ).toBe(0);
    expect(
      await count(sql`select count(*)::int as n from outbox o
        join conversations c on c.id = o.conversation_id
        where c.native_id = 'dm-tu-phap' and o.message ->> 'text' <> ''`),
    ).toBe(1);
    // The history others read names nobody.
    const { id } = await obligation(office, 'tu-phap', REPORT);
    const card = await last(coordinator.forges(`hi:${id}`));
    expect(card).toContain('chờ hướng dẫn');
    expect(card).not.toContain('Đầu mối Phòng Tư pháp');

    expect(await last(official.says('/viec'))).toContain('chưa được liên kết');
    const [back] = (await linksBy(official, await codeFor('tu-phap'))).slice(-1);
    expect(back?.text).toContain('Liên kết thành công');
    const [fresh] = await office.db.execute<{ person: number }>(
      sql`select person_id as person from accounts where native_id = 'dm-tu-phap'`,
    );
    expect(fresh?.person).not.toBe(person);
  });
});

describe('/nhatky', () => {
  it('tells an admin who looked at what and what was decided, and nobody else', async () => {
    const coordinator = office.person('cqtt-cchc');
    const { id } = await obligation(office, 'y-te', REPORT);
    await coordinator.forges(`ob:${id}`);
    const admin = office.person('quan-tri');
    const log = await last(admin.says('/nhatky Phòng Y tế'));
    expect(log).toContain(`đã mở việc #${id}`);
    expect(await last(admin.says('/nhatky'))).toContain('đã xem nhật ký');
    expect(await last(admin.forges('nk:1'))).toContain('📒');
    expect(await last(coordinator.says('/nhatky'))).toContain('dành cho quản trị viên');
    expect(await last(coordinator.forges('nk:0'))).toContain('dành cho quản trị viên');
    // Looking at one's own work is nothing to put on record.
    const own = await count(sql`select count(*)::int as n from audit`);
    await office.person('dm-y-te').forges(`ob:${id}`);
    expect(await count(sql`select count(*)::int as n from audit`)).toBe(own);
    expect((await verifyAudit(office.db)).ok).toBe(true);
  });
});
