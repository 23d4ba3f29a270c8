import { describe, expect, it } from 'vitest';
import { checkForm } from '../../../core/indicators/check-form.ts';
import type { Finding } from '../../../core/indicators/finding.ts';
import { appendix } from './appendices.ts';

function findingsOf(number: number): Finding[] {
  const { form, cells, agencies } = appendix(number);
  return checkForm(form, cells, { rowAgencies: agencies });
}

/**
 * The slips of appendix 6, added up by hand. a1 Ba Cụm Nam … a6 Sơn Bình … a8 Thành Sơn. All other
 * sums of its rows and columns agree.
 */
const slipsOfAppendix6 = [
  // Ba Cụm Nam: agreed 982 + refused 2 + in progress 0 + cancelled 0 = 984, received 986.
  ['outcomes', 986, 984, 'a1.received_total'],
  // Sơn Bình: carried over 7 + new 1551 = 1558, received 1594.
  ['computed.received_total', 1594, 1558, 'a6.received_total'],
  // Sơn Bình: early 1525 + on time 0 + late 1 = 1526, agreed 1562 (the digits 2 and 6 crossed).
  ['computed.agreed_total', 1562, 1526, 'a6.agreed_total'],
  // Sơn Bình: within time 7 + 0 + clock stopped 0 = 7, in progress 8.
  ['computed.in_progress_total', 8, 7, 'a6.in_progress_total'],
  // Total row: 98 + 7814 = 7912, received 9124.
  ['computed.received_total', 9124, 7912, 'total.received_total'],
  // Total row: 8943 + 0 + 21 = 8964, agreed 9000.
  ['computed.agreed_total', 9000, 8964, 'total.agreed_total'],
  // Total row: 32 + 0 + 4 = 36, in progress 33.
  ['computed.in_progress_total', 33, 36, 'total.in_progress_total'],
  // 983 + 1176 + 643 + 1579 + 831 + 1551 + 1325 + 902 = 8990; without Ba Cụm Bắc's 1.176: 7814.
  ['sum.total', 7814, 8990, 'total.received_new'],
  // 0 + 5 + 5 + 4 + 1 + 8 + 6 + 2 = 31.
  ['sum.total', 33, 31, 'total.in_progress_total'],
  // 0 + 5 + 5 + 4 + 1 + 7 + 6 + 2 = 30.
  ['sum.total', 32, 30, 'total.in_progress_within_time'],
  // No commune has a figure under "Dừng tính".
  ['sum.total', 4, 0, 'total.in_progress_clock_stopped'],
];

describe('the printed figures of Khánh Sơn 2019', () => {
  it.each([1, 2, 3, 4, 5])('appendix %d agrees throughout', (number) => {
    expect(findingsOf(number)).toEqual([]);
  });

  it('appendix 6: every slip is reported with its cell, and nothing that is right', () => {
    const found = findingsOf(6).map(({ check, stated, expected, cells: [cell] }) => {
      return [check, stated, expected, `${cell?.row}.${cell?.column}`];
    });
    expect(found.sort()).toEqual([...slipsOfAppendix6].sort());
  });

  it('appendix 6: the causes are found behind them', () => {
    const causes = Object.fromEntries(
      findingsOf(6).map(({ id, likelySlip: slip }) => {
        if (!slip || !('cell' in slip)) return [id, slip];
        const { kind, cell, shouldBe } = slip;
        const other = 'other' in slip ? [slip.other.row] : [];
        return [id, [kind, `${cell.row}.${cell.column}`, shouldBe, ...other]];
      }),
    );
    const crossed = ['transposed_digits', 'a6.agreed_total', 1526];
    const forgotten = ['left_blank', 'a1.in_progress_within_time', 2];
    const stopped = ['digit_wrong', 'total.in_progress_clock_stopped', 1];
    expect(causes).toEqual({
      'computed.agreed_total@a6': crossed,
      // 1526 + 5 + 8 + 19 = 1558 = 7 + 1551: the received total was made from the wrong figure.
      'computed.received_total@a6': crossed,
      'computed.agreed_total@total': crossed,
      'outcomes@a1': forgotten,
      'sum.total@in_progress_total': forgotten,
      'sum.total@in_progress_within_time': forgotten,
      'computed.in_progress_total@a6': ['left_blank', 'a6.in_progress_clock_stopped', 1],
      'computed.in_progress_total@total': stopped,
      'sum.total@in_progress_clock_stopped': stopped,
      'sum.total@received_new': ['left_out', 'total.received_new', 8990, 'a2'],
      'computed.received_total@total': {
        kind: 'follows',
        findings: ['computed.received_total@a6', 'sum.total@received_new'],
      },
    });
  });

  it('names the cells for people', () => {
    const finding = findingsOf(6).find(({ id }) => id === 'computed.agreed_total@a6');
    expect(finding?.cells.map(({ rowLabel }) => rowLabel)).toEqual(
      Array(4).fill('UBND xã Sơn Bình'),
    );
    expect(
      finding?.cells.map(({ columnLabel, value }) => [columnLabel.join(' / '), value]),
    ).toEqual([
      ['Hồ sơ đã giải quyết / Đồng ý giải quyết / Tổng số', 1562],
      ['Hồ sơ đã giải quyết / Đồng ý giải quyết / Sớm hạn', 1525],
      ['Hồ sơ đã giải quyết / Đồng ý giải quyết / Đúng hạn', null],
      ['Hồ sơ đã giải quyết / Đồng ý giải quyết / Trễ hạn', 1],
    ]);
  });
});
