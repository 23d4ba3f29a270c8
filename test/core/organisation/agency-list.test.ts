import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveList } from '../../../core/organisation/agency-list.ts';
import { fold } from '../../../core/text/fold.ts';
import { coded, demoRows } from './fixtures.ts';

const demo = coded(await demoRows());

/** Each item as `words → what it is`. */
function listed(cell: string): string[] {
  return resolveList(cell, demo.dir).map(({ words, resolution }) => {
    if (resolution.kind === 'agency') return `${words} → ${demo.codeOf(resolution.agencyId)}`;
    if (resolution.kind === 'set') return `${words} → set of ${resolution.memberIds.length}`;
    return `${words} → ${resolution.kind}`;
  });
}

describe('resolveList', () => {
  it.each<[string, string[]]>([
    [
      'Các ban, phòng ngành huyện; UBND xã, thị trấn',
      ['Các ban, phòng ngành huyện → set of 13', 'UBND xã, thị trấn → set of 10'],
    ],
    [
      'Ban, phòng ngành, UBND xã, thị trấn',
      ['Ban, phòng ngành → set of 13', 'UBND xã, thị trấn → set of 10'],
    ],
    [
      'Ban, phòng ngành và UBND xã, thị trấn',
      ['Ban, phòng ngành → set of 13', 'UBND xã, thị trấn → set of 10'],
    ],
    [
      'Phòng Văn hóa - Thông tin phối hợp với Văn phòng HĐND & UBND huyện',
      ['Phòng Văn hóa - Thông tin → vh-tt', 'Văn phòng HĐND & UBND huyện → vp'],
    ],
    [
      '- Các ban, phòng ngành và các cơ quan có liên quan',
      ['Các ban, phòng ngành → set of 13', 'các cơ quan có liên quan → vague'],
    ],
    [
      'Đơn vị sự nghiệp trực thuộc huyện, trực thuộc UBND huyện',
      ['Đơn vị sự nghiệp trực thuộc huyện, trực thuộc UBND huyện → set of 0'],
    ],
    [
      'Các cơ quan, đơn vị, địa phương đang tham gia hệ thống ISO theo quy định',
      ['Các cơ quan, đơn vị, địa phương đang tham gia hệ thống ISO theo quy định → vague'],
    ],
    [
      'Các phòng: Nội vụ, Tư pháp, Tài chính – Kế hoạch và Y tế',
      [
        'Các phòng: Nội vụ → noi-vu',
        'Tư pháp → tu-phap',
        'Tài chính – Kế hoạch → tc-kh',
        'Y tế → y-te',
      ],
    ],
    [
      'UBND các xã, thị trấn: Lâm Kiết, Phú Lộc',
      ['Lâm Kiết → xa-lam-kiet', 'Phú Lộc → tt-phu-loc'],
    ],
    ['UBND xã Lâm Tân, Lâm Kiết', ['UBND xã Lâm Tân → xa-lam-tan', 'Lâm Kiết → xa-lam-kiet']],
    [
      'Phòng Tài chính –\nKế hoạch\nPhòng Nội vụ',
      ['Phòng Tài chính –\nKế hoạch → tc-kh', 'Phòng Nội vụ → noi-vu'],
    ],
    [
      'Phòng Nội vụ; Đài Truyền thanh, Phòng Tư pháp',
      ['Phòng Nội vụ → noi-vu', 'Đài Truyền thanh → unknown', 'Phòng Tư pháp → tu-phap'],
    ],
    // "Phòng Y tế" is known, but it is not who is meant.
    ['Phòng Y tế và Dân số', ['Phòng Y tế và Dân số → unknown']],
    [
      'Thủ trưởng các ban, phòng ngành huyện, các đơn vị sự nghiệp công lập huyện, các cơ quan trung ương đóng tại địa phương và Chủ tịch Ủy ban nhân dân xã, thị trấn',
      [
        'Thủ trưởng các ban, phòng ngành huyện → set of 13',
        'các đơn vị sự nghiệp công lập huyện → set of 0',
        'các cơ quan trung ương đóng tại địa phương → set of 4',
        'Chủ tịch Ủy ban nhân dân xã, thị trấn → set of 10',
      ],
    ],
    ['phong noi vu va phong tu phap', ['phong noi vu → noi-vu', 'phong tu phap → tu-phap']],
    ['', []],
    [' - ;', []],
  ])('%s', (cell, expected) => {
    expect(listed(cell)).toEqual(expected);
  });

  it('drops nothing: every word of the cell comes out, in order, whatever the cell says', () => {
    const piece = fc.constantFrom(
      ...demo.agencies.map((agency) => agency.name),
      ...demo.sets.map((set) => set.name),
      'các cơ quan có liên quan',
      'Phòng Quản lý Đô thị',
      'đoàn thể',
      '(nếu có)',
    );
    const link = fc.constantFrom('; ', ', ', ' và ', ' - ', '\n', ' phối hợp với ', '|', ' & ');
    const cell = fc
      .array(fc.tuple(piece, link), { maxLength: 8 })
      .map((parts) => parts.flat().join(''));
    const linkWords = /\b(?:phoi hop voi|va)\b/g;
    const words = (text: string) => fold(text).replace(linkWords, ' ').split(' ').filter(Boolean);
    fc.assert(
      fc.property(cell, (text) => {
        const found = resolveList(text, demo.dir);
        const kept = found.flatMap((item) => words(item.words));
        expect(kept).toEqual(
          words(text.replace(/\(nếu có\)/g, (r) => (kept.includes('neu') ? r : ''))),
        );
      }),
    );
  });

  it('finds every agency of a list in order, however it is separated', () => {
    const agency = fc.constantFrom(...demo.agencies.filter((a) => a.parentId !== null));
    const link = fc.constantFrom('; ', ', ', ' và ', ' - ', '\n', ' | ', ' phối hợp với ');
    const list = fc.array(fc.tuple(agency, link), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(list, (parts) => {
        const cell = parts.map(([one, sign]) => one.name + sign).join('');
        const ids = resolveList(cell, demo.dir).map(({ resolution }) =>
          resolution.kind === 'agency' ? resolution.agencyId : resolution.kind,
        );
        expect(ids).toEqual(parts.map(([one]) => one.id));
      }),
    );
  });
});
