import { describe, expect, it } from 'vitest';
import type { PasteProblem } from '../../core/indicators/paste-problem.ts';
import { readPasted } from '../../core/indicators/read-pasted.ts';
import { plainText } from '../../core/messages/markup.ts';
import { LOCALES, translator } from '../../locales/index.ts';
import { pasteProblemText } from '../../views/reports/paste.ts';
import { builtIn } from '../core/indicators/appendices.ts';
import { sampleForm } from '../core/indicators/sample-form.ts';
import { troubleIn } from './text-trouble.ts';

const nasty = '<b>Sở & Ban</b>';
const problems: Record<PasteProblem['code'], PasteProblem> = {
  empty: { code: 'empty' },
  too_long: { code: 'too_long', max: 200_000 },
  width_unclear: { code: 'width_unclear', found: 3, possible: [16, 12] },
  columns_ambiguous: {
    code: 'columns_ambiguous',
    options: [['done', 'on_time', 'rate', 'cost', 'note'], ['done', 'on_time', 'cost'], ['cost']],
  },
  too_many_cells: { code: 'too_many_cells', line: 12, found: 17, expected: 16 },
  rows_unclear: { code: 'rows_unclear', lines: 1, possible: [8, 9] },
  row_unknown: { code: 'row_unknown', line: 2, text: nasty },
  row_twice: { code: 'row_twice', line: 3, row: 'land' },
  cell: {
    code: 'cell',
    line: 4,
    row: 'land',
    column: 'rate',
    text: nasty,
    problem: { code: 'not_a_number', suggestion: null },
  },
};

describe('what was pasted and not taken', () => {
  it.each(LOCALES)('all problems have words, and nothing pasted becomes markup (%s)', (locale) => {
    const t = translator(locale);
    for (const problem of Object.values(problems)) {
      const text = pasteProblemText(problem, sampleForm(), t);
      expect(troubleIn(text, locale)).toEqual([]);
      expect(text).not.toContain('<b>Sở');
    }
  });

  it('reads as advice', () => {
    const t = translator('vi');
    const all = Object.values(problems).map((problem) =>
      pasteProblemText(problem, sampleForm(), t),
    );
    expect(plainText(all.join('\n\n') as (typeof all)[number])).toMatchInlineSnapshot(`
      "Tôi chưa thấy số nào trong phần vừa dán. Anh/chị chọn các ô trong bảng tính, sao chép rồi dán lại vào đây giúp.

      Phần vừa dán quá dài (nhiều nhất 200.000 ký tự). Anh/chị dán từng phần, hoặc gửi cả tệp Excel mẫu giúp.

      Mỗi dòng vừa dán có 3 giá trị, còn biểu này cần 12 hoặc 16 giá trị trên một dòng. Anh/chị xem có thiếu, thừa cột nào không, hoặc dán kèm cả dòng tiêu đề giúp.

      Số cột vừa dán khớp với nhiều cách hiểu. Anh/chị cho biết đây là những cột nào, hoặc dán kèm cả dòng tiêu đề giúp:
      • đủ cả 5 cột
      • 3 cột, không có: Trong đó › Tỷ lệ; Ghi chú
      • 1 cột: Chi phí

      Dòng 12 có 17 giá trị, nhiều hơn số cột của biểu (16). Dòng này chưa được ghi. Anh/chị xem có ô thừa hay có số bị tách làm đôi không rồi dán lại giúp.

      Phần vừa dán có 1 dòng, còn biểu có 8 hoặc 9 dòng, nên tôi chưa biết dòng nào ứng với dòng nào. Anh/chị dán kèm cột tên dòng (hoặc dán đủ số dòng) giúp.

      Dòng 2: tôi không tìm thấy “<b>Sở & Ban</b>” trong biểu, nên dòng này chưa được ghi. Anh/chị ghi tên dòng đúng như trong biểu rồi dán lại giúp.

      Dòng 3: “Đất đai” đã có ở phía trên, nên dòng lặp lại này chưa được ghi. Anh/chị xem lại tên dòng giúp.

      Dòng 4, ô Đất đai · Trong đó › Tỷ lệ:
      “<b>Sở & Ban</b>” chưa phải là một con số nên tôi chưa ghi được.
      Ví dụ: 93,66% hoặc 93,66"
    `);
  });

  it('names rows of agencies where their names are known, and counts lines where not', () => {
    const form = builtIn(6);
    const agency = { key: 'a1', label: 'UBND xã Sơn Hiệp' };
    const line = `UBND xã Sơn Hiệp${'\t1'.repeat(form.columns.length)}`;
    const { problems: found } = readPasted(form, `${line}\n${line}`, { rowAgencies: [agency] });
    const [problem] = found;
    if (problem?.code !== 'row_twice') throw new Error('nothing was found');
    const t = translator('vi');
    expect(pasteProblemText(problem, form, t)).toContain('Dòng 2 trùng với một dòng ở phía trên');
    expect(pasteProblemText(problem, form, t, () => agency.label)).toContain('“UBND xã Sơn Hiệp”');
  });
});
