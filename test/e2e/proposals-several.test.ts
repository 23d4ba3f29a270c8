import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agencyId, only } from '../support/facts.ts';
import { kept, newest, sendsProposal, serves } from '../support/proposals.ts';
import { type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { reporter } from '../support/reporting.ts';

let office: Rehearsal;
beforeAll(async () => {
  office = await rehearse();
});
afterAll(() => office.end());

describe('two coordinators at once', () => {
  it('do not both answer without one having seen the other', async () => {
    const { id } = await sendsProposal(
      office,
      await reporter(office, 'y-te'),
      'Đề nghị tập huấn phần mềm một cửa',
    );
    await serves(office, 'lanh-dao', 'noi-vu', 'coordinator');
    const both = [office.person('cqtt-cchc'), office.person('lanh-dao')];
    for (const person of both) {
      await person.forges(`kn:a:${id}`);
      await person.says(`Trả lời của ${person.id}`);
    }
    const heard = await Promise.all(both.map((person) => person.presses('📨 Gửi')));
    const texts = heard.map((seen) => seen.map(({ text }) => text).join('\n'));
    expect(texts.filter((text) => text.includes('Đã trả lời'))).toHaveLength(1);
    const second = texts.findIndex((text) => text.includes('vừa được người khác xử lý'));
    expect(texts[second]).toContain(`Trả lời của ${both[1 - second]?.id}`);
    await both[second]?.presses('Hủy');
    const [row] = await office.db.execute<{ count: number }>(
      sql`select count(*)::int as count from proposal_replies where proposal_id = ${id}`,
    );
    expect(row?.count).toBe(1);
  });
});

describe('a person of two agencies', () => {
  it('says for which one, and names work of that one only', async () => {
    const person = await reporter(office, 'thanh-tra');
    await serves(office, 'dm-thanh-tra', 'dan-toc', 'official');
    const asked = only(await person.says('/kiennghi đề nghị hướng dẫn mẫu phiếu'));
    expect(asked.text).toContain('đơn vị nào');
    await person.tap('Phòng Dân tộc');
    await person.tap('Kiến nghị, đề xuất');
    await person.tap('Chỉ đạo điều hành');
    await person.tap('Báo cáo Quý I/2023');
    await person.tap('✏️ Sửa: Đơn vị');
    await person.tap('Thanh tra');
    const before = await kept(office);
    expect(await person.tap('📨 Gửi')).toContain('liên quan đến việc nào');
    expect(await kept(office)).toEqual(before);
    await person.tap('Báo cáo Quý I/2023');
    await person.tap('📨 Gửi');
    expect(await newest(office)).toMatchObject({ obligation_id: (await person.report()).id });
  });

  it('turns the pages of a long list', async () => {
    await office.db.execute(sql`
      insert into proposals (agency_id, kind, area, words, person_id, channel, at)
      select ${await agencyId(office, 'bhxh')}, 'proposal', 'general', 'Việc thứ ' || n, 1, 'web',
        now() from generate_series(1, 9) n`);
    const person = office.person('dm-bhxh');
    expect(only(await person.says('kien nghi')).text).toContain('Trang 1/2');
    const second = only(await person.presses('Trang sau'));
    expect(second.choices.some(({ label }) => label.includes('Việc thứ 1'))).toBe(true);
  });
});
