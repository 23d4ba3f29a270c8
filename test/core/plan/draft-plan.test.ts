import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftPlan } from '../../../core/plan/draft-plan.ts';
import type { PlanDraft } from '../../../core/plan/plan-draft.ts';
import type { PlanRow } from '../../../core/plan/plan-row.ts';
import { readAgencies } from '../../../imports/agencies-table.ts';
import { readPlanRows } from '../../../imports/plan-table.ts';
import { readTable } from '../../../imports/table.ts';
import { coded, demoRows } from '../organisation/fixtures.ts';

const demo = coded(await demoRows());

function row(values: Partial<PlanRow>): PlanRow {
  return {
    line: 2,
    areaNo: '1',
    area: 'Cải cách thể chế',
    number: '1',
    title: 'Rà soát văn bản',
    titleVerbatim: null,
    products: ['Báo cáo'],
    leads: 'Phòng Tư pháp',
    coordinating: '',
    times: 'Tháng 12/2023',
    heading: false,
    ...values,
  };
}

function drafted(...rows: Partial<PlanRow>[]): PlanDraft {
  return draftPlan(rows.map(row), demo.dir, { year: 2023 });
}

function owed(values: Partial<PlanRow>): string[] {
  const [task] = drafted(values).tasks;
  return (task?.occurrences ?? []).map(
    ({ key, product, deadline }) => `${key} ${deadline.due ?? deadline.why}: ${product}`,
  );
}

function asked(...rows: Partial<PlanRow>[]): [string, string, string, string[]][] {
  return drafted(...rows).questions.map((q) => [q.taskKey, q.code, q.words, q.suggestions]);
}

describe('what is owed', () => {
  it('owes one product at each of several times', () => {
    expect(owed({ times: 'Tháng 01/2023, 10/2023, 11/2023, 12/2023' })).toEqual([
      'p1 2023-01-31: Báo cáo',
      'p2 2023-10-31: Báo cáo',
      'p3 2023-11-30: Báo cáo',
      'p4 2023-12-31: Báo cáo',
    ]);
  });

  it('follows the names in the time column over the order', () => {
    const times = 'Báo cáo chậm nhất 10/12/2023 | Kế hoạch chậm nhất ngày 30/01/2023';
    expect(owed({ products: ['Kế hoạch năm', 'Báo cáo kết quả'], times })).toEqual([
      'p1 2023-12-10: Báo cáo kết quả',
      'p2 2023-01-30: Kế hoạch năm',
    ]);
  });

  it('keeps every date when products and times do not fit, and asks', () => {
    const values = { products: ['Kế hoạch', 'Báo cáo'], times: 'Tháng 1|Tháng 6|Tháng 12' };
    expect(owed(values)).toEqual([
      'p1 2023-01-31: Kế hoạch; Báo cáo',
      'p2 2023-06-30: Kế hoạch; Báo cáo',
      'p3 2023-12-31: Kế hoạch; Báo cáo',
    ]);
    expect(asked(values)).toEqual([
      ['1.1', 'pairing_mismatch', 'Kế hoạch; Báo cáo / Tháng 1; Tháng 6; Tháng 12', []],
    ]);
  });

  it('asks about times that are missing, unclear or lie elsewhere', () => {
    const codes = ['', 'khi nào tiện', 'Theo quy định', 'Theo thời hạn đã đăng ký'].map((times) =>
      asked({ times }).map(([, code]) => code),
    );
    expect(codes).toEqual([
      ['deadline_missing'],
      ['deadline_unclear'],
      ['deadline_as_regulated'],
      ['deadline_as_registered'],
    ]);
    expect(owed({ times: '' })).toEqual(['p1 empty: Báo cáo']);
    expect(asked({ times: 'Thường xuyên' })).toEqual([]);
  });
});

describe('who owes it', () => {
  it('asks about names it does not know, and uses the others', () => {
    const leads = 'Phòng Tài chánh – Kế hoạch; Phòng Nội vụ; Các đơn vị sự nghiệp công lập';
    const draft = drafted({ leads });
    expect(demo.codesOf(draft.tasks[0]?.leads.agencyIds ?? [])).toEqual(['noi-vu']);
    expect(asked({ leads })).toEqual([
      ['1.1', 'lead_unknown', 'Phòng Tài chánh – Kế hoạch', ['Phòng Tài chính – Kế hoạch']],
      ['1.1', 'set_empty', 'Các đơn vị sự nghiệp công lập', []],
    ]);
  });

  it('keeps a row without a lead, and names the one above where the row continues it', () => {
    const draft = drafted({}, { number: '', products: [], leads: '' });
    expect(draft.tasks.map((task) => task.key)).toEqual(['1.1', '1.1+']);
    expect(draft.tasks[1]?.leads.agencyIds).toEqual([]);
    expect(draft.questions).toEqual([
      { taskKey: '1.1+', line: 2, code: 'lead_missing', words: '', suggestions: ['Phòng Tư pháp'] },
    ]);
  });

  it('counts an agency once, and asks nothing about coordinating agencies', () => {
    const draft = drafted({
      leads: 'Phòng Nội vụ; Ban, phòng ngành huyện; P. Nội vụ',
      coordinating: 'Sở Nội vụ; các cơ quan có liên quan',
    });
    expect(draft.tasks[0]?.leads.agencyIds).toHaveLength(13);
    expect(draft.tasks[0]?.coordinating).toEqual({
      agencyIds: [],
      words: 'Sở Nội vụ; các cơ quan có liên quan',
    });
    expect(draft.questions).toEqual([]);
  });
});

describe('keys', () => {
  it('gives a repeated number a key of its own and says so', () => {
    const draft = drafted({}, { line: 3 }, { line: 4, number: '2.' });
    expect(draft.tasks.map((task) => task.key)).toEqual(['1.1', '1.1 (2)', '1.2']);
    expect(draft.questions).toEqual([
      { taskKey: '1.1 (2)', line: 3, code: 'number_repeated', words: '1', suggestions: [] },
    ]);
  });
});

describe('draftPlan on any rows', () => {
  const words = (...known: string[]) =>
    fc.oneof(fc.constantFrom(...known), fc.string({ maxLength: 30 }));
  const anyRow: fc.Arbitrary<PlanRow> = fc.record({
    line: fc.nat(),
    areaNo: fc.constantFrom('', '1', 'II'),
    area: fc.string({ maxLength: 5 }),
    number: words('', '1', '1.', '2', '1.1', '1+'),
    title: fc.string({ maxLength: 10 }),
    titleVerbatim: fc.constant(null),
    products: fc.array(words('Kế hoạch', 'Báo cáo'), { maxLength: 3 }),
    leads: words('', 'Phòng Nội vụ', 'UBND xã, thị trấn; các cơ quan liên quan', 'Phòng X'),
    coordinating: words(''),
    times: words('', 'Hàng quý', 'Tháng 1|Tháng 12', 'Theo quy định', 'Quý II/2023', '31/02/2023'),
    heading: fc.boolean(),
  });

  it('drops no row, gives each an occurrence, and keeps keys and questions unique', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 12 }), (rows) => {
        const draft = draftPlan(rows, demo.dir, { year: 2023 });
        expect(draft.tasks.map((task) => task.line)).toEqual(
          rows.filter((one) => !one.heading).map((one) => one.line),
        );
        expect(draft.tasks.length + draft.headings.length).toBe(rows.length);
        const unique = (keys: string[]) => expect(new Set(keys).size).toBe(keys.length);
        unique(draft.tasks.map((task) => task.key));
        unique(draft.questions.map((q) => JSON.stringify([q.taskKey, q.code, q.words])));
        for (const task of draft.tasks) {
          expect(task.occurrences.length).toBeGreaterThan(0);
          unique(task.occurrences.map((one) => one.key));
        }
      }),
    );
  });
});

describe('draftPlan on the plan of Vĩnh Cửu 2020', async () => {
  const agencies = [
    'code;name;aliases;level;kind;parent;sets;type',
    'h;UBND huyện Vĩnh Cửu;;district;committee;;;',
    'vp;Văn phòng HĐND&UBND huyện;;district;specialised;h;cq;',
    'nv;Phòng Nội vụ;;district;specialised;h;cq;',
    'tp;Phòng Tư pháp;;district;specialised;h;cq;',
    'tc;Phòng Tài chính – Kế hoạch;;district;specialised;h;cq;',
    'vh;Phòng Văn hóa và Thông tin;;district;specialised;h;cq;',
    'va;UBND thị trấn Vĩnh An;;commune;committee;h;xa;',
    'cq;Các cơ quan, đơn vị thuộc huyện;;;;;;set',
    'xa;UBND cấp xã;UBND các xã, thị trấn;;;;;set',
  ].join('\n');
  const organisation = await readTable({ name: 'vinh-cuu.csv', bytes: Buffer.from(agencies) });
  const people = organisation.ok ? readAgencies(organisation.table) : null;
  const local = people?.ok ? coded(people, '2020-01-16') : demo;
  const plan = new URL('./fixtures/vinh-cuu-2020-tasks.csv', import.meta.url).pathname;
  const file = await readTable(plan);
  const read = file.ok ? readPlanRows(file.table) : null;
  const rows = read?.ok ? read.rows : [];
  const draft = draftPlan(rows, local.dir, { year: 2020 });

  it('has every row: 35 tasks, 2 headings', () => {
    expect(rows).toHaveLength(37);
    expect(draft.headings.map((heading) => heading.number)).toEqual(['1', '4']);
    expect(draft.tasks.map((task) => task.key).join(' ')).toBe(
      'I.1 I.2 II.1.1 II.1.2 II.1.3 II.1.4 II.1.5 II.2 II.3 II.5 II.6 II.7 II.8 II.9 II.10 II.11 II.12 II.13 II.14 II.15 III.1 III.2 III.3 III.4 IV.1 IV.2 IV.3 V.1 VI.1 VI.2 VI.3 VI.4 VI.5 VII.1 VII.2',
    );
  });

  it('finds who leads each, and leaves open the 22 without a date', () => {
    const unled = draft.tasks.filter((task) => task.leads.agencyIds.length === 0);
    expect(unled.map((task) => task.key)).toEqual(['I.1']);
    const open = draft.tasks.filter((task) =>
      task.occurrences.every((o) => o.deadline.due === null),
    );
    expect(open).toHaveLength(22);
    const monthly = draft.tasks.find((task) => task.key === 'II.14');
    expect(monthly?.occurrences.map((one) => one.key)).toEqual(
      Array.from({ length: 12 }, (_, i) => `p1@2020-M${String(i + 1).padStart(2, '0')}`),
    );
    const late = draft.tasks.find((task) => task.key === 'IV.2');
    expect(late?.occurrences.map((one) => one.deadline.due)).toEqual(['2020-09-30']);
  });

  it('asks only what the plan leaves open', () => {
    expect(draft.questions.map(({ taskKey, code, words }) => [taskKey, code, words])).toEqual([
      ['I.1', 'lead_vague', 'Các cơ quan, đơn vị'],
      ['I.1', 'deadline_as_registered', 'Theo thời hạn đã đăng ký với UBND huyện'],
    ]);
  });
});
