import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { resolveList } from '../../core/organisation/agency-list.ts';
import { parseRegime, readRegime } from '../../imports/regime.ts';
import { coded, demoFile, demoRows } from '../core/organisation/fixtures.ts';

const path = demoFile('reporting.json');

describe('readRegime', () => {
  it('reads the regime of the demo district, and its phrases name agencies it has', async () => {
    const result = await readRegime(path);
    if (!result.ok) throw new Error(JSON.stringify(result.problem));
    const { regime } = result;
    expect(regime.document).toEqual({
      number: '07/KH-UBND',
      date: '2023-01-17',
      title: 'Thực hiện cải cách hành chính năm 2023',
      issuer: 'UBND huyện Thạnh Trị, tỉnh Sóc Trăng',
    });
    expect(
      regime.periods.map(({ code, dataFrom, dataTo, due }) => [code, dataFrom, dataTo, due]),
    ).toEqual([
      ['2023-Q1', '2022-12-15', '2023-03-08', '2023-03-08'],
      ['2023-H1', '2022-12-15', '2023-06-08', '2023-06-08'],
      ['2023-Q3', '2023-06-08', '2023-09-08', '2023-09-08'],
      ['2023-Y', '2022-12-15', '2023-12-08', '2023-12-08'],
    ]);
    const demo = coded(await demoRows());
    const sizes = regime.whoReports.map((phrase) => {
      const resolution = demo.dir.resolve(phrase);
      return resolution.kind === 'set' ? resolution.memberIds.length : resolution.kind;
    });
    expect(sizes).toEqual([13, 0, 4, 10]);
    const leads = regime.extraDutyAgencies.flatMap((phrase) => resolveList(phrase, demo.dir));
    const codes = leads.map(({ resolution }) =>
      resolution.kind === 'agency' ? demo.codeOf(resolution.agencyId) : resolution.kind,
    );
    expect(codes).toEqual(['vp', 'tu-phap', 'tc-kh', 'vh-tt', 'noi-vu']);
  });

  it('holds no name of a person', async () => {
    expect(await readFile(path, 'utf8')).not.toContain('signer');
  });

  it('says where a file is wrong', async () => {
    const json = JSON.parse(await readFile(path, 'utf8'));
    const broken = (change: (copy: typeof json) => void) => {
      const copy = structuredClone(json);
      change(copy);
      const result = parseRegime(copy);
      return result.ok ? null : result.problem;
    };
    expect(broken((copy) => (copy.periods[2].due = '2023-09-31'))).toMatchObject({
      code: 'invalid',
      path: 'periods.2.due',
    });
    expect(broken((copy) => (copy.periods[0].due = '2023-03-07'))).toEqual({
      code: 'dates_reversed',
      period: '2023-Q1',
    });
    expect(broken((copy) => (copy.periods[1].code = '2023-Q1'))).toEqual({
      code: 'duplicate_period',
      period: '2023-Q1',
    });
    expect(broken((copy) => delete copy.document.number)).toMatchObject({
      code: 'invalid',
      path: 'document.number',
    });
    const garbage = await readRegime({ name: 'x.json', bytes: Buffer.from('{') });
    expect(garbage).toEqual({ ok: false, problem: { code: 'not_json', name: 'x.json' } });
    const missing = await readRegime('/does/not/exist.json');
    expect(!missing.ok && missing.problem.code).toBe('unreadable');
  });
});
