import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setRetention } from '../../office/retention.ts';
import { openOffice, type TestOffice } from '../support/office.ts';
import { inProcess } from './run.ts';

let office: TestOffice;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tiendo-trail-'));
  office = await openOffice({ demo: true });
});
afterAll(async () => {
  await office.end();
  await rm(folder, { recursive: true, force: true });
});

const run = (...args: string[]) => inProcess(args, { DATABASE_URL: office.url });

interface Entry {
  [key: string]: unknown;
  action: string;
  channel: string | null;
  details: Record<string, unknown>;
}

/** What the command left in the log, oldest first. */
async function trailOf(...args: string[]): Promise<Entry[]> {
  const last = sql`select coalesce(max(id), 0)::int as n from audit`;
  const [before] = await office.db.execute<{ n: number }>(last);
  expect(await run(...args)).toMatchObject({ code: 0, err: '' });
  return office.db.execute<Entry>(sql`
    select action, channel, details from audit where id > ${before?.n ?? 0} order by id`);
}

it('of the command line: what was given out and what was changed', async () => {
  const path = join(folder, 'td.xlsx');
  expect(await trailOf('export', 'progress', '2023-Q1', '-o', path)).toMatchObject([
    { action: 'saw.export', channel: 'cli', details: { kind: 'progress' } },
  ]);
  expect(await trailOf('ladder', '--kind', 'plan', '--before', '5,1')).toMatchObject([
    { action: 'ladder.changed', channel: 'cli', details: { kind: 'plan', person: null } },
  ]);
  expect(await trailOf('ladder', '--kind', 'plan', '--default')).toMatchObject([
    { action: 'ladder.changed', channel: 'cli', details: { kind: 'plan' } },
  ]);
  expect(await trailOf('ladder')).toEqual([]);
  const invited = await trailOf('invite', 'Phòng Tư pháp', 'official');
  expect(invited).toMatchObject([{ action: 'invite.made', channel: 'cli' }]);
  expect(JSON.stringify(invited)).not.toMatch(/[A-Z2-9]{4}-[A-Z2-9]{4}/);
});

it('of an import of people: each membership that was not there before', async () => {
  const file = join(folder, 'people.csv');
  const [agency] = await office.db.execute<{ code: string }>(sql`
    select code from agencies order by id desc limit 1`);
  const rows = `code,name,agency,role,channel,account\nnew-1,Người thử,${agency?.code},official,,\n`;
  await writeFile(file, rows);
  expect(await trailOf('import', 'people', file)).toMatchObject([
    { action: 'membership.given', channel: 'cli', details: { role: 'official' } },
    { action: 'import.done', channel: 'cli' },
  ]);
  expect(await trailOf('import', 'people', file)).toMatchObject([{ action: 'import.done' }]);
});

it('of retention: shown, changed within its bounds only, and put back', async () => {
  const shown = (await run('retention')).out;
  expect(shown).toContain('message_text\t90 days (standard 90, 30 to 90)');
  expect(await trailOf('retention', 'strangers', '--days', '14')).toMatchObject([
    {
      action: 'setting.changed',
      channel: 'cli',
      details: { what: 'retention', kind: 'strangers', days: 14 },
    },
  ]);
  expect((await run('retention')).out).toContain('strangers\t14 days');
  for (const wrong of [
    ['strangers', '--days', '31'],
    ['strangers', '--days', '0'],
    ['strangers', '--days', '7.5'],
    ['message_text', '--days', '91'],
    ['updates', '--days', '30'],
    ['strangers', '--days', '9', '--default'],
  ]) {
    expect((await run('retention', ...wrong)).code, wrong.join(' ')).toBe(2);
  }
  expect((await run('retention')).out).toContain('strangers\t14 days');
  await run('retention', 'strangers', '--default');
  expect((await run('retention')).out).toContain('strangers\t30 days');
  expect(await office.db.transaction((tx) => setRetention(tx, 'codes', Number.NaN))).toBe(false);
});
