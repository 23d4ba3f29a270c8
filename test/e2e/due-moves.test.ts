import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { type Reporter, reporter } from '../support/reporting.ts';

let office: Rehearsal;
let coordinator: Person;
let health: Reporter;
beforeAll(async () => {
  office = await rehearse();
  coordinator = office.person('cqtt-cchc');
  health = await reporter(office, 'y-te');
});
afterAll(() => office.end());

async function last(answers: Promise<{ text: string }[]>): Promise<string> {
  return (await answers).at(-1)?.text ?? '';
}

const TITLE = 'có hạn mới';

/** What somebody has heard about moved dates since asked last. */
async function news(person: Pick<Person, 'hears'>): Promise<string[]> {
  return (await person.hears()).map(({ text }) => text).filter((text) => text.includes(TITLE));
}

/** Enters a day off through the form; gives the review before sending, and the answer after. */
async function takesOff(day: string): Promise<{ before: string; after: string }> {
  await coordinator.says('/lich');
  await coordinator.presses('➕ Ngày nghỉ');
  await coordinator.says(day);
  const before = await last(coordinator.says('nghỉ tránh bão'));
  return { before, after: await last(coordinator.presses('📨')) };
}

async function toldPeople(): Promise<number> {
  const [row] = await office.db.execute<{ n: number }>(
    sql`select count(*)::int as n from outbox where dedupe_key like 'due-moves:%'`,
  );
  return row?.n ?? 0;
}

describe('due dates that the calendar moves', () => {
  it('are shown before anything changes, rule by rule and day by day', async () => {
    await coordinator.says('/lich');
    const rules = await last(coordinator.presses('📌 Hạn vào ngày nghỉ'));
    expect(rules).toMatch(/Ngày làm việc liền sau: (không hạn nào đổi|đổi hạn \d+ việc)/);
    await coordinator.presses('Ngày làm việc liền sau');
    await office.moveTo('2023-02-27T09:30');
    await news(health);

    const { before, after } = await takesOff('8/3');
    const [, works, agencies] = /Hạn của (\d+) việc ở (\d+) đơn vị sẽ đổi theo/.exec(before) ?? [];
    expect(Number(works)).toBeGreaterThan(1);
    expect(after).toContain(`${works} hạn được dời theo, ở ${agencies} đơn vị`);
    expect(after).toMatch(/Lúc 10:30 tôi báo hạn mới cho \d+ người phụ trách/);
    expect(await last(coordinator.says('/lich'))).toContain('Lúc 10:30 tôi báo hạn mới');
  });

  it('are told after an hour, once to each person, old day, new day and why', async () => {
    const before = await toldPeople();
    expect(await news(health)).toEqual([]);
    await office.moveTo('2023-02-27T10:29');
    expect(await news(health)).toEqual([]);
    await office.moveTo('2023-02-27T10:30');
    const [told, ...more] = await news(health);
    expect(more).toEqual([]);
    expect(told).toContain('08/03 → 09/03, vì 08/03 là ngày nghỉ');
    expect(await toldPeople()).toBeGreaterThan(before);
    // Nobody hears it again: the job looks again the next morning and after a restart.
    const count = await toldPeople();
    await office.restart();
    await office.moveTo('2023-02-28T09:00');
    expect(await toldPeople()).toBe(count);
    expect(await last(coordinator.says('/lich'))).not.toContain('tôi báo hạn mới');
  });

  it('moved and moved back within the hour: nobody hears anything', async () => {
    const count = await toldPeople();
    const { after } = await takesOff('9/3');
    expect(after).toContain('Lúc 10:00');
    await office.moveTo('2023-02-28T09:20');
    await coordinator.forges('li:rx:2023-03-09:2023-03-09');
    expect(await last(coordinator.presses('🗑 Bỏ ngày này'))).toContain('tôi không báo ai');
    await office.moveTo('2023-02-28T12:00');
    expect(await toldPeople()).toBe(count);
  });

  it('moved twice within the hour: one message about where it ends up', async () => {
    await news(health);
    await takesOff('9/3');
    await office.moveTo('2023-02-28T12:30');
    await takesOff('10/3');
    await office.moveTo('2023-02-28T14:00');
    const [told, ...more] = await news(health);
    expect(more).toEqual([]);
    // 11 and 12 March are a weekend.
    expect(told).toContain('09/03 → 13/03, vì 09/03 là ngày nghỉ');
  });

  it('in the evening: nobody at night, everybody in the morning, before the reminders', async () => {
    await office.moveTo('2023-02-28T20:00');
    await news(health);
    await coordinator.says('/lich');
    await coordinator.presses('📌 Hạn vào ngày nghỉ');
    const answer = await last(coordinator.presses('Giữ ngày trong văn bản'));
    expect(answer).toContain('Lúc 08:00 ngày 01/03 tôi báo hạn mới');
    await office.moveTo('2023-03-01T07:59');
    expect(await news(health)).toEqual([]);
    await office.moveTo('2023-03-01T08:00');
    const heard = (await health.hears()).map(({ text }) => text);
    const [told, reminder] = heard;
    expect(told).toContain('13/03 → 08/03, đúng ngày ghi trong văn bản');
    // A week before: the morning's reminder has the date that counts.
    expect(reminder).toContain('08/03');
    expect(heard.filter((text) => text.includes(TITLE))).toHaveLength(1);
  });

  it('not to who is away, but to their deputy; not of what is stopped', async () => {
    const justice = await reporter(office, 'tu-phap');
    const culture = await reporter(office, 'gd-dt');
    const deputy = office.person('tt-gd-dt');
    await justice.forges(`tn:ask:${(await justice.report()).id}`);
    await justice.says('chờ tỉnh ban hành quyết định');
    await justice.presses('Bỏ qua');
    await justice.presses('📨');
    await culture.says('nghỉ phép');
    await culture.presses('🌴');
    await culture.says('31/3/2023');
    await culture.presses('Thủ trưởng');
    await culture.presses('📨');
    await deputy.presses('✅ Nhận');
    for (const one of [justice, culture, deputy, health]) await one.hears();

    await coordinator.forges('li:rs:before');
    await office.moveTo('2023-03-01T09:00');
    const moved = /📌 08\/03 → 07\/03, vì 08\/03 là ngày nghỉ:\n• Báo cáo Quý I\/2023/;
    expect((await news(health)).join()).toMatch(moved);
    expect((await news(deputy)).join()).toMatch(moved);
    expect(await news(culture)).toEqual([]);
    expect((await justice.report()).dueOn).toBe('2023-03-07');
    expect((await news(justice)).join()).not.toContain('I/2023 về công tác CCHC');
  });

  it('not of what is overdue by the old date and by the new', async () => {
    await office.moveTo('2023-03-14T09:00');
    await news(health);
    expect(await last(coordinator.forges('li:rs:after'))).toContain('hạn được dời theo');
    expect((await health.report()).dueOn).toBe('2023-03-13');
    await office.moveTo('2023-03-14T12:00');
    expect((await news(health)).join()).not.toContain('→ 13/03');
  });

  it('by a new version that knows more days: told the same morning', async () => {
    await news(health);
    const { id } = await health.report();
    await office.db.execute(sql`
      update obligations set source_due_on = '2023-03-24', due_on = '2023-03-24' where id = ${id}`);
    await office.db.execute(
      sql`insert into calendar_days (day, kind, note) values ('2023-03-24', 'off', '')`,
    );
    await office.moveTo('2023-03-15T08:00');
    const [told] = await news(health);
    expect(told).toContain('24/03 → 27/03, vì 24/03 là ngày nghỉ');
  });
});
