import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endMembership, personOfAccount } from '../../db/queries/people.ts';
import { createInvite } from '../../office/invites.ts';
import { agencyId, history, obligation, only } from '../support/facts.ts';
import { type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { REPORT, reporter } from '../support/reporting.ts';

let office: Rehearsal;
beforeAll(async () => {
  office = await rehearse();
});
afterAll(() => office.end());

async function ends(account: string, agency: string, role: 'official' | 'coordinator') {
  const person = await personOfAccount(office.db, 'web', account);
  const membership = { personId: person?.id ?? 0, agencyId: await agencyId(office, agency), role };
  expect(await endMembership(office.db, membership, new Date())).toBe(true);
}

describe('somebody who serves two agencies', () => {
  it('gains the second by a code and sees both, each by its name', async () => {
    const official = await reporter(office, 'y-te');
    expect(await official.hear('/viec')).not.toContain('Phòng Y tế: Báo cáo');
    const invite = {
      agencyId: await agencyId(office, 'dan-toc'),
      role: 'official' as const,
      personId: null,
      createdBy: null,
    };
    const now = new Date('2023-02-27T08:00:00+07:00');
    const { code } = await office.db.transaction((tx) =>
      createInvite(tx, invite, now, 'Asia/Ho_Chi_Minh'),
    );
    expect(await official.hear(code)).toContain('cán bộ đầu mối của Phòng Dân tộc');

    const list = await official.hear('/viec');
    expect(list).toContain('20 việc đang chờ');
    expect(list).toContain('Phòng Y tế: Báo cáo Quý I/2023');
    expect(list).toContain('Phòng Dân tộc: Báo cáo Quý I/2023');
    expect(await official.hear('/giahan')).toContain('việc nào');
    expect(await official.labels()).toContainEqual(expect.stringMatching(/^Phòng Dân tộc: /));

    expect(await official.hear('/tiendo')).toContain('Tiến độ CCHC – Phòng Y tế');
    await official.tap('➕ Thêm…');
    expect(await official.tap('📊 Phòng Dân tộc')).toContain('Tiến độ CCHC – Phòng Dân tộc');
    expect(await official.hear('tien do phong dan toc')).toContain('Phòng Dân tộc');

    // One digest for both, on the last working day before the report is due.
    await office.moveTo('2023-03-07T08:00');
    const digest = only((await official.hears()).filter(({ text }) => text.includes('07/03/2023')));
    expect(digest.text).toContain('Phòng Y tế: Báo cáo Quý I/2023');
    expect(digest.text).toContain('Phòng Dân tộc: Báo cáo Quý I/2023');
    const report = await obligation(office, 'dan-toc', REPORT);
    await official.forges(`up:${report.id}:not_started`);
    await official.tap('⏩');
    await official.tap('📨');
    const said = only(await history(office, report));
    expect(said.personName).toBe('Đầu mối Phòng Y tế');
  });
});

describe('somebody whose membership has ended', () => {
  it('cannot go on with the form, nor see or change anything any more', async () => {
    const official = await reporter(office, 'tn-mt', 'blocked');
    const { id } = await official.report();
    const button = (await official.sees()).at(-1)?.choices.at(-1)?.id ?? '';
    await ends('dm-tn-mt', 'tn-mt', 'official');

    expect(await official.hear('/capnhat')).toContain('không còn do anh/chị phụ trách');
    expect(await official.hear('chờ hướng dẫn của Sở')).toContain('chưa hiểu');
    expect(only(await official.forges(button)).text).toContain('đã kết thúc rồi');
    for (const choice of [`up:${id}:done`, `ex:${id}`, `ob:${id}`, `hi:${id}`, `fi:${id}`]) {
      expect(only(await official.forges(choice)).text).toContain('không thuộc phạm vi');
    }
    for (const command of ['/viec', '/baocao', '/tiendo', '/han']) {
      expect(await official.hear(command)).toContain('chưa gắn với đơn vị nào');
    }
    expect(await history(office, { id })).toEqual([]);
  });

  it('loses the form at the next answer, and goes on with one of an agency still served', async () => {
    const official = await reporter(office, 'y-te', 'blocked');
    await official.hear('chờ hướng dẫn của Sở');
    await official.forges(`up:${(await obligation(office, 'dan-toc', '6 tháng')).id}:blocked`);
    await ends('dm-y-te', 'dan-toc', 'official');
    const answers = await official.says('chờ kinh phí');
    expect(answers.map(({ text }) => text.split('\n')[0])).toEqual([
      expect.stringContaining('không còn do anh/chị phụ trách'),
      expect.stringContaining('còn một phần đang nhập dở'),
      expect.stringContaining('Báo cáo Quý I/2023'),
    ]);
    expect(await official.tap('Cấp tỉnh')).toContain('minh chứng');
  });

  it('as coordinator may review nothing any more', async () => {
    const official = await reporter(office, 'gd-dt', 'done');
    await official.tap('⏩');
    await official.tap('📨');
    const { id } = await official.report();
    const coordinator = office.person('cqtt-cchc');
    await coordinator.forges(`rv:no:${id}`);
    await ends('cqtt-cchc', 'noi-vu', 'coordinator');
    expect(only(await coordinator.says('thiếu số liệu mục II')).text).toContain('không còn do');
    expect(only(await coordinator.forges(`rv:ok:${id}`)).text).toContain('không thuộc phạm vi');
    expect((await official.report()).state).toBe('done');
  });
});
