import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeadlineReading } from '../../../core/deadlines/deadline.ts';
import { parseDeadline, parseDeadlines } from '../../../core/deadlines/parse.ts';
import { stripDiacritics } from '../../../core/text/fold.ts';
import { dateOf, lastDayOfMonth } from '../../../core/time/local-date.ts';

type Change = (text: string) => string;

const year = fc.integer({ min: 2000, max: 2099 });
const month = fc.integer({ min: 1, max: 12 });

/** The vocabulary of deadlines, thrown together. */
const words = fc
  .array(
    fc.constantFrom(
      ...'tháng quý năm ngày hàng định kỳ trước chậm nhất đến hết trong từ và hoặc nếu có theo quy định tiến độ'.split(
        ' ',
      ),
      ...'Báo cáo Kế hoạch thường xuyên kể vòng cuối đầu I II IV 1 6 9 12 31 2023 / - , . ; | ( ) : 17h 15/6'.split(
        ' ',
      ),
      '\n',
    ),
    { maxLength: 14 },
  )
  .chain((list) => fc.constantFrom(' ', '').map((joint) => list.join(joint)));

function datesOf({ deadline }: DeadlineReading): string[] {
  if (deadline.kind === 'due') return [deadline.due];
  return deadline.kind === 'recurring' ? deadline.occurrences.map(({ due }) => due) : [];
}

describe('any text', () => {
  it('is read without an exception, and rests on words that are in it', () => {
    fc.assert(
      fc.property(fc.oneof(words, fc.string({ unit: 'binary' }), fc.string()), (text) => {
        for (const reading of parseDeadlines(text, { year: 2023 })) {
          const flat = text.replace(/[\r\n\v\f\u2028\u2029]+/g, ' ');
          expect(text.includes(reading.words) || flat.includes(reading.words)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('gives a date only with a number, a rhythm or the year in its words', () => {
    fc.assert(
      fc.property(words, (text) => {
        for (const reading of parseDeadlines(text, { year: 2023 })) {
          if (datesOf(reading).length === 0) continue;
          // Typed without marks too: "hàng quy".
          expect(reading.words).toMatch(/\d|I|năm|nam|tháng|thang|quý|quy/);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is never a guess once a word nobody knows is added', () => {
    fc.assert(
      fc.property(words, fc.constantFrom('xyz', 'trừ', 'nhưng', 'khác'), (text, stranger) => {
        const [first] = parseDeadlines(`${text.replace(/[|;\n]/g, ' ')} ${stranger}`, {
          year: 2023,
        }).slice(-1);
        // A rule's name may be long ("theo quy định của …"), a date may not.
        expect(['ask', 'open']).toContain(first?.deadline.kind);
      }),
      { numRuns: 2000 },
    );
  });

  it('of 100 kB, however hostile, is read in one pass', () => {
    const many = (piece: string) => piece.repeat(Math.ceil(100_000 / piece.length));
    for (const piece of [
      ' ',
      '\n',
      '- ',
      '(',
      'a',
      '9',
      'tháng ',
      'Báo cáo ',
      'Báo cáo - ',
      'hàng quý, ',
      'trước ',
      'trong vòng ',
      'theo quy định của ',
      'quý và ',
      'từ 1 đến ',
      'Hạn: ',
      '1/',
      '1/1/',
    ]) {
      const readings = parseDeadlines(many(piece), { year: 2023 });
      expect(readings.every(({ deadline }) => deadline.kind !== 'due')).toBe(true);
    }
    const row = parseDeadlines(`Tháng ${many('1/2023, ')}1/2023`, { year: 2023 });
    expect(row).toHaveLength(12_501);
    expect(row.every(({ deadline }) => deadline.kind === 'due')).toBe(true);
  });
});

describe('a phrase', () => {
  it('means the same without diacritics, in capitals and with more space', () => {
    const phrases = fc.constantFrom(
      'Hàng quý và năm 2023',
      'Trong năm 2023 (nếu có)',
      'Chậm nhất trong quý III/2020',
      'Theo thời hạn đã đăng ký với UBND huyện',
      'trước ngày 30/01/2023',
      'từ tháng 3 đến tháng 6/2023',
      'ngày 08 của tháng cuối kỳ báo cáo',
      '06 tháng đầu năm',
    );
    const changes = fc.subarray<Change>([
      (text: string) => stripDiacritics(text),
      (text: string) => text.toUpperCase(),
      (text: string) => text.normalize('NFD'),
      (text: string) => `  ${text.replace(/ /g, ' \u00a0 ')} `,
    ]);
    fc.assert(
      fc.property(phrases, changes, (phrase, made) => {
        const changed = made.reduce<string>((text, change) => change(text), phrase);
        expect(parseDeadline(changed, { year: 2023 }).deadline).toEqual(
          parseDeadline(phrase, { year: 2023 }).deadline,
        );
      }),
    );
  });

  it('of a month ends with it, in any of its writings', () => {
    fc.assert(
      fc.property(year, month, fc.constantFrom('/', ' năm ', '-', '.'), (y, m, joint) => {
        const { deadline } = parseDeadline(`Tháng ${m}${joint}${y}`, { year: y });
        expect(deadline).toMatchObject({ kind: 'due', due: lastDayOfMonth(y, m) });
      }),
    );
  });

  it('of a day is that day where it exists, and a question where it does not', () => {
    const day = fc.integer({ min: 1, max: 31 });
    fc.assert(
      fc.property(year, month, day, fc.constantFrom('/', '-', '.'), (y, m, d, joint) => {
        const { deadline } = parseDeadline([d, m, y].join(joint), { year: y });
        const due = dateOf(y, m, d);
        expect(deadline).toMatchObject(
          due ? { kind: 'due', due } : { kind: 'ask', why: 'impossible_date' },
        );
      }),
    );
  });

  it('that comes again has different keys, in order of their dates', () => {
    const rhythm = fc.constantFrom(
      'hàng tuần',
      'hàng tháng',
      'hàng quý',
      'hàng quý và năm',
      'hàng năm',
    );
    fc.assert(
      fc.property(rhythm, year, (phrase, y) => {
        const { deadline } = parseDeadline(phrase, { year: y });
        if (deadline.kind !== 'recurring') throw new Error('not recurring');
        const keys = deadline.occurrences.map(({ key }) => key);
        const dues = deadline.occurrences.map(({ due }) => due);
        expect(new Set(keys).size).toBe(keys.length);
        expect(dues).toEqual([...dues].sort());
        expect(keys.every((key) => key.startsWith(`${y}-`))).toBe(true);
      }),
    );
  });
});
