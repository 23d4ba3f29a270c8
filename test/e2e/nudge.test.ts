import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agencyId, only } from '../support/facts.ts';
import { type Rehearsal, rehearse } from '../support/rehearsal.ts';

let office: Rehearsal;
beforeAll(async () => {
  office = await rehearse();
  // Plenty is late by then, and the morning's reminders are out.
  await office.moveTo('2023-04-12T09:00');
}, 120_000);
afterAll(() => office.end());

const coordinator = () => office.person('cqtt-cchc');
const official = () => office.person('dm-tu-phap');

interface Row {
  person: string;
  texts: number;
}
async function nudges(): Promise<Row[]> {
  return office.db.execute<{ person: string; texts: number }>(sql`
    select split_part(dedupe_key, ':', 3) as person, count(*)::int as texts
    from outbox where dedupe_key like 'nudge:%' group by 1 order by 1`);
}

describe('/nhac', () => {
  it('is the coordinator’s alone', async () => {
    for (const id of ['dm-y-te', 'lanh-dao']) {
      expect(only(await office.person(id).says('/nhac')).text).toContain('do cán bộ thường trực');
      const [forged] = await office.person(id).forges('nc:all');
      expect(forged?.text).toContain('do cán bộ thường trực');
    }
    expect(only(await office.inGroup('cqtt-cchc', 'nhom-cchc').says('/nhac')).text).toContain(
      'nhắn riêng',
    );
    expect(await nudges()).toEqual([]);
  });

  it('says how much at how many agencies, who would hear, and sends nothing by itself', async () => {
    const asked = only(await coordinator().says('nhắc việc trễ'));
    expect(asked.text).toMatch(/\d+ việc trễ ở \d+ đơn vị, \d+ người nhận/);
    expect(asked.text).toContain('đã được nhắc trong ngày');
    expect(asked.choices.map(({ label }) => label).join(' | ')).toContain('Nhắc cả');
    expect(await nudges()).toEqual([]);
    expect(only(await coordinator().presses('Thôi')).text).toContain('chưa nhắc ai');
    // The settings of reminders keep their own words.
    expect(only(await coordinator().says('cai dat nhac viec')).text).not.toContain('việc trễ ở');
  });

  it('reads an agency as /tiendo does, and asks back where it is not sure', async () => {
    const one = only(await coordinator().says('/nhac phòng tư pháp'));
    expect(one.text).toContain('Phòng Tư pháp');
    expect(one.text).toMatch(/việc trễ ở 1 đơn vị|không có việc nào trễ/);
    for (const words of ['chuyện gì đó lạ lắm', 'lâm', 'ai']) {
      expect(only(await coordinator().says(`/nhac ${words}`)).text, words).not.toMatch(
        /việc trễ ở \d\d/,
      );
    }
  });

  it('sends each person one message that names who asks, with the answers below it', async () => {
    await official().hears();
    await coordinator().says('/nhac phòng tư pháp');
    const done = only(await coordinator().presses('🔁 Nhắc cả'));
    expect(done.text).toMatch(/Tôi nhắc \d+ người về \d+ việc trễ/);
    const heard = (await official().hears()).filter(({ text }) => text.includes('nhờ tôi nhắc'));
    expect(heard).toHaveLength(1);
    expect(heard[0]?.text).toContain('quá hạn');
    expect(heard[0]?.choices.length).toBeGreaterThan(2);
    const outcome = only(await coordinator().presses('Xem ai đã nhận'));
    expect(outcome.text).toMatch(/đã tới \d+ người/);
  });

  it('reminds nobody twice a day, pressed again or asked again', async () => {
    const before = await nudges();
    for (const again of [() => coordinator().presses('🔁 Nhắc cả'), askedAgain]) {
      const [answer] = await again();
      expect(answer?.text).toMatch(/anh\/chị đã nhờ tôi nhắc|Không còn ai/);
    }
    expect(await nudges()).toEqual(before);
    expect(before.every(({ texts }) => texts === 1)).toBe(true);
    const rows = await office.db.execute<{ n: number }>(
      sql`select count(*)::int as n from audit where action = 'reminders.sent'`,
    );
    expect(rows[0]?.n).toBe(1);
  });

  async function askedAgain() {
    return coordinator().says('/nhac phòng tư pháp');
  }

  it('leaves out what is stopped, and names who cannot be reached', async () => {
    const id = await agencyId(office, 'noi-vu');
    await office.db.execute(sql`
      update conversations c set unreachable_since = now()
      from accounts a join memberships m on m.person_id = a.person_id
      where a.conversation_id = c.id and m.agency_id = ${id} and m.role = 'official'`);
    await office.db.execute(sql`
      insert into reminder_pauses (obligation_id, kind, person_id, until, set_by, channel, reason, at)
      select o.id, 'mute', null, null, (select id from persons where code = 'cqtt-cchc'), 'web', 'x', now()
      from obligations o where o.agency_id = ${id} and o.due_on < '2023-04-01'
        and o.state = 'not_started' and o.withdrawn_at is null limit 1`);
    const asked = only(await coordinator().forges(`nc:ask:${id}`));
    expect(asked.text).toContain('đang thôi nhắc');
    expect(asked.text).toContain('tin chưa tới được');
  });

  it('waits for the next office morning at night, and comes once', async () => {
    await office.moveTo('2023-04-14T19:00');
    const asked = only(await coordinator().says('/nhac'));
    expect(asked.text).toContain('Đang ngoài giờ làm việc: tin đi lúc 08:00 thứ Hai, 17/04/2023');
    await coordinator().presses('📣 Nhắc');
    expect((await official().hears()).filter(({ text }) => text.includes('nhờ tôi nhắc'))).toEqual(
      [],
    );
    await office.moveTo('2023-04-17T08:30');
    const heard = (await official().hears()).filter(({ text }) => text.includes('nhờ tôi nhắc'));
    expect(heard).toHaveLength(1);
  });
});
