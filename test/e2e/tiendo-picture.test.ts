import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSetting } from '../../db/queries/system.ts';
import { makeBusy } from '../support/busy-office.ts';
import { only } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse, type Seen } from '../support/rehearsal.ts';

let office: Rehearsal;
let leader: Person;
beforeAll(async () => {
  office = await rehearse({ at: '2023-04-12T10:00' });
  await makeBusy(office);
  leader = office.person('lanh-dao');
});
afterAll(() => office.end());

/** Width and height of the one picture a message bears. */
async function sizeOf(seen: Seen): Promise<[number, number]> {
  const png = Buffer.from(await leader.opens(only(seen.files)));
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.length).toBeLessThan(1_000_000);
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

describe('/tiendo with a picture', () => {
  it('says what matters first, in eight lines below one picture', async () => {
    const main = only(await leader.says('/tiendo'));
    const lines = main.text.split('\n');
    expect(lines[0]).toMatch(/^⚠️ \d+ việc trễ hạn ở \d+ đơn vị\. Tỷ lệ đúng hạn: [\d,]+%$/);
    expect(lines.length).toBeLessThanOrEqual(8);
    expect(main.text).toMatch(/📄 Báo cáo Quý I\/2023: đã nhận \d+\/\d+, hạn 08\/03/);
    expect(lines[1]).toMatch(/^✅ Xong \d+\/\d+ · ⛔ \d+ vướng · 🕒 \d+ chưa đến hạn$/);
    expect(main.text).toContain('🗓 Hạn kế tiếp:');
    const [width, height] = await sizeOf(main);
    expect(width).toBe(1080);
    expect(height / width).toBeLessThan(2);
    expect(only(main.files).name).toBe('tien-do-ubnd-huyen-thanh-tri-2023-04-12.png');
  });

  it.each([
    ['/tiendo', 'tiendo-agencies.png'],
    ['/tiendo phòng nội vụ', 'tiendo-areas.png'],
  ])('%s is the sample %s; UPDATE_PICTURES=1 draws it anew', async (words, sample) => {
    const bytes = await leader.opens(only(only(await leader.says(words)).files));
    const path = new URL(`../../docs/images/${sample}`, import.meta.url);
    if (process.env.UPDATE_PICTURES === '1') await writeFile(path, bytes);
    expect((await readFile(path)).readUInt32BE(16)).toBe(Buffer.from(bytes).readUInt32BE(16));
  });

  it('draws nothing of nothing: says so, and leads to the whole', async () => {
    const official = office.person('dm-thue');
    const empty = only(await official.says('/tiendo năm 2021'));
    expect(empty.files).toEqual([]);
    expect(empty.text).toContain('Chưa có việc nào');
    expect(empty.text.split('\n').length).toBeLessThanOrEqual(8);
    expect(empty.choices.map(({ label }) => label)).toEqual(['Xem tất cả']);
    expect(only(await official.presses('Xem tất cả')).text).toContain('✅ Xong');
  });

  it('gives way to the levels in its place, and comes back', async () => {
    const main = only(await leader.says('/tiendo phòng tư pháp'));
    const level = only(await leader.presses('Theo lĩnh vực'));
    expect([level.messageId, level.files]).toEqual([main.messageId, []]);
    const back = only(await leader.presses('‹ Quay lại'));
    expect([back.messageId, back.files, back.text]).toEqual([
      main.messageId,
      main.files,
      main.text,
    ]);
  });

  it('is words only for whoever wishes so, until they wish otherwise; and it is their data', async () => {
    const official = office.person('dm-y-te');
    const main = only(await official.says('/tiendo quý I'));
    await official.presses('➕ Thêm…');
    const words = only(await official.presses('🔤 Chỉ chữ'));
    expect([words.messageId, words.files]).toEqual([main.messageId, []]);
    expect(words.text).toContain('Phòng Y tế, quý I/2023');
    expect(words.text).toContain('✅ Đã xong');
    expect(only(await official.says('/tiendo')).files).toEqual([]);
    const key = await wishOf('dm-y-te');
    expect(await readSetting(office.db, key)).toBe(true);
    // A group sees one thing, whoever asks.
    expect(only(await office.inGroup('dm-y-te', 'nhom-cchc').says('/tiendo')).files).toHaveLength(
      1,
    );
    expect(only(await official.says('/dulieucuatoi')).files).toHaveLength(1);

    await official.says('/tiendo');
    await official.presses('➕ Thêm…');
    const again = only(await official.presses('🖼 Xem có hình'));
    expect(again.files).toHaveLength(1);
    expect(await readSetting(office.db, key)).toBeUndefined();
  });

  it('has no such button in a group, and a forged one changes nothing', async () => {
    const inGroup = office.inGroup('dm-y-te', 'nhom-cchc');
    const main = only(await inGroup.says('/tiendo'));
    expect(main.choices.filter(({ id }) => id.startsWith('tp:'))).toEqual([]);
    await inGroup.forges('tp:words:1', main.messageId);
    await office.person('nguoi-la').forges('tp:words:1');
    await office.person('dm-y-te').forges('tp:nothing:1');
    expect(await readSetting(office.db, await wishOf('dm-y-te'))).toBeUndefined();
    expect(only(await inGroup.says('/tiendo')).files).toHaveLength(1);
  });

  it('is forgotten with the person', async () => {
    const official = office.person('dm-thue');
    await official.says('/tiendo');
    await official.presses('➕ Thêm…');
    await official.presses('🔤 Chỉ chữ');
    const key = await wishOf('dm-thue');
    expect(await readSetting(office.db, key)).toBe(true);
    const asked = only(await official.says('/xoadulieu'));
    const yes = asked.choices.find(({ id }) => id.startsWith('xl:yes'));
    await official.presses(yes?.label ?? '');
    expect(await readSetting(office.db, key)).toBeUndefined();
  });

  it('is what the weekly post shows', async () => {
    await office.inGroup('dm-y-te', 'nhom-cchc').hears();
    await office.moveTo('2023-04-17T08:05');
    const posts = await office.inGroup('dm-y-te', 'nhom-cchc').hears();
    const post = only(posts.filter(({ text }) => text.includes('Tiến độ CCHC')));
    expect(post.files).toHaveLength(1);
    expect(post.text.split('\n').length).toBeLessThanOrEqual(8);
  });
});

async function wishOf(account: string): Promise<string> {
  const rows = await office.db.execute<{ id: number }>(
    `select person_id as id from accounts where native_id = '${account}'`,
  );
  return `text_only:${only([...rows]).id}`;
}
