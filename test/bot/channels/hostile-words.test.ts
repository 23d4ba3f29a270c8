import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pageRoutes } from '../../../bot/channels/web/page-routes.ts';
import { escapeText, join, type Markup } from '../../../core/messages/markup.ts';
import { createServer } from '../../../http/server.ts';
import { translator } from '../../../locales/index.ts';
import { createLog } from '../../../log.ts';
import { uploadPage } from '../../../views/upload-page.ts';
import { type TelegramRig, telegramRig } from '../../emulators/telegram/adapter-rig.ts';
import { type ZaloRig, zaloRig } from '../../emulators/zalo/adapter-rig.ts';
import { type OaRig, oaRig } from '../../emulators/zalo-oa/adapter-rig.ts';
import { openBrowser } from '../../support/browser.ts';

const t = translator('vi');

/** Pieces of which an attack on markup is made, and what stands between them. */
const hostile = fc
  .array(
    fc.constantFrom(
      ...['<b>', '</b>', '</a>', '<a href="https://xau.vn">', '<script>alert(1)</script>', '<i'],
      ...['<img src=x onerror=alert(1)>', '&lt;', '&amp;lt;b&amp;gt;', '&#60;', '&', '"', "'", '>'],
      ...['*đậm*', '[x](https://xau.vn)', '`mã`', '<!--', ']]>', '</code>', '<u>', '{{name}}'],
      ...['😀', 'ệ', 'ữ liệu', ' ', '\n', '<tg-spoiler>', '</textarea>', '<svg/onload=alert(1)>'],
    ),
    { minLength: 1, maxLength: 30 },
  )
  .map((parts) => `x${parts.join('')}x`);

const bare = (text: string) => text.normalize('NFC').replace(/\s+/g, '');

/** As the bot writes: a name in bold, a note, a link of its own. */
function written(name: string, note: string): Markup {
  const link = '<a href="https://nha.vn/a?b=1&amp;c=2">ở đây</a>' as Markup;
  return join([
    t('obligation.file_from', { name, who: name, at: '08:00' }),
    `<b>${escapeText(name)}</b>: <i>${escapeText(note)}</i>` as Markup,
    link,
  ]);
}

interface Drawn {
  text: string;
  tags: string[];
  attributes: string[];
  links: string[];
}

/** Runs in the browser: the simulator's own module on some markup. */
const DRAW = `async (given) => {
  const { renderMarkup } = await import('/markup.js');
  const holder = document.createElement('div');
  holder.append(renderMarkup(given, null));
  const all = [...holder.querySelectorAll('*')];
  return {
    text: holder.textContent ?? '',
    tags: all.map((one) => one.tagName),
    attributes: all.flatMap((one) => one.getAttributeNames()),
    links: all.flatMap((one) => one.getAttribute('href') ?? []),
  };
}`;

interface FoundOnPage {
  inside: string[];
  text: string;
  scripts: number;
  forms: number;
}

/** Runs in the browser: what it makes of a page. */
const READ = `(given) => {
  const parsed = new DOMParser().parseFromString(given, 'text/html');
  const problem = parsed.querySelector('.problem');
  return {
    inside: [...(problem?.querySelectorAll('*') ?? [])].map((one) => one.tagName),
    text: problem?.textContent ?? '',
    scripts: parsed.querySelectorAll('script,img,svg').length,
    forms: parsed.querySelectorAll('form').length,
  };
}`;

let telegram: TelegramRig;
let zalo: ZaloRig;
let oa: OaRig;
let browser: Browser;
let page: Page;
const server = createServer(createLog('silent'));
beforeAll(async () => {
  telegram = await telegramRig();
  zalo = await zaloRig();
  oa = await oaRig();
  await Promise.all([telegram.start(), zalo.start(), oa.start()]);
  await pageRoutes(server);
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  browser = await openBrowser();
  page = await browser.newPage();
  await page.goto(`${address}/icon.svg`);
  await page.goto(`${address}/markup.js`);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await server.close();
  await Promise.all([telegram.close(), zalo.close(), oa.close()]);
});

it('Telegram takes it, whole or cut, and marks nothing but what is ours', {
  timeout: 60_000,
}, async () => {
  telegram.telegram.user(7, 'An').sends('alo');
  const chat = telegram.telegram.chat(7);
  const image = { name: 'a.png', mime: 'image/png', hash: 'h' };
  telegram.files.set('h', new Uint8Array([137, 80, 78, 71]));
  await fc.assert(
    fc.asyncProperty(
      hostile,
      hostile,
      fc.constantFrom(0, 1000, 1020, 1030, 4060, 4096, 9000),
      fc.boolean(),
      async (name, note, length, pictured) => {
        const long = note + note.repeat(Math.ceil(length / note.length)).slice(0, length);
        const before = chat.messages.length;
        const sent = await telegram.send(7, {
          text: written(name, long),
          choices: [[{ id: 'a', label: name.slice(0, 30) }]],
          ...(pictured ? { image } : {}),
        });
        expect(sent.outcome).toBe('sent');
        const fresh = chat.messages.slice(before);
        const shown = fresh.map(({ text }) => text).join('');
        expect(bare(shown)).toContain(
          bare(`${name}: ${long}`.slice(0, name.length + 2 + long.length)),
        );
        for (const { entities } of fresh) {
          for (const entity of entities) {
            expect(['bold', 'italic', 'text_link', 'url', 'bot_command']).toContain(entity.type);
            if (entity.type === 'text_link') expect(entity.url).toMatch(/^https:\/\/nha\.vn/);
          }
        }
      },
    ),
    { numRuns: 60 },
  );
});

it('Zalo and the Official Account show the very words', { timeout: 60_000 }, async () => {
  const an = zalo.zalo.person('An');
  const binh = oa.oa.person('Bình');
  binh.says('alo');
  await fc.assert(
    fc.asyncProperty(hostile, hostile, async (name, note) => {
      for (const [send, chat] of [
        [zalo.send, an],
        [oa.send, binh],
      ] as const) {
        const before = chat.fromBot.length;
        const sent = await (send as typeof zalo.send)(chat, { text: written(name, note) });
        expect(sent.outcome).toBe('sent');
        const shown = chat.fromBot.slice(before).map(({ text }) => text);
        expect(bare(shown.join(''))).toContain(bare(`${name}: ${note}`));
        expect(shown.join('')).toContain('https://nha.vn/a?b=1&c=2');
      }
    }),
    { numRuns: 25 },
  );
});

it('the simulator shows it as text, on its own page and from whatever it is given', {
  timeout: 60_000,
}, async () => {
  const drawn = (html: string) => page.evaluate<Drawn>(`(${DRAW})(${JSON.stringify(html)})`);
  await fc.assert(
    fc.asyncProperty(hostile, hostile, async (name, note) => {
      const shown = await drawn(written(name, note));
      expect(bare(shown.text)).toContain(bare(`${name}: ${note}`));
      expect(shown.links).toEqual(['https://nha.vn/a?b=1&c=2']);
      // Even what was never escaped makes no element that could do anything.
      const raw = await drawn(`${name}<a href="javascript:alert(1)" onclick="x()">${note}</a>`);
      for (const tag of [...shown.tags, ...raw.tags]) {
        expect(['B', 'I', 'U', 'CODE', 'A', 'SPAN']).toContain(tag);
      }
      for (const one of [...shown.attributes, ...raw.attributes]) {
        expect(['href', 'target', 'rel']).toContain(one);
      }
      expect(raw.links.filter((link) => !link.startsWith('https:'))).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

it('the page for files names a file as text only', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, async (name) => {
      const html = uploadPage({ kind: 'form', problems: [{ why: 'type', name }] }, t);
      const found = await page.evaluate<FoundOnPage>(`(${READ})(${JSON.stringify(html)})`);
      expect(found.scripts).toBe(0);
      expect(found.forms).toBe(1);
      expect(bare(found.text)).toContain(bare(name));
      for (const tag of found.inside) expect(['B', 'I']).toContain(tag);
    }),
    { numRuns: 30 },
  );
});
