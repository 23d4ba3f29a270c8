import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_LADDER } from '../../core/reminders/ladder.ts';
import { localDate } from '../../core/time/local-date.ts';
import { recordStatement } from '../../db/queries/obligations.ts';
import { personOfAccount } from '../../db/queries/people.ts';
import { dataAbout } from '../../db/queries/personal-data.ts';
import { setLadderRule } from '../../office/ladders.ts';
import { planMorning } from '../../office/reminders.ts';
import { agencyId, only } from '../support/facts.ts';
import { type Person, type Rehearsal, rehearse, type Seen } from '../support/rehearsal.ts';

let office: Rehearsal;
let official: Person;
let coordinator: Person;
let work: number;
beforeAll(async () => {
  office = await rehearse();
  official = office.person('dm-tu-phap');
  coordinator = office.person('cqtt-cchc');
  const [row] = await office.db.execute<{ id: number }>(sql`
    select id from obligations where agency_id = ${await agencyId(office, 'tu-phap')}
      and due_on = '2023-03-08' and source_kind = 'report' order by id limit 1`);
  work = row?.id ?? 0;
});
afterAll(() => office.end());

const last = (seen: Seen[]) => seen.at(-1)?.text ?? '';
const labels = (seen: Seen[]) => seen.at(-1)?.choices.map(({ label }) => label) ?? [];

/** What was put in line about the piece of work that day: who, and at what local time. */
async function planned(day: string): Promise<string[]> {
  const rows = await office.db.execute<{ who: string; at: string }>(sql`
    select p.code as who, to_char(x.not_before at time zone 'Asia/Ho_Chi_Minh', 'HH24:MI') as at
    from reminder_marks m join persons p on p.id = m.person_id join outbox x on x.id = m.outbox_id
    where m.obligation_id = ${work} and m.told_on = ${day} and x.status <> 'dropped'
    group by 1, 2 order by 1`);
  return rows.map(({ who, at }) => `${who} ${at}`);
}

/** Runs a morning; what the explanation foretells is what then happens. */
async function morning(day: string): Promise<string[]> {
  await office.moveTo(`${day}T07:30`);
  const plan = await planMorning(office.db, localDate(day), DEFAULT_LADDER, { explain: true });
  await office.moveTo(`${day}T08:00`);
  const foretold = plan.decisions.filter(({ code }) => code === 'told');
  const marks = await office.db.execute<{ person: number; work: number; rung: string }>(sql`
    select person_id as person, obligation_id as work, rung from reminder_marks
    where told_on = ${day}`);
  const marked = new Set(marks.map((one) => `${one.person} ${one.work} ${one.rung}`));
  for (const { personId, obligationId, rung } of foretold) {
    expect(marked).toContain(`${personId} ${obligationId} ${rung}`);
  }
  const pairs = new Set(foretold.map((one) => `${one.personId} ${one.obligationId}`));
  expect(new Set(marks.map((one) => `${one.person} ${one.work}`))).toEqual(pairs);
  return planned(day);
}

/** Why the official is not told, or that they are. */
async function why(day: string): Promise<string | undefined> {
  const plan = await planMorning(office.db, localDate(day), DEFAULT_LADDER, { explain: true });
  const person = await personOfAccount(office.db, 'web', official.id);
  const found = plan.decisions.filter(
    (one) => one.personId === person?.id && one.obligationId === work,
  );
  return only(found).code;
}

describe('an official', () => {
  it('chooses the hour and the style with one tap each', async () => {
    expect(last(await official.says('gio nhac'))).toContain('từ 08:00');
    expect(labels(await official.sees())).toContain('✓ 08:00');
    expect(last(await official.presses('14:00'))).toContain('từ 14:00');
    expect(last(await official.presses('Mỗi việc một tin'))).toContain('mỗi việc một tin');
    expect(last(await official.presses('✓ 3 ngày'))).toContain('7, 1 ngày và đúng ngày hạn');
    expect(labels(await official.sees()).join()).not.toContain('Nhịp nhắc của đơn vị');
    await official.forges('nv:hour:1200');
    await official.forges('nv:style:loud');
    expect(last(await official.says('/nhacviec'))).toContain('từ 14:00');
  });

  it('is reminded at that hour, of each thing by itself with its answers', async () => {
    await official.hears();
    expect(await morning('2023-03-01')).toContain('dm-tu-phap 14:00');
    expect(await official.hears()).toEqual([]);
    await office.moveTo('2023-03-01T14:00');
    const heard = await official.hears();
    expect(heard.length).toBeGreaterThan(1);
    for (const one of heard.slice(0, 2)) {
      expect(one.choices.map(({ label }) => label)).toEqual(
        expect.arrayContaining(['✅ Đã xong', '⏰ Nhắc lại sau', '🔕 Thôi nhắc việc này']),
      );
    }
  });

  it('puts it off; what waits for their hour is taken back and planned once more', async () => {
    await official.presses('Về nhịp chung').catch(() => official.forges('nv:reset'));
    expect(last(await official.forges(`hn:${work}`))).toContain('vào ngày nào');
    const answer = await official.presses('Ngày làm việc tới');
    expect(last(answer)).toContain('thứ Năm, 02/03/2023');
    expect(last(answer)).toContain('Đúng ngày hạn tôi vẫn nhắc');
    expect(last(await official.says('/viec'))).toContain('⏰ Sẽ nhắc lại 02/03');
    expect(await morning('2023-03-02')).toEqual(['dm-tu-phap 08:00']);
    await official.forges(`hn:${work}:other`);
    const late = last(await official.says('20/3/2023').then(() => official.presses('📨')));
    expect(late).toContain('08/03/2023');
    expect(late).toContain('là ngày muộn nhất có thể');
    expect(await why('2023-03-03')).toBe('snoozed');
    expect(await morning('2023-03-03')).toEqual([]);
  });

  it('stops it with a reason; the coordinator hears and lifts it with one tap', async () => {
    await coordinator.hears();
    await official.forges(`tn:ask:${work}`);
    await official.says('chờ tỉnh ban hành quyết định');
    await official.presses('Bỏ qua');
    expect(last(await official.presses('📨'))).toContain('tôi thôi nhắc việc này');
    const notice = (await coordinator.hears()).find(({ text }) => text.includes('thôi nhắc'));
    expect(notice?.text).toContain('chờ tỉnh ban hành quyết định');
    expect(notice?.choices.map(({ label }) => label)).toContain('🔔 Nhắc lại như cũ');
    expect(last(await official.says('/viec'))).toContain('🔕 Đang thôi nhắc');
    expect(last(await official.forges(`hn:${work}`))).toContain('đang thôi nhắc rồi');
    for (const day of ['2023-03-08', '2023-03-09', '2023-03-13']) {
      expect(await why(day)).toBe('muted');
      expect(await morning(day)).toEqual([]);
    }
    expect(last(await coordinator.says('/nhacviec'))).toContain('Nhịp nhắc việc');
    const list = await coordinator.presses('🔕 Việc đang thôi nhắc (1)');
    expect(last(list)).toContain('chờ tỉnh ban hành quyết định');
    await official.hears();
    expect(last(await coordinator.presses('🔔 Nhắc lại việc 1'))).toContain('nhắc lại như cũ');
    expect(last(await official.hears())).toContain('đã cho nhắc lại như cũ');
    // Overdue by now: told once that morning, to the official and those who look after it.
    expect(await morning('2023-03-14')).toContain('dm-tu-phap 08:00');
  });

  it('hears nothing at their hour of what was settled in the morning', async () => {
    await official.forges('nv:hour:840');
    expect(await morning('2023-03-15')).toContain('dm-tu-phap 14:00');
    await office.db.transaction(async (tx) => {
      const person = await personOfAccount(tx, 'web', official.id);
      const said = { kind: 'state', state: 'done', channel: 'web' } as const;
      const now = new Date('2023-03-15T09:00:00+07:00');
      await recordStatement(tx, work, { ...said, personId: person?.id ?? 0 }, now);
    });
    await office.moveTo('2023-03-15T09:05');
    expect(await planned('2023-03-15')).not.toContain('dm-tu-phap 14:00');
    await official.hears();
    await office.moveTo('2023-03-15T14:00');
    expect(only(await official.hears()).text).toContain('Nhắc việc');
  });
});

describe('others', () => {
  it('see and change nothing of an agency that is not theirs', async () => {
    const stranger = office.person('dm-y-te');
    const id = await agencyId(office, 'tu-phap');
    const before = await office.db.execute(sql`
      select (select count(*) from ladder_rules), (select count(*) from reminder_pauses)`);
    for (const choice of [
      ...[`nv:ag:${id}`, `nv:set:${id}:all:e:1`, `nv:set:${id}:all:x:0`, 'nv:muted:0'],
      ...[`hn:${work}`, `hn:${work}:tomorrow`, `tn:ask:${work}`, `tn:lift:${work}`, 'nv:what'],
    ]) {
      expect(last(await stranger.forges(choice))).toMatch(/phạm vi|không mở được|đã cũ/);
    }
    const after = await office.db.execute(sql`
      select (select count(*) from ladder_rules), (select count(*) from reminder_pauses)`);
    expect(after).toEqual(before);
  });

  it('who look after it set it for an agency and all below', async () => {
    expect(last(await coordinator.says('/nhacviec phòng y tế'))).toContain('Nhịp nhắc: Phòng Y tế');
    expect(last(await coordinator.presses('14 ngày'))).toContain('14, 7, 3, 1 ngày');
    expect(last(await coordinator.presses('Báo cáo'))).toContain('– Báo cáo');
    const id = await agencyId(office, 'y-te');
    expect(last(await coordinator.forges(`nv:set:${id}:report:e:7`))).toContain('quá hạn: 7 ngày');
    expect(last(await coordinator.forges(`nv:set:${id}:report:l:14`))).toContain('14 ngày');
    expect(last(await coordinator.forges(`nv:set:${id}:report:e:99`))).toContain('đã cũ');
  });
});

it('tells leaders once a week, a line a committee, what is overdue for long', async () => {
  const kind = { sourceKind: 'plan', agencyId: null, personId: null } as const;
  const by = { setBy: null, at: new Date() };
  await setLadderRule(office.db, kind, { leaderAfterDays: 7 }, by);
  const leader = office.person('lanh-dao');
  await leader.hears();
  await office.moveTo('2023-04-17T08:00');
  const told = (await leader.hears()).find(({ text }) => text.includes('Quá hạn lâu'));
  expect(told?.text).toMatch(/Thạnh Trị: \d+ việc, lâu nhất \d+ ngày/);
  expect(told?.text).toMatch(/chưa báo lần nào|chưa báo gì thêm từ/);
  await office.moveTo('2023-04-18T08:00');
  expect((await leader.hears()).filter(({ text }) => text.includes('Quá hạn lâu'))).toEqual([]);
});

it('shows a person what is kept of it', async () => {
  const person = await personOfAccount(office.db, 'web', official.id);
  const sections = (await dataAbout(office.db, person?.id ?? 0)).map(({ name }) => name);
  expect(sections).toEqual(expect.arrayContaining(['reminder_rules', 'reminder_pauses']));
});
