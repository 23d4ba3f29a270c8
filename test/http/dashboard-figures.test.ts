import { fileURLToPath } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '../../core/time/local-date.ts';
import { type Db, openDatabase } from '../../db/client.ts';
import { agenciesById } from '../../db/queries/agencies.ts';
import { appendValue, targetsSetBy } from '../../db/queries/targets.ts';
import { readTargetsJson } from '../../imports/targets.ts';
import { translator } from '../../locales/index.ts';
import { importTargets } from '../../office/import-targets.ts';
import { percentText } from '../../views/percent.ts';
import { type Auditor, openAuditor } from '../support/auditor.ts';
import { type BoardServer, boardServer } from '../support/board-server.ts';
import { openBrowser } from '../support/browser.ts';
import { freshDatabase } from '../support/database.ts';
import { livelyOffice } from '../support/lively-office.ts';
import { VIETNAM } from '../support/vietnam.ts';
import { openPage } from '../support/web-pages.ts';

const NOW = new Date('2023-05-17T10:00:00+07:00');
const THEN = { previous: '2023-02-17T10:00:00+07:00', last_year: '2022-05-17T10:00:00+07:00' };

let db: Db;
let auditor: Auditor;
let server: BoardServer;
let browser: Browser;
let page: Page;
let nameOf: (id: unknown) => string;
let end: () => Promise<void>;
beforeAll(async () => {
  const database = await freshDatabase();
  const pool = openDatabase(database.url, { connections: 2 });
  db = pool.db;
  const office = await livelyOffice(db, 1, NOW);
  const seedFile = new URL('../support/vinh-cuu-2020-targets.json', import.meta.url);
  const read = await readTargetsJson(fileURLToPath(seedFile));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  await db.transaction(async (tx) => {
    const paper = { number: '01/KH', year: 2020, issuerId: office.rootId };
    await importTargets(tx, read.targets, paper, NOW);
    const rows = await targetsSetBy(tx, [office.rootId]);
    for (const [index, value] of [84, 1.55, 12, 92, 100, 99].entries()) {
      const targetId = rows[index]?.id ?? 0;
      const said = { personId: office.personId, channel: 'web', at: NOW };
      const asOf = localDate('2020-06-30');
      await appendValue(tx, { targetId, agencyId: office.rootId, asOf, value, ...said });
    }
  });
  const names = await agenciesById(db, [office.rootId, ...office.agencyIds]);
  nameOf = (id) => names.get(Number(id))?.shortName ?? '';
  const about = { now: NOW, zone: VIETNAM, scope: office.rootId, rule: 3 };
  auditor = await openAuditor(database.url, about);
  server = await boardServer(db, office.rootId, NOW);
  browser = await openBrowser();
  page = await openPage(browser, 1280, server.link, { javaScriptEnabled: false });
  end = async () => {
    await browser.close();
    await server.stop();
    await auditor.end();
    await pool.close();
    await database.drop();
  };
}, 120_000);
afterAll(() => end());

const rate = (value: unknown) =>
  percentText(value === null ? null : Number(value), translator('vi'));
const numbers = (text: string) => [...text.matchAll(/\d+/g)].map(([figure]) => Number(figure));

/** Texts of every element, also of those that are folded away. */
async function texts(where: Locator | string): Promise<string[]> {
  const all = typeof where === 'string' ? page.locator(where) : where;
  return (await all.allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim());
}

describe('every figure on the page, and the queries an auditor runs', () => {
  it('the cards', async () => {
    const [row] = await auditor.ask('rates');
    const judged = Number(row?.done_on_time) + Number(row?.done_late) + Number(row?.late);
    const done = Number(row?.done_on_time) + Number(row?.done_late);
    const periods = await auditor.ask('reports_by_period');
    const sum = (key: string) => periods.reduce((total, one) => total + Number(one[key]), 0);
    expect(await texts('.cards li')).toEqual([
      `Đúng hạn${rate(row?.on_time_rate)}${row?.done_on_time} trên ${judged} việc đã đến hạn hoặc đã xong`,
      `Trễ hạn${row?.late}`,
      `Vướng mắc${row?.blocked}`,
      `Chưa đến hạn${row?.not_due}`,
      `Đã xong${done}trên ${row?.applies} việc${row?.done_on_time} đúng hạn ${row?.done_late} trễ`,
      `Báo cáo đã nhận${sum('received')}trên ${sum('due')} báo cáo phải nộp`,
      `Thường xuyên${row?.undated}`,
    ]);
    expect((await texts('.headline'))[0]).toMatch(new RegExp(`^${row?.late} việc trễ hạn`));
  });

  it('the bars of agencies and areas', async () => {
    const shown = new Map(
      await Promise.all(
        (await page.locator('.agencies .bars li').all()).map(async (line) => {
          const [name = ''] = await texts(line.locator('.into'));
          const [late, blocked] = [line.locator('.chip.late'), line.locator('.chip.blocked')];
          const count = async (chip: Locator) => numbers((await texts(chip))[0] ?? '0')[0];
          return [
            name.split(':')[0],
            { late: await count(late), blocked: await count(blocked) },
          ] as const;
        }),
      ),
    );
    const agencies = await auditor.ask('agencies');
    expect(Object.fromEntries(shown)).toEqual(
      Object.fromEntries(
        agencies.map(({ agency_id, late, blocked }) => [nameOf(agency_id), { late, blocked }]),
      ),
    );
    const parts = await auditor.run(
      `select agency_id, stands, count(*)::int as count from item group by 1, 2`,
    );
    for (const heard of await texts('.agencies .into')) {
      const [name = '', said = ''] = heard.split(': ');
      const its = parts.filter(({ agency_id }) => nameOf(agency_id) === name);
      expect(numbers(said).sort()).toEqual(its.map(({ count }) => Number(count)).sort());
    }
    const areas = await auditor.run(
      `select area_no, count(*) filter (where stands <> 'not_applicable')::int as total,
        count(*) filter (where stands in ('done_on_time', 'done_late'))::int as done
      from item where source_kind = 'plan' group by 1 order by area_no::int`,
    );
    expect(await texts('.areas .counts > span')).toEqual(
      areas.map(({ done, total }) => `xong ${done}/${total}`),
    );
  });

  it('the trend and the reports', async () => {
    const trend = await auditor.ask('trend');
    const shown = await texts('.trend tr');
    expect(shown).toHaveLength(trend.length);
    for (const [index, { code, done, late }] of trend.entries()) {
      const [on_time] = await auditor.run(
        `select count(*)::int as count from item where stands = 'done_on_time'
          and to_char(due_on, 'YYYY"-Q"Q') = '${code}'`,
      );
      const judged = Number(done) + Number(late);
      expect(shown[index]).toContain(
        `${rate(Number(on_time?.count) / judged)} ${on_time?.count}/${judged} việc`,
      );
    }
    const periods = await auditor.ask('reports_by_period');
    const said = await texts('.periods > li > .counts');
    for (const { due, received, on_time } of periods) {
      expect(said.join('\n')).toContain(`nhận ${received}/${due}, đúng hạn ${on_time}`);
    }
    expect(said).toHaveLength(periods.length);
    const missing = await auditor.run(
      `select period_id, count(distinct agency_id)::int as count from item
      where source_kind = 'report' and stands not in ('done_on_time', 'done_late', 'not_applicable')
        and due_on < '2023-05-17' group by 1`,
    );
    expect((await texts('.missing > summary')).map((text) => numbers(text)[0]).sort()).toEqual(
      missing.map(({ count }) => Number(count)).sort(),
    );
  });

  it('the comparison', async () => {
    const lines = await texts(page.locator('#compare .changes').first().locator('li'));
    for (const [index, then] of [THEN.previous, THEN.last_year].entries()) {
      await auditor.ask('item_then', then);
      const rows = await auditor.ask('comparison', then);
      await auditor.run('drop view item_then');
      const all = rows.find(({ is_all }) => is_all === true);
      expect(lines[index]).toContain(`${rate(all?.now)} `);
      expect(lines[index]?.endsWith(`: ${rate(all?.before)}`)).toBe(true);
      if (index > 0) continue;
      const agencies = await texts('#compare h3 ~ .changes li, #compare details li');
      const judged = rows.filter(
        ({ is_all, now, before }) => is_all === false && (now !== null || before !== null),
      );
      expect(agencies).toHaveLength(judged.length);
      for (const { agency_id, now, before, points } of judged) {
        const line = agencies.find((text) => text.startsWith(`${nameOf(agency_id)} `)) ?? '';
        if (now !== null) expect(line).toContain(` ${rate(now)}`);
        if (before !== null) expect(line).toContain(`trước: ${rate(before)}`);
        const rounded = Math.round(Number(points) * 10) / 10;
        const way = rounded > 0 ? '▲ tăng' : rounded < 0 ? '▼ giảm' : '= không đổi';
        if (points !== null) expect(line).toContain(way);
      }
    }
  });

  it('the ranking and the targets', async () => {
    const ranks = (await auditor.ask('ranking')).filter(
      ({ measure }) => measure === 'on_time_rate',
    );
    expect(await texts('.ranks tr')).toEqual(
      ranks.map(
        ({ rank, agency_id, value, counted }) =>
          `Hạng ${rank} ${nameOf(agency_id)} ${rate(value)}${counted} việc`,
      ),
    );
    const [praise = ''] = await texts('.praise');
    for (const { agency_id } of await auditor.ask('fastest')) {
      expect(praise).toContain(`${nameOf(agency_id)} (sớm`);
    }
    const words = {
      met: '✓ Đạt',
      near: '≈ Gần đạt',
      missed: '✗ Chưa đạt',
      unknown: '? Chưa có số liệu',
    };
    const targets = await auditor.ask('targets');
    expect(await texts('.goals li .tag')).toEqual(
      targets.map(({ outcome }) => words[outcome as keyof typeof words]),
    );
    const actual = (await texts('.goals li .counts b')).map((text) =>
      /\d/.test(text) ? Number(/[\d,]+/.exec(text)?.[0].replace(',', '.')) : null,
    );
    expect(actual).toEqual(targets.map((target) => target.actual));
  });

  it('the table, page by page', async () => {
    const counts = await auditor.run('select stands, count(*)::int as count from item group by 1');
    for (const { stands, count } of counts) {
      await page.goto(`${server.link}?tinhtrang=${stands}`);
      expect((await texts('#work'))[0]).toBe(`Danh sách việc (${count})`);
      let rows = 0;
      for (;;) {
        rows += await page.locator('table.work tbody tr').count();
        const next = page.getByText('Trang sau');
        if ((await next.count()) === 0) break;
        const was = page.url();
        await next.click();
        await page.waitForURL((url) => url.href !== was);
      }
      expect(rows).toBe(Number(count));
    }
  });
});
