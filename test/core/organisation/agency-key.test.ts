import { describe, expect, it } from 'vitest';
import { agencyKey, type Locality } from '../../../core/organisation/agency-key.ts';

const places: Locality[] = [{ agencyId: 1, word: 'huyen', place: 'thanh tri' }];

describe('agencyKey', () => {
  it.each([
    [
      'Văn phòng HĐND & UBND huyện',
      'Văn phòng HĐND và UBND',
      'VP HĐND&UBND',
      'VP. HĐND-UBND huyện',
      'vp hdnd ubnd',
      'Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện Thạnh Trị',
    ],
    ['P. Nội vụ', 'phòng Nội vụ huyện', 'Phòng Nội vụ', 'PHÒNG NỘI VỤ HUYỆN THẠNH TRỊ'],
    ['Phòng Văn hóa - Thông tin', 'Phòng Văn hoá và Thông tin huyện', 'Phòng Văn hóa – Thông tin'],
    ['UBND xã Thạnh Tân', 'xã Thạnh Tân', 'Ủy ban nhân dân xã Thạnh Tân', 'UBND X. Thạnh Tân'],
    ['UBND xã Thạnh Tân', 'UBND xã Thạnh Tân, huyện Thạnh Trị'],
    ['UBND TT. Phú Lộc', 'thị trấn Phú Lộc', 'Uỷ ban nhân dân thị trấn Phú Lộc'],
    ['UBND xã, thị trấn', 'UBND các xã, thị trấn', 'xã, thị trấn thuộc huyện'],
    ['Ban, phòng ngành', 'Các ban, phòng ngành huyện', 'các Ban, phòng ngành cấp huyện'],
  ])('gives spellings of one agency one key: %s', (...spellings) => {
    expect(new Set(spellings.map((name) => agencyKey(name, places)))).toHaveLength(1);
  });

  it.each([
    ['UBND huyện', 'UBND xã'],
    ['UBND huyện Thạnh Trị', 'UBND xã Thạnh Trị'],
    ['UBND xã Thạnh Trị', 'Công an xã Thạnh Trị'],
    ['Văn phòng HĐND&UBND huyện', 'UBND huyện'],
    ['Phòng Tài chính – Kế hoạch', 'Phòng Kinh tế và Hạ tầng'],
  ])('keeps apart %s and %s', (one, other) => {
    expect(agencyKey(one, places)).not.toBe(agencyKey(other, places));
  });
});
