import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '../../core/time/local-date.ts';
import { importTargets } from '../../office/import-targets.ts';
import { setCells } from '../../office/reports/draft.ts';
import { submitReport } from '../../office/reports/submit.ts';
import { loadTargets } from '../../office/targets.ts';
import {
  DOSSIERS,
  openReportOffice,
  type ReportOffice,
  row,
  when,
} from '../support/report-office.ts';

const MEASURE =
  'ks-appendix-6: percent(sum(rows.agreed_early) + sum(rows.agreed_on_time), sum(rows.agreed_total))';
const NOW = new Date('2023-03-20T02:00:00Z');

let office: ReportOffice;
let root: number;
beforeAll(async () => {
  office = await openReportOffice();
  root = await office.agency('ubnd-huyen');
}, 60_000);
afterAll(() => office.end());

const target = {
  ...{ code: 'on-time', name: 'Hồ sơ đúng hạn', operator: '>=' as const, value: 92, unit: '%' },
  ...{ of: '', owner: '', verbatim: '' },
};
const take = (measure: string) =>
  office.tx((tx) =>
    importTargets(
      tx,
      [{ ...target, measure }],
      { number: '07/KH-UBND', year: 2023, issuerId: root },
      NOW,
    ),
  );

async function send(agency: string, words: Record<string, string>) {
  const id = await office.report(`${agency} 2023-Q1 own`);
  const clerk = await office.person(`dm-${agency}`);
  const at = when('2023-03-06');
  const done = await office.tx(async (tx) => {
    await setCells(tx, id, 'ks-appendix-6', row(agency, words), clerk, at);
    return submitReport(tx, id, clerk, at);
  });
  expect(done).toMatchObject({ ok: true });
}

describe('a target measured by reports', () => {
  it('is refused where the form or a cell does not exist', async () => {
    expect(await take('no-form: r1.a')).toMatchObject({ ok: false });
    expect(await take('ks-appendix-6: sum(rows.nothing)')).toMatchObject({ ok: false });
  });

  it('takes its figure from what was sent, and says how many are missing', async () => {
    expect(await take(MEASURE)).toMatchObject({ ok: true });
    const before = await loadTargets(office.db, root, localDate('2023-03-20'));
    expect(before?.items[0]).toMatchObject({ actual: null, outcome: 'unknown' });
    await send('xa-chau-hung', { ...DOSSIERS, agreed_early: '1065', agreed_late: '100' });
    const after = await loadTargets(office.db, root, localDate('2023-03-20'));
    const [item] = after?.items ?? [];
    expect(item?.actual).toMatchObject({ from: 'reports', asOf: '2023-03-08' });
    expect(item?.actual?.value).toBeCloseTo(91.4163, 4);
    expect(item?.actual?.lacking).toBeGreaterThan(0);
    const commune = await office.agency('xa-chau-hung');
    const own = await loadTargets(office.db, commune, localDate('2023-03-20'));
    expect(own?.items[0]?.actual).toMatchObject({ lacking: 0, value: item?.actual?.value });
  });
});
