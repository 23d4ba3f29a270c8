import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { DEFAULT_LADDER } from '../core/reminders/ladder.ts';
import { localDate } from '../core/time/local-date.ts';
import { openDatabase, type Tx } from '../db/client.ts';
import { startEmbedded } from '../db/embedded/server.ts';
import { migrate } from '../db/migrate.ts';
import { setMembers, subtreeIds, upsertAgency, upsertSet } from '../db/queries/agencies.ts';
import { lockConversation } from '../db/queries/conversations.ts';
import { addMembership, createPerson, linkAccount } from '../db/queries/people.ts';
import { upsertPeriod, upsertRegime } from '../db/queries/reports.ts';
import { translator } from '../locales/index.ts';
import { planMorning } from '../office/reminders.ts';
import { loadSummary } from '../office/summary.ts';
import { syncObligations, type Wanted } from '../office/sync-obligations.ts';
import { tiendoPicture } from '../views/tiendo/post.ts';
import { tiendoMessage } from '../views/tiendo/tiendo.ts';

/** A province-sized office: `npm run bench:scale [communes]`. Prints medians of five runs, in ms. */
const COMMUNES = Number(process.argv[2] ?? 3300);
const PER_AGENCY = 12;
const RUNS = 5;
const NOW = new Date('2023-03-09T08:00:00+07:00');
const TODAY = localDate('2023-03-09');
const at = { now: NOW, timeZone: 'Asia/Ho_Chi_Minh' };

const dataDir = await mkdtemp(join(tmpdir(), 'tiendo-bench-'));
const server = await startEmbedded({ dataDir });
await migrate(server.url);
const { db, close } = openDatabase(server.url);
try {
  const filled = performance.now();
  const rootId = await db.transaction(fill);
  console.log(`${COMMUNES} agencies, ${COMMUNES * PER_AGENCY} obligations`);
  console.log(`filled in ${Math.round(performance.now() - filled)} ms`);
  const visible = new Set(await subtreeIds(db, rootId));
  await measure('plan a morning (all overdue)', async () => {
    const plan = await planMorning(db, TODAY, DEFAULT_LADDER);
    return `${plan.digests.length} people`;
  });
  await measure('/tiendo of the whole tree', async () => {
    const page = await loadSummary(db, rootId, visible, NOW);
    if (!page) throw new Error('no summary');
    const now = { ...at, today: TODAY };
    return `${tiendoMessage('main', 0, { source: page, at: now, t: translator('vi') }).text.length} characters`;
  });
  await measure('/tiendo of the whole tree, with its picture', async () => {
    const page = await loadSummary(db, rootId, visible, NOW);
    if (!page) throw new Error('no summary');
    const board = { source: page, at: { ...at, today: TODAY }, t: translator('vi') };
    return `${(await tiendoPicture(board)).length} bytes`;
  });
} finally {
  await close();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function fill(tx: Tx): Promise<number> {
  const agency = (code: string, parentId: number | null) => ({
    code,
    name: `UBND ${code}`,
    shortName: code,
    level: parentId === null ? ('province' as const) : ('commune' as const),
    kind: 'committee' as const,
    parentId,
  });
  const root = await upsertAgency(tx, agency('tinh', null));
  const ids: number[] = [];
  for (let index = 1; index <= COMMUNES; index += 1) {
    const id = await upsertAgency(tx, agency(`xa-${index}`, root));
    ids.push(id);
    const person = await createPerson(tx, { code: `dm-${index}`, name: `Đầu mối ${index}` }, NOW);
    await addMembership(tx, { personId: person.id, agencyId: id, role: 'official' }, NOW);
    const nativeId = String(index);
    const key = { channel: 'telegram', nativeId, kind: 'private' as const, title: null };
    const { id: conversationId } = await lockConversation(tx, key);
    await linkAccount(
      tx,
      { personId: person.id, channel: 'telegram', nativeId, conversationId },
      NOW,
    );
  }
  await setMembers(tx, await upsertSet(tx, { code: 'xa', name: 'UBND cấp xã', aliases: [] }), ids);
  const regimeId = await upsertRegime(tx, { document: '01/KH-UBND', name: 'Kế hoạch' });
  const dueOn = localDate('2023-03-08');
  const periodId = await upsertPeriod(tx, {
    regimeId,
    code: '2023-Q1',
    name: 'Báo cáo Quý I/2023',
    dataFrom: localDate('2022-12-15'),
    dataTo: dueOn,
    dueOn,
  });
  const wanted = ids.flatMap((agencyId) =>
    Array.from(
      { length: PER_AGENCY },
      (_, index): Wanted => ({
        agencyId,
        taskId: null,
        periodId,
        occurrence: `o${index}`,
        title: 'Báo cáo',
        product: null,
        needsDocument: true,
        areaNo: String(index % 7),
        area: 'Lĩnh vực',
        conditional: false,
        deadlineWords: '',
        sourceDueOn: dueOn,
        dueMinute: null,
      }),
    ),
  );
  await syncObligations(tx, { kind: 'report', ids: [periodId] }, wanted, at);
  return root;
}

async function measure(what: string, work: () => Promise<string>): Promise<void> {
  const times: number[] = [];
  let result = '';
  for (let run = 0; run < RUNS; run += 1) {
    const begun = performance.now();
    result = await work();
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  const [least, median, most] = [times[0], times[Math.floor(RUNS / 2)], times.at(-1)];
  const ms = (value: number | undefined) => Math.round(value ?? 0);
  console.log(`${what}: median ${ms(median)} ms (${ms(least)} to ${ms(most)}); ${result}`);
}
