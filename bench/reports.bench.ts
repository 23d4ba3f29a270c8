import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { sql } from 'drizzle-orm';
import { localDate } from '../core/time/local-date.ts';
import { openDatabase, type Tx } from '../db/client.ts';
import { startEmbedded } from '../db/embedded/server.ts';
import { migrate } from '../db/migrate.ts';
import { subtreeIds, upsertAgency } from '../db/queries/agencies.ts';
import { periodById } from '../db/queries/figures.ts';
import { createPerson } from '../db/queries/people.ts';
import { addTask, upsertPlan } from '../db/queries/plans.ts';
import { upsertPeriod, upsertRegime } from '../db/queries/reports.ts';
import { EXPORT_KINDS, exportFile } from '../exports/consolidated/files.ts';
import { translator } from '../locales/index.ts';
import { loadConsolidated } from '../office/exports/consolidated.ts';
import { loadCollection } from '../office/reports/collection.ts';
import { installForm, setRegimeForms } from '../office/reports/forms.ts';
import { reportsDueMessage } from '../views/reports/collection-due.ts';

/**
 * The files of a province: `npm run bench:reports [communes]`. Every commune but two of a
 * hundred has sent its figures on dossiers; twelve tasks of the year's plan are owed by each.
 * Prints medians of three runs, in ms, and the most memory the process has held.
 */
const COMMUNES = Number(process.argv[2] ?? 3300);
const TASKS = 12;
const RUNS = 3;
const NOW = new Date('2023-03-10T08:00:00+07:00');
const TODAY = localDate('2023-03-10');
const at = { now: NOW, timeZone: 'Asia/Ho_Chi_Minh' };

const dataDir = await mkdtemp(join(tmpdir(), 'tiendo-bench-'));
const server = await startEmbedded({ dataDir });
await migrate(server.url);
const { db, close } = openDatabase(server.url);
try {
  const filled = performance.now();
  const { rootAgencyId, periodId } = await db.transaction(fill);
  await db.execute(sql`analyze`);
  console.log(`${COMMUNES} communes, ${COMMUNES * TASKS} tasks owed`);
  console.log(`filled in ${Math.round(performance.now() - filled)} ms`);
  const load = () => db.transaction((tx) => loadConsolidated(tx, { periodId, rootAgencyId }, at));
  const values = await measure('loadConsolidated', load);
  if (!values) throw new Error('nothing to consolidate');
  for (const kind of EXPORT_KINDS) {
    for (const format of kind === 'report' ? (['docx'] as const) : (['xlsx', 'docx'] as const)) {
      const { bytes } = await measure(`exportFile ${kind} ${format}`, () =>
        exportFile(kind, format, values),
      );
      console.log(`  ${Math.round(bytes.byteLength / 1024)} KiB`);
    }
  }
  const period = await periodById(db, periodId);
  if (!period) throw new Error('no period');
  const ids = await subtreeIds(db, rootAgencyId);
  const collection = await measure('loadCollection', () => loadCollection(db, period, ids, at));
  await measure('message of the due morning', async () =>
    reportsDueMessage(collection, { ...at, today: TODAY }, translator('vi')),
  );
  console.log(`most memory held: ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`);
} finally {
  await close();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function fill(tx: Tx): Promise<{ rootAgencyId: number; periodId: number }> {
  const rootAgencyId = await upsertAgency(tx, {
    code: 'tinh',
    name: 'UBND tỉnh',
    shortName: 'UBND tỉnh',
    level: 'province',
    kind: 'committee',
    parentId: null,
  });
  await tx.execute(sql`
    insert into agencies (code, name, short_name, level, kind, parent_id)
    select 'xa-' || n, 'UBND xã số ' || n, 'Xã số ' || n, 'commune', 'committee', ${rootAgencyId}
    from generate_series(1, ${COMMUNES}::int) n`);
  const { id: person } = await createPerson(tx, { code: 'dm', name: 'Đầu mối' }, NOW);
  const form = new URL('../indicators/khanh-son/appendix-6.json', import.meta.url);
  await installForm(tx, JSON.parse(await readFile(form, 'utf8')), { by: null, now: NOW });
  const regimeId = await upsertRegime(tx, { document: '01/KH-UBND', name: 'Kế hoạch' });
  await setRegimeForms(tx, regimeId, [{ code: 'ks-appendix-6', duty: 'own', levels: ['commune'] }]);
  const periodId = await upsertPeriod(tx, {
    regimeId,
    code: '2023-Q1',
    name: 'Báo cáo Quý I/2023',
    dataFrom: localDate('2022-12-15'),
    dataTo: localDate('2023-03-08'),
    dueOn: localDate('2023-03-08'),
  });
  await fillReports(tx, periodId, person);
  await fillTasks(tx, person);
  return { rootAgencyId, periodId };
}

/** Two of a hundred have sent nothing; one of a hundred was late; one of ten was looked at. */
async function fillReports(tx: Tx, periodId: number, person: number): Promise<void> {
  await tx.execute(sql`
    insert into obligations (agency_id, source_kind, period_id, occurrence, title, needs_document,
      deadline_words, source_due_on, due_on, due_at, state, claimed_at, created_at)
    select id, 'report', ${periodId}, 'own', 'Báo cáo Quý I/2023', true, '', '2023-03-08',
      '2023-03-08', '2023-03-08T17:00:00Z',
      case when id % 100 < 2 then 'not_started' when id % 10 = 5 then 'accepted' else 'done' end,
      case when id % 100 < 2 then null else sent_at end, '2023-01-18T01:00:00Z'
    from (select *, case when id % 100 = 2 then timestamptz '2023-03-09T02:00:00Z'
      else '2023-03-07T02:00:00Z' end sent_at from agencies) a
    where parent_id is not null`);
  const sent = sql`obligations o join agencies a on a.id = o.agency_id
    where o.source_kind = 'report' and o.state <> 'not_started'`;
  await tx.execute(sql`
    insert into updates (obligation_id, kind, state, person_id, channel, at)
    select o.id, 'state', 'done', ${person}::int, 'web', o.claimed_at from ${sent}`);
  const figures = Object.entries({
    received_carried_over: 3,
    received_new: 1176,
    agreed_early: 1165,
    refused_early: 5,
    in_progress_within_time: 5,
    cancelled: 4,
  }).flatMap(([column, value]) => [
    sql`${column}::text`,
    sql`jsonb_build_object('text', ${String(value)}::text, 'value', ${value}::int,
      'by', ${person}::int, 'at', '2023-03-07T02:00:00Z'::text)`,
  ]);
  const told = 'Đã niêm yết công khai thủ tục hành chính tại bộ phận tiếp nhận và trả kết quả.';
  await tx.execute(sql`
    insert into report_versions (obligation_id, number, forms, cells, nothing, explanations,
      narrative, submitted_at, submitted_by, channel, due_at, after_window)
    select o.id, 1, '{"ks-appendix-6":1}',
      jsonb_build_object('ks-appendix-6', jsonb_build_object(a.code,
        jsonb_build_object(${sql.join(figures, sql`, `)}))),
      '[]', '{}',
      case when a.id % 20 <> 0 then '{}'::jsonb else jsonb_build_object('procedures.results',
        jsonb_build_array(jsonb_build_object('text', ${told}::text, 'by', ${person}::int,
          'at', '2023-03-07T02:00:00Z'::text))) end,
      o.claimed_at, ${person}::int, 'web', o.due_at, o.claimed_at > o.due_at from ${sent}`);
  await tx.execute(sql`
    insert into report_reviews (version_id, verdict, reviewed_by, channel, at)
    select v.id, 'accepted', ${person}::int, 'web', '2023-03-09T02:00:00Z'
    from report_versions v join obligations o on o.id = v.obligation_id
    where o.state = 'accepted'`);
}

/** Three of four tasks owed are done, each with a document of its own. */
async function fillTasks(tx: Tx, person: number): Promise<void> {
  const number = '01/KH-UBND';
  const issuedOn = localDate('2023-01-17');
  const plan = { number, title: 'Kế hoạch CCHC', year: 2023, issuedOn, importedAt: NOW };
  const { id: planId } = await upsertPlan(tx, plan);
  for (let index = 1; index <= TASKS; index += 1) {
    const areaNo = String(1 + (index % 3));
    const area = `Lĩnh vực ${areaNo}`;
    const { id: taskId } = await addTask(tx, planId, {
      key: `${areaNo}.${index}`,
      areaNo,
      area,
      number: String(index),
      title: `Nhiệm vụ ${index}`,
      leadWords: 'UBND các xã',
      coordinatingWords: '',
    });
    await tx.execute(sql`
      insert into obligations (agency_id, source_kind, task_id, occurrence, title, product,
        needs_document, area_no, area, deadline_words, source_due_on, due_on, due_at, state,
        claimed_at, created_at)
      select id, 'plan', ${taskId}, 'p1', ${`Nhiệm vụ ${index}`}::text, 'Kế hoạch', true,
        ${areaNo}::text, ${area}::text, 'Tháng 02/2023', '2023-02-28', '2023-02-28', '2023-02-28T17:00:00Z',
        case when id % 4 = 0 then 'in_progress' else 'done' end,
        case when id % 4 = 0 then null else timestamptz '2023-02-20T02:00:00Z' end,
        '2023-01-18T01:00:00Z'
      from agencies where parent_id is not null`);
  }
  await tx.execute(sql`
    insert into updates (obligation_id, kind, state, document_number, document_date, person_id,
      channel, at)
    select id, 'state', state, case when state = 'done' then id || '/KH-UBND' end,
      case when state = 'done' then date '2023-02-20' end, ${person}::int, 'web',
      '2023-02-20T02:00:00Z'
    from obligations where source_kind = 'plan'`);
}

/** Gives the last result. */
async function measure<T>(what: string, work: () => Promise<T>): Promise<T> {
  const times: number[] = [];
  let result: T | undefined;
  for (let run = 0; run < RUNS; run += 1) {
    const begun = performance.now();
    result = await work();
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  const ms = (value: number | undefined) => Math.round(value ?? 0);
  const median = times[Math.floor(RUNS / 2)];
  console.log(`${what}: median ${ms(median)} ms (${ms(times[0])} to ${ms(times.at(-1))})`);
  return result as T;
}
