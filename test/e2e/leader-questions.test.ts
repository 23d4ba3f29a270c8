import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBusy } from '../support/busy-office.ts';
import { obligation, only } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse, type Seen } from '../support/rehearsal.ts';

let office: Rehearsal;
let leader: Person;
beforeAll(async () => {
  office = await rehearse({ at: '2023-04-12T10:00' });
  await makeBusy(office);
  leader = office.person('lanh-dao');
});
afterAll(() => office.end());

const HERE = 'UBND huyện Thạnh Trị';
const COMMUNES = 'UBND các xã, phường, thị trấn';
const labels = (seen: Seen) => seen.choices.map(({ label }) => label);
/** What matters comes first, then of whom it is. */
const heading = ({ text }: Seen) => text.split('\n').slice(0, 3).join('\n');

describe('what leaders type is answered at once', () => {
  it.each([
    ['tien do quy 1 phong tu phap', 'Tiến độ CCHC – Phòng Tư pháp, quý I/2023'],
    ['tiến độ phòng tư pháp quý I', 'Tiến độ CCHC – Phòng Tư pháp, quý I/2023'],
    ['xã nào chậm', `Theo đơn vị – ${COMMUNES}`],
    ['xa nao cham nhieu?', `Theo đơn vị – ${COMMUNES}`],
    ['tiến độ tthc quí 1', `${HERE} · Cải cách thủ tục hành chính · quý I/2023`],
    ['thủ tục hành chính các xã quý I', `${COMMUNES} · Cải cách thủ tục hành chính · quý I/2023`],
    ['the che sao roi', `${HERE} · Cải cách thể chế`],
    ['chính quyền số đến đâu rồi', `${HERE} · Xây dựng và phát triển Chính phủ điện tử`],
    ['ai chua nop bao cao quy I', `Báo cáo định kỳ – ${HERE}, quý I/2023`],
    ['báo cáo quý 1 còn thiếu ai', `Báo cáo định kỳ – ${HERE}, quý I/2023`],
    ['Lâm Kiết', 'Tiến độ CCHC – UBND xã Lâm Kiết'],
    ['lam kiet tre bao nhieu', 'việc trễ hạn – UBND xã Lâm Kiết'],
    ['tiendo xa thanh tri', 'Tiến độ CCHC – UBND xã Thạnh Trị'],
    ['phong noi vu lam den dau roi', 'Tiến độ CCHC – Phòng Nội vụ'],
    ['còn bao nhiêu việc chưa xong', `việc chưa xong – ${HERE}`],
    ['da xong viec gi roi', `việc đã xong – ${HERE}`],
    ['quý này sao rồi', `Tiến độ CCHC – ${HERE}, quý II/2023`],
    ['quy truoc the nao', `Tiến độ CCHC – ${HERE}, quý I/2023`],
    ['tháng 3 làm ăn thế nào', `Tiến độ CCHC – ${HERE}, tháng 3/2023`],
    ['năm ngoái ra sao', `Tiến độ CCHC – ${HERE}, năm 2022`],
    ['viec nao qua han', `việc trễ hạn – ${HERE}`],
    ['việc trễ của các phòng', 'việc trễ hạn – Các phòng, ban'],
    ['cho anh xem viec tre cua phong y te', 'việc trễ hạn – Phòng Y tế'],
    ['có vướng mắc gì không', `việc đang vướng mắc – ${HERE}`],
    ['phòng tài nguyên môi trường vướng gì', 'việc đang vướng mắc – Phòng Tài nguyên'],
    ['tuần này có gì đến hạn', `Sắp đến hạn – ${HERE}`],
    ['thi tran nao cham', 'Theo đơn vị – UBND các thị trấn'],
    ['công an huyện thế nào', 'Tiến độ CCHC – Công an huyện'],
    ['tckh quy 1', 'Tiến độ CCHC – Phòng Tài chính – Kế hoạch, quý I/2023'],
    ['các ngành dọc quý 1', 'Các cơ quan ngành dọc · quý I/2023'],
    ['phong tu phap va phong y te', 'Phòng Tư pháp, Phòng Y tế'],
    ['tien do theo linh vuc', `Theo lĩnh vực – ${HERE}`],
    ['tien do 6 thang dau nam', `Tiến độ CCHC – ${HERE}, 6 tháng đầu năm 2023`],
  ])('%s → %s', async (words, expected) => {
    expect(heading(only(await leader.says(words)))).toContain(expected);
  });

  it('by name of all who still owe a report, where one period is asked about', async () => {
    const { text } = only(await leader.says('ai chưa nộp báo cáo quý I'));
    const named = /Còn thiếu (\d+): (.*)$/m.exec(text);
    expect(named?.[2]?.split(', ')).toHaveLength(Number(named?.[1]));
  });

  it('with the same figures for a set of agencies as one by one', async () => {
    const total = (seen: Seen) => Number(/Xong \d+\/(\d+)/.exec(seen.text)?.[1] ?? 0);
    const both = total(only(await leader.says('/tiendo phòng tư pháp, phòng y tế')));
    const one = total(only(await leader.says('/tiendo phòng tư pháp')));
    const other = total(only(await leader.says('/tiendo phòng y tế')));
    expect(both).toBe(one + other);
    expect(one).toBeGreaterThan(0);
    expect(other).toBeGreaterThan(0);
  });
});

describe('what may mean several things is answered with one choice', () => {
  it.each([
    ['/tiendo thanh tri quy 1', 'UBND xã Thạnh Trị', 'UBND xã Thạnh Trị, quý I/2023'],
    ['phong tu fap lam den dau roi', 'Phòng Tư pháp', 'Tiến độ CCHC – Phòng Tư pháp'],
    ['lam kiec tre bao nhieu', 'UBND xã Lâm Kiết', 'việc trễ hạn – UBND xã Lâm Kiết'],
    ['phòng tài chính', 'Phòng Tài chính – Kế hoạch', 'Phòng Tài chính – Kế hoạch'],
  ])('%s', async (words, label, expected) => {
    const asked = only(await leader.says(words));
    expect(asked.text).toContain('Ý anh/chị là');
    expect(asked.choices.length).toBeLessThanOrEqual(6);
    expect(heading(only(await leader.presses(label)))).toContain(expected);
  });

  it('and what means nothing with three questions to press', async () => {
    const lost = only(await leader.says('/tiendo bánh xèo'));
    expect(lost.text).toContain('“bánh xèo”');
    expect(labels(lost)).toHaveLength(3);
    for (const label of labels(lost)) {
      await leader.says('/tiendo bánh xèo');
      expect(heading(only(await leader.presses(label)))).toMatch(/quý II|Theo đơn vị|Báo cáo/);
    }
  });

  it('and what is understood in part says so', async () => {
    const { text } = only(await leader.says('/tiendo phòng tư pháp bánh xèo'));
    expect(text).toContain('Tôi chưa rõ “bánh xèo”');
    expect(text).toContain('Tiến độ CCHC – Phòng Tư pháp');
  });
});

describe('from the scope down to the evidence, and back', () => {
  it('area → its agencies → one agency, and back at every step', async () => {
    await leader.says('/tiendo cả năm');
    const areas = only(await leader.presses('Theo lĩnh vực'));
    const area = only(await leader.presses('2'));
    expect(heading(area)).toContain(`${HERE} · Cải cách thủ tục hành chính · năm 2023`);
    const agencies = only(await leader.presses('Theo đơn vị'));
    expect(heading(agencies)).toContain('Cải cách thủ tục hành chính · năm 2023');
    const agency = only(await leader.presses('1'));
    expect(heading(agency)).toContain(' · Cải cách thủ tục hành chính · năm 2023');
    expect(heading(agency)).not.toContain(HERE);
    expect(agency.messageId).toBe(area.messageId);
    expect(only(await leader.presses('‹ Quay lại')).text).toBe(agencies.text);
    expect(only(await leader.presses('‹ Quay lại')).text).toBe(area.text);
    expect(only(await leader.presses('‹ Quay lại')).text).toBe(areas.text);
  });

  it('a late line says how long, why and since when nothing was heard, and opens its card', async () => {
    const list = only(await leader.says('việc trễ'));
    expect(list.text).toMatch(
      /🔴 .+ – trễ \d+ ngày \(.+\)\n {3}(lý do: .+ · )?(im từ|báo gần nhất|chưa từng báo)/,
    );
    const days = [...list.text.matchAll(/trễ (\d+) ngày/g)].map(([, count]) => Number(count));
    expect(days).toEqual([...days].sort((a, b) => b - a));
    const card = only(await leader.presses('1'));
    expect(card.text).toContain('Quá hạn'.toLowerCase());
    const history = only(await leader.presses('🕘 Lịch sử'));
    expect(history.text).toContain('Lịch sử');
    expect(only(await leader.presses('‹ Quay lại')).text).toBe(card.text);
    expect(only(await leader.presses('‹ Về danh sách')).text).toBe(list.text);
  });

  it('what is blocked says who can help and since when', async () => {
    const list = only(await leader.says('/tiendo vướng'));
    expect(list.text).toMatch(/⛔ .+\n {3}chờ hướng dẫn của cấp trên → .+ · từ \d\d\/\d\d/);
  });

  it('in a group there are lists but no cards', async () => {
    const group = office.inGroup('dm-y-te', 'nhom-cchc');
    const list = only(await group.says('/tiendo xã trễ'));
    expect(heading(list)).toContain(COMMUNES);
    expect(list.choices.some(({ id }) => id.startsWith('ob:'))).toBe(false);
    const areas = only(await group.says('/tiendo theo lĩnh vực'));
    expect(areas.choices.some(({ id }) => id.startsWith('td:main:'))).toBe(true);
  });
});

describe('who writes decides how free words are read', () => {
  it('an official’s words about their own work stay a statement', async () => {
    const item = await obligation(office, 'dan-toc', 'Quý I');
    const said = await office.person('dm-dan-toc').says('báo cáo quý I đang làm 40%');
    expect(said.at(-1)?.text).toContain('chưa ghi gì cả');
    expect((await obligation(office, 'dan-toc', 'Quý I')).state).toBe(item.state);
  });

  it('an official’s question without a command is answered as before', async () => {
    const said = await office.person('dm-y-te').says('xã nào chậm');
    expect(said.at(-1)?.text).not.toContain('Theo đơn vị');
  });

  it('the coordinator may ask as leaders do, and small talk asks nothing', async () => {
    const coordinator = office.person('cqtt-cchc');
    expect(heading(only(await coordinator.says('xã nào chậm?')))).toContain(COMMUNES);
    expect(only(await coordinator.says('xong rồi em')).text).toContain('chưa hiểu');
    expect(only(await coordinator.says('cảm ơn em')).text).not.toContain('Tiến độ');
  });

  it('an official stays within the own agency, whatever is asked', async () => {
    const official = office.person('dm-tu-phap');
    for (const words of ['/tiendo các xã trễ', '/tiendo phòng y te quy 1', '/tiendo thanh tri']) {
      const { text } = only(await official.says(words));
      expect(text).not.toMatch(/Y tế: |UBND xã|Lâm Kiết/);
    }
  });
});
