import type { IndicatorForm } from '../../../core/indicators/form.ts';
import { loadForm } from '../../../core/indicators/load-form.ts';

/** A small form with every kind of column; parts of it can be replaced. */
export const sampleDefinition = {
  code: 'sample',
  version: 1,
  name: 'Biểu mẫu',
  title: 'Kết quả năm {year}',
  numberLabel: 'TT',
  rows: {
    kind: 'fixed',
    label: 'Lĩnh vực',
    items: [
      { key: 'all', label: 'Tổng cộng', sumOf: 'items' },
      { key: 'land', number: '1', label: 'Đất đai' },
      { key: 'health', number: '2', label: 'Y tế' },
    ],
  },
  columns: [
    { key: 'done', label: 'Đã giải quyết', kind: 'integer', blank: 'zero' },
    {
      label: 'Trong đó',
      columns: [
        { key: 'on_time', label: 'Đúng hạn', kind: 'integer', blank: 'zero' },
        {
          key: 'rate',
          label: 'Tỷ lệ',
          kind: 'percent',
          computed: 'percent(on_time, done)',
          max: 100,
        },
      ],
    },
    { key: 'cost', label: 'Chi phí', kind: 'decimal', blank: 'unknown', unit: 'triệu đồng' },
    { key: 'note', label: 'Ghi chú', kind: 'text' },
  ],
  checks: [{ id: 'part', severity: 'error', expression: 'on_time <= done' }],
};

export function sampleForm(changes: Partial<Record<string, unknown>> = {}): IndicatorForm {
  const result = loadForm({ ...sampleDefinition, ...changes });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.form;
}
