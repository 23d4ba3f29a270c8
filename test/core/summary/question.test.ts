import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Agency } from '../../../core/organisation/agency.ts';
import { directory } from '../../../core/organisation/directory.ts';
import { agencyNames } from '../../../core/summary/agency-names.ts';
import { type Question, readQuestion } from '../../../core/summary/question.ts';
import { stripDiacritics } from '../../../core/text/fold.ts';
import { localDate } from '../../../core/time/local-date.ts';
import { coded, demoRows } from '../organisation/fixtures.ts';

const demo = coded(await demoRows());
const AREAS = [
  'Cải cách thể chế',
  'Cải cách thủ tục hành chính',
  'Cải cách tổ chức bộ máy',
  'Cải cách công vụ',
  'Cải cách tài chính công',
  'Xây dựng và phát triển Chính phủ điện tử',
  'Công tác chỉ đạo điều hành',
].map((name, index) => ({ no: String(index + 1), name }));
const today = localDate('2023-04-12');
const context = {
  today,
  names: agencyNames(demo.agencies, demo.dir),
  areas: AREAS,
  periods: [
    { code: '2023-Q1', name: 'Báo cáo Quý I/2023', dueOn: localDate('2023-03-08') },
    { code: '2023-H1', name: 'Báo cáo 6 tháng đầu năm 2023', dueOn: localDate('2023-06-08') },
    { code: '2023-Q3', name: 'Báo cáo Quý III/2023', dueOn: localDate('2023-09-08') },
    { code: '2023-Y', name: 'Báo cáo năm 2023', dueOn: localDate('2023-12-08') },
    { code: 'dx-1', name: 'Báo cáo đột xuất hồ sơ trễ', dueOn: localDate('2023-05-05') },
  ],
};
const read = (text: string) => readQuestion(text, context);

/** In short: the view, then whatever narrows it. */
function short(question: Question): string {
  const { view, agencies, set, group, area, period, compare, textOnly, choose, unknown } = question;
  return [
    view,
    ...agencies.map((id) => demo.codeOf(id)),
    set === null ? '' : `set of ${demo.sets.find(({ id }) => id === set)?.memberIds.length}`,
    group ?? '',
    area ? `area ${area.no}` : '',
    period ?? '',
    compare ?? '',
    textOnly ? 'text' : '',
    choose.length > 0 ? `one of ${choose.map(({ name }) => name).join(', ')}` : '',
    unknown === '' ? '' : `not “${unknown}”`,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

describe('a question as leaders type it', () => {
  it.each([
    ['', 'main'],
    ['quý I', 'main · 2023-Q1'],
    ['tien do quy 1 phong tu phap', 'main · tu-phap · 2023-Q1'],
    ['xã nào chậm', 'agencies · communes'],
    ['xã nào chậm?', 'agencies · communes'],
    ['tiến độ tthc quí 1', 'main · area 2 · 2023-Q1'],
    ['thủ tục hành chính', 'main · area 2'],
    ['the che quy 2 nam 2022', 'main · area 1 · 2022-Q2'],
    ['chính quyền số 6 tháng', 'main · area 6 · 2023-H1'],
    ['hiện đại hóa', 'main · area 6'],
    ['tài chính công năm nay', 'main · area 5 · 2023-Y'],
    ['lĩnh vực 2 trễ', 'late · area 2'],
    ['ai chua nop bao cao quy I', 'reports · 2023-Q1'],
    ['baocao quy1', 'reports · 2023-Q1'],
    ['so voi quy truoc', 'compare · last_period'],
    ['quý I so với cùng kỳ', 'compare · 2023-Q1 · last_year'],
    ['so với năm ngoái', 'compare · last_year'],
    ['quý 2 so với quý 1', 'compare · 2023-Q2 · last_period'],
    ['Lâm Kiết', 'main · xa-lam-kiet'],
    ['lam kiet tre bao nhieu', 'late · xa-lam-kiet'],
    ['tiendo xa thanh tri', 'main · xa-thanh-tri'],
    ['thanh tri', 'main · one of UBND huyện Thạnh Trị, UBND xã Thạnh Trị'],
    ['phong noi vu lam den dau roi', 'main · noi-vu'],
    ['còn bao nhiêu việc chưa xong', 'open'],
    ['quý này sao rồi', 'main · 2023-Q2'],
    ['quý trước', 'main · 2023-Q1'],
    ['tháng 3', 'main · 2023-M03'],
    ['tháng trước các phòng', 'main · offices · 2023-M03'],
    ['kỳ này', 'main · 2023-H1'],
    ['kỳ trước', 'main · 2023-Q1'],
    ['năm ngoái', 'main · 2022-Y'],
    ['quý 1/2023', 'main · 2023-Q1'],
    ['9 tháng', 'main · 2023-9M'],
    ['đơn vị nào tốt nhất', 'ranking'],
    ['ai nhanh nhất', 'ranking'],
    ['xếp hạng các xã', 'ranking · communes'],
    ['chỉ tiêu đạt chưa', 'targets'],
    ['kiểm tra xã Vĩnh Lợi', 'inspection · xa-vinh-loi'],
    ['mở web', 'dashboard'],
    ['bảng điều khiển', 'dashboard'],
    ['tiến độ bằng chữ', 'main · text'],
    ['việc gì sắp đến hạn', 'next'],
    ['vướng gì không', 'blocked'],
    ['đã xong việc gì', 'done'],
    ['UBND các xã, thị trấn trễ hạn', 'late · set of 10'],
    ['so sánh phòng tư pháp và phòng nội vụ', 'agencies · tu-phap · noi-vu'],
    ['tc-kh', 'main · tc-kh'],
    ['P. Tư pháp', 'main · tu-phap'],
    ['thuế', 'main · thue'],
    ['phòng tài chính', 'main · one of Phòng Tài chính – Kế hoạch'],
    ['lam kiec', 'main · one of UBND xã Lâm Kiết'],
    ['thu tuc hanh chinhh', 'main · area 2'],
    ['tien do qui 1 xep hnag', 'ranking · 2023-Q1'],
    ['Báo cáo đột xuất hồ sơ trễ', 'main · dx-1'],
    ['phòng tư pháp uống cà phê', 'main · tu-phap · not “uống phê”'],
  ])('%s → %s', (text, expected) => {
    expect(short(read(text))).toBe(expected);
  });

  it('offers what a misspelt name may mean, nearest first, and keeps the rest', () => {
    const question = read('phong tu fap quy 1');
    expect(question.choose[0]?.name).toBe('Phòng Tư pháp');
    expect(question.choose.length).toBeLessThanOrEqual(6);
    expect(question.period).toBe('2023-Q1');
  });

  it('asks nothing where nothing was asked', () => {
    for (const text of ['xong rồi em', 'hôm nay', 'abc & xyz', 'ok', '👍', '']) {
      expect(read(text).asks, text).toBe(false);
    }
  });
});

describe('names that hold words of periods, kinds and standings', () => {
  const own = (id: number, name: string): Agency => ({
    id,
    parentId: id === 1 ? null : 1,
    name,
    shortName: name,
    aliases: [],
    level: id === 1 ? 'district' : 'commune',
    kind: 'committee',
    validFrom: null,
    validTo: null,
  });
  const agencies = ['UBND huyện Trung Chậm', 'UBND xã Phú Năm', 'UBND xã Quý Nhất'].map(
    (name, index) => own(index + 1, name),
  );
  const names = agencyNames(agencies, directory(agencies, [], { day: today }));

  it.each([
    ['xã Phú Năm', [2], null],
    ['phú năm', [2], null],
    ['phu nam 2023', [2], '2023-Y'],
    ['quý 1 xã phú năm', [2], '2023-Q1'],
    ['xã quý nhất', [3], null],
    ['năm 2022 xã Phú Năm', [2], '2022-Y'],
  ])('%s', (text, expected, period) => {
    const question = readQuestion(text, { ...context, names });
    expect(question.agencies).toEqual(expected);
    expect(question.period).toBe(period);
    expect(question.view).toBe('main');
    expect(question.unknown).toBe('');
  });
});

const PARTS = {
  agency: ['phòng tư pháp', 'xã Lâm Kiết', 'Công an huyện', 'các xã', 'Thanh tra huyện', 'bhxh'],
  period: ['quý I', 'tháng 3', 'năm 2022', 'kỳ này', '6 tháng đầu năm', 'năm ngoái'],
  standing: ['trễ hạn', 'vướng mắc', 'sắp đến hạn', 'chưa xong', 'xếp hạng', 'chỉ tiêu'],
  area: ['thủ tục hành chính', 'thể chế', 'công vụ', 'hiện đại hóa'],
};
const question = fc
  .tuple(...Object.values(PARTS).map((words) => fc.option(fc.constantFrom(...words))))
  .map((parts) => parts.flatMap((part) => part ?? []))
  .filter((parts) => parts.length > 0);

describe('whatever is typed', () => {
  it('means the same in any order', () => {
    fc.assert(
      fc.property(
        question.chain((parts) =>
          fc.tuple(fc.constant(parts), fc.shuffledSubarray(parts, { minLength: parts.length })),
        ),
        ([parts, shuffled]) => {
          expect(short(read(shuffled.join(' ')))).toBe(short(read(parts.join(' '))));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('means the same without diacritics and in capitals', () => {
    fc.assert(
      fc.property(question, (parts) => {
        const text = parts.join(', ');
        const expected = short(read(text));
        expect(short(read(stripDiacritics(text)))).toBe(expected);
        expect(short(read(text.normalize('NFD')))).toBe(expected);
        expect(short(read(text.toUpperCase()))).toBe(expected);
      }),
      { numRuns: 100 },
    );
  });

  it('is answered with a question, never an error', () => {
    const words = fc.constantFrom(
      ...Object.values(PARTS).flat(),
      'so với',
      'ai',
      'nào',
      ':',
      'q',
      '6',
    );
    const mixed = fc.array(fc.oneof(words, fc.string({ unit: 'grapheme', maxLength: 12 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(mixed, (parts) => {
        const { choose, agencies } = read(parts.join(' '));
        expect(choose.length).toBeLessThanOrEqual(6);
        for (const id of agencies) expect(demo.codeOf(id)).not.toBe('');
      }),
      { numRuns: 200 },
    );
  });

  it('costs no more than its first forty words', () => {
    const long = Array.from({ length: 20_000 }, (_, index) => `xa${index}`).join(' ');
    expect(read(`phòng tư pháp ${long}`).agencies).toHaveLength(1);
    expect(read(`${'a'.repeat(50_000)} quý I`).period).toBe(null);
  });
});
