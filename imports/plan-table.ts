import type { PlanRow } from '../core/plan/plan-row.ts';
import { splitProducts } from '../core/plan/split-products.ts';
import { fold } from '../core/text/fold.ts';
import { type Columns, cellOf, columnsOf, fieldsOf, listOf } from './columns.ts';
import { assembleRows, type RawRow } from './plan-layout.ts';
import type { Table, TableRow } from './table-shape.ts';

export type PlanTableProblem =
  /** `columns`: the fields nothing in the header stands for. `header`: what it does have. */
  | { code: 'missing_columns'; columns: ('task' | 'lead' | 'time')[]; header: string[] }
  | { code: 'no_rows' };

export type PlanTableResult =
  | { ok: true; rows: PlanRow[] }
  | { ok: false; problem: PlanTableProblem };

const NAMES = {
  areaNo: ['area_no'],
  area: [
    'area_corrected',
    'area_verbatim',
    'area',
    'Nhiệm vụ chung',
    'Lĩnh vực',
    'Lĩnh vực cải cách hành chính',
    'Nội dung cải cách',
    'Nội dung cải cách hành chính',
  ],
  number: ['no', 'STT', 'TT', 'Số TT', 'Số thứ tự'],
  task: [
    'task_corrected',
    'task_verbatim',
    'task',
    'Nhiệm vụ cụ thể',
    'Nhiệm vụ',
    'Tên nhiệm vụ',
    'Nội dung nhiệm vụ',
    'Nội dung công việc',
    'Nội dung thực hiện',
    'Nhiệm vụ, công việc',
    'Công việc',
    'Nội dung',
  ],
  taskVerbatim: ['task_verbatim'],
  productList: ['products_split', 'products'],
  product: [
    'products_verbatim',
    'Sản phẩm',
    'Sản phẩm đầu ra',
    'Sản phẩm dự kiến',
    'Sản phẩm, kết quả',
    'Kết quả, sản phẩm',
    'Kết quả',
  ],
  lead: [
    'lead_corrected',
    'lead_verbatim',
    'lead',
    'Cơ quan chủ trì',
    'Đơn vị chủ trì',
    'Cơ quan, đơn vị chủ trì',
    'Chủ trì',
    'Cơ quan thực hiện',
    'Đơn vị thực hiện',
  ],
  coordinating: [
    'coordinating_corrected',
    'coordinating_verbatim',
    'coordinating',
    'Cơ quan phối hợp',
    'Đơn vị phối hợp',
    'Cơ quan, đơn vị phối hợp',
    'Phối hợp',
  ],
  time: [
    'time_split',
    'time_verbatim',
    'time',
    'Thời gian thực hiện',
    'Thời gian',
    'Thời hạn',
    'Thời hạn hoàn thành',
    'Thời gian hoàn thành',
    'Tiến độ',
  ],
  heading: ['is_heading'],
} as const;
type Field = keyof typeof NAMES;

/** Column names that tell a plan's annex; pass them to `readTable` as `expects`. */
export const PLAN_HEADERS: readonly string[] = Object.values(NAMES).flat();

/** Words that give a column away when its whole name is none of the known ones. */
const CONTAINED: readonly [Field, string][] = [
  ['lead', 'chu tri'],
  ['coordinating', 'phoi hop'],
  ['product', 'san pham'],
  ['time', 'thoi gian'],
  ['time', 'thoi han'],
];

/**
 * Maps the columns of a plan: those of the data files (`area_no`, `task_corrected`, `products_split`…)
 * or those of a printed annex (STT, Nhiệm vụ chung, Nhiệm vụ cụ thể, Sản phẩm, Cơ quan chủ trì, Cơ
 * quan phối hợp, Thời gian thực hiện). A corrected cell goes before a verbatim one.
 */
export function readPlanRows(table: Table): PlanTableResult {
  const columns = withContained(table, columnsOf(table, NAMES));
  const missing = (['task', 'lead', 'time'] as const).filter((f) => columns[f].length === 0);
  if (missing.length > 0) {
    return {
      ok: false,
      problem: { code: 'missing_columns', columns: missing, header: table.header },
    };
  }
  const raw = table.rows.map((row) => rawRow(row, columns));
  const rows = assembleRows(raw, { areaColumn: columns.area.length > 0 });
  return rows.length > 0 ? { ok: true, rows } : { ok: false, problem: { code: 'no_rows' } };
}

function rawRow(row: TableRow, columns: Columns<Field>): RawRow {
  const list = listOf(cellOf(row, columns.productList));
  const flag = cellOf(row, columns.heading);
  return {
    line: row.line,
    areaNo: cellOf(row, columns.areaNo),
    area: oneLine(cellOf(row, columns.area)),
    number: cellOf(row, columns.number),
    task: oneLine(cellOf(row, columns.task)),
    taskVerbatim: oneLine(cellOf(row, columns.taskVerbatim)) || null,
    products: list.length > 0 ? list : splitProducts(cellOf(row, columns.product)),
    leads: cellOf(row, columns.lead),
    coordinating: cellOf(row, columns.coordinating),
    times: cellOf(row, columns.time),
    heading: flag === '' ? null : flag === '1' || fold(flag) === 'true',
  };
}

function withContained(table: Table, columns: Columns<Field>): Columns<Field> {
  const found: Record<Field, readonly string[]> = { ...columns };
  const taken = new Set(fieldsOf(NAMES).flatMap((field) => columns[field]));
  for (const [field, words] of CONTAINED) {
    if (found[field].length > 0) continue;
    const header = table.header.find((name) => !taken.has(name) && fold(name).includes(words));
    if (header === undefined) continue;
    found[field] = [header];
    taken.add(header);
  }
  return found;
}

function oneLine(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}
