import { describe, expect, it } from 'vitest';
import { draftPlan } from '../../../core/plan/draft-plan.ts';
import { PLAN_HEADERS, readPlanRows } from '../../../imports/plan-table.ts';
import { readTable } from '../../../imports/table.ts';
import { coded, demoFile, demoRows } from '../organisation/fixtures.ts';

const demo = coded(await demoRows());
const file = await readTable(demoFile('plan.csv'), { expects: PLAN_HEADERS });
const read = file.ok ? readPlanRows(file.table) : null;
const rows = read?.ok ? read.rows : [];
const draft = draftPlan(rows, demo.dir, { year: 2023 });

const OFFICES =
  'vp noi-vu tu-phap tc-kh vh-tt gd-dt ld-tbxh tn-mt y-te thanh-tra nn-ptnt kt-ht dan-toc';
const COMMUNES =
  'tt-phu-loc tt-hung-loi xa-chau-hung xa-lam-kiet xa-lam-tan xa-thanh-tan xa-thanh-tri xa-tuan-tuc xa-vinh-loi xa-vinh-thanh';
const ALL = `${OFFICES} ${COMMUNES}`;

/**
 * What a careful clerk reads out of the annex, row by row: key, who leads, who coordinates, what is
 * owed (key, last day or why there is none, `?` = only if the case arises, product), what to ask.
 */
const EXPECTED: [string, string, string, string[], string[]][] = [
  [
    '1.1',
    'tu-phap',
    OFFICES,
    ['p1 as_regulated: Kế hoạch của UBND huyện; Báo cáo kết quả thực hiện'],
    ['deadline_as_regulated: Theo quy định'],
  ],
  ['1.1+', 'tu-phap', OFFICES, ['p1 2023-01-29: Kế hoạch UBND tỉnh', 'p2 2023-12-10: Báo cáo'], []],
  [
    '1.2',
    OFFICES,
    'tu-phap',
    ['p1 2023-12-31: Văn bản quy phạm pháp luật của huyện'],
    ['lead_vague: các cơ quan có liên quan'],
  ],
  [
    '1.3',
    'tu-phap',
    ALL,
    ['p1 2023-01-31: Kế hoạch của UBND huyện', 'p2 2023-12-31: Báo cáo kết quả thực hiện'],
    [],
  ],
  ['2.1', 'vp', ALL, ['p1 2023-01-31: Kế hoạch', 'p2 2023-12-31: Báo cáo kết quả thực hiện'], []],
  ['2.2', OFFICES, 'vp', ['p1 2023-12-31?: Quyết định Chủ tịch UBND tỉnh.'], []],
  [
    '2.3',
    'vp',
    ALL,
    [
      ['p1@2023-Q1 2023-03-31', 'p1@2023-Q2 2023-06-30', 'p1@2023-Q3 2023-09-30'],
      ['p1@2023-Q4 2023-12-31', 'p1@2023-Y 2023-12-31'],
    ]
      .flat()
      .map(
        (when) =>
          `${when}: Quyết định thông qua phương án đơn giản hóa thủ tục hành chính hoặc văn bản kiến nghị`,
      ),
    [],
  ],
  ['2.4', ALL, 'vh-tt vp', ['p1 continuous: Công văn; báo cáo kết quả'], []],
  ['3.1', ALL, 'noi-vu', ['p1 2023-12-31: Văn bản báo cáo kết quả thực hiện'], []],
  ['3.2', 'noi-vu', ALL, ['p1 2023-12-31: Văn bản của UBND huyện; Báo cáo của phòng Nội vụ'], []],
  ['4.1', 'noi-vu', '', ['p1 2023-12-31: Báo cáo kết quả thực hiện'], []],
  ['4.2', 'noi-vu', OFFICES, ['p1 2023-06-30: Quyết định'], []],
  ['4.3', 'noi-vu', '', ['p1 2023-12-31: Quyết định'], []],
  ['4.4', ALL, 'noi-vu', ['p1 2023-12-31: Báo cáo kết quả'], []],
  ['5.1', 'tc-kh', ALL, ['p1 2023-12-31: Báo cáo kết quả thực hiện'], []],
  ['5.2', 'tc-kh', '', ['p1 2023-12-31: Báo cáo kết quả thực hiện'], []],
  ['5.3', 'tc-kh', '', ['p1 2023-12-31: Báo cáo kết quả thực hiện'], []],
  ['6.1', 'vh-tt', ALL, ['p1 2023-03-31: Kế hoạch của UBND huyện; Báo cáo kết quả thực hiện'], []],
  ['6.2', ALL, 'vh-tt', ['p1 continuous: Báo cáo kết quả thực hiện'], []],
  [
    '6.3',
    'vp',
    '',
    ['p1 2023-12-31: Kế hoạch kiểm tra của UBND tỉnh; Báo cáo kết quả kiểm tra'],
    [],
  ],
  ['7.1', 'noi-vu', ALL, ['p1 2023-01-31: Kế hoạch', 'p2 2023-12-31: Báo cáo kết quả'], []],
  [
    '7.2',
    'noi-vu',
    ALL,
    ['p1 2023-02-28: Kế hoạch', 'p2 2023-12-31: Báo cáo kết quả (lồng ghép với kết quả CCHC)'],
    [],
  ],
  ['7.3', 'noi-vu', ALL, ['p1 2023-03-31: Kế hoạch', 'p2 2023-12-31: Báo cáo kết quả'], []],
  ['7.4', 'noi-vu', '', ['p1 2023-12-31: Quyết định; Báo cáo kết quả'], []],
];

describe('draftPlan on the plan of Thạnh Trị 2023', () => {
  it('has the 24 rows of the annex as tasks, in order', () => {
    expect(draft.tasks.map((task) => task.key)).toEqual(EXPECTED.map(([key]) => key));
    expect(draft.headings).toEqual([]);
  });

  it.each(EXPECTED)('reads task %s', (key, leads, coordinating, occurrences, questions) => {
    const task = draft.tasks.find((one) => one.key === key);
    expect(demo.codesOf(task?.leads.agencyIds ?? []).join(' ')).toBe(leads);
    expect(demo.codesOf(task?.coordinating.agencyIds ?? []).join(' ')).toBe(coordinating);
    const owed = task?.occurrences.map(({ key: part, product, deadline }) => {
      const when = `${deadline.due ?? deadline.why}${deadline.conditional ? '?' : ''}`;
      return `${part} ${when}: ${product}`;
    });
    expect(owed).toEqual(occurrences);
    // Every product of this plan is a paper that will have a number and a date.
    expect(task?.occurrences.every((one) => one.isDocument)).toBe(true);
    const asked = draft.questions.filter((one) => one.taskKey === key);
    expect(asked.map(({ code, words }) => `${code}: ${words}`)).toEqual(questions);
    expect(asked.every((one) => one.line === task?.line)).toBe(true);
  });

  it('keeps the printed wording beside the corrected one', () => {
    const task = draft.tasks.find((one) => one.key === '6.3');
    expect(task?.title).toContain('TCVN ISO 9001:2015');
    expect(task?.titleVerbatim).toContain('TCVN 9001:2015');
    expect(task?.area).toBe('Xây dựng và phát triển Chính phủ điện tử');
    expect(task?.leads.words).toBe('Văn phòng HĐND&UBND huyện');
  });
});
