import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localDate } from '../../core/time/local-date.ts';
import { endOfDay } from '../../core/time/zone.ts';
import { decideExtension } from '../../db/queries/extensions.ts';
import { recordStatement } from '../../db/queries/obligations.ts';
import { personByCode } from '../../db/queries/people.ts';
import { reportsDue } from '../../jobs/reports-due.ts';
import { openOffice, type Replica, type TestOffice } from '../support/office.ts';
import { at, VIETNAM } from '../support/vietnam.ts';

const CHIEF = 'cqtt-cchc';

let office: TestOffice;
let replica: Replica;
let told: number;
beforeEach(async () => {
  office = await openOffice({ now: '2023-03-08' });
  replica = office.replica({ jobs: [reportsDue] });
  told = 0;
});
afterEach(() => office.end());

/** What the coordinator is sent when the clock stands there and the program is up. */
async function standAt(local: string): Promise<string[]> {
  office.clock.set(at(local));
  await replica.scheduler.runDue();
  await replica.delivery.drain();
  const all = replica.channel.texts(CHIEF);
  const fresh = all.slice(told);
  told = all.length;
  return fresh;
}

async function reportOf(agency: string, period = '2023-Q1', duty = 'own'): Promise<number> {
  const [row] = await office.db.execute<{ id: number }>(sql`
    select o.id from obligations o join agencies a on a.id = o.agency_id
    join report_periods p on p.id = o.period_id
    where a.code = ${agency} and p.code = ${period} and o.occurrence = ${duty}`);
  return row?.id ?? 0;
}

type Said = Parameters<typeof recordStatement>[2];

async function say(agency: string, local: string, said: Pick<Said, 'state' | 'reason'>) {
  const person = await personByCode(office.db, CHIEF);
  const by = { personId: person?.id ?? 0, channel: 'web' };
  const kind = said.state === 'returned' ? ('review' as const) : ('state' as const);
  const id = await reportOf(agency);
  await office.db.transaction((tx) => recordStatement(tx, id, { kind, ...said, ...by }, at(local)));
}

/** The names on the line that begins with this mark. */
function namesOn(text: string | undefined, mark: string): string[] {
  const line = text?.split('\n').find((one) => one.startsWith(mark));
  return line?.replace(/^.*:<\/b> /, '').split(', ') ?? [];
}

describe('on the morning after 8 March', () => {
  it('the coordinator reads who has not sent, name by name, once', async () => {
    await say('xa-chau-hung', '2023-03-06', { state: 'done' });
    await say('thue', '2023-03-09T07:30', { state: 'done' });
    await say('xa-lam-kiet', '2023-03-07', { state: 'done' });
    await say('xa-lam-kiet', '2023-03-08', { state: 'returned', reason: 'thiếu mục II' });
    await say('y-te', '2023-03-07', { state: 'blocked', reason: 'chờ số liệu trạm y tế' });
    await say('bhxh', '2023-03-07', { state: 'not_applicable' });
    const dueOn = localDate('2023-03-15');
    const granted = { dueOn, dueAt: endOfDay(dueOn, VIETNAM) };
    const chief = await personByCode(office.db, CHIEF);
    const by = { personId: chief?.id ?? 0, channel: 'web' };
    const extended = await reportOf('tc-kh', '2023-Q1', 'field');
    await decideExtension(office.db, extended, { granted, ...by }, at('2023-03-06'));

    expect(await standAt('2023-03-08')).toEqual([]);
    expect(await standAt('2023-03-08T23:59')).toEqual([]);
    expect(await standAt('2023-03-09T07:59')).toEqual([]);
    const [text, ...more] = await standAt('2023-03-09');
    expect(more).toEqual([]);
    const rows = await office.db.execute<{ name: string }>(sql`
      select a.short_name || case o.occurrence when 'field' then ' (lĩnh vực)' else '' end as name
      from obligations o join agencies a on a.id = o.agency_id
      join report_periods p on p.id = o.period_id
      where p.code = '2023-Q1' and o.withdrawn_at is null
        and o.state in ('not_started', 'in_progress') and o.due_on = '2023-03-08'`);
    const escaped = (name: string) => name.replace(/&/g, '&amp;');
    expect(namesOn(text, '🔴').sort()).toEqual(rows.map(({ name }) => escaped(name)).sort());
    expect(rows).toHaveLength(32 - 6);
    expect(text).toContain('Báo cáo Quý I/2023');
    expect(text).toContain('Số liệu 15/12/2022 – 08/03/2023; hạn gửi hết ngày <b>08/03/2023</b>');
    expect(text).toContain(
      'Phải gửi <b>31</b> · đúng hạn <b>1</b> · trễ <b>1</b> · chưa có <b>29</b>',
    );
    expect(text).toContain('gửi đủ <b>6,5%</b> · tỷ lệ đúng hạn <b>3,2%</b>');
    expect(namesOn(text, '⏳')).toEqual(['Phòng TC-KH (lĩnh vực) (15/03)']);
    expect(namesOn(text, '↩️')).toEqual(['UBND xã Lâm Kiết (thiếu mục II)']);
    expect(namesOn(text, '⛔')).toEqual(['Phòng Y tế (chờ số liệu trạm y tế)']);
    expect(namesOn(text, '🟠')).toEqual(['Chi cục Thuế']);

    await office.db.execute(sql`delete from job_runs`);
    expect(await standAt('2023-03-09T09:00')).toEqual([]);
    expect(await standAt('2023-03-10')).toEqual([]);
    // Nobody else is told.
    expect(new Set(replica.channel.tried.map((one) => one.conversationId))).toEqual(
      new Set([CHIEF]),
    );
  });

  it('a short word says that all have sent', async () => {
    await office.db.execute(sql`
      update obligations set state = 'not_applicable' where agency_id not in
      (select id from agencies where code in ('y-te', 'thue'))`);
    await say('y-te', '2023-03-06', { state: 'done' });
    await say('thue', '2023-03-08T22:00', { state: 'done' });
    const [text] = await standAt('2023-03-09');
    expect(text).toBe(
      '🎉 <b>Báo cáo Quý I/2023</b>: cả 2 báo cáo đã gửi đủ (đúng hạn 2, trễ 0; hạn 08/03/2023).',
    );
  });
});

describe('a list that was missed', () => {
  it('comes on the next working morning, never at night or on a weekend', async () => {
    expect(await standAt('2023-03-10T20:00')).toEqual([]);
    expect(await standAt('2023-03-11T10:00')).toEqual([]);
    expect(await standAt('2023-03-12T10:00')).toEqual([]);
    expect(await standAt('2023-03-13')).toHaveLength(1);
    expect(await standAt('2023-03-14')).toEqual([]);
  });

  it('comes within two weeks, with what has been sent meanwhile, and later not at all', async () => {
    await say('xa-chau-hung', '2023-03-15', { state: 'done' });
    const [text] = await standAt('2023-03-23');
    expect(text).toContain('đúng hạn <b>0</b> · trễ <b>1</b> · chưa có <b>31</b>');
    await office.db.execute(sql`truncate outbox, job_runs cascade`);
    expect(await standAt('2023-03-24')).toEqual([]);
  });

  it('waits for the end of Tết', async () => {
    // Tết 2023: off from 20 to 26 January.
    await office.db.execute(sql`
      update report_periods set due_on = '2023-01-20' where code = '2023-Q1'`);
    for (const day of ['2023-01-21', '2023-01-23', '2023-01-25', '2023-01-26']) {
      expect(await standAt(`${day}T09:00`)).toEqual([]);
    }
    expect(await standAt('2023-01-27')).toHaveLength(1);
  });
});

describe('who is told', () => {
  it('nobody of a period that was over before they became coordinator', async () => {
    await office.db.execute(sql`
      update memberships set started_at = '2023-03-09T00:00+07' where role = 'coordinator'`);
    expect(await standAt('2023-03-09')).toEqual([]);
    await office.db.execute(sql`delete from job_runs`);
    await office.db.execute(sql`
      update memberships set started_at = '2023-03-08T23:00+07' where role = 'coordinator'`);
    expect(await standAt('2023-03-09T08:30')).toHaveLength(1);
  });

  it('nobody who has blocked the bot', async () => {
    await office.db.execute(sql`
      update conversations set unreachable_since = '2023-03-01' where native_id = ${CHIEF}`);
    expect(await standAt('2023-03-09')).toEqual([]);
  });
});
