import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '../../core/time/local-date.ts';
import { endOfDay } from '../../core/time/zone.ts';
import { subtreeIds } from '../../db/queries/agencies.ts';
import { decideExtension } from '../../db/queries/extensions.ts';
import { periodById } from '../../db/queries/figures.ts';
import { recordStatement } from '../../db/queries/obligations.ts';
import { reportPeriods, upsertPeriod } from '../../db/queries/reports.ts';
import { periodNamed } from '../../office/name-period.ts';
import { dueGroups, listed, loadCollection } from '../../office/reports/collection.ts';
import { loadFigures } from '../../office/reports/collection-figures.ts';
import { countedPeriods, currentPeriod } from '../../office/reports/collection-periods.ts';
import { setCells } from '../../office/reports/draft.ts';
import { reportingRates } from '../../office/reports/rates.ts';
import { acceptReport, returnReport } from '../../office/reports/review.ts';
import { submitReport } from '../../office/reports/submit.ts';
import {
  DOSSIERS,
  openReportOffice,
  type ReportOffice,
  row,
  when,
} from '../support/report-office.ts';
import { VIETNAM } from '../support/vietnam.ts';

const FORM = 'ks-appendix-6';

let office: ReportOffice;
let everybody: number[];
beforeAll(async () => {
  office = await openReportOffice([
    { code: FORM, duty: 'own', kinds: ['committee'], levels: ['commune'] },
    { code: FORM, duty: 'field', agencyIds: null, whole: true, levels: ['district'] },
  ]);
  everybody = await subtreeIds(office.db, await office.agency('ubnd-huyen'));
  const chief = await office.person('cqtt-cchc');
  await send('xa-chau-hung', '2023-03-06');
  await send('xa-thanh-tan', '2023-03-09');
  const returned = await send('xa-lam-kiet', '2023-03-07');
  const remarks = [{ part: null, reason: 'Sai mục II' }];
  await office.tx((tx) => returnReport(tx, returned, remarks, chief, when('2023-03-08')));
  const accepted = await send('xa-tuan-tuc', '2023-03-07');
  await office.tx((tx) => acceptReport(tx, accepted, chief, when('2023-03-08')));
  await say('xa-vinh-loi', 'blocked', { reason: 'chưa có số liệu', unblocker: 'province' });
  await say('xa-lam-tan', 'in_progress', { percent: 60 });
  const clerk = await office.person('dm-xa-thanh-tri');
  const draft = await office.report('xa-thanh-tri 2023-Q1 own');
  await office.tx((tx) =>
    setCells(
      tx,
      draft,
      FORM,
      row('xa-thanh-tri', { received_new: '5' }),
      clerk,
      when('2023-03-07'),
    ),
  );
  await extend('xa-vinh-thanh', '2023-03-15');
  await extend('y-te', '2023-03-09');
});
afterAll(() => office.end());

async function send(agency: string, moment: string) {
  const id = await office.report(`${agency} 2023-Q1 own`);
  const clerk = await office.person(`dm-${agency}`);
  const at = when(moment);
  const done = await office.tx(async (tx) => {
    await setCells(tx, id, FORM, row(agency, DOSSIERS), clerk, at);
    return submitReport(tx, id, clerk, at);
  });
  expect(done).toMatchObject({ ok: true });
  return id;
}

async function say(
  agency: string,
  state: 'blocked' | 'in_progress',
  more: { reason?: string; unblocker?: string; percent?: number },
) {
  const clerk = await office.person(`dm-${agency}`);
  const id = await office.report(`${agency} 2023-Q1 own`);
  const said = { kind: 'state' as const, state, ...more, ...clerk };
  await office.tx((tx) => recordStatement(tx, id, said, when('2023-03-07').now));
}

async function extend(agency: string, until: string) {
  const dueOn = localDate(until);
  const granted = { dueOn, dueAt: endOfDay(dueOn, VIETNAM) };
  const chief = await office.person('cqtt-cchc');
  const id = await office.report(`${agency} 2023-Q1 own`);
  await office.tx((tx) => decideExtension(tx, id, { granted, ...chief }, when('2023-03-06').now));
}

async function collected(moment: string, ids: number[] = everybody) {
  const period = await periodById(office.db, await office.period('2023-Q1'));
  if (!period) throw new Error('no such period');
  return loadCollection(office.db, period, ids, when(moment));
}

const names = (reports: { obligation: { agencyShortName: string } }[]) =>
  reports.map(({ obligation }) => obligation.agencyShortName);

describe('the reports of a period', () => {
  it('are each in one group, as they stand on the morning after the due day', async () => {
    const groups = dueGroups((await collected('2023-03-09')).reports);
    expect(names(groups.onTime)).toEqual(['UBND xã Châu Hưng', 'UBND xã Tuân Tức']);
    expect(names(groups.late)).toEqual(['UBND xã Thạnh Tân']);
    expect(names(groups.returned)).toEqual(['UBND xã Lâm Kiết']);
    expect(names(groups.blocked)).toEqual(['UBND xã Vĩnh Lợi']);
    expect(groups.extended.map(({ extendedTo }) => extendedTo)).toEqual([
      '2023-03-09',
      '2023-03-15',
    ]);
    const [missing] = await office.db.execute<{ count: number }>(sql`
      select count(*)::int from obligations o join report_periods p on p.id = o.period_id
      where p.code = '2023-Q1' and o.state in ('not_started', 'in_progress')
        and o.due_on = '2023-03-08'`);
    expect(groups.missing).toHaveLength(missing?.count ?? 0);
    // A later due day that has passed as well is no excuse any more.
    const later = dueGroups((await collected('2023-03-10')).reports);
    expect(names(later.extended)).toEqual(['UBND xã Vĩnh Thành']);
    expect(names(later.missing)).toContain('Phòng Y tế');
  });

  it('are counted as the reporting rates count them, whole and by level', async () => {
    const root = await office.agency('ubnd-huyen');
    const period = await office.period('2023-Q1');
    const rates = await reportingRates(office.db, period, root, { timeZone: VIETNAM });
    const { rate, levels } = await collected('2023-03-09');
    const plain = ({ missing, ...counts }: typeof rate) => ({ ...counts, missing: missing.sort() });
    expect(plain(rate)).toEqual(plain(rates.all));
    expect(levels.map(({ level, rate: its }) => ({ level, rate: plain(its) }))).toEqual(
      rates.levels.map(({ level, rate: its }) => ({ level, rate: plain(its) })),
    );
    const commune = await collected('2023-03-09', [await office.agency('xa-chau-hung')]);
    expect(commune.rate).toMatchObject({ expected: 1, received: 1, onTime: 1 });
  });

  it('stand on one list each, the longest late first, with what is odd about them', async () => {
    const all = await collected('2023-03-10');
    const missing = listed(all, 'missing');
    expect(missing[0]?.daysLate).toBe(2);
    expect(names(missing.slice(-2))).toEqual(['Phòng Y tế', 'UBND xã Vĩnh Thành']);
    expect(missing.at(-2)?.daysLate).toBe(1);
    expect(names(listed(all, 'writing'))).toEqual(['UBND xã Lâm Tân', 'UBND xã Thạnh Trị']);
    expect(
      listed(all, 'waiting').map(({ daysLate, afterWindow }) => [daysLate, afterWindow]),
    ).toEqual([
      [1, true],
      [0, false],
    ]);
    const lists = ['missing', 'writing', 'returned', 'waiting', 'accepted'] as const;
    const sum = lists.reduce((count, list) => count + listed(all, list).length, 0);
    expect(sum).toBe(all.rate.expected);
  });

  it('add up to key totals, and a table of all is held against them', async () => {
    const id = await office.report('vp 2023-Q1 field');
    const clerk = await office.person('dm-vp');
    const at = when('2023-03-07');
    const words = [
      ...row('xa-chau-hung', { ...DOSSIERS, cancelled: '5', received_new: '1.177' }),
      ...row('total', { received_new: '1.177' }),
    ];
    await office.tx(async (tx) => {
      await setCells(tx, id, FORM, words, clerk, at);
      expect(await submitReport(tx, id, clerk, at)).toMatchObject({ ok: true });
    });
    const period = await periodById(office.db, await office.period('2023-Q1'));
    if (!period) throw new Error('no such period');
    const root = await office.agency('ubnd-huyen');
    const { forms, differences } = await loadFigures(office.db, period, root);
    expect(forms.map(({ form }) => form.code)).toEqual([FORM]);
    expect(forms[0]?.key.map(({ value }) => value)).toEqual([3537, 3495, 15, 15]);
    expect(forms[0]?.key[0]?.column).toContain('Tổng số');
    expect(forms[0]?.totals.missing).toHaveLength(7);
    expect(differences).toContainEqual({
      agencyId: await office.agency('vp'),
      obligationId: id,
      formName: 'Phụ lục VI',
      row: 'UBND xã Châu Hưng',
      column: expect.stringContaining('Hồ sơ hủy'),
      stated: 5,
      sum: 4,
    });
  });
});

describe('the periods', () => {
  it('in hand: what is overdue, else what comes next; named by words and parts of names', async () => {
    const [regime] = await office.db.execute<{ id: number }>(sql`select id from report_regimes`);
    const day = localDate('2023-04-10');
    await upsertPeriod(office.db, {
      regimeId: regime?.id ?? 0,
      code: '2023-DX-1',
      name: 'Rà soát thủ tục hành chính',
      dataFrom: day,
      dataTo: day,
      dueOn: day,
    });
    const known = await reportPeriods(office.db);
    expect(known.find(({ code }) => code === '2023-DX-1')?.words).toEqual([
      'ra soat thu tuc hanh chinh',
    ]);
    expect(known.find(({ code }) => code === '2023-Q3')?.words).toContain('quy iii nam 2023');
    // Nobody owes it: it is none to show.
    const periods = await countedPeriods(office.db, everybody);
    expect(periods.map(({ code }) => code)).toEqual(['2023-Q1', '2023-H1', '2023-Q3', '2023-Y']);
    expect(currentPeriod(periods, localDate('2023-03-01'))?.code).toBe('2023-Q1');
    expect(currentPeriod(periods, localDate('2023-05-01'))?.code).toBe('2023-Q1');
    const filled = periods.map((one) =>
      one.code === '2023-Q1' ? { ...one, received: one.expected } : one,
    );
    expect(currentPeriod(filled, localDate('2023-05-01'))?.code).toBe('2023-H1');
    const named = (words: string) => periodNamed(words, periods, localDate('2023-03-01'))?.code;
    expect(named('quy i')).toBe('2023-Q1');
    expect(named('6 thang')).toBe('2023-H1');
    expect(named('bao cao tong hop')).toBe('2023-Y');
    expect(named('quy iv')).toBeUndefined();
  });
});
