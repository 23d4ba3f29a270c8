import { readFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../support/browser.ts';
import { type Rehearsal, rehearse } from '../../support/rehearsal.ts';
import { reporter } from '../../support/reporting.ts';
import { axeFinds, boardLink, keepShot, openPage } from '../../support/web-pages.ts';

let office: Rehearsal;
let browser: Browser;
beforeAll(async () => {
  office = await rehearse();
  const official = await reporter(office, 'y-te', 'blocked');
  await official.hear('chờ Sở Y tế <b>cấp</b> "phần mềm"');
  await official.hear('Sở Y tế');
  await official.sendsFile('bien-ban.pdf', '%PDF-1.4 biên bản');
  await official.tap('Đủ tệp rồi');
  await official.tap('Bỏ qua');
  await official.tap('📨');
  await office.moveTo('2023-03-13');
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await office.end();
});

const linkOf = (who: string) => boardLink(office, who);
const opened = (width: number, link: string, bypassCSP = false) =>
  openPage(browser, width, link, { bypassCSP });

const cardOf = (page: Page, label: string) =>
  page.locator('.cards li', { hasText: label }).locator('b').innerText();

describe('the board on the web', () => {
  it('shows the figures of /tiendo, on a phone and on a desk, without anything cut off', async () => {
    const link = await linkOf('lanh-dao');
    const [said] = await office.person('lanh-dao').says('/tiendo');
    const late = /(\d+) việc trễ hạn/.exec(said?.text ?? '')?.[1];
    for (const [width, name] of [
      [360, 'phone'],
      [1280, 'desk'],
    ] as const) {
      const page = await opened(width, link);
      await keepShot(page, name);
      expect(await page.locator('.headline').innerText()).toContain(`${late} việc trễ hạn`);
      expect(await cardOf(page, 'Trễ hạn')).toBe(late);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      await page.close();
    }
  });

  it('is narrowed by area, agency and words; a tap on a bar leads there, the keyboard too', async () => {
    const page = await opened(1280, await linkOf('lanh-dao'));
    await page.locator('.areas .into', { hasText: 'Cải cách thể chế' }).click();
    expect(await page.locator('select[name=linhvuc]').inputValue()).toBe('1');
    const all = Number(/\((\d+)\)/.exec(await page.locator('#work').innerText())?.[1]);
    // By keyboard alone: choose late ones, look for an agency without accents.
    await page.locator('select[name=tinhtrang]').focus();
    await page.keyboard.press('ArrowDown');
    await page.waitForURL(/tinhtrang=late/);
    await page.locator('input[name=tim]').focus();
    await page.keyboard.type('tu phap');
    await page.keyboard.press('Enter');
    await page.waitForURL(/tim=tu/);
    const rows = await page.locator('table.work tbody tr').allInnerTexts();
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThan(all);
    for (const row of rows) expect(row).toMatch(/Tư pháp[\s\S]*Trễ hạn/);
    await keepShot(page, 'narrowed');
    await page.locator('.filters a').click();
    expect(await page.locator('select[name=linhvuc]').inputValue()).toBe('');
    await page.close();
  });

  it('opens one piece of work with its history and evidence, and what people typed stays text', async () => {
    const page = await opened(360, await linkOf('lanh-dao'));
    await page.locator('.cards a', { hasText: 'Vướng mắc' }).click();
    await page.locator('table.work a').first().click();
    await keepShot(page, 'work');
    expect(await page.locator('main').innerText()).toContain('chờ Sở Y tế <b>cấp</b> "phần mềm"');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('.files a').click(),
    ]);
    expect(await readFile(await download.path(), 'utf8')).toContain('biên bản');
    await page.getByText('Trở lại bảng').click();
    expect(await page.locator('h1').innerText()).toBe('UBND huyện Thạnh Trị');
    await page.close();
  });

  it('gives all that was looked for as Excel, and prints without its tools', async () => {
    const page = await opened(1280, await linkOf('lanh-dao'));
    await page.locator('.cards a', { hasText: 'Trễ hạn' }).click();
    const late = await cardOf(page, 'Trễ hạn');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByText('Bảng Excel').click(),
    ]);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(await download.path());
    const standings: string[] = [];
    book.worksheets[0]?.eachRow((row) => standings.push(row.getCell(5).text));
    expect(standings.filter((text) => text === 'Trễ hạn')).toHaveLength(Number(late));
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.filters').isVisible()).toBe(false);
    expect(await page.locator('table.work').isVisible()).toBe(true);
    await page.close();
  });

  it('has nothing that axe finds in the way of keyboards and screen readers', async () => {
    for (const end of ['', '&tinhtrang=late', '/viec']) {
      const link = await linkOf('lanh-dao');
      const page = await opened(end === '' ? 360 : 1280, link, true);
      if (end === '/viec') await page.locator('table.work a').first().click();
      else await page.goto(`${link}?${end}`);
      expect(await axeFinds(page)).toEqual([]);
      await page.close();
    }
  });

  it('speaks the language of whom it was made for', async () => {
    const leader = office.person('lanh-dao');
    await leader.says('/ngonngu');
    await leader.presses('English');
    const page = await opened(360, await linkOf('lanh-dao'));
    expect(await page.locator('body').innerText()).toMatch(/By agency[\s\S]*Not due yet/);
    await leader.says('/ngonngu');
    await leader.presses('Tiếng Việt');
    await page.close();
  });
});
