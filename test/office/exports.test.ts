import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { groupBy } from '../../core/collections/group-by.ts';
import { cellAt } from '../../core/indicators/cells.ts';
import type { Consolidated, ConsolidatedForm } from '../../core/reports/consolidated.ts';
import { localDate } from '../../core/time/local-date.ts';
import { obligationsOf, recordStatement } from '../../db/queries/obligations.ts';
import { loadConsolidated } from '../../office/exports/consolidated.ts';
import { periodNamed, periodsByNearness } from '../../office/exports/periods.ts';
import { setCells } from '../../office/reports/draft.ts';
import { replaceNarrative } from '../../office/reports/narrative.ts';
import { returnReport } from '../../office/reports/review.ts';
import { submitReport } from '../../office/reports/submit.ts';
import { openReportOffice, type ReportOffice, row, when } from '../support/report-office.ts';

const FORM = 'ks-appendix-6';
const COMMUNES = [
  'xa-chau-hung',
  'xa-lam-kiet',
  'xa-lam-tan',
  'xa-thanh-tan',
  'xa-thanh-tri',
  'xa-tuan-tuc',
  'xa-vinh-loi',
  'xa-vinh-thanh',
];
/** What a commune enters; everything else follows. */
const ENTERED = [
  'received_carried_over',
  'received_new',
  'agreed_early',
  'agreed_on_time',
  'agreed_late',
  'refused_early',
  'refused_on_time',
  'refused_late',
  'in_progress_within_time',
  'in_progress_third_column',
  'in_progress_clock_stopped',
  'cancelled',
];

/** The communes' rows as printed, one arithmetic slip of each printed row repaired. */
function printedRows(): Record<string, number>[] {
  const file = new URL(
    '../core/indicators/fixtures/khanh-son-2019-appendix-6.csv',
    import.meta.url,
  );
  const records: Record<string, string>[] = parse(readFileSync(file), { columns: true });
  return records
    .filter((record) => record.is_total === '0')
    .map((record) => {
      const figures = Object.fromEntries(
        ENTERED.map((key) => [key, Number((record[key] ?? '').replace(/[.-]/g, ''))]),
      );
      const sum = (prefixes: RegExp) =>
        ENTERED.filter((key) => prefixes.test(key)).reduce(
          (all, key) => all + (figures[key] ?? 0),
          0,
        );
      const outcomes = sum(/^(agreed|refused|in_progress|cancelled)/);
      return { ...figures, received_new: outcomes - (figures.received_carried_over ?? 0) };
    });
}

let office: ReportOffice;
let values: Consolidated;
const rows = printedRows();

async function send(agency: string, moment: string, cells: Record<string, number>, told = '') {
  const id = await office.report(`${agency} 2023-Q1 own`);
  const clerk = await office.person(`dm-${agency}`);
  const at = when(moment);
  const words = Object.fromEntries(Object.entries(cells).map(([key, n]) => [key, String(n)]));
  const done = await office.tx(async (tx) => {
    await setCells(tx, id, FORM, row(agency, words), clerk, at);
    if (told) await replaceNarrative(tx, id, 'procedures.results', [told], clerk, at);
    return submitReport(tx, id, clerk, at);
  });
  expect(done).toMatchObject({ ok: true });
  return id;
}

async function load(root = 'ubnd-huyen', moment = '2023-03-10'): Promise<Consolidated> {
  const periodId = await office.period('2023-Q1');
  const rootAgencyId = await office.agency(root);
  const found = await office.tx((tx) =>
    loadConsolidated(tx, { periodId, rootAgencyId }, when(moment)),
  );
  if (!found) throw new Error('nothing to consolidate');
  return found;
}

function dossiers({ forms }: Consolidated): ConsolidatedForm {
  const found = forms.find(({ form }) => form.code === FORM);
  if (!found) throw new Error('the form is missing');
  return found;
}

beforeAll(async () => {
  office = await openReportOffice();
  for (const [index, agency] of COMMUNES.entries()) {
    const late = agency === 'xa-lam-tan';
    const told = agency === 'xa-chau-hung' ? 'Đã niêm yết công khai TTHC.' : '';
    await send(agency, late ? '2023-03-09' : '2023-03-07', rows[index] ?? {}, told);
  }
  const chief = await office.person('cqtt-cchc');
  const returned = await send('tt-phu-loc', '2023-03-07', rows[0] ?? {});
  await office.tx((tx) =>
    returnReport(tx, returned, [{ part: null, reason: 'Sai' }], chief, when('2023-03-08')),
  );
  await office.tx(async (tx) => {
    const owed = await obligationsOf(tx, [await office.agency('tu-phap')]);
    const tasks = owed.filter(({ sourceKind }) => sourceKind === 'plan');
    const [first, second] = tasks.filter(({ dueOn }) => dueOn !== null && dueOn < '2023-03-01');
    const by = await office.person('dm-tu-phap');
    const { now } = when('2023-02-03');
    await recordStatement(
      tx,
      first?.id ?? 0,
      {
        kind: 'state',
        state: 'done',
        documentNumber: '12/KH-UBND',
        documentDate: localDate('2023-02-02'),
        ...by,
      },
      now,
    );
    const blocked = { reason: 'chờ hướng dẫn', unblocker: 'province', ...by };
    await recordStatement(
      tx,
      second?.id ?? 0,
      { kind: 'state', state: 'blocked', ...blocked },
      now,
    );
  });
  values = await load();
});
afterAll(() => office.end());

describe('the figures of a period', () => {
  it('add up to the totals worked out anew from the rows', () => {
    const { cells } = dossiers(values);
    for (const key of ENTERED) {
      const sum = rows.reduce((all, figures) => all + (figures[key] ?? 0), 0);
      expect([key, cellAt(cells, 'total', key)]).toEqual([key, sum]);
    }
    // Of the printed totals those that were right.
    expect(cellAt(cells, 'total', 'agreed_early')).toBe(8943);
    expect(cellAt(cells, 'total', 'agreed_late')).toBe(21);
    expect(cellAt(cells, 'total', 'refused_total')).toBe(42);
    expect(cellAt(cells, 'total', 'cancelled')).toBe(49);
  });

  it('name who is missing and why, and whose figures came after the window', () => {
    const { missing, included, belated, rows: lines } = dossiers(values);
    expect(included).toHaveLength(8);
    expect(missing).toEqual([
      { agency: 'UBND thị trấn Phú Lộc', row: 'tt-phu-loc', why: 'returned' },
      { agency: 'UBND thị trấn Hưng Lợi', row: 'tt-hung-loi', why: 'not_sent' },
    ]);
    expect(lines.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['tt-hung-loi', ...COMMUNES]),
    );
    const on = localDate('2023-03-09');
    expect(belated).toEqual([{ agency: 'UBND xã Lâm Tân', on, afterWindow: true, late: true }]);
  });

  it('of one agency are printed as it gave them', async () => {
    const own = dossiers(await load('xa-chau-hung'));
    expect(own.givenBy).toBe('UBND xã Châu Hưng');
    expect(own.missing).toEqual([]);
    expect(cellAt(own.cells, 'xa-chau-hung', 'received_new')).toBe(rows[0]?.received_new);
  });
});

describe('the words and names', () => {
  it('keep the source of every paragraph', () => {
    expect(values.told).toEqual([
      {
        area: 'procedures',
        part: 'results',
        duty: 'own',
        agency: 'UBND xã Châu Hưng',
        text: 'Đã niêm yết công khai TTHC.',
      },
    ]);
  });

  it('tell who reported in time, late and not at all, as the rates count them', () => {
    const { all, onTime, late, missing, missingAgencies } = values.reporting;
    expect(onTime).toHaveLength(all.onTime);
    expect(onTime.length + late.length).toBe(all.received);
    expect(onTime.length + late.length + missing.length).toBe(all.expected);
    expect(late.map(({ agency }) => agency)).toEqual(['UBND xã Lâm Tân']);
    expect(missing.filter(({ returned }) => returned).map(({ agency }) => agency)).toEqual([
      'UBND thị trấn Phú Lộc',
    ]);
    expect(missingAgencies).toContain('Phòng Tư pháp');
  });
});

describe('the tasks', () => {
  it('come in the order of the plan with their areas', () => {
    expect(values.progress.map(({ title }) => title).slice(0, 2)).toEqual([
      'Cải cách thể chế',
      'Cải cách thủ tục hành chính',
    ]);
    expect(values.progress.flatMap(({ tasks }) => tasks)).toHaveLength(24);
  });

  it('carry state, document and the reason of what is blocked', () => {
    const items = values.progress.flatMap(({ tasks }) =>
      tasks.flatMap(({ lines }) => lines.flatMap((line) => line.items)),
    );
    expect(items).toContainEqual(
      expect.objectContaining({
        agency: 'Phòng Tư pháp',
        state: 'done',
        document: { number: '12/KH-UBND', date: '2023-02-02' },
        claimedOn: '2023-02-03',
      }),
    );
    expect(items).toContainEqual(
      expect.objectContaining({ state: 'blocked', reason: 'chờ hướng dẫn', unblocker: 'province' }),
    );
  });

  it('name the last document of each agency, however many agencies owe the task', async () => {
    const shared = await office.tx(async (tx) => {
      const communes = await Promise.all(COMMUNES.map((code) => office.agency(code)));
      const owed = await obligationsOf(tx, communes);
      const tasks = groupBy(
        owed.filter(({ taskId }) => taskId !== null),
        ({ taskId }) => taskId,
      );
      return [...tasks.values()].find((items) => items.length >= 4) ?? [];
    });
    expect(shared.length).toBeGreaterThan(3);
    const by = await office.person('cqtt-cchc');
    for (const [index, { id }] of shared.entries()) {
      for (const documentNumber of ['1/KH-UBND', `${100 + index}/KH-UBND`]) {
        const said = { kind: 'state' as const, state: 'done' as const, documentNumber, ...by };
        await office.tx((tx) => recordStatement(tx, id, said, when('2023-03-01').now));
      }
      const review = { kind: 'review' as const, state: 'accepted' as const, ...by };
      await office.tx((tx) => recordStatement(tx, id, review, when('2023-03-02').now));
    }
    const numbers = (await load()).progress.flatMap(({ tasks }) =>
      tasks.flatMap(({ lines }) =>
        lines.flatMap(({ items }) => items.flatMap(({ document }) => document?.number ?? [])),
      ),
    );
    expect(numbers).toEqual(expect.arrayContaining(shared.map((_, i) => `${100 + i}/KH-UBND`)));
    expect(numbers).not.toContain('1/KH-UBND');
  });

  it('hold of what recurs only what is due by the end of the period', () => {
    const quarterly = values.progress
      .flatMap(({ tasks }) => tasks)
      .find(({ title }) => title.startsWith('Thực hiện rà soát, kiến nghị'));
    expect(quarterly?.lines.flatMap(({ items }) => items.map(({ dueOn }) => dueOn))).toEqual([
      '2023-03-31',
    ]);
  });

  it('of a single office are only its own', async () => {
    const own = await load('tu-phap');
    const tasks = own.progress.flatMap((area) => area.tasks);
    expect(tasks.length).toBeGreaterThan(0);
    expect(tasks.length).toBeLessThan(24);
    expect(own.body.parentName).toBe('UBND huyện Thạnh Trị');
  });
});

describe('periods', () => {
  it('are found by code and by words, the nearest first', async () => {
    const periods = await periodsByNearness(office.db, localDate('2023-03-10'));
    expect(periods.map(({ code }) => code)[0]).toBe('2023-Q1');
    for (const words of ['2023-q1', 'quý I', 'quy 1 nam 2023']) {
      expect(periodNamed(words, periods)?.code).toBe('2023-Q1');
    }
    expect(periodNamed('6 tháng', periods)?.code).toBe('2023-H1');
    expect(periodNamed('quý V', periods)).toBeNull();
  });

  it('that do not exist give nothing', async () => {
    const rootAgencyId = await office.agency('ubnd-huyen');
    const none = office.tx((tx) =>
      loadConsolidated(tx, { periodId: -1, rootAgencyId }, when('2023-03-10')),
    );
    expect(await none).toBeNull();
  });
});
