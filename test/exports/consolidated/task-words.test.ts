import { describe, expect, it } from 'vitest';
import { noteWords, statusWords } from '../../../exports/consolidated/task-words.ts';
import { at } from '../../support/vietnam.ts';
import { blocked, done, item, late, today } from '../fixtures/consolidated.ts';

describe('the words of a task', () => {
  const moment = { now: at('2019-11-27'), today };

  it.each([
    [[done], 'Đã hoàn thành', '24/QĐ-UBND ngày 11/01/2019'],
    [[late], 'Chưa triển khai,\nquá hạn 7 ngày', ''],
    [
      [blocked],
      'Đang vướng mắc',
      'Lý do: chưa có hướng dẫn\nNơi tháo gỡ: cấp tỉnh (UBND tỉnh, sở, ngành)',
    ],
    [[item({ state: 'in_progress', percent: 60 })], 'Đang thực hiện 60%', ''],
    [
      [done, { ...late, agency: 'Xã A' }],
      'Đã hoàn thành 1/2 đơn vị;\nquá hạn 1 đơn vị',
      '24/QĐ-UBND ngày 11/01/2019 (Phòng Tư pháp)\nQuá hạn: Xã A (7 ngày)',
    ],
    [[], '', ''],
  ])('%#', (items, status, note) => {
    expect(statusWords(items, moment)).toBe(status);
    expect(noteWords(items, moment)).toBe(note);
  });
});
