import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cellAt } from '../../core/indicators/cells.ts';
import { localDate } from '../../core/time/local-date.ts';
import { endOfDay } from '../../core/time/zone.ts';
import { openDatabase } from '../../db/client.ts';
import { upsertAgency } from '../../db/queries/agencies.ts';
import { createPerson } from '../../db/queries/people.ts';
import { upsertPeriod, upsertRegime } from '../../db/queries/reports.ts';
import { addObligations } from '../../db/queries/sources.ts';
import { aggregateForm, type FormAggregate } from '../../office/reports/aggregate.ts';
import { setCells } from '../../office/reports/draft.ts';
import { dutyOf } from '../../office/reports/duty.ts';
import { installForm, setRegimeForms } from '../../office/reports/forms.ts';
import { reportingRates } from '../../office/reports/rates.ts';
import { returnReport } from '../../office/reports/review.ts';
import { submitReport } from '../../office/reports/submit.ts';
import { versionsOf } from '../../office/reports/versions.ts';
import { freshDatabase } from '../support/database.ts';
import {
  DOSSIERS,
  openReportOffice,
  type ReportOffice,
  row,
  when,
} from '../support/report-office.ts';
import { VIETNAM } from '../support/vietnam.ts';

const FORM = 'ks-appendix-6';

describe('a district', () => {
  let office: ReportOffice;
  beforeEach(async () => {
    office = await openReportOffice();
  });
  afterEach(() => office.end());

  async function send(agency: string, words: Record<string, string>, moment: string) {
    const id = await office.report(`${agency} 2023-Q1 own`);
    const clerk = await office.person(`dm-${agency}`);
    const at = when(moment);
    const done = await office.tx(async (tx) => {
      await setCells(tx, id, FORM, row(agency, words), clerk, at);
      return submitReport(tx, id, clerk, at);
    });
    expect(done).toMatchObject({ ok: true });
    return id;
  }

  async function totals(): Promise<FormAggregate> {
    const [period, root] = [await office.period('2023-Q1'), await office.agency('ubnd-huyen')];
    const found = await aggregateForm(office.db, FORM, period, root);
    if (!found) throw new Error('the form is not reported');
    return found;
  }

  it('puts the rows of its communes together and names those that are missing', async () => {
    await send('xa-chau-hung', DOSSIERS, '2023-03-06');
    await send('xa-lam-tan', { ...DOSSIERS, received_new: '76', agreed_early: '65' }, '2023-03-09');
    const returned = await send('xa-lam-kiet', DOSSIERS, '2023-03-07');
    const chief = await office.person('cqtt-cchc');
    const remarks = [{ part: null, reason: 'Sai' }];
    await office.tx((tx) => returnReport(tx, returned, remarks, chief, when('2023-03-08')));

    const { totals: sum } = await totals();
    const [chauHung, lamTan, lamKiet] = [
      await office.agency('xa-chau-hung'),
      await office.agency('xa-lam-tan'),
      await office.agency('xa-lam-kiet'),
    ];
    expect(sum.included).toEqual([chauHung, lamTan]);
    expect(sum.missing).toHaveLength(8);
    expect(sum.missing).toContainEqual({
      agencyId: lamKiet,
      obligationId: returned,
      why: 'returned',
    });
    expect(Object.keys(sum.cells).sort()).toEqual(['total', 'xa-chau-hung', 'xa-lam-tan']);
    expect(cellAt(sum.cells, 'total', 'received_new')).toBe(1252);
    expect(cellAt(sum.cells, 'total', 'received_total')).toBe(1258);
    expect(cellAt(sum.cells, 'xa-lam-tan', 'received_total')).toBe(79);
  });

  it('knows who sent, who was on time, and who is missing', async () => {
    await send('xa-chau-hung', DOSSIERS, '2023-03-06');
    await send('xa-lam-tan', DOSSIERS, '2023-03-09');
    const returned = await send('xa-lam-kiet', DOSSIERS, '2023-03-07');
    const chief = await office.person('cqtt-cchc');
    const remarks = [{ part: null, reason: 'Sai' }];
    await office.tx((tx) => returnReport(tx, returned, remarks, chief, when('2023-03-08')));
    const period = await office.period('2023-Q1');
    const rates = async () =>
      reportingRates(office.db, period, await office.agency('ubnd-huyen'), { timeZone: VIETNAM });

    const before = await rates();
    const communes = before.levels.find(({ level }) => level === 'commune')?.rate;
    expect(communes).toMatchObject({
      expected: 10,
      received: 2,
      onTime: 1,
      completeness: 0.2,
      timeliness: 0.1,
    });
    expect(communes?.missing).toContain(await office.agency('xa-lam-kiet'));
    expect(before.all.expected).toBe(
      before.levels.reduce((sum, { rate }) => sum + rate.expected, 0),
    );

    // Corrected after the due day: it was first sent in time, so it is on time.
    const clerk = await office.person('dm-xa-lam-kiet');
    await office.tx((tx) => submitReport(tx, returned, clerk, when('2023-03-20')));
    const after = await rates();
    expect(after.levels.find(({ level }) => level === 'commune')?.rate).toMatchObject({
      received: 3,
      onTime: 2,
    });
    const lamTan = await office.agency('xa-lam-tan');
    expect(after.agencies.find(({ agencyId }) => agencyId === lamTan)).toMatchObject({
      own: { expected: 1, received: 1, onTime: 0, timeliness: 0 },
    });
    const root = await office.agency('ubnd-huyen');
    expect(after.agencies.find(({ agencyId }) => agencyId === root)?.all).toEqual(after.all);
  });

  it('counts what was done without figures as missing figures', async () => {
    const id = await office.report('xa-chau-hung 2023-Q1 own');
    await office.db.execute(sql`update obligations set state = 'done' where id = ${id}`);
    const { totals: sum } = await totals();
    expect(sum.missing).toContainEqual({
      agencyId: await office.agency('xa-chau-hung'),
      obligationId: id,
      why: 'without_figures',
    });
    expect(cellAt(sum.cells, 'total', 'received_total')).toBeNull();
    expect(sum.included).toEqual([]);
  });
});

describe('a table that one office fills in for all', () => {
  it('holds every commune and the total, and is compared with what they send themselves', async () => {
    const office = await openReportOffice([
      { code: FORM, duty: 'own', kinds: ['committee'], levels: ['commune'] },
      { code: FORM, duty: 'field', whole: true },
    ]);
    const id = await office.report('vp 2023-Q1 field');
    const clerk = await office.person('dm-vp');
    const at = when('2023-03-06');
    const duty = await dutyOf(office.db, id, at);
    expect(duty?.forms[0]?.rows).toHaveLength(11);
    const enter = (words: { row: string; column: string; text: string }[]) =>
      office.tx((tx) => setCells(tx, id, FORM, words, clerk, at));
    await enter([...row('xa-chau-hung', DOSSIERS), ...row('total', { received_new: '1.167' })]);
    const wrong = await office.tx((tx) => submitReport(tx, id, clerk, at));
    expect(
      wrong.ok === false && wrong.why === 'not_ready' && wrong.status.forms[0]?.check.findings,
    ).toMatchObject([
      { id: 'sum.total@received_new', expected: 1176, likelySlip: { kind: 'transposed_digits' } },
    ]);
    await enter(row('total', { received_new: '1.176' }));
    await enter(row('xa-lam-tan', { received_new: '' }));
    const own = await office.report('xa-chau-hung 2023-Q1 own');
    const commune = await office.person('dm-xa-chau-hung');
    await office.tx(async (tx) => {
      expect(await submitReport(tx, id, clerk, at)).toMatchObject({ ok: true });
      const words = { ...DOSSIERS, received_new: '1.177', cancelled: '5' };
      await setCells(tx, own, FORM, row('xa-chau-hung', words), commune, at);
      expect(await submitReport(tx, own, commune, at)).toMatchObject({ ok: true });
    });
    const sent = (await versionsOf(office.db, id, at))?.versions[0]?.cells[FORM] ?? {};
    expect(Object.keys(sent).sort()).toEqual(['total', 'xa-chau-hung', 'xa-lam-tan']);
    const [period, root] = [await office.period('2023-Q1'), await office.agency('ubnd-huyen')];
    const found = await aggregateForm(office.db, FORM, period, root);
    const vp = await office.agency('vp');
    const table = found?.comparisons.find(({ agencyId }) => agencyId === vp);
    expect(table?.differences).toContainEqual({
      row: 'xa-chau-hung',
      column: 'cancelled',
      stated: 4,
      sum: 5,
    });
    expect(found?.totals.included).toEqual([await office.agency('xa-chau-hung')]);
    await office.end();
  });
});

describe('a tree of three levels', () => {
  const COUNT = {
    code: 'counts',
    version: 1,
    name: 'Biểu 1',
    title: 'Số thủ tục',
    rows: {
      kind: 'fixed',
      label: 'Tiêu chí',
      items: [
        { key: 'one_stop', label: 'Một cửa' },
        { key: 'linked', label: 'Liên thông' },
        { key: 'both', label: 'Cộng', sumOf: 'items' },
      ],
    },
    columns: [
      { key: 'all', label: 'Tổng số', kind: 'integer', blank: 'required' },
      { key: 'online', label: 'Trực tuyến', kind: 'integer', blank: 'unknown' },
      { key: 'share', label: 'Tỷ lệ', kind: 'percent', computed: 'percent(online, all)' },
    ],
  };
  const TREE = [
    ['tinh', null, 'province', 'committee'],
    ['so-nv', 'tinh', 'province', 'specialised'],
    ['huyen-a', 'tinh', 'district', 'committee'],
    ['xa-1', 'huyen-a', 'commune', 'committee'],
    ['xa-2', 'huyen-a', 'commune', 'committee'],
    ['xa-3', 'tinh', 'commune', 'committee'],
  ] as const;

  it('adds each figure once and compares parents with their children', async () => {
    const database = await freshDatabase();
    const pool = openDatabase(database.url, { connections: 1 });
    const at = when('2023-03-06');
    const result = await pool.db.transaction(async (tx) => {
      const ids = new Map<string, number>();
      for (const [code, parent, level, kind] of TREE) {
        const parentId = parent === null ? null : (ids.get(parent) ?? null);
        const agency = { code, parentId, name: code, shortName: code, level, kind };
        ids.set(code, await upsertAgency(tx, agency));
      }
      const regimeId = await upsertRegime(tx, { document: '1/KH', name: 'Chế độ' });
      const dueOn = localDate('2023-03-08');
      const periodId = await upsertPeriod(tx, {
        regimeId,
        code: '2023-Q1',
        name: 'Quý I/2023',
        dataFrom: localDate('2022-12-15'),
        dataTo: dueOn,
        dueOn,
      });
      await installForm(tx, COUNT, { by: null, now: at.now });
      await setRegimeForms(tx, regimeId, [{ code: 'counts', duty: 'own' }]);
      await addObligations(
        tx,
        [...ids.values()].map((agencyId) => ({
          agencyId,
          sourceKind: 'report' as const,
          periodId,
          occurrence: 'own',
          title: 'Quý I/2023',
          needsDocument: true,
          deadlineWords: '',
          sourceDueOn: dueOn,
          dueOn,
          dueAt: endOfDay(dueOn, VIETNAM),
          createdAt: at.now,
        })),
      );
      const { id: personId } = await createPerson(tx, { code: 'p', name: 'Đầu mối' }, at.now);
      const send = async (code: string, oneStop: [string, string], linked: [string, string]) => {
        const [found] = await tx.execute<{ id: number }>(
          sql`select id from obligations where agency_id = ${ids.get(code)}`,
        );
        const words = [
          ...row('one_stop', { all: oneStop[0], online: oneStop[1] }),
          ...row('linked', { all: linked[0], online: linked[1] }),
        ];
        const by = { personId, channel: 'web' };
        await setCells(tx, found?.id ?? 0, 'counts', words, by, at);
        expect(await submitReport(tx, found?.id ?? 0, by, at)).toMatchObject({ ok: true });
      };
      await send('so-nv', ['5', '5'], ['0', '0']);
      await send('xa-1', ['100', '50'], ['10', '1']);
      await send('xa-3', ['200', '25'], ['20', '']);
      // The district has counted xa-2 too, which has sent nothing.
      await send('huyen-a', ['160', '60'], ['10', '1']);
      return {
        ids,
        sum: await aggregateForm(tx, 'counts', periodId, ids.get('tinh') ?? 0),
        district: await aggregateForm(tx, 'counts', periodId, ids.get('huyen-a') ?? 0),
        none: await aggregateForm(tx, 'no-such-form', periodId, ids.get('tinh') ?? 0),
      };
    });
    await pool.close();
    await database.drop();
    const id = (code: string) => result.ids.get(code) ?? 0;
    const { sum } = result;
    expect(sum?.totals.included.sort()).toEqual([id('so-nv'), id('xa-1'), id('xa-3')].sort());
    expect(sum?.totals.missing.map(({ agencyId }) => agencyId)).toEqual([id('xa-2')]);
    expect(sum?.totals.cells).toMatchObject({
      one_stop: { all: 305, online: 80, share: 26.23 },
      linked: { all: 30, online: 1 },
      both: { all: 335, online: 81 },
    });
    expect(sum?.totals.incomplete).toContainEqual({
      row: 'linked',
      column: 'online',
      agencyIds: [id('xa-3')],
    });
    const parents = new Map(sum?.comparisons.map((one) => [one.agencyId, one]));
    expect(parents.get(id('tinh'))?.differences).toBeNull();
    expect(parents.get(id('huyen-a'))).toMatchObject({
      differences: [
        { row: 'one_stop', column: 'all', stated: 160, sum: 100 },
        { row: 'one_stop', column: 'online', stated: 60, sum: 50 },
        { row: 'both', column: 'all', stated: 170, sum: 110 },
        { row: 'both', column: 'online', stated: 61, sum: 51 },
      ],
      below: { missing: [{ agencyId: id('xa-2'), why: 'not_sent' }] },
    });
    expect(result.district?.totals.cells.one_stop).toMatchObject({ all: 100 });
    expect(result.none).toBeNull();
  });
});
