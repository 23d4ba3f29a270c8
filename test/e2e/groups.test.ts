import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockConversation } from '../../db/queries/conversations.ts';
import { agencyId, only } from '../support/facts.ts';
import { type Rehearsal, rehearse } from '../support/rehearsal.ts';

let office: Rehearsal;
beforeAll(async () => {
  office = await rehearse();
  for (const nativeId of ['nhom-moi', 'nhom-chau-hung']) {
    const group = { channel: 'web', nativeId, kind: 'group' as const, title: nativeId };
    await office.db.transaction((tx) => lockConversation(tx, group));
  }
});
afterAll(() => office.end());

describe('a group nobody has registered', () => {
  it('gets no figures, whoever asks and however', async () => {
    for (const id of ['lanh-dao', 'cqtt-cchc', 'dm-y-te']) {
      const member = office.inGroup(id, 'nhom-moi');
      for (const words of ['/tiendo', '/tiendo phòng tư pháp', '/han']) {
        const answer = only(await member.says(words));
        expect(answer.text).toMatch(/^Nhóm này chưa được đăng ký/);
        expect(answer.choices).toEqual([]);
      }
      const forged = only(await member.forges(`td:late:${await agencyId(office, 'tu-phap')}:0`));
      expect(forged.text).toMatch(/^Nhóm này chưa được đăng ký/);
    }
    // Nor does the weekly summary go there.
    await office.moveTo('2023-03-06T08:00');
    expect(await office.inGroup('lanh-dao', 'nhom-moi').hears()).toEqual([]);
  });

  it('is registered by the coordinator only', async () => {
    for (const id of ['dm-y-te', 'tt-y-te', 'lanh-dao']) {
      const answer = only(await office.inGroup(id, 'nhom-moi').says('/nhom'));
      expect(answer.text).toContain('do cán bộ thường trực CCHC thực hiện');
    }
    const unknown = only(await office.inGroup('cqtt-cchc', 'nhom-moi').says('/nhom Sở Xây dựng'));
    expect(unknown.text).toContain('chưa tìm thấy đơn vị nào là “Sở Xây dựng”');
    expect(only(await office.person('cqtt-cchc').says('/nhom')).text).toContain('trong nhóm');
  });
});

describe('a group registered for a commune', () => {
  it('sees that commune and nothing else, even asked by those who may see more', async () => {
    const coordinator = office.inGroup('cqtt-cchc', 'nhom-chau-hung');
    const done = only(await coordinator.says('/nhom UBND xã Châu Hưng'));
    expect(done.text).toContain('đã được đăng ký xem tiến độ của UBND xã Châu Hưng');
    expect(only(await coordinator.presses('📊')).text).toContain('UBND xã Châu Hưng');

    const leader = office.inGroup('lanh-dao', 'nhom-chau-hung');
    expect(only(await leader.says('/tiendo')).text).toContain('Tiến độ CCHC – UBND xã Châu Hưng');
    for (const words of ['/tiendo phòng tư pháp', '/tiendo ubnd huyện', '/tiendo xã lâm kiết']) {
      expect(only(await leader.says(words)).text).toBe(
        'Số liệu của đơn vị này nằm ngoài phạm vi xem ở đây ạ.',
      );
    }
    for (const other of ['tu-phap', 'ubnd-huyen', 'xa-lam-kiet']) {
      const id = await agencyId(office, other);
      for (const choice of [`td:main:${id}`, `td:late:${id}:0`, `td:agencies:${id}:1`]) {
        expect(only(await leader.forges(choice)).text).toContain('ngoài phạm vi xem');
      }
    }
    expect(only(await leader.says('/han')).text).not.toMatch(/Phòng|Lâm Kiết/);
  });

  it('gets its own weekly summary, and the district’s group its own', async () => {
    await office.moveTo('2023-03-13T08:00');
    const commune = (await office.inGroup('lanh-dao', 'nhom-chau-hung').hears()).at(-1);
    expect(commune?.text).toContain('Tiến độ CCHC – UBND xã Châu Hưng');
    const district = (await office.inGroup('lanh-dao', 'nhom-cchc').hears()).at(-1);
    expect(district?.text).toContain('Tiến độ CCHC – UBND huyện Thạnh Trị');
  });
});

describe('in the district’s group', () => {
  it('figures go down to an agency and back, and private matters stay private', async () => {
    const official = office.inGroup('dm-y-te', 'nhom-cchc');
    expect(only(await official.says('@Tiến Độ quý I')).text).toContain('quý I/2023');
    expect(only(await official.says('/tiendo phòng tư pháp')).text).toContain('– Phòng Tư pháp');
    await official.presses('➕ Thêm…');
    expect(only(await official.presses('📊 UBND huyện')).text).toContain('– UBND huyện Thạnh Trị');
    for (const words of ['/viec', '/capnhat', '/baocao', '/giahan', '/lienket AAAA-0000']) {
      expect(only(await official.says(words)).text).toContain('nhắn riêng cho tôi');
    }
    expect(only(await official.says('/trogiup')).text).toContain('gõ /tiendo để xem tiến độ');
    // Talk among people is none of the bot's business.
    expect(await official.says('Các đồng chí nhớ gửi báo cáo nhé, tiến độ chậm lắm')).toEqual([]);
    expect(await official.says('2')).toEqual([]);
  });
});
