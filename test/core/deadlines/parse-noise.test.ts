import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Deadline, DeadlineReading } from '../../../core/deadlines/deadline.ts';
import { isFailure } from '../../../core/deadlines/deadline.ts';
import { readList } from '../../../core/deadlines/list.ts';
import { parseDeadlines } from '../../../core/deadlines/parse.ts';
import { partsOfLine } from '../../../core/deadlines/split.ts';
import { type Token, tokenise } from '../../../core/deadlines/tokens.ts';
import { stripDiacritics } from '../../../core/text/fold.ts';
import { phrasesOf } from './corpus.ts';

type Change = (text: string) => string;

const corpus = (['tuned', 'held-out', 'held-out-2'] as const).flatMap((part) => phrasesOf(part));
const phrase = fc.constantFrom(...corpus);

function deadlinesOf(text: string, year: number): Deadline[] {
  return parseDeadlines(text, { year }).map(({ deadline }) => deadline);
}

function asks(deadlines: readonly Deadline[]): boolean {
  return deadlines.length === 0 || deadlines.some(({ kind }) => kind === 'ask');
}

function datesOf({ deadline }: DeadlineReading): string[] {
  if (deadline.kind === 'due') return [deadline.due];
  return deadline.kind === 'recurring' ? deadline.occurrences.map(({ due }) => due) : [];
}

describe('how a phrase happens to be typed', () => {
  const changes = fc.subarray<Change>([
    (text) => text.normalize('NFD'),
    (text) => text.normalize('NFC'),
    (text) => text.replace(/ /g, ' \u00a0 '),
    (text) => text.replace(/ /g, '\u2003'),
    (text) => `  ${text} \t`,
    (text) => text.replace(/[-–—]/g, '\u2212'),
    (text) => text.replace(/[-–—]/g, '\u2014'),
  ]);

  it('changes nothing: space, kinds of dash, marks apart from letters', () => {
    fc.assert(
      fc.property(phrase, changes, ({ text, year }, made) => {
        const changed = made.reduce<string>((so, change) => change(so), text);
        expect(deadlinesOf(changed, year)).toEqual(deadlinesOf(text, year));
      }),
      { numRuns: 1500 },
    );
  });

  // Without marks "sáu" is "sau" and "năm" may be "nam"; a capital l is no 1. Doubt is allowed, then.
  it('gives the same or a question: capitals, no marks at all, slips of a scanner', () => {
    const slips = fc.constantFrom<Change>(
      (text) => text.toUpperCase(),
      (text) => text.toLowerCase(),
      stripDiacritics,
      (text) => text.replace(/0/g, 'O'),
      (text) => text.replace(/(?<=\d)0/g, 'O'),
      (text) => text.replace(/1/g, 'l'),
      (text) => text.replace(/(?<=\d)1/g, 'I'),
      (text) => text.replace(/I/g, 'l'),
      (text) => text.replace(/ư/g, 'u'),
      (text) => text.replace(/uý/g, 'úy'),
      (text) => text.replace(/quý/g, 'quí'),
      (text) => text.replace(/á/g, 'ả'),
    );
    fc.assert(
      fc.property(phrase, slips, ({ text, year }, slip) => {
        const before = deadlinesOf(text, year);
        const after = deadlinesOf(slip(text), year);
        if (!asks(after) && !asks(before)) expect(after).toEqual(before);
      }),
      { numRuns: 4000 },
    );
  });

  it('leaves every date near the plan and every reading with its words', () => {
    fc.assert(
      fc.property(phrase, ({ text, year }) => {
        for (const reading of parseDeadlines(text, { year })) {
          expect(reading.words).not.toBe('');
          for (const due of datesOf(reading)) {
            expect(Number(due.slice(0, 4))).toBeGreaterThanOrEqual(year - 1);
            expect(Number(due.slice(0, 4))).toBeLessThanOrEqual(year + 10);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('takes no date out of a phrase whose end is missing or cut into a number', () => {
    fc.assert(
      fc.property(phrase, fc.constantFrom('9', '/', '99', 'hoặc', '%'), ({ text, year }, tail) => {
        const before = parseDeadlines(text, { year });
        const after = parseDeadlines(`${text}${tail}`, { year });
        const dates = new Set(before.flatMap(datesOf));
        // A figure more may be a figure of the day ("ngày 1" | "9"); it is never another month's.
        for (const reading of after) {
          for (const due of datesOf(reading)) {
            const known = dates.has(due) || tail === '9' || tail === '99';
            expect(known, `${text}${tail} → ${due}`).toBe(true);
          }
        }
      }),
      { numRuns: 1500 },
    );
  });
});

/** How often tokens are looked at while a text is cut and read. */
function steps(text: string): number {
  let looked = 0;
  const watched = (tokens: readonly Token[]): Token[] =>
    new Proxy([...tokens], {
      get: (target, key, receiver) => {
        if (typeof key === 'string' && /^\d+$/.test(key)) looked += 1;
        return Reflect.get(target, key, receiver);
      },
    });
  for (const part of partsOfLine(text, watched(tokenise(text)), true)) {
    const items = readList(watched(part), { year: 2023 });
    if (!isFailure(items)) looked += items.length;
  }
  return looked;
}

const hostile = [
  ...['vào ', 'khi ', 'khi có ', 'sau khi ', 'theo ', 'theo kế hoạch ', 'số 1/', 'số 1 ngày '],
  ...[
    '( ',
    '(Quý I',
    '(*',
    '* ',
    '*',
    '¹',
    'để ',
    'đợt 1 ',
    'giai đoạn ',
    'một ',
    'mười ',
    'một lần ',
  ],
  ...[
    '1 lần/',
    '6 tháng, ',
    '6 tháng/lần ',
    'hàng tháng (',
    'hàng tháng, ngày 5 ',
    'O0',
    'l',
    '0O ',
  ],
  ...['Q.', 'T.6 ', 'quý I - ', 'từ quý I - ', 'Q1-', 'năm sau ', 'hằng năm ', 'cho đến ', 'gửi '],
  ...['thường xuyên, ', 'trong năm ', 'nếu có ', 'báo cáo: ', 'Quý I: ', './', '- ', '\u0301', 'ạ'],
  ...[
    ', gửi ',
    'để tổng hợp, ',
    'đối với ',
    'định kỳ (',
    'gửi cán bộ, ',
    'Quý I gửi ',
    'hoàn thành, ',
  ],
  ...['trước ', 'chậm nhất: ', 'tháng 6 (sơ kết ', 'sơ kết (', 'Tháng 6, ', '15/6 và '],
];

describe('hostile text', () => {
  it.each(hostile)('%j many times over costs in proportion to its length', (piece) => {
    const once = steps(piece.repeat(400));
    const twice = steps(piece.repeat(800));
    expect(twice).toBeLessThanOrEqual(2.1 * once + 200);
  });

  it.each(hostile)('100,000 characters of %j are read, without inventing a date', (piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length)).slice(0, 100_000);
    const readings = parseDeadlines(text, { year: 2023 });
    expect(Array.isArray(readings)).toBe(true);
    for (const reading of readings) expect(reading.words.length).toBeLessThanOrEqual(text.length);
  });

  it('any mixture of them is read without an exception', () => {
    const mixture = fc.array(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary' })), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(mixture, fc.integer({ min: 2000, max: 2099 }), (pieces, year) => {
        const text = pieces.join('');
        for (const reading of parseDeadlines(text, { year })) {
          for (const due of datesOf(reading))
            expect(due).toMatch(/^20\d\d-\d\d-\d\d$|^1999-12-31$/);
        }
      }),
      { numRuns: 1500 },
    );
  });
});
