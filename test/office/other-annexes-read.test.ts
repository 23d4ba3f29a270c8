import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregate } from '../../core/indicators/aggregate.ts';
import { type Cells, cellAt } from '../../core/indicators/cells.ts';
import { checkForm } from '../../core/indicators/check-form.ts';
import { loadForm } from '../../core/indicators/load-form.ts';
import { readCell } from '../../core/indicators/read-cell.ts';
import { readPasted } from '../../core/indicators/read-pasted.ts';
import { writeFormDescription } from '../../exports/form-description.ts';
import { writeFormTemplate } from '../../exports/form-template.ts';
import { readFormDescription } from '../../imports/form-description.ts';
import { readFormTemplate } from '../../imports/form-template.ts';
import { reportTemplate } from '../../views/reports/template.ts';
import { annex, CODES, heading, json, line, percent, vi, WHO } from '../support/other-annexes.ts';
import { contentOf, formDuty, templateDuty } from '../views/fixtures/template-duty.ts';

describe.each(CODES)('the annex %s', (code) => {
  const seed = annex(code);
  const { form, printed, cells, agencies, free } = seed;
  const lines = printed.map((one) => line(one, free));
  const read = (text: string, row?: string) =>
    readPasted(form, text, { rowAgencies: agencies, ...(row === undefined ? {} : { row }) });
  const whole = { cells, problems: [] };

  it('is described in a workbook and comes back the same', async () => {
    const back = await readFormDescription(await writeFormDescription(form, WHO));
    expect(back).toEqual({ ok: true, definition: form.definition, who: WHO });
  });

  it('brings its figures back in a template', async () => {
    const content = contentOf(form, cells);
    const duty = formDuty(form, content, agencies);
    const none = { previous: null, earlier: null, lastYear: cells };
    const template = reportTemplate(templateDuty(content), duty, none, vi);
    expect(JSON.stringify(template)).not.toMatch(/% %|undefined|\{\w+\}/);
    const back = await readFormTemplate(await writeFormTemplate(template));
    if (!back.ok) throw new Error(back.problem.code);
    expect(back.notices.filter(({ code: one }) => one !== 'date_value')).toEqual([]);
    for (const { row, column: key, text } of back.cells) {
      const column = form.columns.find((one) => one.key === key);
      const reading = column && readCell(text, column);
      if (reading?.ok) expect(reading.value).toEqual(cellAt(cells, row, key));
      // An empty row of a free form.
      else expect(cellAt(cells, row, key)).toBeNull();
    }
  });

  it('is read as it is copied: with headings, without labels, line by line', () => {
    expect(read(lines.join('\r\n'))).toEqual(whole);
    expect(read([...heading(seed), ...lines].join('\n'))).toEqual(whole);
    expect(read(printed.map(({ values }) => values.join('\t')).join('\n'))).toEqual(whole);
    expect(
      read(printed.map(({ number, values }) => [number, ...values].join('\t')).join('\n')),
    ).toEqual(whole);
    if (!free) {
      const joined = printed.map(({ number, label, values }) =>
        [number === '' ? label : `${number.replace(/\.?$/, '.')} ${label}`, ...values].join('\t'),
      );
      expect(read(joined.join('\n'))).toEqual(whole);
      expect(
        read(printed.map(({ label, values }) => [label, ...values].join('\t')).join('\n')),
      ).toEqual(whole);
    }
    for (const { key, values } of printed) {
      const own = { cells: { [free ? 'r1' : key]: cells[key] }, problems: [] };
      expect(read(values.join('\t'), key)).toEqual(own);
      const one = printed.find((other) => other.key === key);
      if (!free && one) expect(read(line(one, free))).toEqual(own);
    }
  });

  it('finds nothing wrong in right figures', () => {
    expect(checkForm(form, cells, { rowAgencies: agencies })).toEqual([]);
  });

  it('never throws for what was copied badly, and keeps only what stands there', () => {
    fc.assert(
      fc.property(mangled(lines), (text) => {
        const { cells: taken } = read(text);
        const numbers = numbersIn(text);
        const words = text.normalize('NFC').replace(/\s+/g, ' ');
        for (const value of Object.values(taken).flatMap((row) => Object.values(row))) {
          const number = typeof value === 'object' && value !== null ? value.number : value;
          // Words for nothing are zero.
          if (typeof number === 'number' && number !== 0) expect(numbers).toContain(number);
          if (typeof number !== 'string') continue;
          const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(number) ?? [];
          if (year === undefined) expect(words).toContain(number.replace(/\s+/g, ' '));
          else for (const part of [year, month, day]) expect(numbers).toContain(Number(part));
        }
      }),
      { numRuns: 150 },
    );
  });
});

/** Cells lost, doubled, swapped, cut, and characters mistyped. */
function mangled(lines: readonly string[]): fc.Arbitrary<string> {
  const change = fc.record({
    kind: fc.constantFrom('drop', 'double', 'swap', 'type', 'join', 'cut'),
    at: fc.nat(1000),
    text: fc.constantFrom(
      '',
      '.',
      ',',
      '%',
      '-',
      'O',
      '\n',
      '\t',
      '"',
      '1.562',
      'không',
      '(3)',
      'II',
    ),
  });
  return fc.array(change, { maxLength: 6 }).map((changes) =>
    changes.reduce((text, { kind, at, text: typed }) => {
      const pieces = text.split(/(?<=[\t\n])/);
      const index = at % pieces.length;
      const piece = pieces[index] ?? '';
      const place = at % (text.length + 1);
      if (kind === 'type') return text.slice(0, place) + typed + text.slice(place);
      if (kind === 'cut') return text.slice(at % 20, text.length - (at % 7));
      if (kind === 'join') return text.replace('\t', typed);
      if (kind === 'double') pieces.splice(index, 0, piece);
      else pieces.splice(index, 1);
      if (kind === 'swap') pieces.splice((index * 7) % (pieces.length + 1), 0, piece);
      return pieces.join('');
    }, lines.join('\n')),
  );
}

/** Every number that a run of figures can mean. */
function numbersIn(text: string): number[] {
  const runs = text.match(/\d[\d.,]*/g) ?? [];
  return runs.flatMap((run) => {
    const bare = run.replace(/[.,]+$/, '');
    const forms = [
      bare,
      bare.replace(/[.,]/g, ''),
      bare.replace(/\./g, '').replace(',', '.'),
      bare.replace(/,/g, ''),
      bare.replace(',', '.'),
    ];
    return forms.map(Number);
  });
}

describe('a total row and headings of groups among free rows', () => {
  const { form, printed, cells } = annex('kiem-tra-cong-vu');
  it('are no rows', () => {
    const lines = printed.map((one) => line(one, true));
    const text = ['I\tTheo kế hoạch\t\t\t\t\t\t\t', ...lines, '\tTổng cộng\t\t\t\t91\t8\t7\t'].join(
      '\n',
    );
    expect(readPasted(form, text)).toEqual({ cells, problems: [] });
  });
  it('are told where the form has no place for a total', () => {
    const { rows, ...rest } = json('kiem-tra-cong-vu');
    const loaded = loadForm({ ...rest, rows: { kind: rows.kind, labelColumn: rows.labelColumn } });
    if (!loaded.ok) throw new Error('no form');
    const lines = printed.map(({ values }) => values.join('\t'));
    const text = [...lines, 'Tổng cộng\t\t\t\t91\t8\t7\t'].join('\n');
    expect(readPasted(loaded.form, text)).toEqual({
      cells,
      problems: [{ code: 'row_unknown', line: 4, text: 'Tổng cộng' }],
    });
  });
});

describe('a first line whose last cells were not copied', () => {
  it('keeps its figures where they belong', () => {
    const { form } = annex('bnv-thong-ke');
    const text =
      '1.\tThủ tục hành chính thuộc thẩm quyền giải quyết\tThủ tục\t1895\n2.\tHồ sơ tiếp nhận trong kỳ\tHồ sơ\t48216\tSố tạm tính';
    expect(readPasted(form, text)).toEqual({
      problems: [],
      cells: {
        r1: { unit: 'Thủ tục', value: 1895, note: null },
        r2: { unit: 'Hồ sơ', value: 48216, note: 'Số tạm tính' },
      },
    });
  });
});

describe('figures in percent', () => {
  const column = annex('sipas').form.columns[1];
  if (!column) throw new Error('no column');
  it.each(['percent', 'decimal'] as const)(
    'are read in a column of %s whose unit is "%%"',
    (kind) => {
      const own = { ...column, kind, unit: '%' };
      expect(readCell('93,66', own)).toEqual({ ok: true, value: 93.66 });
      expect(readCell('93,66 %', own)).toEqual({ ok: true, value: 93.66 });
    },
  );
  it('keep their sign among other figures', () => {
    const own = { ...column, kind: 'decimal' as const, units: ['%', 'hồ sơ'] };
    expect(readCell('93,66%', own)).toEqual({ ok: true, value: { number: 93.66, unit: '%' } });
    expect(readCell('36', own)).toEqual({ ok: true, value: 36 });
  });
});

describe('reports of several agencies', () => {
  it('are added up row by row, but for the rows that are rates', () => {
    const { form, cells } = annex('bnv-thong-ke');
    const half: Cells = {
      ...cells,
      r2: { value: 1000 },
      r2_1: { value: 100 },
      r2_2: { value: 900 },
      r2_3: { value: percent(10) },
    };
    const both = aggregate(form, [
      { agencyId: 1, cells },
      { agencyId: 2, cells: half },
    ]);
    expect(both.incomplete).toEqual([]);
    expect(cellAt(both.cells, 'r2', 'value')).toBe(49216);
    // 31.974 / 49.216, neither 76,11 nor 38,06.
    expect(cellAt(both.cells, 'r2_3', 'value')).toEqual(percent(64.97));
    const wrong = checkForm(form, both.cells).filter(({ severity }) => severity === 'error');
    expect(wrong).toEqual([]);
  });
});

type Value = ExcelJS.CellValue;

describe('a description that was changed by chance', () => {
  it('is read or refused, and says nothing that does not stand there', async () => {
    const bytes = await writeFormDescription(annex('vpcp-ii-06a').form, WHO);
    const change = fc.record({
      sheet: fc.constantFrom('Biểu', 'Cột', 'Dòng', 'Kiểm tra'),
      row: fc.integer({ min: 1, max: 16 }),
      column: fc.integer({ min: 1, max: 12 }),
      value: fc.constantFrom<Value>(
        null,
        '',
        '(1) = (2)',
        '=(2)+(9)',
        'số nguyên',
        'tất cả',
        '%',
        'Tổng số',
        -3,
        1e21,
        'x'.repeat(3000),
        { error: '#REF!' },
        { formula: '(2)+(3)' },
        new Date(0),
        true,
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const workbook = new ExcelJS.Workbook();
        await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
        for (const { sheet, row, column, value } of changes) {
          const cell = workbook.getWorksheet(sheet)?.getCell(row, column);
          if (cell) cell.value = value;
        }
        const words = new Set<string>();
        for (const sheet of workbook.worksheets)
          sheet.eachRow((row) => row.eachCell((cell) => words.add(cell.text.trim())));
        const read = await readFormDescription(new Uint8Array(await workbook.xlsx.writeBuffer()));
        if (!read.ok) {
          if ('problems' in read) expect(read.problems.length).toBeGreaterThan(0);
          return;
        }
        const loaded = loadForm(read.definition);
        if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
        // Days, truths and huge numbers may be written in more than one way.
        if (changes.some(({ value }) => value !== null && typeof value !== 'string')) return;
        for (const { label } of loaded.form.columns) expect(words).toContain(label);
      }),
      { numRuns: 25 },
    );
  });
});
