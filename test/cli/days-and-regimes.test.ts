import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openOffice, type TestOffice } from '../support/office.ts';
import { inProcess } from './run.ts';

let office: TestOffice;
let folder: string;
beforeAll(async () => {
  office = await openOffice();
  folder = await mkdtemp(join(tmpdir(), 'tiendo-cli-'));
});
afterAll(async () => {
  await office.end();
  await rm(folder, { recursive: true, force: true });
});

const run = (...args: string[]) => inProcess(args, { DATABASE_URL: office.url });

async function audited(action: string): Promise<number> {
  const [row] = await office.db.execute<{ n: number }>(
    sql`select count(*)::int as n from audit where action = ${action} and channel = 'cli'`,
  );
  return row?.n ?? 0;
}

it('calendar: shows a year, takes days off and worked, takes them away, and sets the rule', async () => {
  const shown = await run('calendar', '2026');
  expect(shown).toMatchObject({ code: 0, err: '' });
  expect(shown.out).toMatch(/^2026/);
  expect(shown.out).toMatch(/2026-09-0[12]/);

  const off = await run(
    'calendar',
    '2027',
    '--off',
    '2027-03-15..2027-03-17',
    '--note',
    'bão số 1',
  );
  expect(off).toMatchObject({ code: 0, err: '' });
  expect(off.out).toMatch(/2027-03-15\.\.2027-03-17 +off: bão số 1 \(entered\)/);
  expect(off.out).toMatch(/^\d+ due date\(s\) moved$/m);
  const worked = await run('calendar', '2027', '--working', '2027-03-20');
  expect(worked.out).toMatch(/2027-03-20 +working \(entered\)/);
  const gone = await run('calendar', '2027', '--remove', '2027-03-15..2027-03-20');
  expect(gone.out).not.toMatch(/entered/);
  const rule = await run('calendar', '2027', '--day-off-rule', 'before');
  expect(rule.out).toContain('due dates on days off: before');
  // What the demo has due lies years back: late by either date, so it is no news.
  expect(rule.out).toMatch(/^[1-9]\d* due date\(s\) moved\nnobody has to be told/m);
  await run('calendar', '--day-off-rule', 'after');
  expect(await audited('calendar.changed')).toBe(5);

  for (const wrong of [
    ['calendar', '1999'],
    ['calendar', '--off', 'hôm nào đó'],
    ['calendar', '--off', '2027-03-17..2027-03-15'],
    ['calendar', '--day-off-rule', 'whenever'],
  ]) {
    const { code, err } = await run(...wrong);
    expect([wrong, code]).toEqual([wrong, 2]);
    expect(err).not.toMatch(/\bat .*\.ts/);
  }
  expect(await audited('calendar.changed')).toBe(5);
});

it('import calendar: a dry run changes nothing, a wrong line is named', async () => {
  const file = join(folder, 'days.csv');
  await writeFile(file, 'day,kind,note\n2027-05-10,off,kỷ niệm\n22/05/2027,working,\n');
  const dry = await run('import', 'calendar', file, '--dry-run');
  expect(dry).toMatchObject({ code: 0, err: '' });
  expect(dry.out).toMatch(/^2 days, \d+ due date\(s\) moved\ndry run: nothing was changed/);
  expect((await run('calendar', '2027')).out).not.toContain('entered');

  expect((await run('import', 'calendar', file)).out).toMatch(/^2 days/);
  const { out } = await run('calendar', '2027');
  expect(out).toMatch(/2027-05-10 +off: kỷ niệm \(entered\)/);
  expect(out).toMatch(/2027-05-22 +working \(entered\)/);
  const json = await run('import', 'calendar', file, '--json');
  expect(JSON.parse(json.out)).toMatchObject({ days: 2 });

  await writeFile(file, 'day,kind,note\n2027-05-11,off,\n2027-13-45,off,\n2027-05-12,holiday,\n');
  const wrong = await run('import', 'calendar', file);
  expect(wrong.code).toBe(2);
  expect(wrong.err).toContain('3');
  expect(wrong.err).toContain('4');
  expect((await run('calendar', '2027')).out).not.toContain('2027-05-11');
});

it('hours: shows and sets them, and refuses a rest outside', async () => {
  expect(await run('hours')).toMatchObject({ code: 0, err: '' });
  const set = await run('hours', '7:00-16:30', '--pause', '11:30-13:00');
  expect(set).toMatchObject({ code: 0, err: '' });
  expect(set.out).toBe('07:00-16:30, midday rest 11:30-13:00\n');
  expect((await run('hours')).out).toBe(set.out);
  expect((await run('hours', '8h-17h')).out).toBe('08:00-17:00\n');
  for (const wrong of [
    ['hours', '17:00-7:00'],
    ['hours', 'sáng'],
    ['hours', '--pause', '11:30-13:00'],
    ['hours', '8:00-17:00', '--pause', '18:00-19:00'],
  ]) {
    expect([wrong, (await run(...wrong)).code]).toEqual([wrong, 2]);
  }
  expect((await run('hours')).out).toBe('08:00-17:00\n');
});

it('regime: lists, adds by a preset and by own words, and ends', async () => {
  const list = await run('regime', 'list');
  expect(list).toMatchObject({ code: 0, err: '' });
  expect(list.out).toContain('(from a file)');

  const year = String(new Date().getFullYear() + 1);
  const add = ['regime', 'add', '--document', '88/KH-UBND', '--who', 'Phòng Y tế', '--year', year];
  const nd09 = [...add, '--preset', 'nd-09-2019', '--due', 'ngày 20 của tháng cuối kỳ'];
  const dry = await run(...nd09, '--dry-run');
  expect(dry).toMatchObject({ code: 0, err: '' });
  expect(dry.out).toContain('dry run: nothing was changed');
  expect((await run('regime', 'list')).out).not.toContain('88/KH-UBND');

  const made = await run(...nd09);
  expect(made).toMatchObject({ code: 0, err: '' });
  expect(made.out).toMatch(/\d+ periods, \d+ reports/);
  expect((await run('regime', 'list')).out).toMatch(/88\/KH-UBND .*\(by rule\)/);
  expect((await run(...nd09)).code).toBe(2);
  expect((await run('regime', 'end', '88/KH-UBND')).out).toMatch(/^ended; \d+ reports withdrawn/);
  expect((await run('regime', 'end', '88/KH-UBND')).out).toContain('it had ended before');
  expect((await run('regime', 'end', '0/KH')).code).toBe(2);

  for (const wrong of [
    [...add, '--preset', 'no_such'],
    [...add, '--preset', 'months'],
    [...add, '--preset', 'months', '--due', 'lúc nào cũng được'],
  ]) {
    expect([wrong, (await run(...wrong)).code]).toEqual([wrong, 2]);
  }
  expect(await audited('regime.changed')).toBe(2);
});
