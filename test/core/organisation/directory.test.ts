import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Agency } from '../../../core/organisation/agency.ts';
import { directory } from '../../../core/organisation/directory.ts';
import { stripDiacritics } from '../../../core/text/fold.ts';
import { localDate } from '../../../core/time/local-date.ts';
import { coded, demoRows } from './fixtures.ts';

const demo = coded(await demoRows());

function found(phrase: string): string {
  const resolution = demo.dir.resolve(phrase);
  if (resolution.kind === 'agency') return demo.codeOf(resolution.agencyId);
  if (resolution.kind === 'set') return `set of ${resolution.memberIds.length}`;
  return resolution.kind;
}

describe('directory.resolve', () => {
  it.each([
    ['Văn phòng HĐND & UBND huyện', 'vp'],
    ['VP. HĐND-UBND', 'vp'],
    ['VPHĐND&UBND', 'vp'],
    ['Phòng TC-KH', 'tc-kh'],
    ['P. TCKH', 'tc-kh'],
    ['PTCKH huyện', 'tc-kh'],
    ['Phòng Tài chính - KH', 'tc-kh'],
    ['phòng Văn hóa và Thông tin huyện', 'vh-tt'],
    ['P.VHTT', 'vh-tt'],
    ['Phòng LĐ-TB&XH', 'ld-tbxh'],
    ['Phòng Lao động, Thương binh và Xã hội', 'ld-tbxh'],
    ['Phòng NN&PTNT', 'nn-ptnt'],
    ['P. NV', 'noi-vu'],
    ['Phòng Nội vụ (cơ quan thường trực CCHC)', 'noi-vu'],
    ['Phòng Nội vụ huyện Thạnh Trị', 'noi-vu'],
    ['Trưởng phòng Nội vụ', 'unknown'],
    ['xã Thạnh Tân', 'xa-thanh-tan'],
    ['Chủ tịch UBND xã Lâm Kiết', 'xa-lam-kiet'],
    ['TT. Phú Lộc', 'tt-phu-loc'],
    ['UBND Phú Lộc', 'tt-phu-loc'],
    ['UBND huyện', 'ubnd-huyen'],
    ['UBND xã Thạnh Trị', 'xa-thanh-tri'],
    ['UBND Thạnh Trị', 'ambiguous'],
    ['BHXH', 'bhxh'],
    ['Kho bạc NN huyện', 'unknown'],
    ['Thanh tra', 'thanh-tra'],
    ['Thanh tra tỉnh', 'unknown'],
    ['UBND tỉnh', 'unknown'],
    ['Công an xã', 'unknown'],
    ['Các Ban, phòng ngành cấp huyện', 'set of 13'],
    ['các ban, phòng ngành tỉnh', 'unknown'],
    ['UBND các cấp', 'set of 10'],
    ['Các đơn vị sự nghiệp công lập', 'set of 0'],
    ['các cơ quan trung ương đóng tại địa phương', 'set of 4'],
    ['UBND các xã, thị trấn (trừ thị trấn Phú Lộc)', 'unknown'],
    ['các cơ quan có liên quan', 'vague'],
    ['Các cơ quan, đơn vị', 'vague'],
    ['', 'unknown'],
    ['constructor', 'unknown'],
  ])('%s → %s', (phrase, expected) => {
    expect(found(phrase)).toBe(expected);
  });

  it('suggests the likely name for a slip, and never takes it', () => {
    const resolution = demo.dir.resolve('Phòng Tài chánh – Kế hoạch');
    expect(resolution).toEqual({
      kind: 'unknown',
      suggestions: [expect.objectContaining({ name: 'Phòng Tài chính – Kế hoạch' })],
    });
  });

  it('tells places apart by their marks, and asks when the marks are missing', () => {
    const commune = (id: number, name: string): Agency => ({
      id,
      parentId: null,
      name,
      shortName: name,
      aliases: [],
      level: 'commune',
      kind: 'committee',
      validFrom: null,
      validTo: null,
    });
    const agencies = [commune(1, 'UBND xã Thanh Hòa'), commune(2, 'UBND xã Thạnh Hòa')];
    const dir = directory(agencies, [], { day: localDate('2023-01-01') });
    expect(dir.resolve('Xã Thạnh Hoà')).toEqual({ kind: 'agency', agencyId: 2 });
    expect(dir.resolve('xã thanh hòa')).toEqual({ kind: 'agency', agencyId: 1 });
    expect(dir.resolve('xa thanh hoa').kind).toBe('ambiguous');
  });

  it('knows only agencies that exist on its day', () => {
    const { agencies, sets } = demo;
    const merged = agencies.map((agency) =>
      agency.name === 'UBND xã Lâm Kiết' ? { ...agency, validTo: localDate('2024-12-31') } : agency,
    );
    const on = (day: string) => directory(merged, sets, { day: localDate(day) });
    expect(on('2024-12-31').resolve('xã Lâm Kiết').kind).toBe('agency');
    expect(on('2025-01-01').resolve('xã Lâm Kiết').kind).toBe('unknown');
    const communes = on('2025-01-01').resolve('UBND xã, thị trấn');
    expect(communes.kind === 'set' && communes.memberIds).toHaveLength(9);
  });

  it('prefers the namesake of its own district, and obeys a named one', () => {
    const office = (id: number, parentId: number | null, name: string): Agency => ({
      id,
      parentId,
      name,
      shortName: name,
      aliases: [],
      level: 'district',
      kind: parentId === null ? 'committee' : 'specialised',
      validFrom: null,
      validTo: null,
    });
    const agencies = [
      office(1, null, 'UBND huyện Diên Khánh'),
      office(2, 1, 'Phòng Nội vụ'),
      office(3, null, 'UBND huyện Cam Lâm'),
      office(4, 3, 'Phòng Nội vụ'),
    ];
    const day = localDate('2020-01-01');
    expect(directory(agencies, [], { day }).resolve('Phòng Nội vụ').kind).toBe('ambiguous');
    const dir = directory(agencies, [], { day, within: 3 });
    expect(dir.resolve('Phòng Nội vụ huyện')).toEqual({ kind: 'agency', agencyId: 4 });
    expect(dir.resolve('Phòng Nội vụ huyện Diên Khánh')).toEqual({ kind: 'agency', agencyId: 2 });
  });

  it('finds every agency and set by each of its names under noise of case, marks and signs', () => {
    const names = [
      ...demo.agencies.map((a) => ({
        kind: 'agency',
        id: a.id,
        own: [a.name, a.shortName, ...a.aliases],
      })),
      ...demo.sets.map((s) => ({ kind: 'set', id: s.id, own: [s.name, ...s.aliases] })),
    ].flatMap(({ kind, id, own }) => own.map((name) => ({ kind, id, name })));
    const noise = fc.record({
      target: fc.constantFrom(...names),
      upper: fc.boolean(),
      bare: fc.boolean(),
      nfd: fc.boolean(),
      space: fc.constantFrom(' ', '  ', '\u00a0', ' \n'),
      before: fc.constantFrom('', '- ', 'Các ', '“'),
      after: fc.constantFrom('', '.', ' ;', '”', ' ./.'),
    });
    fc.assert(
      fc.property(noise, ({ target, upper, bare, nfd, space, before, after }) => {
        let text = before + target.name.replaceAll(' ', space) + after;
        if (upper) text = text.toUpperCase();
        if (bare) text = stripDiacritics(text);
        if (nfd) text = text.normalize('NFD');
        const resolution = demo.dir.resolve(text);
        const id = resolution.kind === 'agency' ? resolution.agencyId : null;
        const setId = resolution.kind === 'set' ? resolution.setId : null;
        expect(target.kind === 'agency' ? id : setId).toBe(target.id);
      }),
    );
  });

  it('never throws and never invents', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(demo.dir.resolve(`zq ${text} qz`).kind).not.toBe('agency');
      }),
    );
  });
});
