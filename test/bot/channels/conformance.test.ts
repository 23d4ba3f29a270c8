import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainText } from '../../../core/messages/markup.ts';
import { translator } from '../../../locales/index.ts';
import { type NetworkName, type Networks, openNetworks } from '../../support/networks.ts';
import type { Phone } from '../../support/phone.ts';

const t = translator('vi');
/** As a reader sees it. */
const words = (key: string) => plainText(t(key)).trim();
const PERCENT = t.plain('form.update.percent.ask');
const EVIDENCE = t.plain('form.update.evidence.ask');
const PICK = words('work.pick');
const NOTE = t.plain('form.update.note.ask');

const NETWORKS: readonly NetworkName[] = ['telegram', 'zalo', 'zalo_oa', 'web'];

async function agencyIn(office: Networks, code: string): Promise<number> {
  const [row] = await office.db.execute<{ id: number }>(
    sql`select id from agencies where code = ${code}`,
  );
  return row?.id ?? 0;
}

const control = (name: string) => t.plain(`form.control.${name}`);

describe.each(NETWORKS)('on %s', (name) => {
  const OFFICIAL = `Cán bộ tư pháp ${name}`;
  const COORDINATOR = `Cán bộ nội vụ ${name}`;
  let office: Networks;
  let official: Phone;
  beforeAll(async () => {
    office = await openNetworks();
  });
  afterAll(() => office.end());

  it('a stranger is linked by typing a code', async () => {
    official = office.networks[name].person(OFFICIAL);
    await official.says('xin chào');
    await official.hears('/lienket K7QM-2XPA');
    const code = await office.invite(await agencyIn(office, 'tu-phap'), 'official');
    await official.says(`/lienket ${code}`);
    await official.hears('Anh/chị có đồng ý');
    // Nothing else answers until they have said whether they agree.
    await official.says('/viec');
    await official.hears('Xin anh/chị trả lời giúp câu hỏi này');
    await official.chooses(t.plain('privacy.agree'));
    await official.hears('Liên kết thành công');
    const agreed = await office.db.execute(sql`
      select version from consents where channel = ${name} and decision = 'given' and at > '2023-02-01'`);
    expect([...agreed]).toEqual([{ version: 1 }]);
  });

  it('a whole report of progress: a step back, a file, a note, a correction, sent', async () => {
    await official.says('/capnhat');
    await official.hears(PICK);
    await official.chooses('1');
    await official.hears('Tư pháp');
    await official.chooses(t.plain('answer.in_progress'));
    await official.hears(PERCENT);
    // A number is an answer here, not the fortieth choice.
    await official.says('40');
    await official.hears(EVIDENCE);
    await official.chooses(control('back'));
    await official.hears(PERCENT);
    await official.says('60%');
    await official.hears(EVIDENCE);
    await official.sendsFile('biên bản.pdf', 'scan');
    expect(await official.hears('Đang ghi:')).toContain('biên bản.pdf');
    await official.chooses(control('files_done'));
    await official.hears(NOTE);
    await official.says('đã họp thống nhất');
    const review = await official.hears(words('form.review'));
    expect(review).toContain('60%');
    expect(review).toContain('đã họp thống nhất');
    await official.chooses(t.plain('form.correct', { name: t.plain('form.update.percent.name') }));
    await official.hears(PERCENT);
    await official.says('75');
    expect(await official.hears(words('form.review'))).toContain('75%');
    await official.chooses(control('send'));
    await official.hears('Đã ghi nhận đang thực hiện');
    const said = await office.db.execute(sql`
      select u.percent, u.note, f.name as file from updates u
      join update_files f on f.update_id = u.id where u.channel = ${name}`);
    expect([...said]).toEqual([{ percent: 75, note: 'đã họp thống nhất', file: 'biên bản.pdf' }]);
    const heard = await office.db.execute(sql`
      select 1 from conversations where channel = ${name} and kind = 'private'
      and last_heard_at::date = '2023-02-27'`);
    expect(heard).toHaveLength(1);
  });

  it('the morning reminder is answered by one choice', async () => {
    await office.moveTo('2023-03-01T08:00');
    await official.hears('Nhắc việc thứ Tư, 01/03/2023');
    await official.chooses('1 đang');
    await official.hears(PERCENT);
    await official.says('/huy');
    await official.hears(words('form.cancelled'));
  });

  it('a send that fails is made again, and once only', async () => {
    const { fails } = office.networks[name];
    fails?.();
    const before = await official.count(PICK);
    await official.says('/viec');
    await official.hears(PICK);
    expect(await official.count(PICK)).toBe(before + 1);
  });

  it('a group is registered, asks, and hears the summary on Monday', async () => {
    const coordinator = office.networks[name].person(COORDINATOR);
    const code = await office.invite(await agencyIn(office, 'noi-vu'), 'coordinator');
    await coordinator.says(`/lienket ${code}`);
    await coordinator.hears('Anh/chị có đồng ý');
    await coordinator.chooses(t.plain('privacy.agree'));
    await coordinator.hears('Liên kết thành công');
    const group = await office.networks[name].inGroup(COORDINATOR, `Nhóm ${name}`);
    await group.says('/nhom');
    await group.hears('đã được đăng ký');
    await group.chooses(t.plain('help.see_progress'));
    await group.hears('Thạnh Trị');
    await office.moveTo('2023-03-06T08:00');
    await group.hears('Thạnh Trị');
  });
});
