import { parseVietnameseDate } from '../core/documents/vietnamese-date.ts';
import { fold } from '../core/text/fold.ts';
import { type LocalDate, localDate } from '../core/time/local-date.ts';
import { cellOf, columnsOf } from './columns.ts';
import type { RowProblem } from './row-problem.ts';
import type { Table } from './table-shape.ts';

/** A day the office works or rests against the public calendar. */
export interface CalendarRow {
  day: LocalDate;
  kind: 'off' | 'working';
  note: string;
}

export type CalendarResult =
  | { ok: true; days: CalendarRow[] }
  | { ok: false; problems: RowProblem[] };

const NAMES = {
  day: ['day', 'date', 'Ngày'],
  kind: ['kind', 'Loại'],
  note: ['note', 'Ghi chú'],
} as const;

/** Column names that tell a table of days; pass them to `readTable` as `expects`. */
export const CALENDAR_HEADERS: readonly string[] = Object.values(NAMES).flat();

const KINDS: ReadonlyMap<string, CalendarRow['kind']> = new Map([
  ['off', 'off'],
  ['nghi', 'off'],
  ['working', 'working'],
  ['lam bu', 'working'],
  ['lam viec', 'working'],
]);

/** Reads days off and worked. All problems are told at once; with any nothing is returned. */
export function readCalendarDays(table: Table): CalendarResult {
  const columns = columnsOf(table, NAMES);
  const missing = (['day', 'kind'] as const).filter((field) => columns[field].length === 0);
  if (missing.length > 0) {
    return { ok: false, problems: [{ code: 'missing_columns', columns: missing }] };
  }
  const problems: RowProblem[] = [];
  const days = new Map<LocalDate, CalendarRow>();
  for (const row of table.rows) {
    const typed = cellOf(row, columns.day);
    const word = cellOf(row, columns.kind);
    const day = dayOf(typed);
    const kind = KINDS.get(fold(word));
    const { line } = row;
    if (!day) problems.push({ code: 'bad_date', line, column: 'day', value: typed });
    if (!kind) problems.push({ code: 'unknown_kind', line, value: word });
    if (day && kind) days.set(day, { day, kind, note: cellOf(row, columns.note) });
  }
  if (problems.length === 0 && days.size === 0) problems.push({ code: 'no_rows' });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, days: [...days.values()] };
}

/** A day with its year: a file is read on any day. */
function dayOf(text: string): LocalDate | null {
  return /\d{4}/.test(text)
    ? parseVietnameseDate(text, { reference: localDate('2026-01-01') })
    : null;
}
