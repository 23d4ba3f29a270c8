import { cellAt, numberIn } from '../../core/indicators/cells.ts';
import { rowsOf } from '../../core/indicators/rows.ts';
import { formatNumber } from '../../core/numbers/vietnamese.ts';
import type { Consolidated, ConsolidatedForm } from '../../core/reports/consolidated.ts';
import type { ReportBlock, ReportSection } from '../report-document.ts';
import { missingWords } from './figure-notes.ts';
import { coverage } from './figure-table.ts';
import { filledTitle, share } from './words.ts';

/** Columns by which a form is known to count dossiers, whatever it is called. */
const DOSSIERS = [
  'received_carried_over',
  'received_new',
  'agreed_early',
  'agreed_on_time',
  'agreed_late',
  'refused_early',
  'refused_on_time',
  'refused_late',
  'cancelled',
] as const;

type Key = (typeof DOSSIERS)[number] | 'received_total' | 'in_progress_total';

export function countsDossiers({ form }: ConsolidatedForm): boolean {
  const keys = new Set(form.columns.map(({ key }) => key));
  return ['received_total', 'in_progress_total', ...DOSSIERS].every((key) => keys.has(key));
}

/** The totals of a form of dossiers in sentences, as annual reports tell them. */
export function dossierSection(
  filled: ConsolidatedForm,
  values: Pick<Consolidated, 'period' | 'body'>,
): ReportSection {
  const { name, title } = filled.form.definition;
  const [first = '', ...rest] = filledTitle(title, values).replace(/^thống kê\s+/i, '');
  return {
    title: first.toLocaleUpperCase('vi') + rest.join(''),
    blocks: [
      ...sentences(filled).map((text): ReportBlock => ({ kind: 'paragraph', text })),
      ...missingBlocks(filled),
      { kind: 'paragraph', text: `(Chi tiết tại ${name} kèm theo)` },
    ],
    sections: [],
  };
}

function sentences(filled: ConsolidatedForm): string[] {
  const { form, cells, rows } = filled;
  const lines = rowsOf(form, cells, rows);
  const total =
    lines.findLast(({ sumOf }) => sumOf !== null) ?? (lines.length === 1 ? lines[0] : null);
  const number = (key: Key) => (total ? numberIn(cellAt(cells, total.key, key)) : null) ?? 0;
  const received = total ? numberIn(cellAt(cells, total.key, 'received_total')) : null;
  if (received === null) return [];
  const early = number('agreed_early') + number('refused_early');
  const onTime = number('agreed_on_time') + number('refused_on_time');
  const late = number('agreed_late') + number('refused_late');
  const refused = number('refused_early') + number('refused_on_time') + number('refused_late');
  const resolved = early + onTime + late;
  const of = (count: number, whole: number) =>
    `${formatNumber(count)} hồ sơ${whole > 0 ? `, chiếm ${share(count, whole)}` : ''}`;
  const known = coverage(filled);
  return [
    `Tổng số hồ sơ đã tiếp nhận: ${formatNumber(received)} hồ sơ (kỳ trước chuyển sang ${formatNumber(number('received_carried_over'))}, nhận trong kỳ ${formatNumber(number('received_new'))})${known ? `, theo số liệu của ${known}` : ''}.`,
    `- Tổng số hồ sơ đã giải quyết: ${of(resolved, received)}, trong đó:`,
    `+ Giải quyết sớm hạn: ${of(early, resolved)};`,
    `+ Giải quyết đúng hạn: ${of(onTime, resolved)};`,
    `+ Giải quyết trễ hạn: ${of(late, resolved)};`,
    `+ Từ chối giải quyết (đã tính trong các số trên): ${of(refused, resolved)}.`,
    ...(resolved > 0
      ? [`- Tỷ lệ giải quyết sớm hạn và đúng hạn: ${share(early + onTime, resolved)}.`]
      : []),
    `- Tổng số hồ sơ đang giải quyết: ${of(number('in_progress_total'), received)}.`,
    `- Tổng số hồ sơ hủy: ${of(number('cancelled'), received)}.`,
  ];
}

function missingBlocks(filled: ConsolidatedForm): ReportBlock[] {
  const { missing, included } = filled;
  if (missing.length === 0) return [];
  const text =
    included.length === 0
      ? `Chưa có số liệu của đơn vị nào: ${missingWords(missing)}.`
      : `Các số trên chưa gồm số liệu của ${missing.length} đơn vị: ${missingWords(missing)}.`;
  const open = { open: 'bổ sung khi có đủ số liệu' };
  return [{ kind: 'paragraph', text: [`${text} `, open] }];
}
