import { describe, expect, it } from 'vitest';
import type { Cells, CellValue } from '../../core/indicators/cells.ts';
import { checkForm } from '../../core/indicators/check-form.ts';
import { plainText } from '../../core/messages/markup.ts';
import { findingsText } from '../../views/reports/finding.ts';
import { annex, type Code, percent, vi } from '../support/other-annexes.ts';

type Slip = [
  code: Code,
  changes: Record<string, Record<string, CellValue>>,
  found: Record<string, string>,
  cell: string | null,
];

const SLIPS: Record<string, Slip> = {
  'two digits in each other’s place': [
    'vpcp-ii-06a',
    { tu_phap: { direct: 2148 } },
    { 'computed.received@tu_phap': 'transposed_digits', 'sum.total@direct': 'transposed_digits' },
    'tu_phap.direct=2418',
  ],
  'a nought too many': [
    'vpcp-ii-06a',
    { dat_dai: { direct: 19060 } },
    { 'computed.received@dat_dai': 'magnitude', 'sum.total@direct': 'magnitude' },
    'dat_dai.direct=1906',
  ],
  'a part left out of a total': [
    'vpcp-ii-06a',
    { total: { online: 1842 } },
    { 'computed.received@total': 'left_out', 'sum.total@online': 'left_out' },
    'total.online=2324',
  ],
  'figures one column too far': [
    'vpcp-ii-06a',
    { kinh_doanh: { solved_early: 0, solved_on_time: 371, solved_late: 33 } },
    {
      'sum.total@solved_early': 'shifted',
      'sum.total@solved_on_time': 'shifted',
      'sum.total@solved_late': 'shifted',
    },
    null,
  ],
  'a row two others rest on': [
    'bnv-thong-ke',
    { r3_1: { value: 46725 } },
    {
      'solved@value': 'transposed_digits',
      'on_time@value': 'transposed_digits',
      on_time_share: 'transposed_digits',
    },
    'r3_1.value=46275',
  ],
  'a share not worked out anew': [
    'bnv-thong-ke',
    { r2_3: { value: percent(65.11) } },
    { online_share: 'digit_wrong' },
    'r2_3.value=66.11',
  ],
  'a share as a spreadsheet keeps it': [
    'bnv-thong-ke',
    { r2_3: { value: 0.6611 } },
    { online_share: 'magnitude' },
    'r2_3.value=66.11',
  ],
  'thousands read as decimals': [
    'bnv-thong-ke',
    { r2: { value: 48.216 } },
    {
      'received@value': 'magnitude',
      online_share: 'magnitude',
      'solved_within_received@value': 'magnitude',
    },
    'r2.value=48216',
  ],
  'one of two rows of the same name': [
    'bnv-thong-ke',
    { r3_1_2: { value: 28587 } },
    { 'on_time@value': 'transposed_digits' },
    'r3_1_2.value=28857',
  ],
  'an agency left out of the total': [
    'bien-che',
    { total: { cut_retired: 3 } },
    { 'computed.cut@total': 'left_out', 'sum.total@cut_retired': 'left_out' },
    'total.cut_retired=6',
  ],
  'a rate not worked out anew': [
    'bien-che',
    { a1: { cut_share: 3.17 } },
    { 'computed.cut_share@a1': 'digit_wrong' },
    'a1.cut_share=4.17',
  ],
  'money in other units': [
    'bien-che',
    { total: { money: 1.5735 } },
    { 'sum.total@money': 'magnitude' },
    'total.money=1573.5',
  ],
  'two figures in each other’s place': [
    'kiem-tra-cong-vu',
    { r3: { breaches: 4, handled: 5 } },
    { 'handled_within_breaches@r3': 'swapped', 'handled_within_breaches@total': 'swapped' },
    null,
  ],
  'a breach nobody tells of': [
    'kiem-tra-cong-vu',
    { r1: { findings: null } },
    { 'breach_told@r1': '' },
    null,
  ],
  'a day that is missing': [
    'kiem-tra-cong-vu',
    { r2: { begun: null } },
    { 'required@r2.begun': '' },
    null,
  ],
  'shares that are not a hundred': [
    'sipas',
    { access: { good: 47.9 } },
    { 'computed.index@access': 'transposed_digits', 'adds_to_100@access': 'transposed_digits' },
    'access.good=47.09',
  ],
  'a comma forgotten': [
    'sipas',
    { result: { very_good: 4647 } },
    {
      'kind@result.very_good': '',
      'computed.index@result': 'magnitude',
      'adds_to_100@result': 'magnitude',
    },
    'result.very_good=46.47',
  ],
  'an index not worked out anew': [
    'sipas',
    { staff: { index: 86.08 } },
    { 'computed.index@staff': 'digit_wrong' },
    'staff.index=87.08',
  ],
};

function slipped([code, changes]: Slip) {
  const { form, cells, agencies } = annex(code);
  const changed: Cells = Object.fromEntries(
    Object.entries(cells).map(([row, own]) => [row, { ...own, ...changes[row] }]),
  );
  const found = checkForm(form, changed, { rowAgencies: agencies });
  return { found, text: plainText(findingsText(found, form, vi, { limit: 20 })) };
}

describe('a slip', () => {
  it.each(Object.entries(SLIPS))('%s: is found, and nothing else', (_, slip) => {
    const { found, text } = slipped(slip);
    expect(
      Object.fromEntries(found.map(({ id, likelySlip }) => [id, likelySlip?.kind ?? ''])),
    ).toEqual(slip[2]);
    for (const { likelySlip } of found) {
      if (!likelySlip || !('shouldBe' in likelySlip)) continue;
      const { cell, shouldBe } = likelySlip;
      expect(`${cell.row}.${cell.column}=${shouldBe}`).toBe(slip[3]);
    }
    expect(text).not.toMatch(/undefined|NaN|null|\{\{|finding\./);
  });

  it('is told as an official reads it', () => {
    const texts = ['shares that are not a hundred', 'one of two rows of the same name'] as const;
    expect(
      texts.map((name) => slipped(SLIPS[name] as Slip).text).join('\n---\n'),
    ).toMatchInlineSnapshot(`
      "1. ❌ Tiếp cận dịch vụ · Chỉ số hài lòng (%) đang ghi 85,44%, nhưng cộng lại được 86,25% (lệch 0,81%).
      Rất hài lòng 38,35% + Hài lòng 47,9% = 86,25%
      👉 Có thể ô “Mức độ trả lời (%) › Hài lòng” bị đảo hai chữ số: đang ghi 47,9%, đúng ra là 47,09%.

      2. ❌ Tiếp cận dịch vụ: 100,82% (Rất hài lòng 38,35% + Hài lòng 47,9% + Bình thường 11,65% + Không hài lòng 2,43% + Rất không hài lòng 0,49%), lẽ ra bằng 100%.
      Điều cần kiểm tra: Năm mức trả lời cộng lại bằng 100%.
      👉 Có thể ô “Hài lòng” bị đảo hai chữ số: đang ghi 47,9%, đúng ra là 47,09%.
      ---
      1. ❌ Giải quyết đúng hạn · Kết quả thống kê đang ghi 46.275, nhưng cộng lại được 46.005 (lệch 270).
      3.1.1. Cấp tỉnh 17.418 + 3.1.2. Cấp xã 28.587 = 46.005
      Điều cần kiểm tra: Mục 3.1 bằng 3.1.1 cộng 3.1.2.
      👉 Có thể ô cùng cột ở dòng “3.1.2. Cấp xã” bị đảo hai chữ số: đang ghi 28.587, đúng ra là 28.857."
    `);
  });
});
