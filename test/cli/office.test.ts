import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoFile } from '../core/organisation/fixtures.ts';
import { allBooks } from '../office/books.ts';
import { openOffice, type TestOffice } from '../support/office.ts';
import { asProcess, type Ended, inProcess } from './run.ts';

let office: TestOffice;

const run = (...args: string[]) => inProcess(args, { DATABASE_URL: office.url });

/** The output of a command that must succeed. */
async function output(...args: string[]): Promise<string> {
  return outputOf(await run(...args));
}

/** The same from a process of its own. */
async function processOutput(...args: string[]): Promise<string> {
  return outputOf(await asProcess(args, { DATABASE_URL: office.url }));
}

function outputOf({ code, out, err }: Ended): string {
  expect(err).toBe('');
  expect(code).toBe(0);
  return out;
}

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

function inOffice(demo: boolean) {
  beforeAll(async () => {
    office = await openOffice({ demo });
  });
  afterAll(() => office.end());
}

async function count(table: string): Promise<number> {
  const [row] = await office.db.execute<{ n: number }>(
    sql`select count(*)::int as n from ${sql.identifier(table)}`,
  );
  return row?.n ?? -1;
}

describe('from an empty database to an office', () => {
  inOffice(false);

  /** The command first for show, then for real, then again: what each printed. */
  async function threeTimes(table: string, ...args: string[]): Promise<string[]> {
    const before = await count(table);
    const shown = await output('import', ...args, '--dry-run');
    expect(await count(table)).toBe(before);
    const done = await processOutput('import', ...args);
    expect(await count(table)).toBeGreaterThan(before);
    const books = await allBooks(office.db);
    const again = await output('import', ...args);
    expect(await allBooks(office.db)).toEqual(books);
    return [shown, done, again];
  }

  const counts = (added: number, unchanged: number) =>
    `${added} added, 0 changed, 0 removed, 0 restored, ${unchanged} unchanged`;
  const DRY = 'dry run: nothing was changed\n';

  it('says what is missing first', async () => {
    const { code, err } = await run('tiendo');
    expect(err).toBe('there are no agencies yet; first: tiendo import agencies <file>\n');
    expect(code).toBe(2);
  });

  it('imports agencies and their sets', async () => {
    const files = [demoFile('agencies.csv'), '--sets', demoFile('sets.csv')];
    const [shown, done, again] = await threeTimes('agencies', 'agencies', ...files);
    expect(shown).toBe(`agencies: ${counts(32, 0)}\n${DRY}`);
    expect(done).toBe(`agencies: ${counts(32, 0)}\n`);
    expect(again).toBe(`agencies: ${counts(0, 32)}\n`);
  });

  it('imports people', async () => {
    const [shown, done, again] = await threeTimes('persons', 'people', demoFile('people.csv'));
    expect(shown).toBe(`memberships: ${counts(57, 0)}\n${DRY}`);
    expect(done).toBe(`memberships: ${counts(57, 0)}\n`);
    expect(again).toBe(`memberships: ${counts(0, 57)}\n`);
  });

  it('imports a plan, and shows how it read every date and what it asks', async () => {
    const [shown = '', done = '', again = ''] = await threeTimes(
      'obligations',
      'plan',
      demoFile('plan.csv'),
      '--number',
      '07/KH-UBND',
      '--date',
      '17/01/2023',
    );
    expect(shown).toContain(`tasks: ${counts(24, 0)}\nobligations: ${counts(146, 0)}\n${DRY}`);
    expect(shown).toMatch(
      /^ {2}1\.1\+ +2023-01-29 +1 agencies {2}"trước ngày 30\/01\/2023" {2}Kế hoạch UBND tỉnh$/m,
    );
    expect(shown).toMatch(/task 1\.1: deadline_as_regulated "Theo quy định"/);
    expect(done).toBe(shown.replace(DRY, ''));
    expect(again).toContain(`tasks: ${counts(0, 24)}\nobligations: ${counts(0, 146)}\n`);
    // Without its number the annex is known by its rows.
    const json = JSON.parse(await output('import', 'plan', demoFile('plan.csv'), '--json'));
    expect(json).toMatchObject({
      plan: '07/KH-UBND',
      tasks: { unchanged: 24 },
      obligations: { added: 0, unchanged: 146 },
    });
  });

  it('imports the reporting regime', async () => {
    const [shown, done, again] = await threeTimes(
      'report_periods',
      'regime',
      demoFile('reporting.json'),
    );
    const asks = 'to decide: set_empty "các đơn vị sự nghiệp công lập huyện"\n';
    expect(shown).toBe(`obligations: ${counts(128, 0)}\n${DRY}${asks}`);
    expect(done).toBe(`obligations: ${counts(128, 0)}\n${asks}`);
    expect(again).toBe(`obligations: ${counts(0, 128)}\n${asks}`);
  });

  it('refuses what is no such file, and changes nothing', async () => {
    const books = await allBooks(office.db);
    const wrong = await inTurn(
      [
        ['plan', '/no/such/file.csv'],
        ['plan', demoFile('people.csv')],
        ['people', demoFile('plan.csv')],
        ['regime', demoFile('plan.csv')],
        ['plan', demoFile('plan.csv'), '--year', 'abc'],
        ['plan', demoFile('plan.csv'), '--date', '31/02/2023'],
        ['plan', demoFile('plan.csv'), '--issuer', 'UBND huyện Không Có'],
        ['plan'],
        ['letters', 'x.csv'],
      ],
      (args) => run('import', ...args),
    );
    expect(wrong.map(({ code }) => code)).toEqual(wrong.map(() => 2));
    expect(wrong.map(({ out }) => out).join('')).toBe('');
    const said = wrong.map(({ err }) => err.split('\n')[0]);
    expect(said[0]).toMatch(/file\.csv.*unreadable.*ENOENT/);
    expect(said[1]).toMatch(/missing_columns/);
    expect(said[4]).toBe('--year: "abc" is no year such as 2023');
    expect(said[5]).toBe('--date: "31/02/2023" is no day; expected such as 17/01/2023');
    expect(said[6]).toMatch(/no agency is called "UBND huyện Không Có"/);
    expect(await allBooks(office.db)).toEqual(books);
  });
});

describe('looking after an office', () => {
  inOffice(true);

  it('shows who would be reminded of what, and why, and sends nothing', async () => {
    const text = await processOutput('remind', '--at', '2023-03-03T08:00', '--dry-run');
    expect(text).toContain('Đầu mối UBND xã Lâm Kiết\n');
    expect(text).toMatch(
      / {2}\+ T-3 +UBND xã Lâm Kiết: .* due 2023-03-08\]: told: sent at 08:00, due in 5 days, moved from 2023-03-05 \(day off\), also covers 1 earlier rung\(s\)/,
    );
    expect(text).toMatch(/ {2}\+ late:2023-03-03 +Phòng Tư pháp: .*: told: .*33 days overdue/);
    expect(text).toMatch(/ {2}\+ esc +Phòng Nội vụ: .*: told: .*3 days overdue, as escalation/);
    // 27 officials; the heads of three offices and the coordinator.
    expect(text).toContain('\n31 people would get a message about');
    expect(text).not.toContain('Lãnh đạo UBND huyện');
    expect(await count('outbox')).toBe(0);
    expect(await count('reminder_marks')).toBe(0);
  });

  it('gives the same to scripts', async () => {
    const json = ['--dry-run', '--json'];
    const local = JSON.parse(await processOutput('remind', '--at', '2023-03-01', ...json));
    const utc = JSON.parse(await output('remind', '--at', '2023-03-01T01:00:00Z', ...json));
    expect(local).toEqual(utc);
    expect(local).toMatchObject({ at: '2023-03-01T01:00:00.000Z', silent: null });
    expect(local.summary).toMatchObject({ alreadyTold: 0 });
    const told = (name: string) =>
      local.people
        .find(({ person }: { person: string }) => person === name)
        .decisions.filter(({ code }: { code: string }) => code === 'told');
    expect(told('Đầu mối Công an huyện')).toMatchObject([
      { agency: 'Công an huyện', due: '2023-03-08', rung: 'T-7@2023-03-08', daysLeft: 7 },
    ]);
    const rungs = told('Đầu mối Phòng Tư pháp').map(({ rung }: { rung: string }) =>
      rung.replace(/@.*/, ''),
    );
    expect(rungs.sort()).toEqual(['T-7', 'T-7', 'late:2023-03-01', 'late:2023-03-01']);
  });

  it('says who is on leave, until when, and who is told instead', async () => {
    await office.db.execute(sql`
      insert into handovers (person_id, agency_id, role, kind, until, to_person_id, asked_at,
        accepted_at)
      select giver.id, a.id, 'official', 'leave', '2023-03-03', deputy.id, now(), now()
      from agencies a, persons giver, persons deputy
      where a.code = 'cong-an' and giver.code = 'dm-cong-an' and deputy.code = 'tt-cong-an'`);
    const on = (day: string) => output('remind', '--at', day, '--dry-run');
    const text = await on('2023-03-01');
    expect(text).toContain(
      'on_leave: on leave until 2023-03-03, Thủ trưởng Công an huyện stands in',
    );
    const after = await on('2023-03-06');
    expect(after).not.toContain('on_leave');
    await office.db.execute(sql`delete from handovers`);
  });

  it('says why a moment is silent', async () => {
    const [holiday, sunday, night] = await inTurn(
      ['2023-05-01', '2023-03-05T08:00', '2023-03-01T20:00'],
      (at) => output('remind', '--at', at, '--dry-run'),
    );
    expect(holiday).toBe('nothing: 2023-05-01 is a day off (labour)\n');
    expect(sunday).toBe('nothing: 2023-03-05 is a day off (weekend)\n');
    expect(night).toMatch(/^nothing at this hour/);
  });

  it('counts how things stand, for an agency or for all', async () => {
    const whole = JSON.parse(await processOutput('tiendo', '--json'));
    expect(whole).toMatchObject({ scope: 'UBND huyện Thạnh Trị', tally: { total: 274 } });
    expect(whole.areas.map((area: { areaNo: string }) => area.areaNo)).toEqual([
      ...['1', '2', '3', '4', '5', '6', '7'],
    ]);
    expect(whole.reports).toHaveLength(4);
    const [row] = await office.db.execute<{ n: number }>(sql`
      select count(*)::int as n from obligations o join agencies a on a.id = o.agency_id
      where a.code = 'tu-phap'`);
    const one = JSON.parse(await output('tiendo', 'phong tu phap', '--json'));
    expect(one).toMatchObject({ scope: 'Phòng Tư pháp', tally: { total: row?.n } });
    expect(await output('tiendo', 'tu-phap')).toContain('Phòng Tư pháp');
  });

  it('lists what needs a person to look at it', async () => {
    await office.db.execute(sql`
      update conversations set unreachable_since = now() where native_id in ('dm-thue', 'tt-thue')`);
    const report = JSON.parse(await processOutput('doctor', '--json'));
    expect(report).toMatchObject({ agencies: 28, people: 57, withoutContact: ['Chi cục Thuế'] });
    const text = await output('doctor');
    expect(text).toContain('agencies 28, people 57\n');
    expect(text).toContain('nobody to remind: Chi cục Thuế\n');
    expect(text).toContain('to decide: task 1.1: deadline_as_regulated "Theo quy định"\n');
    // Neither of them is counted among those who would hear.
    const remind = await output('remind', '--at', '2023-03-01', '--dry-run');
    expect(remind).toContain('unreachable: due to be told, but NOT LINKED');
    expect(remind).toContain('\n30 people would get a message about');
  });

  it('makes invites of which only the hash is kept', async () => {
    const out = await processOutput('invite', 'Phòng Tư pháp', 'official');
    const code = /^([0-9A-Z]{4}-[0-9A-Z]{4}) {2}\(official, Phòng Tư pháp/.exec(out)?.[1];
    expect(code).toBeDefined();
    const json = JSON.parse(await output('invite', 'xa-lam-tan', 'head', '--json'));
    expect(json).toMatchObject({ agency: 'UBND xã Lâm Tân', role: 'head' });
    const rows = await office.db.execute<{ all: string }>(
      sql`select i::text as all from invites i`,
    );
    expect(rows).toHaveLength(2);
    const letters = (code ?? '').replace('-', '');
    expect(rows.some((row) => row.all.includes(letters))).toBe(false);
  });

  it('lists people and ends a membership', async () => {
    const list = await processOutput('people', 'list');
    const line = list.split('\n').find((one) => one.includes('Đầu mối Phòng Tư pháp')) ?? '';
    const [number = '', name, role, , linked] = line.split('\t');
    expect([name, role, linked]).toEqual(['Đầu mối Phòng Tư pháp', 'official', 'linked']);
    expect(await processOutput('people', 'end', number, 'Phòng Tư pháp', 'official')).toBe(
      'ended\n',
    );
    expect(await output('people')).not.toContain('Đầu mối Phòng Tư pháp');
    const again = await run('people', 'end', number, 'Phòng Tư pháp', 'official');
    expect(again).toEqual({ code: 2, out: '', err: 'there is no such membership\n' });
    // Nobody else is left there, so the head hears of the daily reminders.
    const remind = await output('remind', '--at', '2023-03-01', '--dry-run');
    expect(remind).toMatch(/^Thủ trưởng Phòng Tư pháp\n {2}\+ late:2023-03-01/m);
  });

  it('ends with 2 on wrong usage and says what is right', async () => {
    const wrong = await inTurn(
      [
        ['remind', '--at', '2023-03-01'],
        ['remind', '--dry-run'],
        ['remind', '--at', 'tomorrow', '--dry-run'],
        ['remind', '--at', '2023-02-30', '--dry-run'],
        ['invite', 'Phòng Tư pháp', 'boss'],
        ['invite', 'Phòng Tư phap huyen khac', 'official'],
        ['tiendo', 'Phòng Không Có', '--json'],
        ['people', 'end', 'x', 'Phòng Tư pháp', 'official'],
        ['people', 'end', '1'],
        ['nonsense'],
        ['doctor', '--nonsense'],
      ],
      (args) => run(...args),
    );
    expect(wrong.map(({ code }) => code)).toEqual(wrong.map(() => 2));
    expect(wrong.map(({ out }) => out).join('')).toBe('');
    for (const { err } of wrong) expect(err).not.toMatch(/\bat .*:\d+:\d+/);
    expect(wrong[4]?.err).toBe(
      'role: expected one of official, head, coordinator, leader, admin\n',
    );
    expect(await run('--help')).toMatchObject({ code: 0, err: '' });
    // A real process ends with the same.
    const process = await asProcess(['people', 'end', '1'], { DATABASE_URL: office.url });
    expect(process).toMatchObject({ code: 2, out: '' });
  });
});
