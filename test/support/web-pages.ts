import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Rehearsal } from './rehearsal.ts';

/** SCREENSHOTS=<folder> keeps pictures of the pages, to be looked at. */
const SHOTS = process.env.SCREENSHOTS;

/** The link that `/bang` answers with. */
export async function boardLink(office: Rehearsal, who: string, group?: string): Promise<string> {
  const phone = group === undefined ? office.person(who) : office.inGroup(who, group);
  const seen = await phone.says('/bang');
  const link = /http\S+/.exec(seen.map(({ text }) => text).join(' '))?.[0];
  if (!link) throw new Error(`no link: ${seen.at(-1)?.text}`);
  return link;
}

/** A page in a window of this width; nothing on it may go wrong. */
export async function openPage(
  browser: Browser,
  width: number,
  link: string,
  options: { bypassCSP?: boolean; javaScriptEnabled?: boolean } = {},
): Promise<Page> {
  const viewport = { width, height: 800 };
  const context = await browser.newContext({ viewport, acceptDownloads: true, ...options });
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on('console', (line) => line.type() === 'error' && trouble.push(line.text()));
  page.on('pageerror', (error) => trouble.push(error.message));
  await page.goto(link);
  expect(trouble).toEqual([]);
  return page;
}

/** Keeps a picture of the page where that is asked for. */
export async function keepShot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return;
  await mkdir(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
}

/** Replaces a picture of docs/dashboard.md by what the window shows, with DOCS_IMAGES=1. */
export async function keepForDocs(page: Page, name: string): Promise<void> {
  if (!process.env.DOCS_IMAGES) return;
  const path = fileURLToPath(new URL(`../../docs/images/${name}.png`, import.meta.url));
  await page.screenshot({ path });
}

/** What axe finds in the way of keyboards and screen readers; the page must bypass its CSP. */
export async function axeFinds(page: Page): Promise<unknown[]> {
  await page.addScriptTag({ content: axe.source });
  return (await page.evaluate(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))',
  )) as unknown[];
}
