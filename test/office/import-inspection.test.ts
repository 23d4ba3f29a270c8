import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localDate } from '../../core/time/local-date.ts';
import { allAgencies } from '../../db/queries/agencies.ts';
import { recordStatement } from '../../db/queries/obligations.ts';
import { readInspectionList } from '../../imports/inspection-table.ts';
import { readTable } from '../../imports/table.ts';
import { inspectionBoard, inspectionEntry } from '../../office/inspections/board.ts';
import { endEntry, recordFinding } from '../../office/inspections/team-word.ts';
import {
  importKhanhHoa,
  type KhanhHoaFile,
  khanhHoaFile,
  loadKhanhHoa,
} from '../support/khanh-hoa.ts';
import { openOffice, type TestOffice } from '../support/office.ts';
import { at, VIETNAM } from '../support/vietnam.ts';
import { allBooks } from './books.ts';
import { asXlsx } from './files.ts';

const NOW = at('2020-09-01T09:00');
const nothing = { added: 0, changed: 0, removed: 0, restored: 0 };

let office: TestOffice;
beforeEach(async () => {
  office = await openOffice({ demo: false, now: '2020-09-01' });
  await loadKhanhHoa(office.db);
});
afterEach(() => office.end());

/** "kh-4 self_review 2020-11-06 not_started", with " withdrawn" where it is. */
async function steps(code: string): Promise<string[]> {
  const rows = await office.db.execute<{ words: string }>(sql`
    select regexp_replace(o.occurrence, '^c\\d+:', '') || ' '
      || coalesce(o.due_on::text, '(' || o.deadline_words || ')') || ' ' || o.state
      || case when o.withdrawn_at is null then '' else ' withdrawn' end as words
    from obligations o join agencies a on a.id = o.agency_id
    where a.code = ${code} and o.source_kind = 'inspection' order by o.id`);
  return rows.map(({ words }) => words);
}

async function entryOf(code: string): Promise<number> {
  const [row] = await office.db.execute<{ id: number }>(sql`
    select e.id from campaign_agencies e join agencies a on a.id = e.agency_id
    where a.code = ${code}`);
  return row?.id ?? 0;
}

function agency(file: KhanhHoaFile, no: number) {
  const found = file.agencies.find((one) => one.no === no);
  if (!found) throw new Error(`no agency ${no}`);
  return found;
}

async function find(code: string, words: string, due: string) {
  const state = await inspectionEntry(office.db, await entryOf(code), NOW);
  if (!state) throw new Error(code);
  const [person] = await office.db.execute<{ id: number }>(sql`select min(id) as id from persons`);
  const found = { kind: 'nonconformity' as const, words, clause: null, dueOn: localDate(due) };
  const by = { personId: person?.id ?? 0, channel: 'web' };
  const at = { now: NOW, timeZone: VIETNAM };
  return office.db.transaction((tx) => recordFinding(tx, state.entry, found, by, at));
}

describe('the plan 6714/KH-UBND', () => {
  it('lists the agencies its own counts say, with their forms and windows', async () => {
    const counts = khanhHoaFile().counts_computed;
    const done = await importKhanhHoa(office.db);
    expect(done.name).toBe('Kiểm tra ISO 9001 theo KH 6714/KH-UBND');
    expect(done.counts).toEqual({
      agencies: counts.agencies,
      dossier: counts['hồ sơ'],
      on_site: counts['trực tiếp'],
    });
    const rows = await office.db.execute<Record<string, unknown>>(sql`
      select form, window_from::text as from, window_to::text as to, count(*)::int as n,
        sum(cardinality(covers))::int as members, count(*) filter (where note <> '')::int as flagged
      from campaign_agencies group by 1, 2, 3 order by 1`);
    expect(rows.map((row) => ({ ...row }))).toMatchObject([
      { form: 'dossier', from: '2020-08-17', to: '2020-11-06', n: 24 },
      { form: 'on_site', from: '2020-09-03', to: '2020-10-16', n: 6 },
    ]);
    const total = (what: string) => rows.reduce((sum, row) => sum + Number(row[what]), 0);
    expect(total('members')).toBe(counts.district_system_members_total);
    expect(total('flagged')).toBe(counts.flagged);
  });

  it('asks of each form what the workflow prints, and invents no date', async () => {
    await importKhanhHoa(office.db);
    expect(await steps('kh-4')).toEqual([
      'self_review 2020-11-06 not_started',
      'evidence 2020-11-06 not_started',
    ]);
    expect(await steps('kh-12')).toEqual([
      'self_review (báo cáo gửi trước) not_started',
      'evidence 2020-10-16 not_started',
      'visit 2020-10-16 not_started',
    ]);
  });

  it('says that the window of 2019 was read as 2020, quoting both', async () => {
    const { questions } = await importKhanhHoa(office.db);
    expect(questions).toEqual([
      {
        code: 'window_read_otherwise',
        words: 'Từ ngày 03/9/2019 đến ngày 16/10/2019',
        hints: ['2019-09-03 – 2019-10-16', '2020-09-03 – 2020-10-16'],
      },
    ]);
  });

  it('again changes nothing at all', async () => {
    await importKhanhHoa(office.db);
    const before = await allBooks(office.db);
    const done = await importKhanhHoa(office.db, khanhHoaFile(), at('2020-07-20'));
    expect(done.agencies).toEqual({ ...nothing, unchanged: 30 });
    expect(done.obligations).toEqual({ ...nothing, unchanged: 24 * 2 + 6 * 3 });
    expect(await allBooks(office.db)).toEqual(before);
  });
});

describe('a corrected file', () => {
  it('changes, withdraws and restores, and loses nothing', async () => {
    await importKhanhHoa(office.db);
    await find('kh-4', 'chưa cập nhật quy trình', '2020-10-01');
    const file = khanhHoaFile();
    file.agencies = file.agencies.filter(({ no }) => no !== 4);
    agency(file, 13).form = 'trực tiếp';
    const [report] = file.workflow['hồ sơ']?.filter(({ code }) => code === 'self-report') ?? [];
    if (report) report.due = '2020-09-15';
    const done = await importKhanhHoa(office.db, file, NOW);
    expect(done.agencies).toEqual({ ...nothing, changed: 1, removed: 1, unchanged: 28 });
    expect(done.questions.map(({ code }) => code)).toContain('count_differs');
    expect(await steps('kh-4')).toEqual([
      'self_review 2020-11-06 not_started withdrawn',
      'evidence 2020-11-06 not_started withdrawn',
      'action:1 2020-10-01 not_started withdrawn',
    ]);
    expect(await steps('kh-13')).toEqual([
      'self_review (báo cáo gửi trước) not_started',
      'evidence 2020-10-16 not_started',
      'visit 2020-10-16 not_started',
    ]);
    // The day the notice gave for the reports; evidence comes with them.
    expect(await steps('kh-2')).toEqual([
      'self_review 2020-09-15 not_started',
      'evidence 2020-09-15 not_started',
    ]);

    const back = await importKhanhHoa(office.db, khanhHoaFile(), NOW);
    expect(back.agencies).toEqual({ ...nothing, changed: 1, restored: 1, unchanged: 28 });
    expect(await steps('kh-4')).toEqual([
      'self_review 2020-11-06 not_started',
      'evidence 2020-11-06 not_started',
      'action:1 2020-10-01 not_started',
    ]);
  });

  it('asks nothing anew of an agency the team has closed, and keeps the closing', async () => {
    await importKhanhHoa(office.db);
    const id = await entryOf('kh-4');
    const [person] = await office.db.execute<{ id: number }>(
      sql`select min(id) as id from persons`,
    );
    const by = { personId: person?.id ?? 0, channel: 'web' };
    const [report] = (await inspectionEntry(office.db, id, NOW))?.steps ?? [];
    await office.db.transaction(async (tx) => {
      await recordStatement(tx, report?.item.id ?? 0, { kind: 'state', state: 'done', ...by }, NOW);
      expect(await endEntry(tx, id, by, NOW)).toBe('closed');
    });
    const closed = ['self_review 2020-11-06 done', 'evidence 2020-11-06 not_started withdrawn'];
    expect(await steps('kh-4')).toEqual(closed);
    const file = khanhHoaFile();
    agency(file, 4).system_members_verbatim = ['Trung tâm Y tế'];
    const done = await importKhanhHoa(office.db, file, NOW);
    expect(done.agencies).toMatchObject({ changed: 1, restored: 0 });
    expect(done.obligations).toMatchObject(nothing);
    expect(await steps('kh-4')).toEqual(closed);
    expect((await inspectionEntry(office.db, id, NOW))?.phase).toBe('closed');
  });

  it('asks about names nobody bears, agencies twice in the list, and lines without a form', async () => {
    const file = khanhHoaFile();
    agency(file, 1).name_corrected = 'Sở Lao động và Hạnh phúc';
    Object.assign(agency(file, 1), { name_verbatim: 'Sở Lao động và Hạnh phúc' });
    agency(file, 2).name_corrected = 'Sở Y tế';
    Object.assign(agency(file, 3), { form: null });
    const { questions, counts } = await importKhanhHoa(office.db, file);
    expect(questions.map(({ code, words }) => [code, words])).toEqual(
      expect.arrayContaining([
        ['unknown', 'Sở Lao động và Hạnh phúc'],
        ['listed_twice', 'Sở Y tế'],
        ['form_missing', 'Sở Tài nguyên và Môi trường'],
      ]),
    );
    expect(counts.agencies).toBe(28);
    expect(await steps('kh-3')).toEqual([]);
  });
});

describe('a list in Excel', () => {
  it('is read with marks in the columns of the annex, headings left out', async () => {
    const cells = khanhHoaFile().agencies.map(({ no, name_corrected: name, form }) => ({
      TT: String(no),
      'Tên cơ quan': name,
      'Thông qua hồ sơ, báo cáo': form === 'hồ sơ' ? 'X' : '',
      'Trực tiếp tại trụ sở cơ quan': form === 'hồ sơ' ? '' : 'X',
      'Từ ngày': '17/8/2020',
      'Đến ngày': '06/11/2020',
    }));
    const heading = { ...cells[0], TT: 'III/', 'Tên cơ quan': 'UBND cấp huyện (08 HTQLCL)' };
    const rows = [heading, ...cells] as Record<string, string>[];
    const table = await readTable(await asXlsx(rows));
    if (!table.ok) throw new Error(JSON.stringify(table.problem));
    const read = readInspectionList(table.table, localDate('2020-07-07'));
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    expect(read.agencies).toHaveLength(30);
    expect(read.agencies.filter(({ form }) => form === 'on_site')).toHaveLength(6);
    expect(read.agencies[0]).toMatchObject({ from: '2020-08-17', to: '2020-11-06' });
  });
});

it('a scope sees of an inspection what lies in it', async () => {
  await importKhanhHoa(office.db);
  const ids = new Map((await allAgencies(office.db)).map(({ code, id }) => [code, id]));
  const board = await inspectionBoard(office.db, [ids.get('kh-30') ?? 0], NOW);
  const [state] = board.campaigns;
  expect(state?.entries.map(({ entry }) => entry.agencyName)).toEqual(['UBND huyện Khánh Sơn']);
  expect((await inspectionBoard(office.db, [ids.get('tinh') ?? 0], NOW)).campaigns).toEqual([]);
});
