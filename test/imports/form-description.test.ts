import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColumnDefinition, FormDefinition } from '../../core/indicators/definition.ts';
import { loadForm } from '../../core/indicators/load-form.ts';
import { type DescribedWho, writeFormDescription } from '../../exports/form-description.ts';
import { writeTablesExcel } from '../../exports/tables-excel.ts';
import { readFormDescription } from '../../imports/form-description.ts';
import { builtInForms } from '../../imports/indicator-forms.ts';

const WHO: DescribedWho = {
  duty: 'own',
  kinds: ['committee'],
  levels: ['commune'],
  names: null,
  whole: false,
};

function formOf(definition: unknown) {
  const loaded = loadForm(definition);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.form;
}

async function edited(
  bytes: Uint8Array,
  cells: Readonly<Record<string, ExcelJS.CellValue>>,
): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
  for (const [place, value] of Object.entries(cells)) {
    const [sheet = '', address = ''] = place.split('!');
    const cell = workbook.getWorksheet(sheet)?.getCell(address);
    if (!cell) throw new Error(`no ${place}`);
    cell.value = value;
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

async function problemsOf(bytes: Uint8Array) {
  const read = await readFormDescription(bytes);
  if (read.ok || !('problems' in read)) throw new Error(JSON.stringify(read));
  return read.problems;
}

/** A new form, as a clerk fills the empty workbook in. */
const NEW = {
  'Biểu!B1': 'Phụ lục VII',
  'Biểu!B2': 'Hồ sơ trực tuyến năm {năm}',
  'Biểu!B5': 'Của đơn vị',
  'Biểu!B6': 'UBND xã Châu Hưng; ubnd các xã, thị trấn',
  'Biểu!B8': 'mỗi đơn vị một dòng',
  'Biểu!B9': 'Đơn vị',
  'Biểu!B12': 'Tổng cộng',
  'Cột!E2': 'Tổng số',
  'Cột!F2': 'số nguyên',
  'Cột!I2': { formula: '(2)+(3)', result: 5 },
  'Cột!B3': 'Trong đó',
  'Cột!E3': 'Trực tiếp',
  'Cột!F3': 'Số nguyên',
  'Cột!H3': 'bằng 0',
  'Cột!B4': 'Trong đó',
  'Cột!E4': 'Trực tuyến',
  'Cột!F4': 'so nguyen',
  'Cột!E5': 'Tỷ lệ',
  'Cột!F5': '%',
  'Cột!I5': '(4) = tỷ lệ %((3); (1))',
  'Cột!J5': 100,
  'Kiểm tra!A2': 'Trực tuyến không quá tổng số',
  'Kiểm tra!B2': 'sai',
  'Kiểm tra!E2': '(3) <= (1)',
  'Kiểm tra!B3': 'cảnh báo',
  'Kiểm tra!C3': 'cả biểu',
  'Kiểm tra!E3': 'tổng(các dòng (1)) = dòng "Tổng cộng" (1)',
};

describe('a form described in a workbook', () => {
  it('comes back the same: the built-in forms', async () => {
    for (const form of await builtInForms()) {
      const read = await readFormDescription(await writeFormDescription(form, WHO));
      expect(read).toEqual({ ok: true, definition: form.definition, who: WHO });
    }
  });

  it('comes back the same: any form', async () => {
    await fc.assert(
      fc.asyncProperty(definitions(), async (definition) => {
        const form = formOf(definition);
        const read = await readFormDescription(await writeFormDescription(form, WHO));
        expect(read).toEqual({ ok: true, definition: form.definition, who: WHO });
      }),
      { numRuns: 12 },
    );
  });

  it.each([
    { duty: 'field', kinds: null, levels: null, names: null, whole: true },
    { duty: 'own', kinds: ['committee', 'specialised'], levels: null, names: null, whole: false },
    { duty: 'own', kinds: null, levels: ['district', 'commune'], names: null, whole: false },
    { duty: 'own', kinds: ['vertical'], levels: ['district', 'commune'], names: null, whole: true },
    { duty: 'own', kinds: null, levels: null, names: ['Phòng Tư pháp', 'Ban X'], whole: false },
  ] satisfies DescribedWho[])('says who owes it: %j', async (who) => {
    const [form] = await builtInForms();
    if (!form) throw new Error('no form');
    expect(await readFormDescription(await writeFormDescription(form, who))).toMatchObject({ who });
  });

  it('is read as a clerk fills it in', async () => {
    const read = await readFormDescription(await edited(await writeFormDescription(null), NEW));
    expect(read).toMatchObject({
      ok: true,
      who: { duty: 'own', names: ['UBND xã Châu Hưng', 'ubnd các xã, thị trấn'], whole: false },
      definition: {
        code: 'phu-luc-vii',
        version: 1,
        title: 'Hồ sơ trực tuyến năm {year}',
        rows: { kind: 'per_agency', label: 'Đơn vị', total: { key: 'total', label: 'Tổng cộng' } },
        columns: [
          { key: 'tong_so', computed: 'trong_do_truc_tiep + trong_do_truc_tuyen' },
          {
            label: 'Trong đó',
            columns: [{ key: 'trong_do_truc_tiep', blank: 'zero' }, { label: 'Trực tuyến' }],
          },
          { kind: 'percent', max: 100, computed: 'percent(trong_do_truc_tuyen, tong_so)' },
        ],
        checks: [
          { severity: 'error', expression: 'trong_do_truc_tuyen <= tong_so' },
          { each: 'form', expression: 'sum(rows.tong_so) == total.tong_so' },
        ],
      },
    });
    expect(read.ok && loadForm(read.definition).ok).toBe(true);
  });

  it('lists everything that is wrong, with its cell', async () => {
    const bytes = await edited(await writeFormDescription(null), {
      ...NEW,
      'Biểu!B2': null,
      'Biểu!B5': 'của xã',
      'Biểu!B6': 'UBND cấp xã; Phòng Tư pháp',
      'Cột!A3': 3,
      'Cột!A4': 3,
      'Cột!F3': 'số',
      'Cột!I5': '(3) = (1)',
      'Cột!J5': '1.562',
      'Cột!R3': 'Mã Sai',
      'Kiểm tra!E2': '(3) <= (11)',
      'Kiểm tra!B3': null,
    });
    const problems = await problemsOf(bytes);
    expect(problems.map(({ place, code }) => `${place} ${code}`)).toEqual([
      'Biểu!B2 missing',
      'Biểu!B5 not_one_of',
      'Biểu!B6 mixed_who',
      'Cột!I2 condition',
      'Cột!R3 not_a_code',
      'Cột!F3 not_one_of',
      'Cột!A4 duplicate',
      'Cột!J5 not_a_number',
      'Cột!I5 other_column',
      'Kiểm tra!E2 condition',
      'Kiểm tra!B3 missing',
    ]);
  });

  it('says when formulas follow from each other', async () => {
    const bytes = await edited(await writeFormDescription(null), { ...NEW, 'Cột!I3': '=(1)-(3)' });
    expect(await problemsOf(bytes)).toEqual([
      { place: 'Cột!I2', code: 'circle', found: '(1) → (2)' },
    ]);
  });

  it('is all missing in the empty workbook', async () => {
    const codes = (await problemsOf(await writeFormDescription(null))).map(({ place }) => place);
    expect(codes).toContain('Biểu!B1');
    expect(codes).toContain('Cột!A1');
  });

  it('tells other files from descriptions', async () => {
    const other = await writeTablesExcel([]);
    expect(await readFormDescription(other)).toEqual({
      ok: false,
      problem: { code: 'not_a_description' },
    });
    expect(await readFormDescription(new Uint8Array())).toMatchObject({
      problem: { code: 'empty' },
    });
    expect(await readFormDescription(Buffer.from('%PDF-1.7'))).toMatchObject({
      problem: { code: 'wrong_type' },
    });
  });

  it('survives whatever stands in its cells', async () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.double(),
      fc.constant(new Date(8.64e15 + 1)),
      fc.constant({ formula: '1+1' }),
      fc.constant({ error: '#REF!' } as unknown as ExcelJS.CellValue),
      fc.constant({ richText: [{ text: 'số ' }, { text: 'nguyên' }] }),
    );
    const place = fc.constantFrom(
      ...Object.keys(NEW),
      'Cột!E1',
      'Biểu!A1',
      'Dòng!B1',
      'Kiểm tra!E1',
    );
    const empty = await writeFormDescription(null);
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(place, value as fc.Arbitrary<ExcelJS.CellValue>),
        async (cells) => {
          const bytes = await edited(empty, { ...NEW, ...cells }).catch(() => null);
          if (bytes) await readFormDescription(bytes);
        },
      ),
      { numRuns: 15 },
    );
  });
});

/** Forms that use everything a description can say. */
function definitions(): fc.Arbitrary<FormDefinition> {
  const words = fc
    .stringMatching(/^[a-zA-Zăâđêôơư0-9 =+@'"“(){};,.%-]{1,25}$/)
    .map((text) => text.replace(/^[\s'’]+/, '').trim() || 'Số')
    .map((text) => text.normalize('NFC'));
  const maybe = <T>(key: string, value: fc.Arbitrary<T>) =>
    fc.option(value).map((one) => (one === null ? {} : { [key]: one }));
  const unit = fc.constantFrom('hồ sơ', 'đơn vị', 'nhiệm vụ');
  const leaf = fc
    .tuple(
      words,
      fc.constantFrom('integer', 'decimal', 'percent', 'text', 'date'),
      fc.tuple(
        maybe('unit', unit),
        maybe('units', fc.uniqueArray(unit, { minLength: 1 })),
        maybe('decimals', fc.nat({ max: 6 })),
        maybe('blank', fc.constantFrom('zero', 'unknown', 'required')),
        maybe('dash', fc.constantFrom('zero', 'blank')),
        maybe('none', fc.constantFrom('zero', 'blank')),
        maybe('negative', fc.boolean()),
        maybe(
          'max',
          fc.integer({ min: -9, max: 99_999 }).map((one) => one / 8),
        ),
        maybe('addUp', fc.constantFrom('sum', 'none')),
        maybe('note', words),
      ),
    )
    .map(([label, kind, rest]) => Object.assign({ label, kind }, ...rest) as object);
  const rows = fc.oneof(
    fc.record({
      kind: fc.constant('fixed'),
      label: words,
      items: fc
        .array(fc.tuple(words, maybe('number', fc.constantFrom('1', 'I', '1.1', '-', '2.'))), {
          minLength: 1,
          maxLength: 6,
        })
        .map((all) => [
          ...all.map(([label, number], index) => ({ key: `d${index}`, label, ...number })),
          { key: 'some', label: 'Cộng', sumOf: ['d0'] },
          { key: 'every', label: 'Tổng', number: 'A', sumOf: 'items' },
        ]),
    }),
    fc.record({
      kind: fc.constant('per_agency'),
      label: words,
      total: fc.record({
        key: fc.constant('all'),
        label: words,
        place: fc.constantFrom('first', 'last'),
      }),
    }),
    fc.constant({ kind: 'free', labelColumn: 'c0' }),
  );
  return fc
    .tuple(fc.array(leaf, { minLength: 1, maxLength: 5 }), rows, words, words, fc.nat({ max: 4 }))
    .map(([leaves, ofRows, title, source, deep]) => {
      const columns = [
        { key: 'c0', label: 'Tên', kind: 'text' },
        { key: 'n', label: 'Số', kind: 'integer' },
        { key: 'p', label: 'Tỷ lệ', kind: 'percent', computed: 'percent(n, n + 1)' },
        ...leaves.map((one, index) => ({ key: `c${index + 1}`, ...one })),
      ] as ColumnDefinition[];
      let nested: ColumnDefinition[] = columns.slice(-1);
      for (let level = 0; level < deep; level += 1)
        nested = [{ label: `Nhóm ${level}`, columns: nested }];
      const rowCheck = ofRows.kind === 'fixed' ? { rows: ['d0', 'some'] } : { rows: 'items' };
      return {
        code: 'bieu-thu',
        version: 3,
        name: 'Biểu thử',
        title: `${title} {year}`,
        source,
        rows: ofRows,
        columns: [...columns.slice(0, -1), ...nested],
        checks: [
          { id: 'a', severity: 'warning', ...rowCheck, expression: '-n <= 0.5 && !given(c0)' },
          {
            id: 'b',
            severity: 'error',
            each: 'form',
            label: source,
            expression: 'sum(rows.n) >= 0',
          },
          {
            id: 'c',
            severity: 'error',
            each: 'column',
            columns: ['p', 'n'],
            expression: 'max(rows) > 1',
          },
        ],
      } as unknown as FormDefinition;
    });
}
