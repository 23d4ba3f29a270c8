import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localDate } from '../../core/time/local-date.ts';
import { endOfDay } from '../../core/time/zone.ts';
import { decideExtension } from '../../db/queries/extensions.ts';
import { recordStatement } from '../../db/queries/obligations.ts';
import { importPlan, type PlanImport, samePlan } from '../../office/import-plan.ts';
import { openOffice, type TestOffice } from '../support/office.ts';
import { at, VIETNAM } from '../support/vietnam.ts';
import { allBooks, changed, historyInWords, obligationId, obligationsInWords } from './books.ts';
import { asCsv, asXlsx, type Cells, cellsOf, planRows } from './files.ts';

const PAPER = {
  number: '07/KH-UBND',
  title: 'Thực hiện cải cách hành chính năm 2023',
  year: 2023,
  issuedOn: localDate('2023-01-17'),
};
const NOW = at('2023-03-10T09:00');

let office: TestOffice;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.end());

async function importCells(cells: Cells, xlsx = false): Promise<PlanImport> {
  const rows = await planRows(xlsx ? await asXlsx(cells) : asCsv(cells));
  const [root] = await office.db.execute<{ id: number }>(
    sql`select id from agencies where code = 'ubnd-huyen'`,
  );
  const paper = { ...PAPER, issuerId: root?.id ?? 0 };
  return office.db.transaction((tx) =>
    importPlan(tx, rows, paper, { now: NOW, timeZone: VIETNAM }),
  );
}

/** The row with this area and number. */
function row(cells: Cells, key: string): Record<string, string> {
  const found = cells.find((one) => `${one.area_no}.${one.no}` === key);
  if (!found) throw new Error(`no row ${key}`);
  return found;
}

const nothing = { added: 0, changed: 0, removed: 0, restored: 0 };

describe('the same annex again', () => {
  it('changes nothing at all', async () => {
    const before = await allBooks(office.db);
    const done = await importCells(await cellsOf('plan.csv'));
    expect(done.tasks).toEqual({ ...nothing, unchanged: 24 });
    const [count] = await office.db.execute<{ n: number }>(
      sql`select count(*)::int as n from obligations where source_kind = 'plan'`,
    );
    expect(done.obligations).toEqual({ ...nothing, unchanged: count?.n });
    expect(await allBooks(office.db)).toEqual(before);
  });

  it('as a workbook is the same annex', async () => {
    const before = await allBooks(office.db);
    const done = await importCells(await cellsOf('plan.csv'), true);
    expect(done.tasks).toEqual({ ...nothing, unchanged: 24 });
    expect(done.obligations).toMatchObject(nothing);
    expect({ ...(await allBooks(office.db)), plan_questions: [] }).toEqual({
      ...before,
      plan_questions: [],
    });
  });

  it('is known by its content where it comes without a number', async () => {
    const rows = await planRows(asCsv((await cellsOf('plan.csv')).slice(0, 20)));
    const found = await office.db.transaction((tx) => samePlan(tx, rows, 2023));
    expect(found?.number).toBe('07/KH-UBND');
    expect(await office.db.transaction((tx) => samePlan(tx, rows, 2024))).toBeNull();
    const other = rows.map((one, index) => ({ ...one, title: `Việc khác ${index}` }));
    expect(await office.db.transaction((tx) => samePlan(tx, other, 2023))).toBeNull();
  });
});

describe('a corrected annex', () => {
  it('changes what differs, keeps the rest and writes the history', async () => {
    const before = await obligationsInWords(office.db);
    const cells = await cellsOf('plan.csv');
    row(cells, '7.3').time_split = 'Tháng 04/2023|Tháng 12/2023';
    row(cells, '6.1').lead_corrected = 'Phòng Nội vụ';
    const corrected = cells.filter((one) => one !== row(cells, '5.3'));
    corrected.push({
      ...row(cells, '7.4'),
      no: '5',
      task_corrected: 'Sơ kết giữa năm',
      products_split: 'Báo cáo sơ kết',
      time_split: 'Quý 2/2023',
    });
    const done = await importCells(corrected);

    expect(done.tasks).toEqual({ added: 1, changed: 1, removed: 1, restored: 0, unchanged: 22 });
    expect(done.obligations).toMatchObject({ added: 2, changed: 1, removed: 2, restored: 0 });
    expect(changed(before, await obligationsInWords(office.db))).toEqual({
      gone: [
        'noi-vu 7.3/p1 2023-03-31 not_started',
        'tc-kh 5.3/p1 2023-12-31 not_started',
        'vh-tt 6.1/p1 2023-03-31 not_started',
      ],
      come: [
        'noi-vu 6.1/p1 2023-03-31 not_started',
        'noi-vu 7.3/p1 2023-04-30 not_started',
        'noi-vu 7.5/p1 2023-06-30 not_started',
        'tc-kh 5.3/p1 2023-12-31 not_started withdrawn',
        'vh-tt 6.1/p1 2023-03-31 not_started withdrawn',
      ],
    });
    expect((await historyInWords(office.db)).sort()).toEqual([
      'noi-vu 7.3/p1: source_changed 2023-03-31 → 2023-04-30',
      'tc-kh 5.3/p1: withdrawn',
      'vh-tt 6.1/p1: withdrawn',
    ]);
    const revisions = await office.db.execute(sql`
      select t.key, r.before, r.after from plan_task_revisions r
      join plan_tasks t on t.id = r.task_id order by t.key`);
    expect([...revisions]).toEqual([
      {
        key: '5.3',
        before: { removedAt: null },
        after: { removedAt: NOW.toISOString() },
      },
      {
        key: '6.1',
        before: { leadWords: 'Phòng Văn hóa – Thông tin' },
        after: { leadWords: 'Phòng Nội vụ' },
      },
    ]);

    // The earlier annex once more: everything is as it was, with its history.
    const back = await importCells(await cellsOf('plan.csv'));
    expect(back.tasks).toEqual({ added: 0, changed: 1, removed: 1, restored: 1, unchanged: 22 });
    expect(back.obligations).toMatchObject({ added: 0, changed: 1, removed: 2, restored: 2 });
    const left = (await obligationsInWords(office.db)).filter((one) => !one.endsWith('withdrawn'));
    expect(left).toEqual(before);
    expect((await historyInWords(office.db)).slice(3).sort()).toEqual([
      'noi-vu 6.1/p1: withdrawn',
      'noi-vu 7.3/p1: source_changed 2023-04-30 → 2023-03-31',
      'noi-vu 7.5/p1: withdrawn',
      'tc-kh 5.3/p1: restored 2023-12-31 → 2023-12-31',
      'vh-tt 6.1/p1: restored 2023-03-31 → 2023-03-31',
    ]);
  });

  it('moves the moment of lateness when only the hour changed', async () => {
    const cells = await cellsOf('plan.csv');
    const moment = async (hour: string) => {
      row(cells, '6.1').time_split = `trước ${hour} giờ ngày 31/3/2023`;
      const done = await importCells(cells);
      const [found] = await office.db.execute<{ due_on: string; due_at: string }>(sql`
        select due_on::text, to_char(due_at at time zone ${VIETNAM}, 'DD/MM HH24:MI') as due_at
        from obligations where id = ${await obligationId(office.db, 'vh-tt', '6.1/p1')}`);
      return { ...found, changed: done.obligations.changed };
    };
    expect(await moment('16')).toEqual({ due_on: '2023-03-31', due_at: '31/03 16:00', changed: 1 });
    expect(await moment('10')).toEqual({ due_on: '2023-03-31', due_at: '31/03 10:00', changed: 1 });
    expect(await moment('10')).toEqual({ due_on: '2023-03-31', due_at: '31/03 10:00', changed: 0 });
  });

  it('asks the questions it raises and settles those it answers', async () => {
    const open = async () => {
      const rows = await office.db.execute<{ words: string }>(sql`
        select task_key || ' ' || code || ' ' || words as words from plan_questions
        where settled_at is null order by 1`);
      return rows.map(({ words }) => words);
    };
    const before = await open();
    expect(before).toContain('1.1 deadline_as_regulated Theo quy định');
    const cells = await cellsOf('plan.csv');
    row(cells, '1.1').time_split = 'Tháng 6/2023';
    row(cells, '5.1').lead_corrected = 'Phòng Kế toán';
    await importCells(cells);
    expect(changed(before, await open())).toEqual({
      gone: ['1.1 deadline_as_regulated Theo quy định'],
      come: ['5.1 lead_unknown Phòng Kế toán'],
    });
    await importCells(await cellsOf('plan.csv'));
    expect(await open()).toEqual(before);
  });
});

describe('what people have said', () => {
  it('survives a corrected annex, a withdrawal and a return', async () => {
    const id = await obligationId(office.db, 'vh-tt', '6.1/p1');
    const [person] = await office.db.execute<{ id: number }>(
      sql`select id from persons where code = 'dm-vh-tt'`,
    );
    const personId = person?.id ?? 0;
    await office.db.transaction((tx) =>
      recordStatement(
        tx,
        id,
        { kind: 'state', state: 'in_progress', percent: 60, personId, channel: 'web' },
        at('2023-03-01'),
      ),
    );
    const standing = async () => {
      const [found] = await office.db.execute(
        sql`select state, percent, due_on::text, withdrawn_at is null as asked from obligations where id = ${id}`,
      );
      return found;
    };
    const cells = await cellsOf('plan.csv');
    row(cells, '6.1').time_split = 'Quý II/2023';
    await importCells(cells);
    const moved = { state: 'in_progress', percent: 60, due_on: '2023-06-30', asked: true };
    expect(await standing()).toEqual(moved);
    await importCells(cells.filter((one) => one !== row(cells, '6.1')));
    expect(await standing()).toEqual({ ...moved, asked: false });
    await importCells(cells);
    expect(await standing()).toEqual(moved);
    expect(await historyInWords(office.db)).toEqual([
      'vh-tt 6.1/p1: state',
      'vh-tt 6.1/p1: source_changed 2023-03-31 → 2023-06-30',
      'vh-tt 6.1/p1: withdrawn',
      'vh-tt 6.1/p1: restored 2023-06-30 → 2023-06-30',
    ]);
  });

  it('keeps more time that was granted, until the annex itself gives another date', async () => {
    const id = await obligationId(office.db, 'noi-vu', '7.3/p1');
    const [person] = await office.db.execute<{ id: number }>(
      sql`select id from persons where code = 'cqtt-cchc'`,
    );
    const dueOn = localDate('2023-04-14');
    await office.db.transaction((tx) =>
      decideExtension(
        tx,
        id,
        {
          granted: { dueOn, dueAt: endOfDay(dueOn, VIETNAM) },
          personId: person?.id ?? 0,
          channel: 'web',
        },
        at('2023-03-09T10:00'),
      ),
    );
    const due = async () => {
      const [found] = await office.db.execute<{ due: string }>(sql`
        select due_on::text || ' ' || to_char(due_at at time zone ${VIETNAM}, 'DD/MM HH24:MI') as due
        from obligations where id = ${id}`);
      return found?.due;
    };
    const cells = await cellsOf('plan.csv');
    expect((await importCells(cells)).obligations).toMatchObject(nothing);
    expect(await due()).toBe('2023-04-14 15/04 00:00');
    row(cells, '7.3').task_corrected = 'Kiểm tra cải cách hành chính và kiểm tra công vụ';
    expect((await importCells(cells)).obligations).toMatchObject({ ...nothing, changed: 2 });
    expect(await due()).toBe('2023-04-14 15/04 00:00');
    row(cells, '7.3').time_split = 'Tháng 05/2023|Tháng 12/2023';
    expect((await importCells(cells)).obligations).toMatchObject({ ...nothing, changed: 1 });
    expect(await due()).toBe('2023-05-31 01/06 00:00');
  });
});
