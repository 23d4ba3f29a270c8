import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setCells } from '../../office/reports/draft.ts';
import { dutyOf } from '../../office/reports/duty.ts';
import { installForm, loadFormVersion, loadNewestForms } from '../../office/reports/forms.ts';
import { acceptReport } from '../../office/reports/review.ts';
import { submitReport } from '../../office/reports/submit.ts';
import { versionsOf } from '../../office/reports/versions.ts';
import {
  builtIn,
  DOSSIERS,
  openReportOffice,
  type ReportOffice,
  row,
  when,
} from '../support/report-office.ts';

let office: ReportOffice;
beforeEach(async () => {
  office = await openReportOffice();
});
afterEach(() => office.end());

const now = when('2023-03-01').now;
const install = (json: unknown, by: number | null = null, renew = false) =>
  office.tx((tx) => installForm(tx, json, { by, now, renew }));
const count = async () =>
  (await office.db.execute(sql`select from indicator_forms where code = 'ks-appendix-3'`)).length;

describe('a form', () => {
  it('becomes a new version only when it differs', async () => {
    const form = await builtIn('appendix-3');
    expect(await install(form)).toMatchObject({ outcome: 'unchanged', version: 1 });
    const changed = { ...form, title: 'THỐNG KÊ CƠ QUAN' };
    expect(await install(changed)).toMatchObject({ outcome: 'stored', version: 2 });
    expect(await install({ ...changed, version: 9 })).toMatchObject({ outcome: 'unchanged' });
    expect(await install(form)).toMatchObject({ outcome: 'superseded', version: 2 });
    expect(await count()).toBe(2);
    expect(await install(form, null, true)).toMatchObject({ outcome: 'stored', version: 3 });
  });

  it('that somebody here changed is not undone by what comes with the program', async () => {
    const { personId } = await office.person('cqtt-cchc');
    const form = await builtIn('appendix-3');
    expect(await install({ ...form, title: 'Mẫu của huyện' }, personId)).toMatchObject({
      outcome: 'stored',
      version: 2,
    });
    expect(await install({ ...form, title: 'Mẫu mới', version: 5 })).toMatchObject({
      outcome: 'kept',
      version: 2,
      form: { definition: { title: 'Mẫu của huyện' } },
    });
  });

  it('that is wrong is refused with everything that is wrong', async () => {
    const form = await builtIn('appendix-3');
    expect(
      await install({
        ...form,
        checks: [{ id: 'c', severity: 'error', expression: 'total == nothing_like_it' }],
      }),
    ).toMatchObject({ ok: false, problems: [{ code: 'expression', where: 'checks.c' }] });
    expect(await install('no form')).toMatchObject({ ok: false });
    expect(await count()).toBe(1);
  });

  it('changes for reports that are still written, not for those accepted', async () => {
    const clerk = await office.person('dm-xa-chau-hung');
    const chief = await office.person('cqtt-cchc');
    const settled = await office.report('xa-chau-hung 2023-Q1 own');
    const open = await office.report('xa-lam-tan 2023-Q1 own');
    const at = when('2023-03-02');
    await office.tx(async (tx) => {
      const words = row('xa-chau-hung', DOSSIERS);
      await setCells(tx, settled, 'ks-appendix-6', words, clerk, at);
      await submitReport(tx, settled, clerk, at);
      await acceptReport(tx, settled, chief, at);
    });
    const form = await builtIn('appendix-6');
    const columns = [
      ...(form.columns as unknown[]),
      { key: 'extra', label: 'Thêm', kind: 'integer' },
    ];
    expect(await install({ ...form, columns })).toMatchObject({ outcome: 'stored', version: 2 });
    const versionFor = async (id: number) =>
      (await dutyOf(office.db, id, at))?.forms.map(({ form: one }) => one.version);
    expect(await versionFor(settled)).toEqual([1]);
    expect(await versionFor(open)).toEqual([2]);
    const history = await versionsOf(office.db, settled, at);
    expect(history?.versions[0]?.forms).toEqual({ 'ks-appendix-6': 1 });
    const old = await loadFormVersion(office.db, 'ks-appendix-6', 1);
    expect(old?.columns.some(({ key }) => key === 'extra')).toBe(false);
    const newest = (await loadNewestForms(office.db)).get('ks-appendix-6');
    expect(newest?.columns.some(({ key }) => key === 'extra')).toBe(true);
  });
});
