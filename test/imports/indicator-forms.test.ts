import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { builtInForms, readIndicatorForms } from '../../imports/indicator-forms.ts';

it('appendices 1 to 6 come built in', async () => {
  const forms = await builtInForms();
  expect(forms.map(({ code, columns }) => [code, columns.length])).toEqual([
    ['ks-appendix-1', 5],
    ['ks-appendix-2', 5],
    ['ks-appendix-3', 5],
    ['ks-appendix-4', 5],
    ['ks-appendix-5', 16],
    ['ks-appendix-6', 16],
  ]);
});

it('a broken file is named, and the others are read', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'forms-'));
  const [form] = await builtInForms();
  const good = JSON.stringify(form?.definition);
  await writeFile(join(directory, 'a.json'), '{');
  await writeFile(join(directory, 'b.json'), '{}');
  await writeFile(join(directory, 'c.json'), good);
  await writeFile(join(directory, 'd.json'), good);
  const { forms, problems } = await readIndicatorForms(directory);
  expect(forms.map(({ code }) => code)).toEqual(['ks-appendix-1']);
  expect([...new Set(problems.map(({ code, file }) => `${file} ${code}`))]).toEqual([
    'a.json not_json',
    'b.json form',
    'd.json duplicate_form',
  ]);
  expect((await readIndicatorForms(join(directory, 'none'))).problems).toMatchObject([
    { code: 'unreadable' },
  ]);
});
