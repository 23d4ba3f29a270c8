import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBusy } from '../support/busy-office.ts';
import { only } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse, type Seen } from '../support/rehearsal.ts';

let office: Rehearsal;
beforeAll(async () => {
  office = await rehearse({ at: '2023-04-12T10:00' });
  await makeBusy(office);
});
afterAll(() => office.end());

const labels = (seen: Seen) => seen.choices.map(({ label }) => label);
/** Ways that lead to no list. */
const ELSEWHERE = ['➕ Thêm…', '🔤 Chỉ chữ', '🖥 Mở trên web', '‹ Thu gọn'];

/** The lists of the first keyboard and of the second one. */
async function lists(leader: Person, main: Seen): Promise<{ button: string; behind: boolean }[]> {
  const more = only(await leader.presses('➕ Thêm…'));
  // The picture and its words stay where they are.
  expect([more.messageId, more.files, more.text]).toEqual([main.messageId, main.files, main.text]);
  await leader.presses('‹ Thu gọn');
  const of = (seen: Seen, behind: boolean) =>
    labels(seen)
      .filter((label) => !ELSEWHERE.includes(label))
      .map((button) => ({ button, behind }));
  return [...of(main, false), ...of(more, true)];
}

describe('the main message', () => {
  it.each([
    ['a leader', 'lanh-dao', 'UBND huyện Thạnh Trị'],
    ['the coordinator', 'cqtt-cchc', 'UBND huyện Thạnh Trị'],
    ['an administrator', 'quan-tri', 'UBND huyện Thạnh Trị'],
    ['an official', 'dm-tu-phap', 'Phòng Tư pháp'],
    ['a head', 'ct-xa-lam-kiet', 'UBND xã Lâm Kiết'],
  ])('shows %s what they may see', async (_who, id, scope) => {
    const main = only(await office.person(id).says('/tiendo'));
    expect(main.text).toContain(`📊 Tiến độ CCHC – ${scope}\nTính đến 10:00 thứ Tư, 12/04/2023`);
    // One agency is not counted among agencies, nor named on every line.
    const oneAgency = scope !== 'UBND huyện Thạnh Trị';
    expect(/ở \d+ đơn vị/.test(main.text)).toBe(!oneAgency);
    expect(labels(main).includes('Theo đơn vị')).toBe(!oneAgency);
  });

  it('is the same in the registered group', async () => {
    const inGroup = only(await office.inGroup('dm-y-te', 'nhom-cchc').says('/tiendo'));
    const inPrivate = only(await office.person('lanh-dao').says('/tiendo'));
    expect(inGroup.html).toBe(inPrivate.html);
    // What one reader wishes is no matter of the group.
    expect(inGroup.choices).toEqual(inPrivate.choices.filter(({ id }) => !id.startsWith('tp:')));
  });
});

describe('every level', () => {
  it('opens from the main message, turns its pages in place and leads back', async () => {
    const leader = office.person('lanh-dao');
    const main = only(await leader.says('/tiendo'));
    expect(main.text.split('\n').length).toBeLessThanOrEqual(25);
    expect(main.choices.length).toBeLessThanOrEqual(8);
    const before = (await leader.sees()).length;
    for (const { button, behind } of await lists(leader, main)) {
      if (behind) await leader.presses('➕ Thêm…');
      let page = only(await leader.presses(button));
      expect(page.messageId).toBe(main.messageId);
      expect(page.text).toContain('UBND huyện Thạnh Trị');
      const seen = [page.text];
      // Some lists have dozens of pages.
      while (labels(page).includes('Trang sau ›') && seen.length < 3) {
        page = only(await leader.presses('Trang sau ›'));
        expect(page.html.length).toBeLessThanOrEqual(4096);
        expect(page.text.split('\n').length).toBeLessThanOrEqual(25);
        seen.push(page.text);
      }
      if (labels(page).includes('‹ Trang trước')) {
        expect(only(await leader.presses('‹ Trang trước')).text).toBe(seen.at(-2));
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(only(await leader.presses('‹ Quay lại')).text).toBe(main.text);
    }
    expect(await leader.sees()).toHaveLength(before);
  }, 120_000);

  it('keeps to the period that was asked for', async () => {
    const leader = office.person('lanh-dao');
    const main = only(await leader.says('tien do quy 1'));
    expect(main.text).toContain('UBND huyện Thạnh Trị, quý I/2023');
    for (const { button, behind } of await lists(leader, main)) {
      // Since when somebody is silent is a day, not a period.
      if (button === 'Ai chưa báo gì') continue;
      if (behind) await leader.presses('➕ Thêm…');
      const page = only(await leader.presses(button));
      expect(page.text).toContain('UBND huyện Thạnh Trị, quý I/2023');
      expect(page.text).not.toMatch(/6 tháng|Quý III|tổng hợp năm/);
      expect(only(await leader.presses('‹ Quay lại')).text).toBe(main.text);
    }
  }, 120_000);

  it('says so kindly where there is nothing', async () => {
    const official = office.person('dm-thue');
    for (const view of ['areas', 'agencies', 'late', 'blocked', 'next', 'reports']) {
      const page = only(await official.forges(`td:${view}`));
      expect(page.text).toContain('Chi cục Thuế');
      expect(labels(page)).toContain('‹ Quay lại');
    }
    expect(only(await official.forges('td:areas')).text).toContain(
      'Chưa có nhiệm vụ theo kế hoạch',
    );
    expect(only(await official.forges('td:late:28:999:999')).text).not.toContain('Xin lỗi');
  });
});

describe('words after the command', () => {
  const asked = async (person: Person, words: string) => only(await person.says(words));

  it.each([
    ['/tiendo phòng tư pháp', 'Phòng Tư pháp'],
    ['/tien_do P. Tư pháp', 'Phòng Tư pháp'],
    ['/tiến độ tc-kh', 'Phòng Tài chính – Kế hoạch'],
    ['tien do tu phap', 'Phòng Tư pháp'],
    ['/tiendo vp', 'Văn phòng HĐND&UBND huyện'],
    ['tinh hinh chau hung quy 1', 'UBND xã Châu Hưng, quý I/2023'],
    ['tiendo quy I/2023', 'UBND huyện Thạnh Trị, quý I/2023'],
    ['/tiendo 6 tháng đầu năm', 'UBND huyện Thạnh Trị, 6 tháng đầu năm 2023'],
    ['/tiendo quý III năm 2023', 'UBND huyện Thạnh Trị, quý III/2023'],
    ['tiến độ cả năm', 'UBND huyện Thạnh Trị, năm 2023'],
    ['/tiendo 6 thang phong y te', 'Phòng Y tế, 6 tháng đầu năm 2023'],
    ['/TIENDO Quý 1 Phòng Nội vụ', 'Phòng Nội vụ, quý I/2023'],
  ])('%s → %s', async (words, scope) => {
    const { text } = await asked(office.person('lanh-dao'), words);
    expect(text.split('\n')).toContain(`📊 Tiến độ CCHC – ${scope}`);
  });

  it('misspelt are answered with the likely names, whose buttons keep the period', async () => {
    const leader = office.person('lanh-dao');
    const unclear = await asked(leader, '/tiendo phong tu fap quy 1');
    expect(unclear.text).toContain('Tôi chưa rõ “phong tu fap quy 1”');
    expect(labels(unclear)[0]).toBe('Phòng Tư pháp');
    const answer = only(await leader.presses('Phòng Tư pháp'));
    expect(answer.text).toContain('Phòng Tư pháp, quý I/2023');
    await asked(leader, '/tiendo phòng y tê');
    // The label may be typed as well.
    expect(await asked(leader, '/tiendo thanh tri').then(labels)).toContain('UBND xã Thạnh Trị');
    expect((await asked(leader, 'ubnd xã thạnh trị')).text).toContain('– UBND xã Thạnh Trị');
  });

  it('that mean nothing are answered with an example', async () => {
    const { text, choices } = await asked(office.person('lanh-dao'), '/tiendo <b>abc</b> & xyz');
    expect(text).toContain('“<b>abc</b> & xyz”');
    expect(text).toContain('/tiendo phòng tư pháp');
    // Three questions that can be pressed, instead of a riddle.
    expect(choices.map(({ id }) => id.split(':')[1])).toEqual(['main', 'agencies', 'reports']);
  });

  it('from an official stay within the own agency', async () => {
    const official = office.person('dm-tu-phap');
    expect((await asked(official, '/tiendo quý I')).text).toContain('Phòng Tư pháp, quý I/2023');
    expect((await asked(official, '/tiendo phòng y tế')).text).toContain('ngoài phạm vi xem');
    expect((await asked(official, '/tiendo phòng y tế quý I')).text).toContain('ngoài phạm vi xem');
  });
});
