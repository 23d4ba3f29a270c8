import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endMembership, personOfAccount } from '../../db/queries/people.ts';
import { linksBy } from '../support/agree.ts';
import { agencyId, only } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse, type Seen } from '../support/rehearsal.ts';

let office: Rehearsal;
let coordinator: Person;
beforeAll(async () => {
  office = await rehearse();
  coordinator = office.person('cqtt-cchc');
});
afterAll(() => office.end());

const last = (seen: Seen[]) => seen.at(-1)?.text ?? '';
const labels = (seen: Seen[]) => seen.at(-1)?.choices.map(({ label }) => label) ?? [];

async function blocks(...people: string[]): Promise<void> {
  for (const id of people) {
    await office.person(id).says('/viec');
    await office.db.execute(sql`
      update conversations set unreachable_since = '2023-02-27T04:00Z' where native_id = ${id}`);
  }
}

/** What the coordinator is told of places without anybody, that morning. */
async function toldOn(day: string): Promise<Seen[]> {
  await coordinator.hears();
  await office.moveTo(`${day}T08:00`);
  return (await coordinator.hears()).filter(({ text }) => text.includes('chưa có người nhận tin'));
}

describe('the coordinator sees who answers for what', () => {
  it('nothing is amiss while everybody is there', async () => {
    expect(last(await coordinator.says('/daumoi'))).toContain('Mọi đơn vị đang có việc đều có');
    expect(last(await coordinator.says('đầu mối phòng y tế'))).toMatch(
      /Đầu mối Phòng Y tế, cán bộ đầu mối: Mô phỏng, liên kết từ/,
    );
    expect(await toldOn('2023-02-28')).toEqual([]);
  });

  it('an agency that nobody can be told of any more comes first, with a button to invite', async () => {
    await blocks('dm-y-te', 'tt-y-te', 'dm-tu-phap');
    const list = await coordinator.says('ai phụ trách');
    expect(last(list)).toMatch(
      /Chưa có người nhận việc: 1 đơn vị[\s\S]*Phòng Y tế: người phụ trách đã/,
    );
    expect(last(list)).toMatch(/Chưa liên lạc được: 3 người[\s\S]*đã chặn hoặc rời từ 27\/02/);
    expect(last(list)).toMatch(/việc đang chờ, hạn gần nhất 0\d\/03/);
    expect(labels(list)).toContain('➕ Mời người: Phòng Y tế');
    expect(last(await coordinator.presses('➕ Mời người: Phòng Y tế'))).toContain('vai trò nào');
  });

  it('is told of it once, again after a week, and of new ones in between', async () => {
    const told = only(await toldOn('2023-03-01'));
    expect(told.text).toContain('Có 1 nơi');
    expect(told.text).toContain('Phòng Y tế');
    expect(told.choices.map(({ label }) => label)).toContain('📇 Xem đầu mối');
    expect(await toldOn('2023-03-02')).toEqual([]);
    const people = ['dm-dan-toc', 'tt-dan-toc'] as const;
    for (const [index, account] of people.entries()) {
      const person = await personOfAccount(office.db, 'web', account);
      const role = index === 0 ? ('official' as const) : ('head' as const);
      const duty = { agencyId: await agencyId(office, 'dan-toc'), role };
      await endMembership(office.db, { personId: person?.id ?? 0, ...duty }, new Date());
    }
    const next = only(await toldOn('2023-03-03'));
    expect(next.text).toContain('Phòng Dân tộc: chưa có đầu mối hay thủ trưởng nào');
    expect(next.text).not.toContain('Phòng Y tế');
    expect(await toldOn('2023-03-06')).toEqual([]);
    expect(only(await toldOn('2023-03-08')).text).toContain('Phòng Y tế');
  });

  it('somebody who writes again closes the gap', async () => {
    await office.person('tt-y-te').says('/viec');
    expect(last(await coordinator.says('/daumoi'))).not.toContain('Phòng Y tế: người phụ trách');
  });

  it('a deputy who blocks the bot leaves the leave without one', async () => {
    const giver = office.person('dm-vh-tt');
    await giver.says('/bangiao');
    await giver.presses('🌴');
    await giver.says('31/3/2023');
    await giver.presses('Thủ trưởng');
    await giver.presses('📨');
    await office.person('tt-vh-tt').presses('✅ Nhận');
    expect(await toldOn('2023-03-09')).toEqual([]);
    await blocks('tt-vh-tt');
    const told = only(await toldOn('2023-03-10'));
    expect(told.text).toContain('Có 2 nơi');
    expect(told.text).toMatch(/VH-?TT|Văn hóa/);
    expect(told.text).toContain('người làm thay chưa liên lạc được');
    expect(last(await coordinator.says('/daumoi'))).toContain('⚠️ người làm thay');
  });
});

describe('others see nothing of it', () => {
  it.each(['dm-tc-kh', 'tt-tc-kh', 'lanh-dao'])('%s', async (id) => {
    const person = office.person(id);
    const id7 = await agencyId(office, 'y-te');
    for (const said of [
      await person.says('/daumoi'),
      await person.says('/daumoi Phòng Y tế'),
      await person.forges('dm:at:0'),
      await person.forges(`dm:agency:${id7}`),
    ]) {
      expect(last(said)).toContain('dành cho cán bộ thường trực');
    }
  });

  it('a commune’s coordinator sees the commune only', async () => {
    await coordinator.says('/moi UBND xã Châu Hưng');
    const made = only(await coordinator.presses('Cán bộ thường trực CCHC'));
    const [code] = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(made.text) ?? [];
    const commune = office.person('cqtt-chau-hung');
    await linksBy(commune, code ?? '');
    expect(last(await commune.says('/daumoi'))).toContain('Mọi đơn vị đang có việc đều có');
    const other = await agencyId(office, 'y-te');
    expect(last(await commune.forges(`dm:agency:${other}`))).toContain('nằm ngoài phạm vi');
    expect(last(await commune.says('/daumoi Phòng Y tế'))).toContain('nằm ngoài phạm vi');
    expect(last(await commune.forges('dm:agency:x'))).toContain('nằm ngoài phạm vi');
    await commune.hears();
    await office.moveTo('2023-03-20T08:00');
    expect(last(await commune.hears())).not.toContain('chưa có người nhận tin');
  });

  it('nor in a group', async () => {
    const inGroup = office.inGroup('cqtt-cchc', 'nhom-cchc');
    expect(last(await inGroup.says('/daumoi'))).toContain('nhắn riêng cho tôi');
    expect(last(await inGroup.forges('dm:at:0'))).toContain('nhắn riêng cho tôi');
  });
});
