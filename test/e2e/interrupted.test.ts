import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agencyId, obligation, only } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse, type Seen } from '../support/rehearsal.ts';

let office: Rehearsal;
let official: Person;
let coordinator: Person;
let task: number;
beforeAll(async () => {
  office = await rehearse();
  official = office.person('dm-tu-phap');
  coordinator = office.person('cqtt-cchc');
  task = (await obligation(office, 'tu-phap', 'theo dõi thi hành pháp luật')).id;
});
afterAll(() => office?.end());

const last = (seen: readonly Seen[]) => seen.at(-1)?.text ?? '';
const labels = ({ choices }: Seen) => choices.map(({ label }) => label);

describe('while a question waits', () => {
  it('a number means the list just asked for', async () => {
    await official.forges(`up:${task}:blocked`);
    const list = only(await official.says('/giahan'));
    const wanted = list.choices[2]?.label ?? '';
    const form = last(await official.says('3'));
    expect(form).toContain('Xin thêm thời gian');
    expect(form).toContain(wanted.slice(0, 15));
    await official.says('/huy');
  });

  it('a number is the answer, although a notice with choices came in between', async () => {
    await official.says('/kiennghi cần thêm máy quét cho bộ phận một cửa');
    await official.says('2');
    await official.says('1');
    await official.says('bỏ qua');
    await official.presses('📨');
    await official.forges(`up:${task}:in_progress`);
    await coordinator.presses('💬');
    await coordinator.says('đã trình bố trí kinh phí');
    await coordinator.presses('📨');
    expect(labels(only(await official.hears())).length).toBeGreaterThan(1);
    expect(last(await official.says('2'))).toContain('minh chứng');
    expect(last(await official.presses('⏩'))).toContain('2%');
    await official.says('/huy');
  });

  it('a number that is no answer to it is one of its choices, and never its way out', async () => {
    await official.forges(`up:${task}:blocked`);
    await official.says('chờ hướng dẫn của tỉnh');
    const who = (await official.sees()).at(-1);
    expect(labels(who as Seen).indexOf('Hủy')).toBe(5);
    expect(last(await official.says('6'))).toContain('hơi ngắn');
    expect(last(await official.says('2'))).toContain('minh chứng');
    expect(last(await official.presses('⏩'))).toContain('Lãnh đạo UBND');
    await official.says('/huy');
  });

  it('the name of a command that is no answer to it is that command', async () => {
    await official.forges(`up:${task}:done`);
    expect(last(await official.says('TIẾN ĐỘ 👍'.normalize('NFD')))).toContain('Tiến độ CCHC');
    expect(last(await official.says('việc của tôi'))).toContain('việc đang chờ đơn vị mình');
    expect(last(await official.says('15/BC-TP ngày 20/2/2023'))).toContain('minh chứng');
    await official.says('/huy');
    // Where words are asked for, they are the answer.
    await official.forges(`up:${task}:blocked`);
    expect(last(await official.says('khó khăn'))).toContain('tháo gỡ');
    await official.says('/huy');
  });

  it('a code that is no answer to it is redeemed, and the question waits on', async () => {
    await coordinator.says('/moi Phòng Y tế');
    const made = last(await coordinator.presses('Thủ trưởng'));
    const [, code = ''] = /\n([0-9A-Z]{4}-[0-9A-Z]{4})\n/.exec(made) ?? [];
    await official.forges(`up:${task}:done`);
    const before = (await official.sees()).at(-1);
    expect(last(await official.says(code))).toContain('thêm vai trò thủ trưởng của Phòng Y tế');
    expect(last(await official.says('/tieptuc'))).toBe(before?.text);
    await official.says('/huy');
  });
});

describe('help and lists', () => {
  it('tell a coordinator of proposals that wait, and lead to them', async () => {
    const clean = only(await coordinator.says('/trogiup'));
    expect(clean.text).not.toContain('kiến nghị chờ trả lời');
    expect(clean.text).not.toContain('Báo cáo Báo cáo');
    const other = office.person('dm-y-te');
    await other.says('/kiennghi cần thêm máy quét cho bộ phận một cửa');
    await other.says('1');
    await other.says('1');
    await other.says('bỏ qua');
    await other.presses('📨');
    expect(only(await coordinator.says('/trogiup')).text).toContain('1 kiến nghị chờ trả lời');
    expect(last(await coordinator.presses('📣 Xem kiến nghị (1)'))).toContain('chờ trả lời');
  });

  it('do not repeat the only agency behind each deadline', async () => {
    const own = last(await office.person('dm-y-te').says('/han'));
    expect(own).toContain('Sắp đến hạn – Phòng Y tế');
    expect(own).not.toContain('(Phòng Y tế)');
    expect(last(await coordinator.says('/han'))).toContain('đơn vị)');
  });

  it('tell somebody without any agency left what to do, whatever they ask for', async () => {
    const left = office.person('dm-y-te');
    const id = await agencyId(office, 'y-te');
    await office.db.execute(sql`
      update memberships set ended_at = started_at
      where agency_id = ${id} and person_id = (select id from persons where code = 'dm-y-te')`);
    for (const words of ['/trogiup', '/kiennghi', '/tiendo', '/viec']) {
      expect(last(await left.says(words))).toContain('chưa gắn với đơn vị nào');
    }
  });
});
