import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import mammoth from 'mammoth';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorkbook } from '../../imports/workbook.ts';
import { installForm, setRegimeForms } from '../../office/reports/forms.ts';
import { openOffice, type TestOffice } from '../support/office.ts';
import { builtIn } from '../support/report-office.ts';
import { at } from '../support/vietnam.ts';
import { inProcess } from './run.ts';

let office: TestOffice;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tiendo-export-'));
  office = await openOffice({ demo: true });
  await office.db.transaction(async (tx) => {
    await installForm(tx, await builtIn('appendix-6'), { by: null, now: at('2023-01-18') });
    const [regime] = await tx.execute<{ id: number }>(sql`select id from report_regimes`);
    await setRegimeForms(tx, regime?.id ?? 0, [
      { code: 'ks-appendix-6', duty: 'own', levels: ['commune'], kinds: ['committee'] },
    ]);
  });
});
afterAll(async () => {
  await office.end();
  await rm(folder, { recursive: true, force: true });
});

const run = (...args: string[]) => inProcess(['export', ...args], { DATABASE_URL: office.url });
const file = (name: string) => join(folder, name);

it('writes the report, and says what is missing in it', async () => {
  const path = file('bao-cao.docx');
  const { code, out, err } = await run('report', 'quý I', '-o', path);
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain(`${path}: report of UBND huyện Thạnh Trị, 2023-Q1, 24 tasks, 1 forms`);
  expect(out).toMatch(/^reports received: 0 of \d+$/m);
  expect(out).toMatch(/^missing: .*UBND xã Châu Hưng/m);
  expect(out).toMatch(/^places left open: \d+$/m);
  const { value } = await mammoth.extractRawText({ buffer: await readFile(path) });
  expect(value).toContain('Công tác cải cách hành chính quý I năm 2023');
});

it('writes figures and tasks as Excel or Word, by the ending', async () => {
  expect(await run('appendix', '2023-Q1', '-o', file('pl.xlsx'))).toMatchObject({ code: 0 });
  const opened = await openWorkbook(await readFile(file('pl.xlsx')));
  expect(opened.ok && opened.workbook.worksheets.map(({ name }) => name)).toEqual(['Phụ lục VI']);
  const tasks = ['progress', '2023-h1', '-o', file('td.docx'), '--agency', 'Phòng Tư pháp'];
  const { code, out } = await run(...tasks);
  expect(code).toBe(0);
  expect(out).toContain('progress of Phòng Tư pháp, 2023-H1');
  const { value } = await mammoth.extractRawText({ buffer: await readFile(file('td.docx')) });
  expect(value).toContain('BẢNG TỔNG HỢP TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ CCHC 6 THÁNG ĐẦU NĂM 2023');
});

it('refuses what is wrong, and leaves files alone', async () => {
  const there = file('co-san.docx');
  await writeFile(there, 'x');
  const wrong = async (...args: string[]) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    return err;
  };
  expect(await wrong('report', 'quý V', '-o', file('a.docx'))).toMatch(
    /^period: no period is called "quý V"; known: .*2023-Q1/,
  );
  expect(await wrong('report', 'quý I', '-o', file('a.xlsx'))).toContain('ending in .docx');
  expect(await wrong('appendix', 'quý I', '-o', file('a.pdf'))).toContain('.xlsx or .docx');
  expect(await wrong('report', 'quý I', '-o', there)).toContain('--force');
  expect(await wrong('report', 'quý I', '-o', file('a.docx'), '--agency', 'Sở X')).toContain(
    'Sở X',
  );
  expect(await wrong('report', 'quý I', '-o', join(folder, 'none', 'a.docx'))).toContain(
    'cannot write',
  );
  expect(await readFile(there, 'utf8')).toBe('x');
  expect(await run('report', 'quý I', '-o', there, '--force')).toMatchObject({ code: 0 });
  expect((await readFile(there)).subarray(0, 2).toString()).toBe('PK');
});
