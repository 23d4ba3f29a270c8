import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headerOf } from '../../../core/indicators/header.ts';
import { readPasted } from '../../../core/indicators/read-pasted.ts';
import { type Appendix, appendix } from './appendices.ts';

/** As a spreadsheet copies it. */
function block(
  { printed }: Appendix,
  { numbers = true, labels = true }: { numbers?: boolean; labels?: boolean } = {},
): string {
  return printed
    .map(({ number, label, values }) =>
      [...(numbers ? [number] : []), ...(labels ? [label] : []), ...values].join('\t'),
    )
    .join('\r\n');
}

function heading({ form }: Appendix): string {
  const { depth, width, cells } = headerOf(form.definition);
  const lines = Array.from({ length: depth }, () => Array.from({ length: width }, () => ''));
  for (const { label, row, column } of cells) {
    const line = lines[row];
    if (line) line[column] = label;
  }
  const counts = Array.from({ length: width }, (_, index) =>
    index < 2 ? String.fromCharCode(65 + index) : String(index - 1),
  );
  return [['Phụ lục'], ...lines, counts].map((line) => line.join('\t')).join('\n');
}

const options = ({ agencies }: Appendix) => ({ rowAgencies: agencies });

describe('pasted tables', () => {
  it.each([2, 3, 4, 5, 6])('appendix %d in all its ways of being copied', (number) => {
    const seed = appendix(number);
    const whole = { cells: seed.cells, problems: [] };
    const read = (text: string) => readPasted(seed.form, text, options(seed));
    expect(read(block(seed))).toEqual(whole);
    expect(read(block(seed, { numbers: false }))).toEqual(whole);
    expect(read(block(seed, { numbers: false, labels: false }))).toEqual(whole);
    expect(read(`${heading(seed)}\n${block(seed)}\n`)).toEqual(whole);
    expect(read(block(seed).split('\r\n').reverse().join('\n'))).toEqual(whole);
  });

  it('appendix 1 with its free rows', () => {
    const seed = appendix(1);
    const { cells, problems } = readPasted(seed.form, block(seed, { labels: false }));
    expect(problems).toEqual([]);
    expect(cells).toEqual(seed.cells);
    expect(cells.r5?.planned).toEqual({ number: 8, unit: 'đơn vị' });
  });

  it('single lines, by label or for the row asked for', () => {
    const seed = appendix(6);
    const { values = [] } = seed.printed[1] ?? {};
    const line = values.join('\t');
    const whole = { cells: { a2: seed.cells.a2 }, problems: [] };
    const read = (text: string, row?: string) =>
      readPasted(seed.form, text, { ...options(seed), ...(row ? { row } : {}) });
    expect(read(line, 'a2')).toEqual(whole);
    expect(read(values.join('\n'), 'a2')).toEqual(whole);
    expect(read(`Ba Cụm Bắc\t${line}`)).toEqual(whole);
    expect(read(`2\tubnd xã ba cum bac\t${line}`)).toEqual(whole);
    expect(read(line)).toMatchObject({
      cells: {},
      problems: [{ code: 'rows_unclear', lines: 1, possible: [8, 9] }],
    });
    expect(read(`Ba Cụm Đông\t${line}`, 'a2')).toMatchObject({ cells: {} });
  });

  it('without the computed columns, where the number of values says so', () => {
    const seed = appendix(6);
    const inputs = seed.form.columns.flatMap(({ computed }, index) => (computed ? [] : index));
    const { values = [] } = seed.printed[1] ?? {};
    const line = inputs.map((index) => values[index]).join('\t');
    const { cells, problems } = readPasted(seed.form, line, { ...options(seed), row: 'a2' });
    expect(problems).toEqual([]);
    expect(cells.a2).toMatchObject({ received_new: 1176, agreed_early: 1165, cancelled: 4 });
    expect(cells.a2).not.toHaveProperty('received_total');
  });

  it('whose last blanks a chat cut off', () => {
    const seed = appendix(5);
    const read = (index: number) => {
      const { label = '', values = [] } = seed.printed[index] ?? {};
      return readPasted(seed.form, [label, ...values].join('\t').trim());
    };
    expect(read(6)).toEqual({ cells: { r7: seed.cells.r7 }, problems: [] });
    // 5 = 2 + 3 agrees only with all columns.
    expect(read(3)).toEqual({ cells: { r4: seed.cells.r4 }, problems: [] });
    const unclear = readPasted(seed.form, 'Y tế\t3\t\t3\t1');
    expect(unclear).toMatchObject({ cells: {}, problems: [{ code: 'columns_ambiguous' }] });
    const columns = seed.form.columns.map(({ key }) => key);
    expect(readPasted(seed.form, 'Y tế\t3\t\t3\t1', { columns }).cells.r11).toMatchObject({
      received_total: 3,
      agreed_total: 1,
    });
  });

  it('with a choice of columns named by their heading', () => {
    const text = 'Tiêu chí\tCấp xã\tCấp huyện\nCơ quan hành chính\t8\t13';
    expect(readPasted(appendix(3).form, text)).toEqual({
      cells: { r1: { commune: 8, district: 13 } },
      problems: [],
    });
  });

  it('that do not fit are refused where they do not', () => {
    const seed = appendix(5);
    const lines = block(seed).split('\r\n');
    const read = (changed: string[]) => readPasted(seed.form, changed.join('\n'));
    const { cells, problems } = read(lines.map((line, i) => (i === 11 ? `${line}\t49` : line)));
    expect(problems).toEqual([{ code: 'too_many_cells', line: 12, found: 17, expected: 16 }]);
    expect(Object.keys(cells)).toHaveLength(11);
    expect(read([...lines, lines[0] ?? '']).problems).toEqual([
      { code: 'row_twice', line: 13, row: 'r1' },
    ]);
    expect(read(lines.map((line) => line.replace('Y tế', 'Y học'))).problems).toEqual([
      { code: 'row_unknown', line: 11, text: 'Y học' },
    ]);
    expect(read(lines.map((line) => line.replace('671', '6,71'))).problems).toMatchObject([
      { code: 'cell', line: 6, row: 'r6', column: 'received_total', text: '6,71' },
    ]);
    expect(readPasted(seed.form, ' \n\t').problems).toEqual([{ code: 'empty' }]);
    expect(readPasted(seed.form, '1\t2\t3').problems).toEqual([
      { code: 'width_unclear', found: 3, possible: [12, 16] },
    ]);
  });

  it('never throw, whatever the text', () => {
    const piece = fc.constantFrom(
      '\t',
      '\n',
      '"',
      '|',
      ';',
      '1.562',
      '-',
      'Y tế',
      'Tổng số',
      'STT',
      '3',
      ' ',
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 80 }).map((parts) => parts.join('')),
    );
    const seeds = [1, 3, 5].map(appendix);
    fc.assert(
      fc.property(texts, fc.constantFrom(...seeds), (text, seed) => {
        const { cells, problems } = readPasted(seed.form, text);
        expect(problems.length > 0 || Object.keys(cells).length > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
