import { z } from 'zod';
import { readNumber } from '../core/numbers/read-number.ts';
import { isOperator, OPERATORS, type Operator, readMeasure } from '../core/summary/targets.ts';
import { type Columns, cellOf, columnsOf } from './columns.ts';
import { type InvalidJson, invalidJson, type JsonProblem, readJson } from './json-source.ts';
import type { Table } from './table-shape.ts';

/** A figure a plan wants reached, as a file gives it. */
export interface TargetRow {
  code: string;
  name: string;
  operator: Operator;
  value: number;
  unit: string;
  of: string;
  owner: string;
  verbatim: string;
  /** "form: formula", see `readMeasure`. */
  measure: string | null;
}

/** The plan that sets them, as far as the file says. */
export interface TargetPaper {
  number: string | null;
  year: number | null;
}

export type TargetProblem =
  | JsonProblem
  | InvalidJson
  | { code: 'missing_columns'; columns: string[] }
  | { code: 'no_rows' }
  | {
      code: 'missing_value' | 'bad_operator' | 'bad_number' | 'bad_measure';
      line: number;
      value: string;
    }
  | { code: 'duplicate_code'; line: number; value: string };

export type TargetsResult =
  | { ok: true; paper: TargetPaper; targets: TargetRow[] }
  | { ok: false; problems: TargetProblem[] };

const text = z.string().trim().min(1);
const words = z
  .string()
  .trim()
  .nullish()
  .transform((value) => value ?? '');
const schema = z.object({
  document: z.object({ number: text, date: z.string().regex(/^\d{4}-\d\d-\d\d$/) }).partial(),
  targets: z
    .array(
      z.object({
        code: text,
        name: text,
        operator: z.enum(OPERATORS),
        value: z.number(),
        unit: text,
        of: words,
        owner_in_document: words,
        verbatim: words,
        measure: z
          .string()
          .refine((value) => readMeasure(value) !== null, 'not "form: formula"')
          .nullish()
          .transform((value) => value ?? null),
      }),
    )
    .min(1),
});

/** Reads targets from a JSON file. Never throws for what the file contains. */
export async function readTargetsJson(file: string): Promise<TargetsResult> {
  const read = await readJson(file);
  if (!read.ok) return refuse(read.problem);
  const parsed = schema.safeParse(read.json);
  if (!parsed.success) return refuse(invalidJson(parsed.error));
  const { document, targets } = parsed.data;
  const rows = targets.map(({ owner_in_document: owner, ...target }) => ({ ...target, owner }));
  const repeated = repeatedCode(rows.map((row, index) => ({ ...row, line: index + 1 })));
  if (repeated) return refuse(repeated);
  const year = document.date === undefined ? null : Number(document.date.slice(0, 4));
  return { ok: true, paper: { number: document.number ?? null, year }, targets: rows };
}

const NAMES = {
  code: ['code', 'Mã', 'Mã chỉ tiêu'],
  name: ['name', 'Chỉ tiêu', 'Tên chỉ tiêu'],
  operator: ['operator', 'So sánh', 'Dấu'],
  value: ['value', 'Giá trị', 'Mức', 'Kế hoạch giao'],
  unit: ['unit', 'Đơn vị tính'],
  of: ['of', 'Tính trên'],
  owner: ['owner', 'Cơ quan chủ trì', 'Đơn vị chủ trì'],
  verbatim: ['verbatim', 'Nguyên văn'],
  measure: ['measure', 'Nguồn số liệu'],
} as const;

/** Column names that tell a table of targets; pass them to `readTable` as `expects`. */
export const TARGET_HEADERS: readonly string[] = Object.values(NAMES).flat();

/** Reads targets from a table: code, name, operator (≥, >, ≤, <, =), value, unit and the rest. */
export function readTargetsTable(table: Table): TargetsResult {
  const columns = columnsOf(table, NAMES);
  const needed = ['code', 'name', 'operator', 'value', 'unit'] as const;
  const missing = needed.filter((field) => columns[field].length === 0);
  if (missing.length > 0) return refuse({ code: 'missing_columns', columns: [...missing] });
  if (table.rows.length === 0) return refuse({ code: 'no_rows' });
  const problems: TargetProblem[] = [];
  const targets = table.rows.flatMap((row) => readRow(row, columns, problems) ?? []);
  const repeated = repeatedCode(targets);
  if (repeated) problems.push(repeated);
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    paper: { number: null, year: null },
    targets: targets.map(({ line: _, ...target }) => target),
  };
}

function readRow(
  row: Table['rows'][number],
  columns: Columns<keyof typeof NAMES>,
  problems: TargetProblem[],
): (TargetRow & { line: number }) | null {
  const { line } = row;
  const of = (field: keyof typeof NAMES) => cellOf(row, columns[field]);
  const [code, name, unit] = [of('code'), of('name'), of('unit')];
  const empty = (['code', 'name', 'unit'] as const).find((field) => of(field) === '');
  const operator = of('operator').replace('≥', '>=').replace('≤', '<=');
  const number = readNumber(of('value'), unit === '%' ? 'percent' : 'decimal');
  const measure = of('measure') === '' ? null : of('measure');
  if (empty) problems.push({ code: 'missing_value', line, value: empty });
  if (!isOperator(operator)) problems.push({ code: 'bad_operator', line, value: operator });
  if (!number.ok) problems.push({ code: 'bad_number', line, value: of('value') });
  const unclear = measure !== null && readMeasure(measure) === null;
  if (unclear) problems.push({ code: 'bad_measure', line, value: measure });
  if (empty || unclear || !isOperator(operator) || !number.ok) return null;
  const { value } = number;
  const rest = { of: of('of'), owner: of('owner'), verbatim: of('verbatim'), measure };
  return { line, code, name, operator, value, unit, ...rest };
}

function repeatedCode(rows: readonly { code: string; line: number }[]): TargetProblem | null {
  const seen = new Set<string>();
  for (const { code, line } of rows) {
    if (seen.has(code)) return { code: 'duplicate_code', line, value: code };
    seen.add(code);
  }
  return null;
}

function refuse(problem: TargetProblem): TargetsResult {
  return { ok: false, problems: [problem] };
}
