import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTargetsJson } from '../../imports/targets.ts';
import { importTargets } from '../../office/import-targets.ts';
import { makeBusy } from '../support/busy-office.ts';
import { agencyId, only } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse } from '../support/rehearsal.ts';

let office: Rehearsal;
let coordinator: Person;
let leader: Person;
beforeAll(async () => {
  office = await rehearse({ at: '2023-05-17T10:00' });
  await makeBusy(office);
  coordinator = office.person('cqtt-cchc');
  leader = office.person('lanh-dao');
  const seed = new URL('../support/vinh-cuu-2020-targets.json', import.meta.url);
  const read = await readTargetsJson(fileURLToPath(seed));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const issuerId = await agencyId(office, 'ubnd-huyen');
  const paper = { number: read.paper.number ?? '', year: 2020, issuerId };
  const take = () =>
    office.db.transaction((tx) => importTargets(tx, read.targets, paper, new Date()));
  expect(await take()).toMatchObject({ changes: { added: 14, changed: 0 } });
  expect(await take()).toMatchObject({ changes: { added: 0, unchanged: 14 } });
  const corrected = read.targets.slice(1).map((one) => ({ ...one, name: `${one.name}.` }));
  const changed = await office.db.transaction((tx) =>
    importTargets(tx, corrected, paper, new Date()),
  );
  expect(changed).toMatchObject({ changes: { changed: 13, removed: 1 } });
  expect(await take()).toMatchObject({ changes: { changed: 13, restored: 1 } });
}, 60_000);
afterAll(() => office.end());

describe('/xephang', () => {
  it('shows the ranking and its rule, to a leader without the means to set it', async () => {
    const answer = only(await leader.says('bang xep hang'));
    expect(answer.text).toMatch(/^🏆 Xếp hạng – UBND huyện Thạnh Trị/);
    expect(answer.text).toContain('🥇');
    expect(answer.text).toContain('Cách xếp: tỷ lệ đúng hạn, bằng việc xong đúng hạn chia cho');
    expect(answer.choices.map(({ label }) => label)).not.toContain('⚙️ Đổi cách xếp hạng');
  });

  it('is set by the coordinator, and groups then name no late agency', async () => {
    const group = office.inGroup('lanh-dao', 'nhom-cchc');
    const before = only(await group.says('/tiendo')).text;
    expect(before).toContain('🔴 Phòng Tư pháp');
    await coordinator.says('/xephang');
    await coordinator.presses('⚙️');
    await coordinator.presses('Điểm');
    await coordinator.presses('Tên nơi trễ: chỉ khi nhắn riêng');
    expect(only(await coordinator.presses('‹ Xem xếp hạng')).text).toContain('điểm bình quân');
    const after = only(await group.says('/tiendo')).text;
    expect(after).toMatch(/^⚠️ \d+ việc trễ hạn/);
    expect(after).not.toContain('🔴');
    const late = only(await group.presses('Việc trễ hạn')).text;
    expect(late).toMatch(/🔴 .+: \d+ việc trễ ở \d+ đơn vị/);
    expect(late).not.toMatch(/Phòng|xã /);
    const agencies = only(await group.says('/tiendo')).choices.length > 0;
    expect(agencies).toBe(true);
    expect(only(await group.presses('Theo đơn vị')).text).not.toContain('🔴');
    expect(only(await group.says('/xephang')).text).toContain('không nêu tên ở đây');
    expect(only(await leader.says('/tiendo')).text).toContain('🔴 Phòng Tư pháp');
    const trail = await office.db.execute(
      sql`select details from audit where action = 'ranking.set' order by seq`,
    );
    expect(trail).toHaveLength(2);
  });
});

describe('comparing', () => {
  it('says what it is compared with, as of which day, and where there are no figures', async () => {
    await leader.says('/tiendo');
    await leader.presses('➕ Thêm…');
    const { text } = only(await leader.presses('📈 So sánh'));
    expect(text).toContain('quý II/2023');
    expect(text).toContain('quý I/2023 (tính đến 17/02/2023)');
    expect(text).toContain('quý II/2022 (tính đến 17/05/2022): chưa có số liệu');
    expect(text).toContain('không lấy kết quả cả kỳ');
  });
});

describe('/chitieu', () => {
  it('lists the plan’s targets; a coordinator enters what was reached', async () => {
    const list = only(await leader.says('chi tieu'));
    expect(list.text).toContain('Chỉ tiêu năm 2020 – UBND huyện Thạnh Trị');
    expect(list.text).toContain('⚪ chưa có số liệu 14');
    expect(only(await leader.presses('4')).text).toContain('đạt từ 92% trở lên');
    await coordinator.says('/chitieu');
    await coordinator.presses('4');
    await coordinator.presses('✏️ Nhập kết quả');
    expect(only(await coordinator.says('nhiều lắm')).text).toContain('chưa đọc được con số');
    await coordinator.says('90,5%');
    expect(only(await coordinator.says('30/6/2023')).text).toContain('chưa đến');
    await coordinator.says('31/3/2023');
    await coordinator.says('theo phần mềm một cửa');
    expect(only(await coordinator.presses('📨')).text).toContain('90,5%');
    await leader.says('/chitieu');
    const card = only(await leader.presses('4'));
    expect(card.text).toContain('🟡 Gần đạt');
    expect(card.text).toContain('nhập theo số liệu đến 31/03/2023');
    expect(card.text).toContain('theo phần mềm một cửa');
    expect(card.choices.map(({ label }) => label)).toEqual(['‹ Tất cả chỉ tiêu']);
  });

  it('is not entered by others, or in a group', async () => {
    const root = await agencyId(office, 'ubnd-huyen');
    const [target] = await office.db.execute<{ id: number }>(
      sql`select min(id) as id from targets`,
    );
    const choice = `ct:e:${target?.id}:${root}`;
    expect(only(await leader.forges(choice)).text).toContain('cán bộ thường trực');
    const group = office.inGroup('cqtt-cchc', 'nhom-cchc');
    expect(only(await group.forges(choice)).text).toContain('nhắn riêng cho tôi');
  });
});
