import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../../core/messages/markup.ts';
import { STATES } from '../../../core/obligations/obligation.ts';
import { FONT_FAMILY, FONT_FILES, textWidth, type Weight } from '../../../exports/pictures/font.ts';
import { SEGMENTS } from '../../../exports/pictures/picture.ts';
import { progressPng } from '../../../exports/pictures/png.ts';
import { progressSvg, WIDTH } from '../../../exports/pictures/progress.ts';
import { translator } from '../../../locales/index.ts';
import { caption } from '../../../views/tiendo/caption.ts';
import { progressPicture } from '../../../views/tiendo/picture.ts';
import { boardOf, type Owed, summaryPage } from '../../support/summary-page.ts';

const owed = fc.record<Owed>({
  agency: fc.integer({ min: 1, max: 30 }),
  area: fc.integer({ min: 0, max: 12 }),
  state: fc.constantFrom(...STATES),
  due: fc.option(fc.integer({ min: -400, max: 200 }), { nil: null }),
  claimed: fc.integer({ min: -20, max: 20 }),
});

const name = (agency: number) => `UBND xã số ${agency}`;

describe('the values of a picture', () => {
  it('are those of the summary, whatever the bars are and however many', () => {
    fc.assert(
      fc.property(
        fc.array(owed, { maxLength: 120 }),
        fc.constantFrom('areas' as const, 'agencies' as const),
        (work, by) => {
          const source = summaryPage(work, name);
          const { bars, headline, figures } = progressPicture(boardOf(source), by);
          const { tally } = source.summary;
          for (const segment of SEGMENTS) {
            const drawn = bars.rows.reduce((sum, row) => sum + row.parts[segment], 0);
            expect([segment, drawn]).toEqual([segment, tally.by[segment]]);
          }
          expect(bars.rows.length).toBeLessThanOrEqual(8);
          // The last one may gather up all the others.
          const lates = bars.rows.slice(0, 7).map((row) => row.parts.late);
          expect(lates).toEqual([...lates].sort((a, b) => b - a));
          if (tally.by.late > 0) expect(headline.value).toBe(String(tally.by.late));
          const due = tally.total - tally.by.not_applicable;
          const done = tally.by.done_on_time + tally.by.done_late;
          if (tally.total > 0) expect(figures.map((one) => one.value)).toContain(`${done}/${due}`);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('stand in the caption too, in eight lines at most that Telegram takes', () => {
    fc.assert(
      fc.property(fc.array(owed, { maxLength: 80 }), (work) => {
        const source = summaryPage(work, () => 'Tên đơn vị '.repeat(20));
        const text = plainText(caption(boardOf(source)));
        expect(text.split('\n').length).toBeLessThanOrEqual(8);
        expect(text.length).toBeLessThanOrEqual(1024);
        const { late } = source.summary.tally.by;
        if (late > 0) expect(text.split('\n')[0]).toContain(`${late} việc trễ hạn`);
        const english = plainText(caption({ ...boardOf(source), t: translator('en') }));
        expect(english.split('\n').length).toBeLessThanOrEqual(8);
        expect(english.length).toBeLessThanOrEqual(1024);
      }),
      { numRuns: 60 },
    );
  });

  it('name no agency where late ones are not to be named, and still count them all', () => {
    fc.assert(
      fc.property(
        fc.array(owed, { maxLength: 80 }),
        fc.constantFrom('areas' as const, 'agencies' as const, undefined),
        (work, by) => {
          const source = summaryPage(work, name);
          fc.pre(source.summary.agencies.length > 1);
          const board = { ...boardOf(source), namesLate: false };
          const picture = progressPicture(board, by);
          expect(JSON.stringify(picture)).not.toContain('UBND xã số');
          expect(plainText(caption(board))).not.toContain('UBND xã số');
          const drawn = picture.bars.rows.reduce((sum, { parts }) => sum + parts.late, 0);
          expect(drawn).toBe(source.summary.tally.by.late);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('leave a gap where a quarter had nothing due, and speak of the period in hand', () => {
    const work: Owed[] = [
      { agency: 1, area: 0, state: 'done', due: -1, claimed: -2 },
      { agency: 2, area: 0, state: 'not_started', due: -1, claimed: 0 },
      { agency: 2, area: 1, state: 'done', due: -200, claimed: -3 },
    ];
    const picture = progressPicture(boardOf(summaryPage(work, name)));
    expect(picture.trend?.columns.map(({ label, text }) => `${label} ${text}`)).toEqual([
      'I/2022 chưa có',
      'II/2022 chưa có',
      'III/2022 100%',
      'IV/2022 chưa có',
      'I/2023 50%',
    ]);
    expect(picture.notes).toEqual([
      'Báo cáo Quý I/2023: đã nhận 1/2, hạn 08/03',
      'Chốt số liệu 15/12/2022 – 14/03/2023',
    ]);
    expect(picture.lines[1]).toBe('Số liệu lúc 08:00 ngày 09/03/2023');
    // So few agencies: by area.
    expect(picture.bars.rows.map((row) => row.name)).toEqual(['Báo cáo định kỳ', 'Lĩnh vực số 1']);
  });
});

interface Drawn {
  text: string;
  left: number;
  right: number;
  y: number;
  size: number;
}

/** Every line of text the drawing bears, as wide as the font says. */
function linesOf(svg: string): Drawn[] {
  const found = [...svg.matchAll(/<text([^>]*)>([^<]*)<\/text>/g)];
  return found.map(([, attributes = '', raw = '']) => {
    const read = (key: string) => new RegExp(`\\b${key}="([^"]*)"`).exec(attributes)?.[1];
    const style = read('style') ?? '';
    const size = Number(read('font-size') ?? /font-size:([\d.]+)px/.exec(style)?.[1]);
    const weight: Weight = /bold/.test(read('font-weight') ?? style) ? 'bold' : 'normal';
    const text = raw.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
    const moved = /translate\(([\d.-]+) ([\d.-]+)\)/.exec(read('transform') ?? '');
    const x = Number(read('x') ?? 0) + Number(moved?.[1] ?? 0);
    const y = Number(read('y') ?? 0) + Number(moved?.[2] ?? 0);
    const width = textWidth(text, size, weight);
    const anchor = read('text-anchor') ?? 'start';
    const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
    return { text, left, right: left + width, y, size };
  });
}

function overlapping(lines: readonly Drawn[]): string[] {
  return lines.flatMap((a, index) =>
    lines
      .slice(index + 1)
      .filter((b) => Math.abs(a.y - b.y) < 6 && a.left < b.right && b.left < a.right)
      .map((b) => `${a.text} / ${b.text}`),
  );
}

describe('the drawing', () => {
  const late = (agency: number, count: number): Owed[] =>
    Array.from({ length: count }, () => ({
      agency,
      area: 1,
      state: 'not_started',
      due: -3,
      claimed: 0,
    }));
  const busy = [1, 2, 3, 4, 5].flatMap((agency) => [
    ...late(agency, 7 - agency),
    { agency, area: 2, state: 'blocked' as const, due: 4, claimed: 0 },
    { agency, area: 0, state: 'done' as const, due: -4, claimed: 2 },
    { agency, area: 3, state: 'done' as const, due: -4, claimed: -2 },
    { agency, area: 3, state: 'not_started' as const, due: null, claimed: 0 },
  ]);

  it('names every agency in order, with its number of late ones beside a sign', () => {
    const svg = progressSvg(progressPicture(boardOf(summaryPage(busy, name))));
    const texts = linesOf(svg).map(({ text }) => text);
    const names = texts.filter((text) => text.startsWith('Xã số'));
    expect(names).toEqual(['Xã số 1', 'Xã số 2', 'Xã số 3', 'Xã số 4', 'Xã số 5']);
    expect(texts.filter((text) => / trễ$/.test(text))).toEqual(
      expect.arrayContaining(['6 trễ', '5 trễ', '4 trễ', '3 trễ', '2 trễ']),
    );
    // One in the headline and one a bar; hatching besides the colour.
    expect(svg.match(/class="late"/g)).toHaveLength(6);
    expect(svg.match(/<pattern /g)?.length).toBeGreaterThanOrEqual(3);
    for (const word of ['Xong đúng hạn', 'Xong trễ', 'Trễ hạn', 'Vướng mắc', 'Chưa đến hạn']) {
      expect(texts.includes(word)).toBe(word !== 'Chưa đến hạn');
    }
  });

  it.each<[string, Owed[], (agency: number) => string]>([
    ['an ordinary office', busy, name],
    ['nothing at all', [], name],
    ['nothing due', [{ agency: 1, area: 1, state: 'not_started', due: 90, claimed: 0 }], name],
    ['one agency', busy.filter((one) => one.agency === 1), name],
    ['everything late', [1, 2, 3, 4].flatMap((agency) => late(agency, 9)), name],
    [
      'very long names',
      busy,
      () => 'Văn phòng Hội đồng nhân dân và Ủy ban nhân dân thị xã Ngã Năm',
    ],
    ['one endless word', busy, () => 'M'.repeat(300)],
    ['hostile names', busy, () => '<b>&amp;"\u0000\ud800</b>]]> 😀\u202e ក'],
    [
      'three thousand communes',
      Array.from({ length: 3300 }, (_, i) => late(i + 1, 1 + (i % 3))).flat(),
      (agency) => `UBND xã Nguyễn Thị Minh Khai thứ ${agency}`,
    ],
  ])('keeps its words apart and inside for %s', async (_what, work, nameOf) => {
    for (const by of ['agencies', 'areas'] as const) {
      const picture = progressPicture(boardOf(summaryPage(work, nameOf)), by);
      const svg = progressSvg(picture);
      const lines = linesOf(svg);
      expect(lines.length).toBeGreaterThan(3);
      for (const { left, right, size, text } of lines) {
        expect([text, left >= 0 && right <= WIDTH, size >= 11]).toEqual([text, true, true]);
      }
      expect(overlapping(lines)).toEqual([]);
      const png = Buffer.from(await progressPng(picture, 1080));
      expect(png.length).toBeLessThan(900_000);
      const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
      expect(width).toBe(1080);
      expect(height).toBeLessThan(2200);
    }
  });

  it('measures words as they are drawn', () => {
    const words = 'Ủy ban nhân dân xã Thạnh Quới, 12.345 việc trễ';
    const xml = `<svg xmlns="http://www.w3.org/2000/svg"><text y="50" font-size="20" font-family="${FONT_FAMILY}">${words}</text></svg>`;
    const font = { fontFiles: [...FONT_FILES], loadSystemFonts: false };
    const box = new Resvg(xml, { font }).getBBox();
    expect(Math.abs((box?.width ?? 0) - textWidth(words, 20))).toBeLessThan(8);
  });

  it('is the same to the byte for the same figures', async () => {
    const draw = (pixels: number) =>
      progressPng(progressPicture(boardOf(summaryPage(busy, name))), pixels);
    const first = await draw(720);
    // So many others that the first is no longer remembered.
    const nothing = progressPicture(boardOf(summaryPage([], name)));
    for (let pixels = 100; pixels < 120; pixels++) await progressPng(nothing, pixels);
    expect(Buffer.from(await draw(720)).equals(Buffer.from(first))).toBe(true);
  });
});
