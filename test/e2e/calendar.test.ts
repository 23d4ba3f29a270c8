import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { history } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { reporter } from '../support/reporting.ts';
import { type TwoDistricts, twoDistricts } from '../support/two-districts.ts';

let office: Rehearsal;
let coordinator: Person;
beforeAll(async () => {
  office = await rehearse();
  coordinator = office.person('cqtt-cchc');
});
afterAll(() => office.end());

async function last(answers: Promise<{ text: string }[]>): Promise<string> {
  return (await answers).at(-1)?.text ?? '';
}

describe('/lich', () => {
  it('shows the coming holidays of this and the next year, hours, and the rule', async () => {
    const card = await last(coordinator.says('lịch làm việc'));
    expect(card).toContain('Hôm nay, thứ Hai, 27/02/2023: ngày làm việc.');
    expect(card).toContain('Giờ làm việc: 08:00–17:30');
    expect(card).toContain('giữ ngày ghi trong văn bản');
    expect(card).toContain('Quốc khánh');
    expect(card).toContain('08/02/2024 – 14/02/2024: Tết Nguyên đán');
    expect(card).toContain('thứ Hai 29/04/2024: nghỉ hoán đổi, làm bù thứ Bảy 04/05/2024');
  });

  it('is read by everybody, and changed by who looks after the top only', async () => {
    const official = await reporter(office, 'y-te');
    const card = (await official.hear('/lich')) ?? '';
    expect(card).toContain('Lịch này dùng chung');
    for (const forged of [
      'li:off',
      'li:work',
      'li:rm',
      'li:rx:2023-03-08:2023-03-08',
      'li:rd:2023-03-08:2023-03-08',
      'li:rs:after',
    ]) {
      const [answer] = await official.forges(forged);
      expect(answer?.text).toContain('ở cấp trên cùng sửa được');
    }
  });

  it('takes a day off, tells what is due then, and leaves the date of the document', async () => {
    await coordinator.says('/lich');
    expect(await last(coordinator.presses('➕ Ngày nghỉ'))).toContain('từ ngày nào đến ngày nào');
    expect(await last(coordinator.says('tuần sau'))).toContain('chưa đọc được ngày');
    expect(await last(coordinator.says('từ 9/3 đến 8/3'))).toContain('sau hoặc trùng ngày đầu');
    expect(await last(coordinator.says('8/3'))).toMatch(/việc đang có hạn trong những ngày này/);
    expect(await last(coordinator.says('nghỉ tránh bão'))).toContain('thứ Tư 08/03');
    expect(await last(coordinator.presses('📨'))).toMatch(
      /Đã ghi ngày nghỉ: thứ Tư 08\/03\.\n⏰ \d+ việc có hạn .*hạn giữ nguyên/,
    );
    expect(await last(coordinator.presses('🗓 Xem lịch'))).toContain(
      'thứ Tư 08/03: nghỉ: nghỉ tránh bão ✍️',
    );
    const official = await reporter(office, 'y-te');
    expect((await official.report()).dueOn).toBe('2023-03-08');
  });

  it('by the other rule moves what is open, says so in its history and on its card', async () => {
    await coordinator.presses('📌 Hạn vào ngày nghỉ');
    const answer = await last(coordinator.presses('Ngày làm việc liền sau'));
    expect(answer).toContain('Điều 148 khoản 5');
    expect(answer).toMatch(/\d+ hạn được dời theo/);
    const official = await reporter(office, 'y-te');
    const item = await official.report();
    expect(item).toMatchObject({ dueOn: '2023-03-09', sourceDueOn: '2023-03-08' });
    expect(item.dueAt?.toISOString()).toBe('2023-03-09T17:00:00.000Z');
    expect(
      (await history(office, item)).map(({ kind, dueBefore, dueAfter }) => [
        kind,
        dueBefore,
        dueAfter,
      ]),
    ).toEqual([['due_moved', '2023-03-08', '2023-03-09']]);
    const [card] = await official.forges(`ob:${item.id}`);
    expect(card?.text).toContain('Hạn 09/03, vì 08/03 là ngày nghỉ');
    // The same once more moves nothing.
    await coordinator.forges('li:rs:after');
    expect(await history(office, item)).toHaveLength(1);
  });

  it('leaves an extension alone, and moves the rest back when the day is taken away', async () => {
    const extended = await reporter(office, 'thanh-tra');
    const { id } = await extended.report();
    await extended.forges(`ex:${id}`);
    await extended.hear('20/3');
    await extended.hear('chờ số liệu của các xã');
    await extended.tap('📨');
    await coordinator.presses('✅ Đồng ý');
    expect((await extended.report()).dueOn).toBe('2023-03-20');

    await coordinator.says('/lich');
    await coordinator.presses('🗑 Bỏ ngày đã nhập');
    // Due dates would move with it, so it is asked first; the same button again asks again.
    const sure = await last(coordinator.presses('🗑 thứ Tư 08/03'));
    expect(sure).toMatch(/Bỏ thứ Tư 08\/03[\s\S]*Hạn của \d+ việc ở \d+ đơn vị sẽ đổi theo/);
    expect((await (await reporter(office, 'y-te')).report()).dueOn).toBe('2023-03-09');
    expect(await last(coordinator.presses('🗑 Bỏ ngày này'))).toMatch(
      /Đã bỏ thứ Tư 08\/03[\s\S]*hạn được dời theo/,
    );
    expect(await last(coordinator.forges('li:rx:2023-03-08:2023-03-08'))).toContain('trước đó rồi');
    expect((await extended.report()).dueOn).toBe('2023-03-20');
    const other = await reporter(office, 'y-te');
    expect((await other.report()).dueOn).toBe('2023-03-08');
  });

  it('takes office hours with a midday rest; notices and mornings keep to them', async () => {
    await coordinator.says('/lich');
    await coordinator.presses('🕗 Giờ làm việc');
    expect(await last(coordinator.says('sáng chiều'))).toContain('chưa đọc được giờ');
    await coordinator.says('7h30 đến 17h');
    expect(await last(coordinator.says('17:30-18:00'))).toContain('nằm trong giờ làm việc');
    expect(await last(coordinator.says('11:30-13:00'))).toContain('11:30–13:00');
    expect(await last(coordinator.presses('📨'))).toContain('07:30–17:00, nghỉ trưa 11:30–13:00');

    const { ran } = await office.moveTo('2023-02-28T12:00');
    const first = ran.findLast(({ job }) => job === 'reminders');
    expect(first?.at).toBe('2023-02-28T00:30:00.000Z');
    // Asked during the rest, it is told when that is over.
    const official = await reporter(office, 'dan-toc');
    await official.forges(`ex:${(await official.report()).id}`);
    await official.hear('20/3');
    await official.hear('chờ số liệu của các xã');
    await official.tap('📨');
    const [notice] = await office.db.execute<{ at: string; until: string }>(sql`
      select to_char(not_before at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI') as at,
        to_char(expires_at at time zone 'Asia/Ho_Chi_Minh', 'HH24:MI') as until
      from outbox where kind = 'notice' order by id desc limit 1`);
    expect(notice).toEqual({ at: '2023-02-28 13:00', until: '17:00' });
  });

  it('leaves its trace', async () => {
    const rows = await office.db.execute<{ what: string }>(sql`
      select details ->> 'what' as what from audit where action = 'calendar.changed' order by at, seq`);
    expect(rows.map(({ what }) => what)).toEqual([
      'off',
      'day_off_rule',
      'day_off_rule',
      'removed',
      'hours',
    ]);
  });
});

describe('with two districts below a province', () => {
  let world: TwoDistricts;
  beforeAll(async () => {
    world = await twoDistricts();
  }, 60_000);
  afterAll(() => world.office.end());

  it.each([
    ['coordinator-so', true],
    ['admin-tinh', true],
    ['coordinator-bnv', false],
    ['admin-b', false],
    ['leader-tinh', false],
    ['official-b1', false],
  ])('%s may change the calendar of all: %s', async (id, may) => {
    const player = world.office.person(id);
    const answers = await player.says('/lich');
    const labels = answers.flatMap(({ choices }) => choices.map(({ label }) => label));
    expect(labels.includes('➕ Ngày nghỉ')).toBe(may);
    const shown = (await player.forges('li:rs:before')).map(({ text }) => text).join();
    expect(shown.includes('Đã đổi cách tính')).toBe(may);
  });
});
