import { readNumber } from '../core/numbers/read-number.ts';
import type { PrintedLine } from '../core/scoring/criteria.ts';
import { cellOf, columnsOf } from './columns.ts';
import type { Table } from './table-shape.ts';

const NAMES = {
  number: ['STT', 'TT', 'Số TT', 'Số thứ tự', 'Mã', 'number'],
  title: [
    'Tiêu chí',
    'Tiêu chí/Tiêu chí thành phần',
    'Tiêu chí, tiêu chí thành phần',
    'Lĩnh vực/Tiêu chí',
    'Lĩnh vực/Tiêu chí/Tiêu chí thành phần',
    'Lĩnh vực, tiêu chí',
    'Nội dung',
    'Nội dung tiêu chí',
    'Nội dung đánh giá',
    'Nội dung chấm điểm',
    'title',
  ],
  max: [
    'Điểm tối đa',
    'Điểm chuẩn',
    'Thang điểm',
    'Điểm',
    'Số điểm tối đa',
    'Điểm đánh giá tối đa',
    'max',
  ],
  evidence: [
    'Tài liệu kiểm chứng',
    'Tài liệu minh chứng',
    'Tài liệu chứng minh',
    'Minh chứng',
    'Hồ sơ minh chứng',
    'Hồ sơ, tài liệu kiểm chứng',
    'Tài liệu kiểm chứng/giải trình',
    'evidence',
  ],
} as const;

/** Column names that tell a list of criteria; pass them to `readTable` as `expects`. */
export const SCORING_HEADERS: readonly string[] = Object.values(NAMES).flat();

export type CriteriaProblem =
  | { code: 'missing_columns'; columns: string[]; header: string[] }
  /** Points that are no number from 0 on. */
  | { code: 'bad_points'; line: number; value: string }
  | { code: 'no_criteria' };

export type CriteriaResult =
  | { ok: true; lines: PrintedLine[] }
  | { ok: false; problem: CriteriaProblem };

/** Reads a list of criteria: number, words, points at most, what proves them. */
export function readCriteria(table: Table): CriteriaResult {
  const columns = columnsOf(table, NAMES);
  const missing = (['title', 'max'] as const).filter((field) => columns[field].length === 0);
  if (missing.length > 0) {
    return {
      ok: false,
      problem: { code: 'missing_columns', columns: missing, header: table.header },
    };
  }
  const lines: PrintedLine[] = [];
  for (const row of table.rows) {
    const title = cellOf(row, columns.title).replace(/\s+/g, ' ');
    const number = cellOf(row, columns.number);
    const value = cellOf(row, columns.max);
    if (title === '' && number === '') continue;
    const max = pointsOf(value);
    if (max === undefined) {
      return { ok: false, problem: { code: 'bad_points', line: row.line, value } };
    }
    lines.push({ line: row.line, number, title, max, evidence: cellOf(row, columns.evidence) });
  }
  return lines.some(({ max }) => max !== null)
    ? { ok: true, lines }
    : { ok: false, problem: { code: 'no_criteria' } };
}

/** Null for none; undefined for what cannot be read. */
function pointsOf(value: string): number | null | undefined {
  const bare = value.replace(/\s*(?:điểm|đ)\.?$/iu, '').trim();
  if (/^[-–—]?$/.test(bare)) return null;
  const read = readNumber(bare, 'decimal');
  return read.ok ? read.value : undefined;
}
