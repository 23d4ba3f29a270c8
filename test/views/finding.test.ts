import { describe, expect, it } from 'vitest';
import type { Cells } from '../../core/indicators/cells.ts';
import { type CheckContext, checkForm } from '../../core/indicators/check-form.ts';
import type { Finding, FindingCell, LikelySlip, Relation } from '../../core/indicators/finding.ts';
import type { IndicatorForm } from '../../core/indicators/form.ts';
import { type Markup, plainText } from '../../core/messages/markup.ts';
import type { JudgedFinding } from '../../core/reports/check-owed-form.ts';
import { LOCALES, translator } from '../../locales/index.ts';
import { findingsText, findingText } from '../../views/reports/finding.ts';
import { appendix, builtIn } from '../core/indicators/appendices.ts';
import { sampleForm } from '../core/indicators/sample-form.ts';
import { troubleIn } from './text-trouble.ts';

const vi = translator('vi');
const many = { limit: 100 };

function appendix6(): { form: IndicatorForm; found: Finding[] } {
  const { form, cells, agencies } = appendix(6);
  return { form, found: checkForm(form, cells, { rowAgencies: agencies }) };
}

function told(form: IndicatorForm, cells: Cells, context: CheckContext = {}): string {
  return plainText(findingsText(checkForm(form, cells, context), form, vi, many));
}

describe('the eleven slips of appendix 6, as an official reads them', () => {
  it('each says where, what stands there, what it should agree with, and why', () => {
    const { form, found } = appendix6();
    expect(plainText(findingsText(found, form, vi, many))).toMatchInlineSnapshot(`
      "1. ❌ UBND xã Sơn Bình · Hồ sơ giải quyết › Tổng số đang ghi 1.594, nhưng cộng lại được 1.558 (lệch 36).
      Kỳ trước chuyển sang 7 + Nhận trong kỳ 1.551 = 1.558
      👉 Có thể ô “Đồng ý giải quyết › Tổng số” bị đảo hai chữ số: đang ghi 1.562, đúng ra là 1.526. Sửa ô đó và các ô tổng liên quan thì chỗ này cũng khớp.

      2. ❌ UBND xã Sơn Bình · Hồ sơ đã giải quyết › Đồng ý giải quyết › Tổng số đang ghi 1.562, nhưng cộng lại được 1.526 (lệch 36).
      Sớm hạn 1.525 + Đúng hạn (để trống) + Trễ hạn 1 = 1.526
      👉 Có thể ô này bị đảo hai chữ số: đang ghi 1.562, đúng ra là 1.526.

      3. ❌ UBND xã Sơn Bình · Hồ sơ đang giải quyết › Tổng số đang ghi 8, nhưng cộng lại được 7 (lệch 1).
      Trong hạn 7 + Đúng hạn (để trống) + Dừng tính (để trống) = 7
      👉 Có thể ô “Dừng tính” bị bỏ trống, đúng ra là 1.

      4. ↪️ Tổng cộng · Hồ sơ giải quyết › Tổng số (đang ghi 9.124, tính lại được 7.912) nhiều khả năng chỉ là hệ quả của chỗ lệch ở: UBND xã Sơn Bình · Hồ sơ giải quyết › Tổng số; Tổng cộng · Hồ sơ giải quyết › Nhận trong kỳ.
      👉 Anh/chị sửa chỗ đó trước, chỗ này thường sẽ khớp theo.

      5. ❌ Tổng cộng · Hồ sơ giải quyết › Nhận trong kỳ đang ghi 7.814, nhưng cộng lại được 8.990 (lệch 1.176).
      UBND xã Ba Cụm Nam 983 + UBND xã Ba Cụm Bắc 1.176 + UBND xã Sơn Trung 643 + UBND Thị trấn Tô Hạp 1.579 + UBND xã Sơn Hiệp 831 + UBND xã Sơn Bình 1.551 + … (và 2 ô nữa) = 8.990
      👉 Có thể khi cộng đã bỏ sót “UBND xã Ba Cụm Bắc” (1.176). Cộng đủ thì ô này là 8.990.

      6. ❌ Tổng cộng · Hồ sơ đã giải quyết › Đồng ý giải quyết › Tổng số đang ghi 9.000, nhưng cộng lại được 8.964 (lệch 36).
      Sớm hạn 8.943 + Đúng hạn 0 + Trễ hạn 21 = 8.964
      👉 Có thể ô cùng cột ở dòng “UBND xã Sơn Bình” bị đảo hai chữ số: đang ghi 1.562, đúng ra là 1.526. Sửa ô đó và các ô tổng liên quan thì chỗ này cũng khớp.

      7. ❌ Tổng cộng · Hồ sơ đang giải quyết › Tổng số đang ghi 33, nhưng cộng lại được 36 (lệch 3).
      Trong hạn 32 + Đúng hạn 0 + Dừng tính 4 = 36
      👉 Có thể ô “Dừng tính” bị ghi nhầm một chữ số: đang ghi 4, đúng ra là 1.

      8. ❌ Tổng cộng · Hồ sơ đang giải quyết › Tổng số đang ghi 33, nhưng cộng lại được 31 (lệch 2).
      UBND xã Ba Cụm Bắc 5 + UBND xã Sơn Trung 5 + UBND Thị trấn Tô Hạp 4 + UBND xã Sơn Hiệp 1 + UBND xã Sơn Bình 8 + UBND xã Sơn Lâm 6 + … (và 2 ô nữa) = 31
      👉 Có thể ô “UBND xã Ba Cụm Nam · Hồ sơ đang giải quyết › Trong hạn” bị bỏ trống, đúng ra là 2. Sửa ô đó và các ô tổng liên quan thì chỗ này cũng khớp.

      9. ❌ Tổng cộng · Hồ sơ đang giải quyết › Trong hạn đang ghi 32, nhưng cộng lại được 30 (lệch 2).
      UBND xã Ba Cụm Nam (để trống) + UBND xã Ba Cụm Bắc 5 + UBND xã Sơn Trung 5 + UBND Thị trấn Tô Hạp 4 + UBND xã Sơn Hiệp 1 + UBND xã Sơn Bình 7 + … (và 2 ô nữa) = 30
      👉 Có thể ô cùng cột ở dòng “UBND xã Ba Cụm Nam” bị bỏ trống, đúng ra là 2.

      10. ❌ Tổng cộng · Hồ sơ đang giải quyết › Dừng tính đang ghi 4, nhưng cộng lại được 0 (lệch 4).
      Các ô được cộng vào đều đang để trống.
      👉 Có thể ô này bị ghi nhầm một chữ số: đang ghi 4, đúng ra là 1. Đây là số sau khi sửa cả các chỗ lệch khác.

      11. ❌ UBND xã Ba Cụm Nam · Hồ sơ giải quyết › Tổng số đang ghi 986, nhưng cộng lại được 984 (lệch 2).
      Đồng ý giải quyết › Tổng số 982 + Từ chối giải quyết › Tổng số 2 + Hồ sơ đang giải quyết › Tổng số 0 (tự tính) + Hồ sơ hủy (để trống) = 984
      Điều cần kiểm tra: Tổng số hồ sơ giải quyết bằng đồng ý, từ chối, đang giải quyết và hủy cộng lại.
      👉 Có thể ô “Hồ sơ đang giải quyết › Trong hạn” bị bỏ trống, đúng ra là 2. Sửa ô đó và các ô tổng liên quan thì chỗ này cũng khớp."
    `);
  });

  it('each names its own row and headings, what is stated and what is expected', () => {
    const { form, found } = appendix6();
    expect(found).toHaveLength(11);
    const numbers = new Intl.NumberFormat('vi-VN');
    for (const finding of found) {
      const [cell] = finding.cells;
      const text = plainText(findingText(finding, form, vi, found));
      const [first = ''] = text.split('\n');
      expect(first).toContain(`${cell?.rowLabel} · ${cell?.columnLabel.join(' › ')}`);
      expect(first).toContain(`đang ghi ${numbers.format(finding.stated ?? Number.NaN)}`);
      expect(first).toContain(`lại được ${numbers.format(finding.expected ?? Number.NaN)}`);
      expect(text.split('\n').length).toBeLessThanOrEqual(4);
    }
  });

  it('only what follows from other slips accuses nothing', () => {
    const { form, found } = appendix6();
    for (const finding of found) {
      const text = findingText(finding, form, vi, found);
      expect(text.startsWith('❌')).toBe(finding.likelySlip?.kind !== 'follows');
    }
  });
});

describe('a list of findings', () => {
  it('is numbered and ends with how many more there are', () => {
    const { form, found } = appendix6();
    const text = plainText(findingsText(found, form, vi, { limit: 2 }));
    expect(text.match(/^\d+\. /gm)).toEqual(['1. ', '2. ']);
    expect(text.endsWith('\n\n… và 9 chỗ nữa')).toBe(true);
    expect(findingsText([], form, vi, { limit: 5 })).toBe('');
  });
});

describe('what is compared with other reports', () => {
  const { form, cells } = appendix(5);
  const [row = ''] = Object.keys(cells);
  const other: Cells = { ...cells, [row]: { ...cells[row], received_new: 300 } };

  it('names the report, and of a jump both figures', () => {
    expect(told(form, cells, { earlier: other, lastYear: other })).toMatchInlineSnapshot(`
      "1. ⚠️ Công thương · Hồ sơ giải quyết › Nhận trong kỳ đang ghi 5, lẽ ra không nhỏ hơn 300 (số đã ghi ở ô này trong báo cáo lũy kế lần trước).
      Điều cần kiểm tra: Số nhận lũy kế không nhỏ hơn báo cáo trước.
      Nếu số đã đúng, anh/chị vẫn gửi được, chỉ cần giải trình ngắn gọn.

      2. ⚠️ Công thương · Hồ sơ giải quyết › Nhận trong kỳ đang ghi 5, báo cáo cùng kỳ năm trước ghi 300: chênh 295, thường không quá 150.
      Điều cần kiểm tra: Số nhận trong kỳ không tăng, giảm quá một nửa (và quá 20 hồ sơ) so với cùng kỳ năm trước.
      Nếu số đã đúng, anh/chị vẫn gửi được, chỉ cần giải trình ngắn gọn."
    `);
  });

  it('names the other report’s cell where it is another one', () => {
    expect(told(form, cells, { previous: cells }).split('\n\n')[1]).toMatchInlineSnapshot(`
      "2. ⚠️ Tài nguyên và Môi trường · Hồ sơ giải quyết › Kỳ trước chuyển sang đang ghi 22, lẽ ra bằng 40 (số ở ô “Hồ sơ đang giải quyết › Tổng số” trong báo cáo kỳ trước).
      Điều cần kiểm tra: Kỳ trước chuyển sang bằng số đang giải quyết cuối kỳ trước.
      Nếu số đã đúng, anh/chị vẫn gửi được, chỉ cần giải trình ngắn gọn."
    `);
  });
});

describe('conditions of all shapes', () => {
  const checks = [
    { id: 'a', severity: 'error', label: 'Điều gì đó.', expression: 'done == 1 || cost > 90' },
    { id: 'b', severity: 'error', expression: 'on_time + cost == done * 2' },
    { id: 'c', severity: 'warning', expression: 'on_time + cost < done' },
    { id: 'd', severity: 'warning', expression: 'done != 20' },
    { id: 'e', severity: 'warning', expression: 'cost > 30 && cost >= 31' },
    {
      id: 'f',
      severity: 'warning',
      each: 'column',
      columns: ['done'],
      expression: 'land <= health',
    },
    { id: 'g', severity: 'warning', expression: 'rate < lastYear(rate) + 1' },
  ].map((check) => ('each' in check ? check : { ...check, rows: ['land'] }));
  const cells = { land: { done: 20, on_time: 12, rate: 61.2, cost: 9 } };
  const lastYear = { land: { done: 20, on_time: 9 } };

  it('are told by what the form compares', () => {
    expect(told(sampleForm({ checks }), cells, { lastYear })).toMatchInlineSnapshot(`
      "1. ❌ Đất đai · Trong đó › Tỷ lệ đang ghi 61,2%, nhưng tính ra 60% (Đúng hạn 12 so với Đã giải quyết 20).
      👉 Có thể hai số bị ghi đổi chỗ cho nhau: 20 ở ô “Đã giải quyết” và 61,2% ở ô này.

      2. ❌ Đất đai · Đã giải quyết: chưa khớp ở điều cần kiểm tra “Điều gì đó”.
      Đang ghi: Đã giải quyết 20; Chi phí 9.
      👉 Có thể ô “Chi phí” ghi chưa đúng: đang ghi 9, đúng ra là 110,4.

      3. ❌ Đất đai: 21 (Đúng hạn 12 + Chi phí 9), lẽ ra bằng 40 (tính từ Đã giải quyết 20).
      👉 Có thể ô “Chi phí” ghi chưa đúng: đang ghi 9, đúng ra là 110,4.

      4. ⚠️ Đất đai · Đã giải quyết đang ghi 20, lẽ ra phải lớn hơn 21 (Đúng hạn 12 + Chi phí 9).
      👉 Có thể ô “Chi phí” ghi chưa đúng: đang ghi 9, đúng ra là 110,4.
      Nếu số đã đúng, anh/chị vẫn gửi được, chỉ cần giải trình ngắn gọn.

      5. ⚠️ Đất đai · Đã giải quyết đang ghi 20, lẽ ra phải khác 20.
      👉 Có thể hai số bị ghi đổi chỗ cho nhau: 20 ở ô này và 61,2% ở ô “Trong đó › Tỷ lệ”.
      Nếu số đã đúng, anh/chị vẫn gửi được, chỉ cần giải trình ngắn gọn.

      6. ⚠️ Đất đai · Chi phí đang ghi 9, lẽ ra phải lớn hơn 30.
      👉 Có thể ô này ghi chưa đúng: đang ghi 9, đúng ra là 110,4.
      Nếu số đã đúng, anh/chị vẫn gửi được, chỉ cần giải trình ngắn gọn.

      7. ⚠️ Đất đai · Chi phí đang ghi 9, lẽ ra không nhỏ hơn 31.
      👉 Có thể ô này ghi chưa đúng: đang ghi 9, đúng ra là 110,4.
      Nếu số đã đúng, anh/chị vẫn gửi được, chỉ cần giải trình ngắn gọn.

      8. ⚠️ Đất đai · Đã giải quyết đang ghi 20, lẽ ra không lớn hơn 0 (số ở dòng “Y tế”).
      Nếu số đã đúng, anh/chị vẫn gửi được, chỉ cần giải trình ngắn gọn.

      9. ⚠️ Đất đai · Trong đó › Tỷ lệ đang ghi 61,2%, lẽ ra phải nhỏ hơn 46% (tính từ số của báo cáo cùng kỳ năm trước).
      👉 Có thể hai số bị ghi đổi chỗ cho nhau: 20 ở ô “Đã giải quyết” và 61,2% ở ô này.
      Nếu số đã đúng, anh/chị vẫn gửi được, chỉ cần giải trình ngắn gọn."
    `);
  });

  it('a blank that was worked out is told by what it came to', () => {
    const text = told(sampleForm(), { land: { done: 20, on_time: 12 }, all: { done: 7 } });
    expect(text).toContain('Trong đó › Đúng hạn tự tính ra 12, lẽ ra không lớn hơn 7');
  });

  it('two figures that differ are never printed alike', () => {
    const form = sampleForm({
      checks: [{ id: 'a', severity: 'error', rows: ['land'], expression: 'cost == 1.0001' }],
    });
    const text = told(form, { land: { cost: 1.00012 } });
    expect(text).toContain('đang ghi 1,00012, lẽ ra bằng 1,0001.');
  });

  it('figures that are no value of their column say what is wanted', () => {
    const cells = { land: { cost: -4, done: 1.5 }, health: { rate: 130 } };
    const text = told(sampleForm({ checks: [] }), cells);
    expect(text).toContain('Đất đai · Chi phí đang ghi -4, ô này không nhận số âm.');
    expect(text).toContain('Đất đai · Đã giải quyết đang ghi 1,5, ô này cần một số nguyên.');
    expect(text).toContain('Y tế · Trong đó › Tỷ lệ đang ghi 130%, ô này không được quá 100%.');
  });
});

describe('warnings', () => {
  const form = builtIn(2);
  const cells = { r1: { total: 4, district: 4 }, r2: { total: 5, district: 5 } };
  const explanation = { text: 'kiểm tra <b>bổ sung</b>', about: '', by: 1, at: '' };
  const warning = (given: Partial<JudgedFinding>): Markup => {
    const finding = checkForm(form, cells).find(({ severity }) => severity === 'warning');
    if (!finding) throw new Error('nothing is odd');
    return findingText({ ...finding, explanation: null, outdated: null, ...given }, form, vi);
  };

  it('may be sent with an explanation, show it, and ask again once it is outdated', () => {
    expect(warning({})).toContain('Nếu số đã đúng, anh/chị vẫn gửi được');
    expect(warning({ explanation })).toContain('Giải trình: kiểm tra &lt;b&gt;bổ sung&lt;/b&gt;');
    expect(warning({ explanation })).not.toContain('vẫn gửi được');
    expect(warning({ outdated: explanation })).toContain('giải trình lại giúp');
  });
});

const nasty = '</b><a href="x">{{row}} & $t(finding.more)';
const cell: FindingCell = {
  row: 'land',
  column: 'done',
  rowLabel: nasty,
  columnLabel: ['Đã giải quyết'],
  value: 20,
};
const beside: FindingCell = { ...cell, column: 'on_time', columnLabel: ['Trong đó', nasty] };
const below: FindingCell = { ...cell, row: 'health', value: null };
const at = { cell: beside, shouldBe: 3 };
const sum = { cell, shouldBe: 3, other: below };
const slips: Record<LikelySlip['kind'], LikelySlip> = {
  transposed_digits: { kind: 'transposed_digits', ...at },
  digit_wrong: { kind: 'digit_wrong', ...at },
  digit_missing: { kind: 'digit_missing', ...at },
  digit_extra: { kind: 'digit_extra', ...at },
  magnitude: { kind: 'magnitude', ...at },
  left_blank: { kind: 'left_blank', cell: below, shouldBe: 3 },
  stray_figure: { kind: 'stray_figure', ...at },
  wrong_value: { kind: 'wrong_value', ...at },
  left_out: { kind: 'left_out', ...sum },
  counted_twice: { kind: 'counted_twice', ...sum },
  off_by_cell: { kind: 'off_by_cell', ...sum },
  swapped: { kind: 'swapped', cells: [cell, beside] },
  shifted: { kind: 'shifted', direction: 'left', from: cell, to: beside },
  follows: { kind: 'follows', findings: ['sum.all@done', 'computed.rate@land', 'x@y'] },
  same_difference: { kind: 'same_difference', findings: ['x@y'] },
};
const relations: Record<Relation, string> = {
  '==': 'done == x',
  '!=': 'done != x',
  '<': 'done < x',
  '<=': 'done <= x',
  '>': 'done > x',
  '>=': 'done >= x',
  rounds: 'rounds(done, x)',
  holds: 'done == x || done == 99',
  required: 'done > 0',
  kind: 'done > 0',
};
/** What the cell is held against, and its value: `done` and `on_time` are 20. */
const others: readonly (readonly [string, number])[] = [
  ['on_time', 20],
  ['1000', 1000],
  ['on_time + 1', 21],
  ['on_time + done', 40],
  ['percent(done, on_time)', 100],
];
const elsewhere = ['previous', 'earlier', 'lastYear'].flatMap((report) =>
  [`${report}(done)`, `${report}(on_time)`, `${report}(on_time) * 2`].map(
    (expression) => [expression, 900] as const,
  ),
);

describe.each(LOCALES)('every finding there can be (%s)', (locale) => {
  const t = translator(locale);

  it('has words, and nothing that people wrote becomes markup', () => {
    const trouble: string[] = [];
    const numbers = new Intl.NumberFormat('vi-VN');
    for (const [relation, text] of Object.entries(relations)) {
      for (const [other, expected] of [...others, ...elsewhere]) {
        const expression = text.replace('x', other);
        const checks = [{ id: 'part', severity: 'error', label: 'Nhãn', expression }];
        const form = sampleForm({ checks });
        for (const [index, slip] of [null, ...Object.values(slips)].entries()) {
          const finding: Finding = {
            id: 'part@land',
            check: 'part',
            severity: index % 2 ? 'error' : 'warning',
            label: index % 3 ? nasty : null,
            relation: relation as Relation,
            against: 'this',
            cells: /^[^(]*on_time|percent/.test(other) ? [cell, beside] : [cell],
            stated: relation === 'holds' ? null : 20,
            expected: relation === 'holds' ? null : expected,
            likelySlip: slip,
          };
          for (const list of [[], [{ ...finding, id: 'x@y' }, finding]]) {
            const text = findingText(finding, form, t, list);
            trouble.push(...troubleIn(text, locale));
            const compares = !['holds', 'required', 'kind'].includes(relation);
            if (compares && !text.includes(numbers.format(expected))) trouble.push(text);
          }
        }
      }
    }
    expect([...new Set(trouble)]).toEqual([]);
  });
});
