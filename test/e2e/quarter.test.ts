import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { State } from '../../core/obligations/obligation.ts';
import { addDays, localDate } from '../../core/time/local-date.ts';
import type { Db } from '../../db/client.ts';
import { subtreeIds } from '../../db/queries/agencies.ts';
import { recordStatement } from '../../db/queries/obligations.ts';
import { loadSummary } from '../../office/summary.ts';
import { openOffice, type Told, toldTable } from '../support/office.ts';
import { type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { at } from '../support/vietnam.ts';
import {
  asTold,
  COORDINATOR,
  firstQuarterLedger,
  GROUP_POSTS,
  isoDay,
  type Ledger,
  PUNCTUAL,
} from './clerk.ts';
import { recount } from './recount.ts';

const GROUP = 'nhom-cchc';

/** The commune's official sends the report through the chat. */
async function reportsDone(office: Rehearsal): Promise<void> {
  const official = office.person(`dm-${PUNCTUAL}`);
  await official.presses('✅');
  await official.presses('📊 Phụ lục VI');
  await official.says('3\t1176\t1165\t0\t0\t5\t0\t0\t5\t0\t0\t4');
  await official.presses('‹ Về báo cáo');
  await official.presses('📨 Xem lại');
  await official.presses('📨 Gửi báo cáo');
  const [found] = await office.db.execute(sql`
    select o.state from obligations o join agencies a on a.id = o.agency_id
    join report_periods r on r.id = o.period_id where a.code = ${PUNCTUAL} and r.code = '2023-Q1'`);
  expect(found).toEqual({ state: 'done' });
}

/** Messages of the bot that nobody asked for: chat and moment, at 08:00 sharp. */
async function unasked(db: Db): Promise<{ chat: string; moment: string }[]> {
  const rows = await db.execute<{ chat: string; moment: string }>(sql`
    select m.chat, to_char(m.at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI') as moment
    from simulator_messages m
    where m.sender is null and not exists (
      select from simulator_messages asked
      where asked.chat = m.chat and asked.sender is not null and asked.at = m.at)
    and not exists (
      select from outbox x join conversations c on c.id = x.conversation_id
      where c.native_id = m.chat and x.kind = 'reply' and x.native_message_id = m.id::text)
    order by m.chat collate "C", m.at`);
  return [...rows];
}

describe('the first quarter of 2023, from 27/02 to 31/03', () => {
  let daily: Rehearsal;
  let jumping: Rehearsal;
  beforeAll(async () => {
    [daily, jumping] = await Promise.all([rehearse(), rehearse()]);
    const walk = async () => {
      // At a quarter past ten, so that every step passes a morning on the way.
      for (let day = localDate('2023-02-27'); day <= '2023-03-31'; day = addDays(day, 1)) {
        if (day === '2023-03-06') {
          await daily.moveTo('2023-03-06T09:00');
          await reportsDone(daily);
        }
        await daily.moveTo(`${day}T10:15`);
      }
    };
    const jump = async () => {
      await jumping.moveTo('2023-03-06T09:00');
      await reportsDone(jumping);
      await jumping.moveTo('2023-03-31T10:15');
    };
    await Promise.all([walk(), jump()]);
  }, 120_000);
  afterAll(() => Promise.all([daily.end(), jumping.end()]));

  it('reminds whom the clerk’s ledger names, of what it names, on the mornings it names', async () => {
    const told = await toldTable(daily.db);
    const ledger = firstQuarterLedger();
    for (const person of Object.keys(ledger)) {
      expect(about(told, person)).toEqual(asTold({ [person]: ledger[person] ?? {} }));
    }
    expect(told).toEqual(asTold(ledger));
  });

  it('does the same when the clock is moved in one go', async () => {
    expect(await toldTable(jumping.db)).toEqual(await toldTable(daily.db));
    expect(await unasked(jumping.db)).toEqual(await unasked(daily.db));
  });

  it('shows one message a person a morning, at 08:00, and the group its posts', async () => {
    const expected = asTold(firstQuarterLedger()).map(({ person, on }) => ({
      chat: person,
      moment: `${on} 08:00`,
    }));
    // Who has not sent the quarter's report, on the morning after it was due.
    expected.push({ chat: COORDINATOR, moment: '2023-03-09 08:00' });
    const posts = GROUP_POSTS.map((day) => ({ chat: GROUP, moment: `${isoDay(day)} 08:00` }));
    const key = (one: { chat: string; moment: string }) => `${one.chat} ${one.moment}`;
    const all = [...expected, ...posts].map(key).sort();
    expect((await unasked(daily.db)).map(key).sort()).toEqual(all);
  });

  it('says in the message how much there is', async () => {
    const text = async (person: string, day: string) => {
      const seen = await daily.person(person).sees();
      const [found] = seen.filter((one) => one.at === at(isoDay(day)).toISOString());
      return found?.text;
    };
    expect(await text('dm-tu-phap', '27/02')).toMatch(/\b2 việc\b/);
    expect(await text('dm-tu-phap', '09/03')).toMatch(/\b4 việc\b/);
    expect(await text('tt-tu-phap', '13/03')).toMatch(/\b4 việc\b/);
    // All 32 reports but one, and the five tasks overdue.
    expect(await text(COORDINATOR, '13/03')).toMatch(/\b36 việc\b/);
    expect(await text('lanh-dao', '13/03')).toBeUndefined();
  });

  it('has figures that a plain count of the rows confirms', async () => {
    const { db } = daily;
    const now = at('2023-03-31T10:15');
    await saySomething(db);
    const [root] = await db.execute<{ id: number }>(
      sql`select id from agencies where code = 'ubnd-huyen'`,
    );
    const rootId = root?.id ?? 0;
    const visible = new Set(await subtreeIds(db, rootId));
    const page = await loadSummary(db, rootId, visible, now);
    if (!page) throw new Error('no summary');
    const { tally, agencies, areas, reports, late } = page.summary;
    const counted = await recount(db, now);
    expect(tally).toEqual(counted.total);
    expect(Object.values(tally.by).every((count) => count > 0)).toBe(true);
    const byId = new Map(agencies.map(({ agencyId, ...rest }) => [agencyId, rest]));
    expect(byId).toEqual(counted.agencies);
    expect(areas.map(({ area: _, ...rest }) => rest)).toEqual(counted.areas);
    expect(reports.map(({ missing, ...rest }) => ({ ...rest, missing: missing.length }))).toEqual(
      counted.reports,
    );
    expect(late.map((item) => item.id)).toEqual(counted.late);
  });
});

/** A few statements of every sort, so that no count is zero by accident. */
async function saySomething(db: Db): Promise<void> {
  const owed = await db.execute<{ id: number }>(sql`
    select o.id from obligations o left join report_periods r on r.id = o.period_id
    where r.code = '2023-Q1' and o.state = 'not_started' order by o.id`);
  const said: [State, string][] = [
    ['done', '2023-03-08T23:59'],
    ['done', '2023-03-09T00:00'],
    ['accepted', '2023-03-20'],
    ['blocked', '2023-03-20'],
    ['returned', '2023-03-20'],
    ['in_progress', '2023-03-20'],
    ['not_applicable', '2023-03-20'],
  ];
  for (const [index, [state, moment]] of said.entries()) {
    const id = owed[index]?.id ?? 0;
    await db.transaction((tx) =>
      recordStatement(tx, id, { kind: 'state', state, personId: 1, channel: 'web' }, at(moment)),
    );
  }
}

describe('public holidays', () => {
  it('move what is due soon before them and what is overdue behind them', async () => {
    const office = await openOffice({ now: '2023-04-27' });
    const { scheduler, delivery, channel } = office.replica();
    const posts: string[] = [];
    const days = (from: string, to: string) => {
      const list: string[] = [];
      for (let day = localDate(from); day <= to; day = addDays(day, 1)) list.push(day);
      return list;
    };
    try {
      // The machine is switched on for the days around each break only.
      for (const day of [
        ...days('2023-04-27', '2023-05-05'),
        ...days('2023-08-30', '2023-09-11'),
      ]) {
        office.clock.set(at(day));
        const before = channel.texts(GROUP).length;
        await scheduler.runDue();
        await delivery.drain();
        if (channel.texts(GROUP).length > before) posts.push(day);
      }
      const told = await toldTable(office.db);
      const worked = '27/04 28/04 04/05 05/05 30/08 31/08 05/09 06/09 07/09 08/09 11/09';
      const ledger: Ledger = {
        'dm-xa-lam-kiet': {
          'xa-lam-kiet 2023-Q1/own': worked,
          'xa-lam-kiet 2023-H1/own': '30/08 31/08 05/09 06/09 07/09 08/09 11/09',
          // Due on Friday 08/09: a week before is 01/09, a day off.
          'xa-lam-kiet 2023-Q3/own': '31/08 05/09 07/09 08/09 11/09',
        },
        'ct-xa-lam-kiet': {
          // Once a week: for that of 24/04 when the machine came on, then the first working day.
          'xa-lam-kiet 2023-Q1/own': '27/04 04/05 30/08 05/09 11/09',
          'xa-lam-kiet 2023-H1/own': '30/08 05/09 11/09',
          'xa-lam-kiet 2023-Q3/own': '11/09',
        },
        'lanh-dao': {},
      };
      for (const person of Object.keys(ledger)) {
        expect(about(told, person)).toEqual(asTold({ [person]: ledger[person] ?? {} }));
      }
      expect([...new Set(told.map(({ on }) => on))].sort()).toEqual(worked.split(' ').map(isoDay));
      // Mondays 01/05 and 04/09 are off; 11/09 is a Monday and follows the reports of 08/09.
      expect(posts).toEqual(['27/04', '04/05', '30/08', '05/09', '11/09'].map(isoDay));
    } finally {
      await office.end();
    }
  });
});

function about(told: readonly Told[], person: string): Told[] {
  return told.filter((one) => one.person === person);
}
