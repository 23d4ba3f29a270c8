import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { corrections } from '../../../core/statements/corrections.ts';
import { findDocument } from '../../../core/statements/documents.ts';
import { findPercents } from '../../../core/statements/figures.ts';
import { extended, findMoreTime } from '../../../core/statements/more-time.ts';
import { findParts } from '../../../core/statements/parts.ts';
import { spokenNumber } from '../../../core/statements/spoken-numbers.ts';
import { withoutStretch } from '../../../core/statements/typos.ts';
import { findVagueDates } from '../../../core/statements/vague-dates.ts';
import { readWords, type Word, type Words } from '../../../core/statements/words.ts';
import { addDays, localDate } from '../../../core/time/local-date.ts';

const today = localDate('2023-05-18');
const all = (words: readonly Word[]) => ({ from: 0, to: words.length });
const vague = (text: string) =>
  findVagueDates(readWords(text).words, all(readWords(text).words), today).map(({ date }) => date);
const more = (text: string) => {
  const { words } = readWords(text);
  return findMoreTime(words, all(words), new Set())?.more ?? null;
};
const percent = (text: string) => {
  const { words } = readWords(text);
  return findPercents(words, all(words), new Set()).map((one) => one.percent);
};
const document = (text: string) => {
  const message = readWords(text);
  return findDocument(message, all(message.words), today);
};

describe('days said by their place', () => {
  it('are the office’s: weeks end on Friday, months and quarters on their last day', () => {
    // A Thursday.
    expect(vague('đến cuối tuần')).toEqual(['2023-05-19']);
    expect(vague('sang tuần sau')).toEqual(['2023-05-26']);
    expect(vague('đầu tuần tới')).toEqual(['2023-05-22']);
    expect(vague('den cuoi thang')).toEqual(['2023-05-31']);
    expect(vague('hết tháng sau')).toEqual(['2023-06-30']);
    expect(vague('cuối quý')).toEqual(['2023-06-30']);
    expect(vague('hết quý I')).toEqual(['2024-03-31']);
    expect(vague('mùng 5')).toEqual(['2023-06-05']);
    expect(vague('ngày kia')).toEqual(['2023-05-20']);
    expect(vague('thứ 6')).toEqual(['2023-05-19']);
    expect(vague('chủ nhật tuần này')).toEqual(['2023-05-21']);
  });

  it('that are no one day, or have gone by, are none', () => {
    for (const text of ['đầu tháng 6', 'giữa tháng', 'tuần trước', 'thứ 6 vừa rồi', 'mùng 35'])
      expect([text, vague(text)]).toEqual([text, []]);
  });
});

describe('more time', () => {
  it('is read in figures and words; ranges and working days are not', () => {
    expect(more('thêm 5 ngày')).toEqual({ count: 5, unit: 'day' });
    expect(more('lui hai tuan')).toEqual({ count: 14, unit: 'day' });
    expect(more('nửa tháng')).toEqual({ count: 15, unit: 'day' });
    for (const text of ['2-3 ngày', 'hai ba ngày', 'vài ngày', '5 ngày làm việc', '1 tháng rưỡi'])
      expect([text, more(text)]).toEqual([text, null]);
  });

  it('counts from the due date, from today when that has passed, and always leads ahead', () => {
    expect(extended(localDate('2023-05-25'), today, { count: 5, unit: 'day' })).toBe('2023-05-30');
    expect(extended(localDate('2023-05-10'), today, { count: 5, unit: 'day' })).toBe('2023-05-23');
    expect(extended(null, today, { count: 1, unit: 'month' })).toBe('2023-06-18');
    expect(extended(localDate('2023-06-30'), today, { count: 1, unit: 'month' })).toBe(
      '2023-07-31',
    );
    fc.assert(
      fc.property(
        fc.integer({ min: -800, max: 800 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom('day' as const, 'month' as const),
        (away, count, unit) => {
          const due = addDays(today, away);
          const until = extended(due, today, { count, unit });
          expect(until > today && until > due).toBe(true);
          expect(extended(due, today, { count: count + 1, unit }) > until).toBe(true);
        },
      ),
    );
  });
});

describe('shares of the work', () => {
  it('are read in words and as fractions, and left open where they may be a day or a count', () => {
    expect(percent('được sáu mươi phần trăm')).toEqual([60]);
    expect(percent('bảy mươi lăm phần trăm')).toEqual([75]);
    expect(percent('30 pt')).toEqual([30]);
    expect(percent('2/3 rồi')).toEqual([67]);
    expect(percent('ba phần tư')).toEqual([75]);
    expect(percent('xong 2/3')).toEqual([null]);
    expect(percent('được 4/5 xã')).toEqual([null]);
    expect(percent('ngày 2/3')).toEqual([]);
    expect(percent('sáu bảy mươi phần trăm')).not.toContain(70);
  });

  it('numbers in words are 1 to 100', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('một', 'hai', 'năm', 'mươi', 'chục', 'trăm', 'lăm')),
        (list) => {
          const found = spokenNumber(readWords(list.join(' ')).words, 0);
          if (found) expect(found.value >= 1 && found.value <= 100).toBe(true);
        },
      ),
    );
  });
});

describe('documents', () => {
  it('are read by kind and number; further ones are kept as typed', () => {
    expect(document('QĐ 214 ngày 16/5/2023')).toMatchObject({
      number: 'QĐ 214',
      date: '2023-05-16',
    });
    expect(document('qđ 55/QĐ-UBND, kế hoạch số 7 ngày 2/5')).toMatchObject({
      number: '55/QĐ-UBND',
      date: null,
      others: ['kế hoạch số 7 ngày 2/5'],
    });
    for (const text of ['kế hoạch 3 tháng', 'báo cáo 20 xã', 'theo QĐ 214', 'cv 12', 'báo cáo 2'])
      expect([text, document(text)]).toEqual([text, null]);
  });
});

describe('any message', () => {
  it('is mended the same twice as once', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zđ]{0,12}$/), (word) => {
        expect(withoutStretch(withoutStretch(word))).toBe(withoutStretch(word));
        const once = readWords(word).words.map(({ text }) => text);
        const settled = readWords(once.join(' ')).words.map(({ text }) => text);
        expect(readWords(settled.join(' ')).words.map(({ text }) => text)).toEqual(settled);
      }),
    );
  });

  it('of twice the length costs no more than about twice as many looks at its words', () => {
    const hostile = [
      'lùi 1 ngày ',
      'tháng 4 mới làm ',
      'QĐ 214 ngày 1/2, ',
      'theo 1/QĐ-UBND và ',
      'hai ba bốn ',
      'nv 1 2 3 ',
      'ba phần tư ',
      'cuối tháng ',
      'à nhầm, ',
    ];
    for (const one of hostile) {
      const [short, long] = [looks(one.repeat(60)), looks(one.repeat(120))];
      expect([one, long / short < 2.2]).toEqual([one, true]);
    }
  });
});

/** How often the rules look at a word of a message. */
function looks(text: string): number {
  let count = 0;
  const read = readWords(text);
  const words = new Proxy(read.words, {
    get: (list, key, receiver) => {
      if (typeof key === 'string' && /^\d+$/.test(key)) count += 1;
      return Reflect.get(list, key, receiver) as unknown;
    },
  });
  const message: Words = { ...read, words };
  const span = { from: 0, to: read.words.length };
  findVagueDates(words, span, today);
  findMoreTime(words, span, new Set());
  findPercents(words, span, new Set());
  findDocument(message, span, today);
  corrections(message, findParts(message, []));
  return count;
}
