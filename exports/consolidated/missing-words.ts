import type { MissingWhy } from '../../core/reports/consolidated.ts';

/** Why an agency's figures are not there, as printed behind its name. */
export const WHY_WORDS: Record<MissingWhy, string> = {
  not_sent: 'chưa gửi',
  returned: 'đã trả lại để sửa',
  without_figures: 'không kèm số liệu',
};
