import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agencyId, only } from '../support/facts.ts';
import { type Rehearsal, rehearse } from '../support/rehearsal.ts';

let office: Rehearsal;
beforeAll(async () => {
  office = await rehearse();
});
afterAll(() => office.end());

const group = (person: string) => office.inGroup(person, 'nhom-cchc');
/** The summaries a group got in a stretch of time, by their moment. */
async function posted(until: string): Promise<string[]> {
  await group('lanh-dao').hears();
  await office.moveTo(until);
  const heard = await group('lanh-dao').hears();
  return heard.filter(({ text }) => text.includes('việc')).map(({ at }) => at);
}
const local = (at: string) => new Date(Date.parse(at) + 7 * 3_600_000).toISOString().slice(0, 16);

describe('/nhom in a registered group', () => {
  it('shows everybody what is set, and lets only the coordinator change it', async () => {
    const official = only(await group('dm-y-te').says('/nhom'));
    expect(official.text).toContain('Ngày đăng: thứ Hai hằng tuần; sáng hôm sau mỗi hạn nộp');
    expect(official.text).toContain('Giờ đăng: 08:00');
    expect(official.text).toContain('nhờ cán bộ thường trực CCHC gõ /nhom');
    expect(official.choices).toEqual([]);
    for (const forged of ['nh:d:3', 'nh:h:840', 'nh:a', 'nh:p', 'nh:l:words', 'nh:o:1', 'nh:s:0']) {
      const [answer] = await group('dm-y-te').forges(forged);
      expect(answer?.text).toContain('do cán bộ thường trực CCHC của đơn vị chọn');
    }
    expect(only(await group('dm-y-te').says('/nhom')).text).toBe(official.text);
    // There is nothing to pin in this channel, so nothing is said of it.
    expect(only(await group('cqtt-cchc').says('/nhom')).text).not.toContain('ghim');
  });

  it('takes a day, an hour, a detail and a scope, and says when the next post comes', async () => {
    const coordinator = group('cqtt-cchc');
    await coordinator.says('/nhom');
    await coordinator.presses('🗓 Ngày đăng');
    await coordinator.presses('thứ Tư');
    await coordinator.presses('✓ thứ Hai');
    await coordinator.presses('◀');
    await coordinator.presses('🕗');
    await coordinator.presses('14:00');
    await coordinator.presses('🖼');
    await coordinator.presses('Chỉ một câu chính');
    const shown = only(await coordinator.presses('Không đăng sau hạn'));
    expect(shown.text).toContain('Ngày đăng: thứ Tư hằng tuần\n');
    expect(shown.text).toContain('Giờ đăng: 14:00');
    expect(shown.text).toContain('chỉ một câu chính');
    expect(shown.text).toContain('Lần tới: 14:00 thứ Tư, 01/03/2023');
  });

  it('refuses what no button of it says', async () => {
    const coordinator = group('cqtt-cchc');
    const outside = await agencyId(office, 'ubnd-huyen');
    for (const forged of ['nh:h:0', 'nh:h:841', 'nh:d:9', 'nh:l:film', 'nh:o:999999', 'nh:zz']) {
      const [answer] = await coordinator.forges(forged);
      expect(answer?.text).not.toContain('Lần tới');
    }
    const here = only(await coordinator.forges(`nh:o:${outside}`));
    expect(here.text).toContain('Lần tới: 14:00 thứ Tư');
  });

  it('is obeyed: that day and hour, with the figures of that moment, and never twice', async () => {
    expect((await posted('2023-03-01T13:55')).map(local)).toEqual([]);
    const heard = await posted('2023-03-01T14:30');
    expect(heard.map(local)).toEqual(['2023-03-01T14:00']);
    const last = (await group('lanh-dao').sees()).at(-1);
    expect(last?.text).toContain('14:00 thứ Tư, 01/03/2023');
    expect(last?.text.split('\n').length).toBeLessThanOrEqual(3);
    expect(last?.files).toEqual([]);
    // A later hour on the same day, and today as another day: the post of today is out.
    await group('cqtt-cchc').forges('nh:h:900');
    await group('cqtt-cchc').forges('nh:d:4');
    expect((await posted('2023-03-01T17:00')).map(local)).toEqual([]);
    expect((await posted('2023-03-02T17:00')).map(local)).toEqual(['2023-03-02T15:00']);
  });

  it('posts the figures of an agency below where that was chosen', async () => {
    const commune = await agencyId(office, 'xa-chau-hung');
    const shown = only(await group('cqtt-cchc').forges(`nh:o:${commune}`));
    expect(shown.text).toContain('UBND xã Châu Hưng');
    await posted('2023-03-08T17:00');
    const last = (await group('lanh-dao').sees()).at(-1);
    expect(last?.text).toContain('UBND xã Châu Hưng');
  });
});
