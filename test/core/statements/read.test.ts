import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNo, isYes } from '../../../core/statements/confirmation.ts';
import { readNamed, readStatements } from '../../../core/statements/read.ts';
import { contextOf, messages } from './corpus.ts';
import { FIELDS, measure, precision, recall } from './measure.ts';

const tuned = messages('tuned');
const heldOut = messages('held-out');
const context = contextOf({ context: 'xa' });
const ids = new Set(context.obligations.map(({ id }) => id));

describe('the corpus', () => {
  it('is large, a third of it hard, and each message stands once', () => {
    const all = [...tuned, ...heldOut];
    expect(tuned.length).toBeGreaterThanOrEqual(950);
    expect(heldOut.length).toBeGreaterThanOrEqual(130);
    const places = all.map(({ text, context, replyTo }) => `${text}|${context}|${replyTo}`);
    expect(places.filter((one, at) => places.indexOf(one) !== at)).toEqual([]);
    const hard = all.filter(
      ({ expect }) =>
        expect.length !== 1 || expect[0]?.about === null || (expect[0]?.state ?? 'null') === 'null',
    );
    expect(hard.length / all.length).toBeGreaterThan(1 / 3);
  });

  it('is read without one wrong reading that a single tap would save', () => {
    const measured = measure(tuned);
    expect(measured.wrongByOneTap).toEqual([]);
    expect(measured.wrong.length / measured.messages).toBeLessThan(0.06);
  });

  it('the part the rules were not made on: what is read is mostly right, the rest is asked', () => {
    const measured = measure(heldOut);
    expect(measured.wrongByOneTap.length).toBeLessThanOrEqual(1);
    expect(measured.whole / measured.messages).toBeGreaterThan(0.78);
    const low = FIELDS.filter(
      (field) => precision(measured.fields[field]) < 0.9 || recall(measured.fields[field]) < 0.7,
    );
    expect(low).toEqual([]);
  });

  it('is read the same in small letters and without diacritics, but for what they decide', () => {
    const bare = (text: string) =>
      text
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
        .replace(/đ/g, 'd')
        .replace(/Đ/g, 'D')
        .toLowerCase();
    const measured = measure(tuned.map((one) => ({ ...one, text: bare(one.text) })));
    expect(measured.wrongByOneTap.length).toBeLessThanOrEqual(8);
    expect(measured.whole / measured.messages).toBeGreaterThan(0.9);
  });
});

/** Pieces of real messages in any order, so that the rules meet what nobody thought of. */
const pieces = fc
  .array(
    fc.oneof(
      fc.constantFrom(...tuned.flatMap(({ text }) => text.split(' '))),
      fc.constantFrom('\n', ',', '.', ';', '?', '%', '/', '-', '(', 'nv', '3', '2.1', '60', '15/4'),
      fc.string({ maxLength: 6 }),
    ),
    { maxLength: 40 },
  )
  .map((words) => words.join(' '));

describe('any text', () => {
  it('is read without an error, and never certain of what there is not', () => {
    fc.assert(
      fc.property(fc.oneof(pieces, fc.string({ unit: 'grapheme', maxLength: 200 })), (text) => {
        for (const { about, percent, words, document, wished } of readStatements(text, context)) {
          expect(about.obligationIds.length).toBeGreaterThan(0);
          expect(about.obligationIds.every((id) => ids.has(id))).toBe(true);
          expect(new Set(about.obligationIds).size).toBe(about.obligationIds.length);
          if (about.certain) expect(about.obligationIds).toHaveLength(1);
          if (percent !== null) expect(percent > 0 && percent < 100).toBe(true);
          if (document?.date) expect(document.date <= context.today).toBe(true);
          if (wished) expect(wished > context.today).toBe(true);
          expect(text.normalize('NFC')).toContain(words);
        }
        const named = readNamed(text, context);
        expect(named === null || ids.has(named)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('asks nothing where nothing is owed', () => {
    fc.assert(
      fc.property(pieces, (text) => {
        expect(readStatements(text, { ...context, obligations: [] })).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('twice as long gives no more than twice as many statements', () => {
    fc.assert(
      fc.property(pieces, (text) => {
        const once = readStatements(text, context).length;
        const twice = readStatements(`${text}\n${text}`, context).length;
        expect(twice).toBeLessThanOrEqual(2 * once + 1);
      }),
      { numRuns: 100 },
    );
  });

  it('of the greatest length is read as well, whatever it repeats', () => {
    const hostile = [
      'nv ',
      '1,',
      'do ',
      'xong ',
      '9/',
      'het thang ',
      '"',
      'chua ',
      'nv 1-',
      '214/QĐ-',
    ];
    for (const one of hostile) {
      expect(() => readStatements(one.repeat(40_000 / one.length), context)).not.toThrow();
    }
  });
});

describe('a yes or a no', () => {
  it('is a whole message', () => {
    for (const text of [
      'ok',
      'Đúng',
      'đúng rồi em',
      'uh',
      'dạ đúng ạ',
      'ừ',
      'OK em nhé',
      'x.n.',
      'chuẩn',
    ])
      expect([text, isYes(text)]).toEqual([text, true]);
    for (const text of [
      'ok nhưng 60% thôi',
      'đúng hạn',
      'đừng',
      'không',
      'xong',
      '',
      'đúng là chưa xong',
    ])
      expect([text, isYes(text)]).toEqual([text, false]);
    for (const text of ['không', 'sai rồi em', 'ko', 'bỏ', 'không phải', 'thôi'])
      expect([text, isNo(text)]).toEqual([text, true]);
    for (const text of ['không phải nv 3 mà nv 4', 'chưa xong', 'ok', 'không phát sinh'])
      expect([text, isNo(text)]).toEqual([text, false]);
  });

  it('another obligation can be named instead', () => {
    expect(readNamed('nv 4 chứ', context)).toBe(104);
    expect(readNamed('nv 4 chứ không phải nv 3', context)).toBe(104);
    expect(readNamed('báo cáo quý I', context)).toBe(105);
    expect(readNamed('nv 4 làm thế nào', context)).toBeNull();
    expect(readNamed('nv 4?', context)).toBeNull();
    expect(readNamed('nv 44', context)).toBeNull();
    expect(readNamed('nv 3 và 4', context)).toBeNull();
    expect(readNamed('ok em', context)).toBeNull();
  });
});
