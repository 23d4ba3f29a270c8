import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerGroup } from '../../db/queries/conversations.ts';
import type { ZaloPerson } from '../emulators/zalo/people.ts';
import { makeBusy } from '../support/busy-office.ts';
import { type Networks, openNetworks } from '../support/networks.ts';

let office: Networks;
let leader: ZaloPerson;
let rootId = 0;
beforeAll(async () => {
  office = await openNetworks({ firstMoment: new Date('2023-04-12T10:00:00+07:00') });
  await makeBusy(office);
  leader = office.emulators.zalo.person('Lãnh đạo');
  const [root] = await office.db.execute<{ id: number }>(
    sql`select id from agencies where parent_id is null`,
  );
  rootId = root?.id ?? 0;
  leader.says(`/lienket ${await office.invite(rootId, 'leader')}`);
  await leader.hears('Anh/chị có đồng ý');
  leader.says('Tôi đồng ý');
  await leader.hears('Liên kết thành công');
}, 120_000);
afterAll(() => office.end());

/** What is typed, and the one message that answers it. */
async function answer(typed: string, words: string | RegExp) {
  const before = leader.fromBot.length;
  leader.says(typed);
  const shown = await leader.hears(words);
  expect(leader.fromBot.length - before).toBe(1);
  expect(shown.text.length).toBeLessThanOrEqual(2000);
  return shown;
}

/** The number before a choice of the newest list. */
function numberOf(label: string): string {
  const text = leader.fromBot.at(-1)?.text ?? '';
  const found = new RegExp(`^(\\d+)\\. ${label}`, 'm').exec(text);
  if (!found?.[1]) throw new Error(`no ${label} in:\n${text}`);
  return found[1];
}

describe('on a network without buttons', () => {
  it('numbers lead from the picture to area, agency, obligation and history, and back', async () => {
    const main = await answer('/tiendo', /việc trễ hạn ở \d+ đơn vị/);
    expect(main.photo?.bytes?.length).toBeGreaterThan(10_000);
    expect(main.text.split('\n')[0]).toContain('việc trễ hạn');
    const areas = await answer(numberOf('Theo lĩnh vực'), 'Theo lĩnh vực – UBND huyện');
    expect(areas.photo).toBeNull();
    const area = await answer('2', 'Cải cách thủ tục hành chính');
    expect(area.photo?.bytes?.length).toBeGreaterThan(10_000);
    await answer(numberOf('Theo đơn vị'), /Theo đơn vị – .*thủ tục hành chính/);
    const agency = await answer('1', 'Tiến độ CCHC – ');
    expect(agency.text).toContain('Cải cách thủ tục hành chính');
    const list = await answer(numberOf('Việc (trễ|vướng)'), /\d+ việc (trễ hạn|đang vướng)/);
    const card = await answer('1', 'Tình trạng');
    await answer(numberOf('🕘 Lịch sử'), 'Lịch sử');
    expect((await answer(numberOf('‹ Quay lại'), 'Tình trạng')).text).toBe(card.text);
    const back = await answer(numberOf('‹ Về danh sách'), /\d+ việc (trễ hạn|đang vướng)/);
    expect(back.text).toBe(list.text);
  });

  it('what is asked for less often comes in words, without the picture again', async () => {
    await answer('/tiendo', 'Tiến độ CCHC');
    const more = await answer(numberOf('➕ Thêm…'), 'muốn xem thêm gì');
    expect(more.photo).toBeNull();
    await answer(numberOf('🏆 Xếp hạng'), 'Xếp hạng – UBND huyện');
  });

  it('a registered group gets the picture and lists, and no cards', async () => {
    const group = office.emulators.zalo.group('Nhóm CCHC');
    const voice = leader.in(group);
    voice.mentions('/tiendo');
    await group.hears('chưa được đăng ký');
    const [row] = await office.db.execute<{ id: number }>(
      sql`select id from conversations where channel = 'zalo' and kind = 'group'`,
    );
    await office.db.transaction((tx) =>
      registerGroup(tx, row?.id ?? 0, {
        scopeAgencyId: rootId,
        registeredBy: null,
        registeredAt: new Date('2023-04-12T10:00:00+07:00'),
      }),
    );
    voice.mentions('/tiendo');
    const main = await group.hears('việc trễ hạn ở');
    expect(main.photo?.bytes?.length).toBeGreaterThan(10_000);
    voice.mentions('/tiendo trễ');
    const late = await group.hears(/\d+ việc trễ hạn – /);
    expect(late.text).not.toMatch(/^1\. 🔴/m);
  });
});
