import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localDate } from '../../core/time/local-date.ts';
import { addMembership, endMembership, wasEnded } from '../../db/queries/people.ts';
import { parseRegime, type Regime, readRegime } from '../../imports/regime.ts';
import { importOrganisation } from '../../office/import-organisation.ts';
import { importPeople } from '../../office/import-people.ts';
import { importRegime } from '../../office/import-regime.ts';
import { demoFile } from '../core/organisation/fixtures.ts';
import { openOffice, type TestOffice } from '../support/office.ts';
import { at, VIETNAM } from '../support/vietnam.ts';
import { allBooks } from './books.ts';
import { type Cells, cellsOf, organisation, peopleOf } from './files.ts';

const NOW = at('2023-03-10T09:00');
const nothing = { added: 0, changed: 0, removed: 0, restored: 0 };

let office: TestOffice;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.end());

async function importAgencies(agencies: Cells, sets?: Cells) {
  const read = await organisation(agencies, sets);
  return office.db.transaction((tx) => importOrganisation(tx, read));
}

async function importStaff(cells: Cells) {
  const people = await peopleOf(cells);
  return office.db.transaction(async (tx) => (await importPeople(tx, people, NOW)).changes);
}

async function membersOf(set: string): Promise<string[]> {
  const rows = await office.db.execute<{ code: string }>(sql`
    select a.code from agency_set_members m join agencies a on a.id = m.agency_id
    join agency_sets s on s.id = m.set_id where s.code = ${set} order by a.id`);
  return rows.map(({ code }) => code);
}

describe('the organisation', () => {
  it('imported again, with or without its sets, changes nothing', async () => {
    const [agencies, sets] = [await cellsOf('agencies.csv'), await cellsOf('sets.csv')];
    const before = await allBooks(office.db);
    expect(await importAgencies(agencies, sets)).toEqual({ ...nothing, unchanged: 28 + 4 });
    // Without the file of sets only those that have members are spoken of.
    expect(await importAgencies(agencies)).toEqual({ ...nothing, unchanged: 28 + 3 });
    expect(await allBooks(office.db)).toEqual(before);
  });

  it('takes a new name, a last day and a new commune, and leaves the others in their set', async () => {
    const cells = await cellsOf('agencies.csv');
    const commune = cells.find((row) => row.code === 'xa-lam-tan') ?? {};
    const before = await membersOf('ubnd-xa-thi-tran');
    expect(before).toHaveLength(10);
    const done = await importAgencies([
      { ...commune, short_name: 'xã Lâm Tân', valid_to: '30/06/2025' },
      { ...commune, code: 'xa-moi', name: 'UBND xã Mới', short_name: '' },
    ]);
    expect(done).toEqual({ ...nothing, added: 1, changed: 2, unchanged: 0 });
    expect(await membersOf('ubnd-xa-thi-tran')).toEqual([...before, 'xa-moi']);
    const rows = await office.db.execute(
      sql`select code, short_name, valid_to::text from agencies where code in ('xa-lam-tan', 'xa-moi') order by 1`,
    );
    expect([...rows]).toEqual([
      { code: 'xa-lam-tan', short_name: 'xã Lâm Tân', valid_to: '2025-06-30' },
      { code: 'xa-moi', short_name: 'UBND xã Mới', valid_to: null },
    ]);
  });

  it('takes an agency out of a set when its own row says so', async () => {
    const cells = await cellsOf('agencies.csv');
    const thue = cells.find((row) => row.code === 'thue') ?? {};
    await importAgencies([{ ...thue, sets: 'ban-phong-nganh' }], await cellsOf('sets.csv'));
    expect(await membersOf('co-quan-trung-uong')).toEqual(['cong-an', 'bhxh', 'kbnn']);
    expect(await membersOf('ban-phong-nganh')).toHaveLength(14);
  });
});

describe('people', () => {
  it('imported again change nothing', async () => {
    const before = await allBooks(office.db);
    expect(await importStaff(await cellsOf('people.csv'))).toEqual({ ...nothing, unchanged: 57 });
    expect(await allBooks(office.db)).toEqual(before);
  });

  it('take another name, a second role and an account, and lose nothing that a file omits', async () => {
    const cells = await cellsOf('people.csv');
    const one = cells.find((row) => row.id === 'dm-vp') ?? {};
    const done = await importStaff([
      { ...one, name: 'Đầu mối Văn phòng' },
      { ...one, name: 'Đầu mối Văn phòng', agency: 'dan-toc' },
      { ...one, id: 'dm-moi', name: 'Đầu mối mới', channel: '', account: '' },
    ]);
    expect(done).toEqual({ ...nothing, added: 2, changed: 1, unchanged: 0 });
    const linked = await importStaff([
      { ...one, id: 'dm-moi', name: 'Đầu mối mới', channel: 'web', account: 'dm-moi' },
    ]);
    expect(linked).toEqual({ ...nothing, changed: 1, unchanged: 0 });
    const rows = await office.db.execute(sql`
      select p.code, p.name, count(distinct m.id)::int as roles, count(distinct a.id)::int as accounts
      from persons p join memberships m on m.person_id = p.id left join accounts a on a.person_id = p.id
      where p.code in ('dm-vp', 'dm-moi', 'tt-vp') group by 1, 2 order by 1`);
    expect([...rows]).toEqual([
      { code: 'dm-moi', name: 'Đầu mối mới', roles: 1, accounts: 1 },
      { code: 'dm-vp', name: 'Đầu mối Văn phòng', roles: 2, accounts: 1 },
      { code: 'tt-vp', name: 'Thủ trưởng VP HĐND&UBND', roles: 1, accounts: 1 },
    ]);
  });
});

it('a membership that was ended is not given again by a file of before', async () => {
  const cells = (await cellsOf('people.csv')).filter((row) => row.id === 'dm-vp');
  await importStaff(cells);
  const [member] = await office.db.execute<{ person_id: number; agency_id: number }>(sql`
    select m.person_id, m.agency_id from memberships m join persons p on p.id = m.person_id
    where p.code = 'dm-vp'`);
  const of = { personId: member?.person_id ?? 0, agencyId: member?.agency_id ?? 0 };
  const role = 'official' as const;
  expect(await endMembership(office.db, { ...of, role }, NOW)).toBe(true);
  const people = await peopleOf(cells);
  const again = await office.db.transaction((tx) => importPeople(tx, people, NOW));
  expect(again).toMatchObject({ changes: nothing, ended: [{ code: 'dm-vp', agency: 'vp' }] });
  expect(await wasEnded(office.db, { ...of, role })).toBe(true);
  // An invite gives it again, and then a file finds it as it is.
  await addMembership(office.db, { ...of, role }, NOW);
  expect(await importStaff(cells)).toEqual({ ...nothing, unchanged: 1 });
});

describe('the reporting regime', () => {
  async function regime(): Promise<Regime> {
    const read = await readRegime(demoFile('reporting.json'));
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    return read.regime;
  }

  async function take(given: Regime) {
    const [root] = await office.db.execute<{ id: number }>(
      sql`select id from agencies where code = 'ubnd-huyen'`,
    );
    return office.db.transaction((tx) =>
      importRegime(tx, given, root?.id ?? 0, { now: NOW, timeZone: VIETNAM }),
    );
  }

  it('asks every agency of every period for one report, and the five leads for one more', async () => {
    const periods = await office.db.execute(sql`
      select r.code, data_from::text || ' ' || data_to::text as window, r.due_on::text,
        count(*) filter (where o.occurrence = 'own')::int as own,
        count(distinct o.agency_id)::int as agencies,
        count(*) filter (where o.occurrence = 'field')::int as field
      from report_periods r join obligations o on o.period_id = r.id and o.due_on = r.due_on
      group by r.id order by r.due_on`);
    const counts = { own: 27, agencies: 27, field: 5 };
    expect([...periods]).toEqual([
      { code: '2023-Q1', window: '2022-12-15 2023-03-08', due_on: '2023-03-08', ...counts },
      { code: '2023-H1', window: '2022-12-15 2023-06-08', due_on: '2023-06-08', ...counts },
      { code: '2023-Q3', window: '2023-06-08 2023-09-08', due_on: '2023-09-08', ...counts },
      { code: '2023-Y', window: '2022-12-15 2023-12-08', due_on: '2023-12-08', ...counts },
    ]);
    const leads = await office.db.execute<{ code: string }>(sql`
      select distinct a.code from obligations o join agencies a on a.id = o.agency_id
      where o.occurrence = 'field' order by 1`);
    expect(leads.map(({ code }) => code)).toEqual(['noi-vu', 'tc-kh', 'tu-phap', 'vh-tt', 'vp']);
  });

  it('imported again changes nothing and asks the same', async () => {
    const before = await allBooks(office.db);
    const done = await take(await regime());
    expect(done.obligations).toEqual({ ...nothing, unchanged: 4 * 32 });
    expect(done.questions.map(({ code }) => code)).toEqual(['set_empty']);
    expect(await allBooks(office.db)).toEqual(before);
  });

  it('moves a report’s day, withdraws a period and takes it back', async () => {
    const given = await regime();
    const moved = given.periods.map((period) =>
      period.code === '2023-Q3' ? { ...period, due: localDate('2023-09-15') } : period,
    );
    const later = await take({ ...given, periods: moved });
    expect(later.obligations).toEqual({ ...nothing, changed: 32, unchanged: 96 });
    expect((await take(given)).obligations).toEqual({ ...nothing, changed: 32, unchanged: 96 });
    const short = { ...given, periods: given.periods.filter(({ code }) => code !== '2023-Y') };
    expect((await take(short)).obligations).toEqual({ ...nothing, removed: 32, unchanged: 96 });
    expect((await take(given)).obligations).toEqual({ ...nothing, restored: 32, unchanged: 96 });
  });

  it('refuses a period that is due before its figures are final', () => {
    const read = parseRegime({
      document: { number: '1', date: '2023-01-01', title_verbatim: 'x', issuer: 'y' },
      who_reports: ['x'],
      periods: [
        {
          code: 'a',
          name_verbatim: 'A',
          data_from: '2023-01-01',
          data_to: '2023-03-09',
          due: '2023-03-08',
        },
      ],
    });
    expect(read).toEqual({ ok: false, problem: { code: 'dates_reversed', period: 'a' } });
  });
});
