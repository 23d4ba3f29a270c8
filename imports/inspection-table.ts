import { parseVietnameseDate } from '../core/documents/vietnamese-date.ts';
import type { InspectionForm } from '../core/inspections/occurrence.ts';
import { type LocalDate, localDate } from '../core/time/local-date.ts';
import { type Columns, cellOf, columnsOf, listOf } from './columns.ts';
import { formNamed, type InspectionProblem, type PaperAgency } from './inspection.ts';
import type { Table, TableRow } from './table-shape.ts';

const NAMES = {
  number: ['no', 'STT', 'TT', 'Số TT', 'Số thứ tự'],
  agency: [
    'name_corrected',
    'name_verbatim',
    'agency',
    'Tên cơ quan',
    'Cơ quan',
    'Cơ quan, đơn vị',
    'Đơn vị',
    'Cơ quan được kiểm tra',
    'Đơn vị được kiểm tra',
  ],
  form: ['form', 'Hình thức kiểm tra', 'Hình thức'],
  dossier: ['Thông qua hồ sơ, báo cáo', 'Qua hồ sơ, báo cáo', 'Qua hồ sơ', 'Hồ sơ'],
  onSite: ['Trực tiếp tại trụ sở cơ quan', 'Trực tiếp tại trụ sở', 'Trực tiếp'],
  from: ['window_from', 'from', 'Từ ngày', 'Ngày bắt đầu'],
  to: ['window_to', 'to', 'Đến ngày', 'Ngày kết thúc'],
  visitOn: ['visit_on', 'Ngày kiểm tra', 'Ngày làm việc'],
  covers: ['covers', 'Các đơn vị chung hệ thống'],
  note: ['note', 'Ghi chú'],
} as const;
type Field = keyof typeof NAMES;

/** Column names that tell a list of inspected agencies; pass them to `readTable` as `expects`. */
export const INSPECTION_HEADERS: readonly string[] = Object.values(NAMES).flat();

export type InspectionListResult =
  | { ok: true; agencies: PaperAgency[] }
  | { ok: false; problem: InspectionProblem };

/**
 * Reads a list of agencies to inspect: number, name, form (in words, or a mark in one of two
 * columns) and window. Headings between the lines bear no number and are left out.
 */
export function readInspectionList(table: Table, reference: LocalDate): InspectionListResult {
  const columns = columnsOf(table, NAMES);
  if (columns.agency.length === 0) {
    const problem = { code: 'missing_columns' as const, columns: ['agency'], header: table.header };
    return { ok: false, problem };
  }
  const agencies: PaperAgency[] = [];
  for (const row of table.rows) {
    const number = cellOf(row, columns.number);
    const name = cellOf(row, columns.agency).replace(/\s+/g, ' ');
    if (name === '' || (columns.number.length > 0 && !/^\d+\.?$/.test(number))) continue;
    const read: Record<'from' | 'to' | 'visitOn', LocalDate | null> = { ...NO_DATES };
    for (const field of ['from', 'to', 'visitOn'] as const) {
      const value = cellOf(row, columns[field]);
      read[field] = value === '' ? null : dayOf(value, reference);
      if (value !== '' && read[field] === null) {
        return { ok: false, problem: { code: 'bad_date', line: row.line, value } };
      }
    }
    if (read.from && read.to && read.to < read.from) {
      const words = `${cellOf(row, columns.from)} – ${cellOf(row, columns.to)}`;
      return { ok: false, problem: { code: 'dates_reversed', words } };
    }
    agencies.push({
      line: row.line,
      number: number.replace(/\.$/, '') || String(agencies.length + 1),
      names: namesIn(name),
      form: formOf(row, columns),
      ...read,
      covers: [...coversIn(name), ...listOf(cellOf(row, columns.covers))],
      note: cellOf(row, columns.note),
    });
  }
  return agencies.length > 0
    ? { ok: true, agencies }
    : { ok: false, problem: { code: 'no_agencies' } };
}

const NO_DATES = { from: null, to: null, visitOn: null };

/** The words of a form, or the column that bears a mark; both marked is no form. */
function formOf(row: TableRow, columns: Columns<Field>): InspectionForm | null {
  const words = cellOf(row, columns.form);
  if (words !== '') return formNamed(words);
  const dossier = cellOf(row, columns.dossier) !== '';
  const onSite = cellOf(row, columns.onSite) !== '';
  if (dossier === onSite) return null;
  return dossier ? 'dossier' : 'on_site';
}

/** "UBND huyện X (gồm các cơ quan …)": the whole, then without the remark. */
function namesIn(name: string): string[] {
  const bare = name.replace(/\s*\([^)]*\)/g, '').trim();
  return bare === name || bare === '' ? [name] : [bare, name];
}

/** The bodies a remark lists: "(gồm …: Văn phòng; Phòng Nội vụ)". */
function coversIn(name: string): string[] {
  const [, remark] = /\([^:()]*:([^)]*)\)/.exec(name) ?? [];
  return (remark ?? '')
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function dayOf(value: string, reference: LocalDate): LocalDate | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) {
    try {
      return localDate(value);
    } catch {
      return null;
    }
  }
  return parseVietnameseDate(value, { reference });
}
