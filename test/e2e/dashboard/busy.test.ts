import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '../../../core/time/local-date.ts';
import { lockConversation, registerGroup } from '../../../db/queries/conversations.ts';
import { personByCode } from '../../../db/queries/people.ts';
import { appendValue, targetsSetBy } from '../../../db/queries/targets.ts';
import { readTargetsJson } from '../../../imports/targets.ts';
import { importTargets } from '../../../office/import-targets.ts';
import { setRankingRule } from '../../../office/ranking.ts';
import { openBrowser } from '../../support/browser.ts';
import { makeBusy } from '../../support/busy-office.ts';
import { agencyId } from '../../support/facts.ts';
import { addLastYear } from '../../support/last-year.ts';
import { type Rehearsal, rehearse } from '../../support/rehearsal.ts';
import { at } from '../../support/vietnam.ts';
import { axeFinds, boardLink, keepForDocs, keepShot, openPage } from '../../support/web-pages.ts';

let office: Rehearsal;
let browser: Browser;
let root: number;
let movedTwice: number;
beforeAll(async () => {
  office = await rehearse({ at: '2023-04-12T10:00' });
  await makeBusy(office);
  movedTwice = (await addLastYear(office)).movedTwice;
  root = await agencyId(office, 'ubnd-huyen');
  await setTargets();
  await office.db.transaction(async (tx) => {
    const group = { channel: 'web', nativeId: 'nhom-huyen', kind: 'group' as const, title: 'Nhóm' };
    const { id } = await lockConversation(tx, group);
    const registeredAt = at('2023-04-01');
    await registerGroup(tx, id, { scopeAgencyId: root, registeredBy: null, registeredAt });
  });
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await office.end();
});

/** The targets of Vĩnh Cửu as if they were of this district and year, with figures entered. */
async function setTargets(): Promise<void> {
  const file = new URL('../../support/vinh-cuu-2020-targets.json', import.meta.url);
  const read = await readTargetsJson(fileURLToPath(file));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const paper = { number: '01/KH-UBND', year: 2023, issuerId: root };
  const person = await personByCode(office.db, 'cqtt-cchc');
  await office.db.transaction(async (tx) => {
    await importTargets(tx, read.targets, paper, at('2023-01-05'));
    const rows = await targetsSetBy(tx, [root]);
    for (const [index, value] of [93.4, 1.55, 22, 92, 100, 99, 97.5, 88].entries()) {
      await appendValue(tx, {
        targetId: rows[index]?.id ?? 0,
        agencyId: root,
        asOf: localDate('2023-03-31'),
        value,
        personId: person?.id ?? 0,
        channel: 'web',
        at: at('2023-04-03'),
      });
    }
  });
}

const openedBy = (who: string, width: number, end = '', group?: string) =>
  boardLink(office, who, group).then((link) => openPage(browser, width, `${link}${end}`));

const rowsOf = (page: Page) => page.locator('table.work tbody tr');
const countOf = async (page: Page) =>
  Number(/\((\d+)\)/.exec(await page.locator('#work').innerText())?.[1]);

describe('the board of a busy office', () => {
  it('has reports, comparison, targets and ranking, for a phone and for a desk', async () => {
    for (const [width, name] of [
      [360, 'busy-phone'],
      [1280, 'busy-desk'],
    ] as const) {
      const page = await openedBy('lanh-dao', width);
      await keepShot(page, name);
      await page.setViewportSize({ width, height: width === 360 ? 1300 : 800 });
      await keepForDocs(page, name.replace('busy', 'dashboard'));
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      const titles = await page.locator('main h2').allInnerTexts();
      expect(titles.map((title) => title.split(' (')[0])).toEqual([
        ...['Theo đơn vị', 'Theo lĩnh vực', 'Tỷ lệ đúng hạn theo quý', 'Báo cáo từng kỳ'],
        ...['So sánh tỷ lệ đúng hạn', 'Xếp hạng đơn vị'],
        ...['Chỉ tiêu năm 2023 của UBND huyện Thạnh Trị', 'Danh sách việc'],
      ]);
      expect((await page.content()).length).toBeLessThan(200_000);
      await page.close();
    }
  });

  it('leads from a part of a bar to the work it counts, and from the trend to its quarter', async () => {
    const page = await openedBy('lanh-dao', 1280);
    const chip = page.locator('.agencies .chip.late').first();
    const late = Number(/\d+/.exec(await chip.innerText())?.[0]);
    await chip.click();
    await page.waitForURL(/donvi=\d+&tinhtrang=late#viec/);
    expect(await countOf(page)).toBe(late);
    const rows = await rowsOf(page).allInnerTexts();
    for (const row of rows) expect(row).toContain('Trễ hạn');
    await page.goto((await boardLink(office, 'lanh-dao')) ?? '');
    await page.locator('.areas svg.bar a').first().click();
    await page.waitForURL(/linhvuc=\w+&tinhtrang=done/);
    expect(await countOf(page)).toBeGreaterThan(0);
    await page.goto((await boardLink(office, 'lanh-dao')) ?? '');
    await page.locator('.trend a', { hasText: 'quý III/2022' }).click();
    expect(await page.locator('h1').innerText()).toContain('quý III/2022');
    expect(await page.locator('select[name=ky]').inputValue()).toBe('2022-Q3');
    expect(await page.locator('header').innerText()).toContain('01/07/2022');
    await keepShot(page, 'busy-quarter');
    await page.close();
  });

  it('works with scripts switched off: filters, kinds of agencies, paging, search', async () => {
    const link = await boardLink(office, 'lanh-dao');
    const page = await openPage(browser, 1280, link, { javaScriptEnabled: false });
    const all = await countOf(page);
    await page.locator('select[name=nhom]').selectOption('x');
    await page.locator('select[name=ky]').selectOption('2022-Y');
    await page.getByRole('button', { name: 'Xem' }).click();
    await page.waitForURL(/ky=2022-Y.*nhom=x/);
    expect(await page.locator('h1').innerText()).toContain('UBND các xã, phường, thị trấn');
    expect(await countOf(page)).toBeLessThan(all);
    expect(await rowsOf(page).first().innerText()).toContain('UBND');
    const first = await rowsOf(page).first().innerText();
    await page.getByText('Trang sau').click();
    await page.waitForURL(/ky=2022-Y.*trang=1/);
    expect(await rowsOf(page).first().innerText()).not.toBe(first);
    await page.locator('input[name=tim]').fill('lam kiet');
    await page.getByRole('button', { name: 'Tìm' }).click();
    await page.waitForURL(/nhom=x.*#viec|tim=lam.*nhom=x/);
    for (const row of await rowsOf(page).allInnerTexts()) expect(row).toContain('Lâm Kiết');
    // The words mean an agency, too.
    await page.locator('#viec .names a', { hasText: 'Lâm Kiết' }).click();
    await page.waitForURL(/donvi=\d+/);
    expect(await page.locator('h1').innerText()).toContain('Lâm Kiết');
    await page.close();
  });

  it('names no late agency where the office does not want it, in pages made in a group', async () => {
    await office.db.transaction((tx) => setRankingRule(tx, root, { lateNamed: 'private' }));
    const open = await openedBy('lanh-dao', 1280);
    expect(await open.locator('.agencies .chip.late').count()).toBeGreaterThan(0);
    await open.close();
    const page = await openedBy('lanh-dao', 360, '?tinhtrang=late', 'nhom-huyen');
    await keepShot(page, 'busy-unnamed');
    expect(await page.locator('.chip.late').count()).toBe(
      await page.locator('.areas .chip.late').count(),
    );
    expect(await rowsOf(page).count()).toBe(0);
    expect(await page.locator('#viec').innerText()).toMatch(/việc trễ hạn chỉ nêu số lượng/);
    expect(await page.locator('.missing').count()).toBe(0);
    expect(await page.locator('.change.down').count()).toBe(
      await page.locator('.changes').first().locator('.change.down').count(),
    );
    const names = await page.locator('.agencies .into').allTextContents();
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'vi')));
    await page.close();
    await office.db.transaction((tx) => setRankingRule(tx, root, { lateNamed: 'everywhere' }));
  });

  it('says of one piece of work who must act, and every date it had', async () => {
    const link = await boardLink(office, 'lanh-dao');
    const page = await openPage(browser, 360, `${link}/viec/${movedTwice}`, { bypassCSP: true });
    await keepShot(page, 'busy-work');
    expect(await page.locator('.waits').innerText()).toMatch(
      /Đang chờ .*từ[\s\S]*nâng cấp phần mềm/,
    );
    const dates = await page.locator('table.dates').innerText();
    expect(dates).toMatch(/15\/02\/2023[\s\S]*15\/03\/2023[\s\S]*31\/05\/2023/);
    expect(await axeFinds(page)).toEqual([]);
    await page.close();
  });

  it('has nothing that axe finds in the way', async () => {
    for (const [width, end] of [
      [360, ''],
      [1280, '?ky=2023-Q1&nhom=x'],
    ] as const) {
      const link = await boardLink(office, 'lanh-dao');
      const page = await openPage(browser, width, `${link}${end}`, { bypassCSP: true });
      expect(await axeFinds(page)).toEqual([]);
      await page.close();
    }
  });

  it('prints all parts on paper, and its Excel says what was chosen', async () => {
    const page = await openedBy('lanh-dao', 1280, '?ky=2023-Q1&tinhtrang=late');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByText('Bảng Excel').click(),
    ]);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(await download.path());
    const sheet = book.worksheets[0];
    const head = [1, 2, 3, 4].map((row) => sheet?.getRow(row).getCell(1).text).join('\n');
    expect(head).toContain('UBND huyện Thạnh Trị, quý I/2023');
    expect(head).toContain('Đang lọc: Kỳ: quý I/2023; Tình trạng: Trễ hạn');
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 720, height: 1000 });
    await keepShot(page, 'busy-print');
    expect(await page.locator('.chosen').isVisible()).toBe(true);
    expect(await page.locator('.jump').isVisible()).toBe(false);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(720);
    const paper = await page.pdf({ format: 'A4' });
    expect(paper.length).toBeGreaterThan(10_000);
    await page.close();
  });
});
