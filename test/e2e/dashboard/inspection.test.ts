import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entriesOf } from '../../../db/queries/campaigns.ts';
import { setRankingRule } from '../../../office/ranking.ts';
import { openBrowser } from '../../support/browser.ts';
import { agencyId, obligation } from '../../support/facts.ts';
import { importKhanhHoa, loadKhanhHoa } from '../../support/khanh-hoa.ts';
import { type Rehearsal, rehearse } from '../../support/rehearsal.ts';
import { axeFinds, boardLink, keepShot, openPage } from '../../support/web-pages.ts';

const FOUND = 'Chưa cập nhật quy trình theo TCVN ISO 9001:2015';

let office: Rehearsal;
let browser: Browser;
beforeAll(async () => {
  office = await rehearse({ demo: false, at: '2020-08-20' });
  await loadKhanhHoa(office.db);
  await importKhanhHoa(office.db);
  const team = office.person('doan');
  const entries = await entriesOf(office.db, { kind: 'inspection' });
  const health = await agencyId(office, 'kh-4');
  const entry = entries.find((one) => one.agencyId === health);
  await team.forges(`ki:e:${entry?.id}`);
  await team.presses('✍️ Ghi phát hiện');
  await team.presses('Điểm không phù hợp');
  for (const words of [FOUND, '7.5.3', '15/9/2020']) await team.says(words);
  await team.presses('📨');
  await office.moveTo('2020-09-25');
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await office.end();
});

describe('inspections on the board', () => {
  it('show agencies by step and overdue corrections, and lead to the finding', async () => {
    for (const width of [360, 1280]) {
      const link = await boardLink(office, 'lanh-dao');
      const page = await openPage(browser, width, link, { bypassCSP: true });
      await keepShot(page, `inspection-${width}`);
      const part = page.locator('#inspections');
      expect(await part.innerText()).toMatch(/Kiểm tra ISO 9001[\s\S]*30 đơn vị được kiểm tra/);
      const steps = await part.locator('.phases td:nth-child(2)').allInnerTexts();
      expect(steps.reduce((sum, count) => sum + Number(count), 0)).toBe(30);
      expect(await part.innerText()).toMatch(/▲ 1 khắc phục quá hạn[\s\S]*Sở Y tế.*▲ trễ 10 ngày/);
      expect(await axeFinds(page)).toEqual([]);
      await part.locator('a', { hasText: FOUND }).click();
      expect(await page.locator('.steps').innerText()).toMatch(/tự rà soát[\s\S]*không phù hợp/);
      await keepShot(page, `inspection-work-${width}`);
      await page.close();
    }
    const step = await obligation(office, 'kh-4', 'self_review');
    const link = await boardLink(office, 'lanh-dao');
    const page = await openPage(browser, 360, `${link}/viec/${step.id}`);
    expect(await page.locator('.steps li').count()).toBeGreaterThan(2);
    await page.close();
  });

  it('are counts only where late agencies are not to be named', async () => {
    const root = await agencyId(office, 'tinh');
    await office.db.transaction((tx) => setRankingRule(tx, root, { lateNamed: 'never' }));
    const page = await openPage(browser, 360, await boardLink(office, 'lanh-dao'));
    const part = page.locator('#inspections');
    expect(await part.innerText()).toContain('1 khắc phục quá hạn');
    expect(await part.textContent()).not.toContain('Sở Y tế');
    await page.close();
  });
});
