import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadKhanhHoa } from '../support/khanh-hoa.ts';
import { openOffice, type TestOffice } from '../support/office.ts';
import { inProcess } from './run.ts';

const FILE = fileURLToPath(new URL('../support/khanh-hoa-2020-inspection.json', import.meta.url));

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice({ demo: false });
  await loadKhanhHoa(office.db);
});
afterAll(() => office.end());

const run = (...args: string[]) => inProcess(args, { DATABASE_URL: office.url });
const importing = (...more: string[]) =>
  run('import', 'inspection', FILE, '--issuer', 'UBND tỉnh Khánh Hòa', ...more);

it('a dry run says what would be done and leaves nothing', async () => {
  const { code, out } = await importing('--dry-run');
  expect(code).toBe(0);
  expect(out).toContain('30 agencies: 24 dossier, 6 on site');
  expect(out).toContain('window_read_otherwise "Từ ngày 03/9/2019 đến ngày 16/10/2019"');
  expect(out).toContain('(2019-09-03 – 2019-10-16 | 2020-09-03 – 2020-10-16)');
  expect((await run('inspection', 'list')).out).toBe('');
});

it('imports, lists and shows', async () => {
  expect((await importing()).out).toContain('agencies: 30 added');
  expect((await importing()).out).toContain('agencies: 0 added, 0 changed, 0 removed');
  expect((await run('inspection', 'list')).out).toContain(
    '6714/KH-UBND  0/30 closed, 0 late  Kiểm tra ISO 9001 theo KH 6714/KH-UBND',
  );
  const shown = await run('inspection', 'show', '6714/KH-UBND');
  expect(shown.out).toMatch(/on_site +UBND huyện Cam Lâm/);
  const { out } = await run('inspection', 'show', '6714/KH-UBND', '--json');
  expect(JSON.parse(out).entries).toHaveLength(30);
  expect(await run('inspection', 'show', '1/KH-UBND')).toMatchObject({ code: 2 });
});
