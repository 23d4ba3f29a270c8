import { describe, expect, it } from 'vitest';
import {
  areaKey,
  missingSections,
  narrativeAreas,
  paragraphsIn,
  USUAL_AREAS,
} from '../../../core/reports/narrative.ts';

describe('areas', () => {
  // Headings of the plans of Thạnh Trị 2023 and Vĩnh Cửu 2020 and of Khánh Sơn's report of 2019.
  it.each([
    ['Cải cách thể chế', 'institutions'],
    ['Về cải cách thể chế', 'institutions'],
    ['Cải cách thủ tục hành chính', 'procedures'],
    ['Cải cách tổ chức bộ máy', 'organisation'],
    ['Cải cách tổ chức bộ máy hành chính nhà nước', 'organisation'],
    ['Cải cách công vụ', 'civil_service'],
    ['Xây dựng đội ngũ cán bộ, công chức, viên chức', 'civil_service'],
    ['Cải cách tài chính công', 'public_finance'],
    ['Xây dựng và phát triển Chính phủ điện tử', 'digital'],
    ['Hiện đại hóa hành chính nhà nước', 'digital'],
    ['Công tác chỉ đạo điều hành', 'steering'],
    ['Công tác chỉ đạo thực hiện cải cách hành chính', 'steering'],
    ['Thực hiện cơ chế một cửa', 'one_stop'],
    ['Chỉ số hài lòng', 'chi_so_hai_long'],
  ])('%s', (heading, key) => {
    expect(areaKey(heading)).toBe(key);
  });

  it('are the usual ones where the plan names none', () => {
    expect(narrativeAreas([]).map(({ key }) => key)).toEqual([...USUAL_AREAS]);
    expect(narrativeAreas(['Cải cách thể chế', 'Về thể chế', ''])).toHaveLength(1);
  });
});

it('misses the results of each area, and other parts only when told nowhere', () => {
  const areas = narrativeAreas(['Cải cách thể chế', 'Cải cách tài chính công']);
  const told = [{ text: 'Có.', by: 1, at: '2023-03-01T00:00:00Z' }];
  expect(
    missingSections(areas, {
      'institutions.results': told,
      'public_finance.difficulties': told,
      'general.next': told,
      'public_finance.results': [],
    }),
  ).toEqual(['public_finance.results', 'general.causes', 'general.proposals']);
});

it('takes the paragraphs of a message apart', () => {
  expect(paragraphsIn(' Một.\nHai.\r\n \r\n\nBa. \n')).toEqual(['Một.\nHai.', 'Ba.']);
});
