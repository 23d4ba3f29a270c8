import type { AgencyKind, AgencyLevel } from '../core/organisation/agency.ts';
import { isAgencyKind, isAgencyLevel } from '../core/organisation/agency.ts';
import { fold } from '../core/text/fold.ts';
import { dateOf, type LocalDate } from '../core/time/local-date.ts';
import { type Columns, cellOf, columnsOf, listOf } from './columns.ts';
import { parentsFirst } from './parents-first.ts';
import type { RowProblem } from './row-problem.ts';
import type { Table, TableRow } from './table-shape.ts';

export interface AgencyRow {
  line: number;
  code: string;
  name: string;
  /** The name itself where the file gives none. */
  shortName: string;
  aliases: string[];
  level: AgencyLevel;
  kind: AgencyKind;
  parentCode: string | null;
  setCodes: string[];
  validFrom: LocalDate | null;
  validTo: LocalDate | null;
}

export interface SetRow {
  line: number;
  code: string;
  name: string;
  aliases: string[];
}

export type AgenciesResult =
  | { ok: true; agencies: AgencyRow[]; sets: SetRow[] }
  | { ok: false; problems: RowProblem[] };

export interface AgenciesOptions {
  /** Table of the sets, where they stand in a file of their own. */
  sets?: Table;
  /** Codes that exist already and may be referred to. */
  known?: { agencies?: Iterable<string>; sets?: Iterable<string> };
}

const NAMES = {
  type: ['type', 'Kiểu dòng'],
  code: ['code', 'Mã', 'Mã cơ quan', 'Mã đơn vị'],
  name: ['name', 'Tên', 'Tên cơ quan', 'Tên đơn vị', 'Cơ quan, đơn vị', 'Tên nhóm'],
  shortName: ['short_name', 'Tên viết tắt', 'Tên ngắn'],
  aliases: ['aliases', 'Tên khác', 'Tên gọi khác'],
  level: ['level', 'Cấp'],
  kind: ['kind', 'Loại', 'Loại cơ quan'],
  parent: ['parent', 'Trực thuộc', 'Cơ quan cấp trên', 'Mã cấp trên'],
  sets: ['sets', 'Nhóm', 'Mã nhóm'],
  validFrom: ['valid_from', 'Từ ngày'],
  validTo: ['valid_to', 'Đến ngày'],
} as const;
type Field = keyof typeof NAMES;

/** Column names that tell a table of agencies; pass them to `readTable` as `expects`. */
export const AGENCY_HEADERS: readonly string[] = Object.values(NAMES).flat();

const LEVEL_WORDS: ReadonlyMap<string, AgencyLevel> = new Map([
  ['trung uong', 'central'],
  ['tinh', 'province'],
  ['cap tinh', 'province'],
  ['huyen', 'district'],
  ['cap huyen', 'district'],
  ['xa', 'commune'],
  ['cap xa', 'commune'],
]);
const KIND_WORDS: ReadonlyMap<string, AgencyKind> = new Map([
  ['ubnd', 'committee'],
  ['uy ban nhan dan', 'committee'],
  ['co quan chuyen mon', 'specialised'],
  ['don vi su nghiep', 'public_unit'],
  ['don vi su nghiep cong lap', 'public_unit'],
  ['nganh doc', 'vertical'],
  ['khac', 'other'],
]);

/**
 * Reads the organisation: one row an agency (code, name, level, kind, parent's code…), and the sets,
 * either as rows with `type` = `set` or as a table of their own (code, name, aliases). Lists in a cell
 * are separated by `|`; dates are ISO or d/m/yyyy. Agencies come back parents first. All problems
 * are told at once; with any of them nothing is returned.
 */
export function readAgencies(table: Table, options: AgenciesOptions = {}): AgenciesResult {
  const columns = columnsOf(table, NAMES);
  const missing = (['code', 'name', 'level', 'kind'] as const).filter((f) => !columns[f].length);
  if (missing.length > 0) {
    return { ok: false, problems: [{ code: 'missing_columns', columns: missing }] };
  }
  const isSet = (row: TableRow) => ['set', 'nhom'].includes(fold(cellOf(row, columns.type)));
  const problems: RowProblem[] = [];
  const sets = readSets(table.rows.filter(isSet), columns, problems);
  if (options.sets) {
    const own = columnsOf(options.sets, NAMES);
    const absent = (['code', 'name'] as const).filter((field) => own[field].length === 0);
    if (absent.length > 0) problems.push({ code: 'missing_columns', columns: absent });
    else sets.push(...readSets(options.sets.rows, own, problems));
  }
  const agencies = table.rows
    .filter((row) => !isSet(row))
    .flatMap((row) => readAgency(row, columns, problems) ?? []);
  checkUnique(agencies, problems);
  checkUnique(sets, problems);
  checkReferences(agencies, sets, options, problems);
  const ordered = parentsFirst(agencies);
  if (ordered.cycle) {
    const [start = ''] = ordered.cycle;
    const line = agencies.find((agency) => agency.code === start)?.line ?? 0;
    problems.push({ code: 'cycle', line, codes: ordered.cycle });
  }
  if (agencies.length + sets.length === 0 && problems.length === 0)
    problems.push({ code: 'no_rows' });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, agencies: ordered.rows, sets };
}

function readAgency(
  row: TableRow,
  columns: Columns<Field>,
  problems: RowProblem[],
): AgencyRow | null {
  const { line } = row;
  const before = problems.length;
  const code = required(row, columns, 'code', problems);
  const name = required(row, columns, 'name', problems);
  const levelText = required(row, columns, 'level', problems);
  const kindText = required(row, columns, 'kind', problems);
  const level = isAgencyLevel(levelText) ? levelText : LEVEL_WORDS.get(fold(levelText));
  const kind = isAgencyKind(kindText) ? kindText : KIND_WORDS.get(fold(kindText));
  if (levelText !== '' && !level) problems.push({ code: 'unknown_level', line, value: levelText });
  if (kindText !== '' && !kind) problems.push({ code: 'unknown_kind', line, value: kindText });
  const validFrom = readDate(row, columns, 'validFrom', problems);
  const validTo = readDate(row, columns, 'validTo', problems);
  if (validFrom && validTo && validTo < validFrom) problems.push({ code: 'dates_reversed', line });
  if (problems.length > before || !level || !kind) return null;
  const parent = cellOf(row, columns.parent);
  return {
    line,
    code,
    name,
    shortName: cellOf(row, columns.shortName) || name,
    aliases: listOf(cellOf(row, columns.aliases)),
    level,
    kind,
    parentCode: parent === '' ? null : parent,
    setCodes: listOf(cellOf(row, columns.sets)),
    validFrom,
    validTo,
  };
}

function readSets(
  rows: readonly TableRow[],
  columns: Columns<Field>,
  problems: RowProblem[],
): SetRow[] {
  return rows.flatMap((row) => {
    const code = required(row, columns, 'code', problems);
    const name = required(row, columns, 'name', problems);
    const aliases = listOf(cellOf(row, columns.aliases));
    return code && name ? [{ line: row.line, code, name, aliases }] : [];
  });
}

function required(
  row: TableRow,
  columns: Columns<Field>,
  field: Field,
  problems: RowProblem[],
): string {
  const text = cellOf(row, columns[field]);
  if (text === '') problems.push({ code: 'missing_value', line: row.line, column: field });
  return text;
}

function readDate(
  row: TableRow,
  columns: Columns<Field>,
  field: Field,
  problems: RowProblem[],
): LocalDate | null {
  const value = cellOf(row, columns[field]);
  if (value === '') return null;
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(value);
  const [year, month, day] = iso ? iso.slice(1) : (local?.slice(1).reverse() ?? []);
  const date = year ? dateOf(Number(year), Number(month), Number(day)) : null;
  if (date === null) problems.push({ code: 'bad_date', line: row.line, column: field, value });
  return date;
}

function checkUnique(
  rows: readonly { line: number; code: string }[],
  problems: RowProblem[],
): void {
  const lines = new Map<string, number>();
  for (const { line, code } of rows) {
    const firstLine = lines.get(code);
    if (firstLine === undefined) lines.set(code, line);
    else problems.push({ code: 'duplicate_code', line, value: code, firstLine });
  }
}

function checkReferences(
  agencies: readonly AgencyRow[],
  sets: readonly SetRow[],
  options: AgenciesOptions,
  problems: RowProblem[],
): void {
  const codes = new Set([...agencies.map((row) => row.code), ...(options.known?.agencies ?? [])]);
  const setCodes = new Set([...sets.map((row) => row.code), ...(options.known?.sets ?? [])]);
  for (const { line, parentCode, setCodes: memberOf } of agencies) {
    if (parentCode !== null && !codes.has(parentCode)) {
      problems.push({ code: 'parent_not_found', line, value: parentCode });
    }
    for (const value of memberOf) {
      if (!setCodes.has(value)) problems.push({ code: 'set_not_found', line, value });
    }
  }
}
