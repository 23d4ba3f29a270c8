import { isRole, type Role } from '../core/people/role.ts';
import { fold } from '../core/text/fold.ts';
import { type Columns, cellOf, columnsOf } from './columns.ts';
import type { RowProblem } from './row-problem.ts';
import type { Table, TableRow } from './table-shape.ts';

/** One role of one person; a person with two roles has two rows with the same `code`. */
export interface PersonRow {
  line: number;
  /** Key at the next import: the file's id, or name and agency where it gives none. */
  code: string;
  name: string;
  /** Code of the agency. */
  agency: string;
  role: Role;
  /** Both or neither: an account known beforehand. */
  channel: string | null;
  account: string | null;
}

export type PeopleResult =
  | { ok: true; people: PersonRow[] }
  | { ok: false; problems: RowProblem[] };

export interface PeopleOptions {
  /** Codes of the agencies that exist; with it, every row's agency is checked. */
  agencies?: Iterable<string>;
}

const NAMES = {
  id: ['id', 'code', 'Mã', 'Mã người dùng'],
  name: ['name', 'Họ và tên', 'Họ tên', 'Tên'],
  agency: ['agency', 'Mã cơ quan', 'Cơ quan', 'Mã đơn vị', 'Đơn vị'],
  role: ['role', 'Vai trò'],
  channel: ['channel', 'Kênh'],
  account: ['account', 'Tài khoản'],
} as const;
type Field = keyof typeof NAMES;

/** Column names that tell a table of people; pass them to `readTable` as `expects`. */
export const PEOPLE_HEADERS: readonly string[] = Object.values(NAMES).flat();

const ROLE_WORDS: ReadonlyMap<string, Role> = new Map([
  ['dau moi', 'official'],
  ['thu truong', 'head'],
  ['co quan thuong truc', 'coordinator'],
  ['thuong truc cchc', 'coordinator'],
  ['lanh dao', 'leader'],
  ['quan tri', 'admin'],
]);

/** Reads people and their roles. All problems are told at once; with any nothing is returned. */
export function readPeople(table: Table, options: PeopleOptions = {}): PeopleResult {
  const columns = columnsOf(table, NAMES);
  const missing = (['name', 'agency', 'role'] as const).filter((f) => columns[f].length === 0);
  if (missing.length > 0) {
    return { ok: false, problems: [{ code: 'missing_columns', columns: missing }] };
  }
  const problems: RowProblem[] = [];
  const known = options.agencies ? new Set(options.agencies) : null;
  const people = table.rows.flatMap((row) => readPerson(row, columns, known, problems) ?? []);
  checkUnique(people, problems);
  if (people.length === 0 && problems.length === 0) problems.push({ code: 'no_rows' });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, people };
}

function readPerson(
  row: TableRow,
  columns: Columns<Field>,
  known: ReadonlySet<string> | null,
  problems: RowProblem[],
): PersonRow | null {
  const { line } = row;
  const before = problems.length;
  const needed = (column: 'name' | 'agency' | 'role') => {
    const text = cellOf(row, columns[column]);
    if (text === '') problems.push({ code: 'missing_value', line, column });
    return text;
  };
  const name = needed('name');
  const agency = needed('agency');
  const roleText = needed('role');
  const role = isRole(roleText) ? roleText : ROLE_WORDS.get(fold(roleText));
  if (roleText !== '' && !role) problems.push({ code: 'unknown_role', line, value: roleText });
  if (agency !== '' && known && !known.has(agency)) {
    problems.push({ code: 'agency_not_found', line, value: agency });
  }
  const channel = cellOf(row, columns.channel) || null;
  const account = cellOf(row, columns.account) || null;
  if (account !== null && channel === null) {
    problems.push({ code: 'missing_value', line, column: 'channel' });
  }
  if (problems.length > before || !role) return null;
  const id = cellOf(row, columns.id) || `${fold(name)} @ ${agency}`;
  return {
    line,
    code: id,
    name,
    agency,
    role,
    channel: account === null ? null : channel,
    account,
  };
}

/** An id may return with another role or agency, but not with another name; an account has one owner. */
function checkUnique(people: readonly PersonRow[], problems: RowProblem[]): void {
  const byCode = new Map<string, PersonRow>();
  const roles = new Map<string, PersonRow>();
  const owners = new Map<string, PersonRow>();
  for (const person of people) {
    const { line, code, channel, account } = person;
    const role = JSON.stringify([code, person.agency, person.role]);
    const other = byCode.get(code);
    const clash = other && other.name !== person.name ? other : roles.get(role);
    if (clash) problems.push({ code: 'duplicate_code', line, value: code, firstLine: clash.line });
    byCode.set(code, other ?? person);
    roles.set(role, roles.get(role) ?? person);
    if (account === null) continue;
    const key = JSON.stringify([channel, account]);
    const owner = owners.get(key);
    if (owner && owner.code !== code) {
      problems.push({ code: 'duplicate_account', line, value: account, firstLine: owner.line });
    }
    owners.set(key, owner ?? person);
  }
}
