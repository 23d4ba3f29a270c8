import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Column, type ColumnKind, columnOf } from '../../core/indicators/form.ts';
import { type CellProblem, readCell } from '../../core/indicators/read-cell.ts';
import { rowsOf } from '../../core/indicators/rows.ts';
import { plainText } from '../../core/messages/markup.ts';
import { LOCALES, translator } from '../../locales/index.ts';
import { cellName, figureText } from '../../views/reports/cell.ts';
import { cellProblemText, examplesFor } from '../../views/reports/cell-problem.ts';
import { appendix, builtIn } from '../core/indicators/appendices.ts';
import { sampleForm } from '../core/indicators/sample-form.ts';
import { troubleIn } from './text-trouble.ts';

const vi = translator('vi');
const form = sampleForm();

function column(key: string, changes: Partial<Column> = {}): Column {
  const found = columnOf(form, key);
  if (!found) throw new Error(`no column ${key}`);
  return { ...found, ...changes };
}

describe('names of cells', () => {
  it('hold the row and all headings, and leave out a row without a name', () => {
    const columnLabel = ['Số hồ sơ đã giải quyết', 'Đồng ý', 'Sớm hạn'];
    expect(cellName({ rowLabel: 'Xã Ba Cụm Bắc', columnLabel }, vi)).toBe(
      'Xã Ba Cụm Bắc · Số hồ sơ đã giải quyết › Đồng ý › Sớm hạn',
    );
    expect(cellName({ rowLabel: '', columnLabel: ['Tổng', 'Tổng'] }, vi)).toBe('Tổng');
    expect(cellName({ rowLabel: 'r3', columnLabel: ['Kế hoạch'] }, vi)).toBe('Dòng 3 · Kế hoạch');
  });

  it.each([1, 2, 3, 4, 5, 6])('appendix %d: no two cells are called the same', (number) => {
    const seed = appendix(number);
    const names = rowsOf(builtIn(number), seed.cells, seed.agencies).flatMap((row) =>
      seed.form.columns.map(({ path }) => {
        // The rows of appendix 1 are named by what stands in them, which may be the same.
        const rowLabel = number === 1 ? row.key : row.label;
        return cellName({ rowLabel, columnLabel: path }, vi);
      }),
    );
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('figures', () => {
  it('are printed as Vietnamese documents do', () => {
    expect(figureText(1562, column('done'), vi)).toBe('1.562');
    expect(figureText(93.66, column('rate'), vi)).toBe('93,66%');
    expect(figureText({ number: 8, unit: 'đơn vị' }, column('done'), vi)).toBe('8 đơn vị');
    expect(figureText('2019-03-08', column('done', { kind: 'date' }), vi)).toBe('08/03/2019');
    expect(figureText('2019-02-31', column('done', { kind: 'date' }), vi)).toBe('2019-02-31');
    expect(figureText(null, column('done'), vi)).toBe('(để trống)');
  });

  it('print a number so that it reads back as itself, in cells of whole numbers', () => {
    fc.assert(
      fc.property(fc.nat(), (value) => {
        const text = figureText(value, column('done'), vi);
        expect(readCell(text, column('done'))).toEqual({ ok: true, value });
      }),
    );
  });
});

const kinds: readonly ColumnKind[] = ['integer', 'decimal', 'percent', 'text', 'date'];

describe('examples', () => {
  it.each(kinds)('are such as a column takes (%s)', (kind) => {
    for (const changes of [{}, { max: 10 }, { units: ['đơn vị'] }, { unit: 'hồ sơ' }]) {
      const cell = column('done', { kind, ...changes });
      const text = examplesFor(cell, vi);
      expect(text === null).toBe(kind === 'text');
      for (const [, example = ''] of (text ?? '').matchAll(/<code>(.*?)<\/code>/g)) {
        expect(readCell(example, cell)).toMatchObject({ ok: true });
      }
    }
  });
});

const typed: Record<CellProblem['code'], [string, Column]> = {
  not_a_number: ['nhiều', column('done')],
  ambiguous: ['1.562', column('cost')],
  bad_grouping: ['1.56', column('done')],
  not_whole: ['1,562', column('done')],
  negative: ['-4', column('done')],
  letter_for_digit: ['1O5', column('done')],
  several_numbers: ['12 13', column('done')],
  percent_sign: ['12%', column('done')],
  too_large: ['99999999999999999999', column('done')],
  required: ['', column('done', { blank: 'required' })],
  above_maximum: ['130%', column('rate')],
  unit_unknown: ['8 người', column('done', { units: ['đơn vị', 'nhiệm vụ'] })],
  not_a_date: ['8/3', column('done', { kind: 'date' })],
  too_long: ['dài '.repeat(2000), column('note')],
};

function problemOf(text: string, cell: Column): CellProblem {
  const reading = readCell(text, cell);
  if (reading.ok) throw new Error(`${text} was read`);
  return reading.problem;
}

describe('what was typed and cannot be read', () => {
  it.each(Object.entries(typed))('%s is told, with its way out', (code, [text, cell]) => {
    const problem = problemOf(text, cell);
    expect(problem.code).toBe(code);
    for (const locale of LOCALES) {
      const said = cellProblemText(problem, text, cell, translator(locale));
      expect(troubleIn(said, locale)).toEqual([]);
      expect(said.length).toBeLessThan(400);
      if (cell.kind !== 'text') expect(said).toMatch(/(?:Ví dụ|Example): <code>/);
    }
  });

  it('what was most likely meant is shown so that it can be sent back', () => {
    expect(
      plainText(cellProblemText(problemOf('1,562', column('done')), '1,562', column('done'), vi)),
    ).toMatchInlineSnapshot(`
      "“1,562” có dấu phẩy, tức là số lẻ, mà ô này cần số nguyên. Hàng nghìn tách bằng dấu chấm.
      Có phải ý anh/chị là 1.562 không ạ?
      Ví dụ: 1.562 hoặc 1562"
    `);
    const cell = column('cost');
    const said = cellProblemText(problemOf('1.562', cell), '1.562', cell, vi);
    const [first = '', second = ''] = [...said.matchAll(/<code>(.*?)<\/code>/g)].map((m) => m[1]);
    expect(readCell(first, cell)).toEqual({ ok: true, value: 1562 });
    expect(readCell(second, cell)).toEqual({ ok: true, value: 1.562 });
  });

  it('a cell that is not there has words, and nothing typed becomes markup', () => {
    for (const locale of LOCALES) {
      const t = translator(locale);
      const said = cellProblemText({ code: 'no_such_cell' }, '<a href="x">5</a>', null, t);
      expect(troubleIn(said, locale)).toEqual([]);
      expect(said).toContain('&lt;a href=');
    }
  });
});
