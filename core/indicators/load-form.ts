import {
  type CheckDefinition,
  type ColumnDefinition,
  definitionSchema,
  type FormDefinition,
  isGroup,
  type LeafDefinition,
} from './definition.ts';
import { referencesIn } from './expression.ts';
import { type Column, type FormCheck, type IndicatorForm, isNumeric } from './form.ts';
import {
  type ExpressionProblem,
  parseExpression,
  RESERVED_NAMES,
  type Scope,
} from './parse-expression.ts';

export type FormProblem =
  /** Not of the right shape; `path` points into the data: `columns.2.columns.0.kind`. */
  | { code: 'invalid'; path: string; reason: string }
  | { code: 'duplicate_key'; key: string }
  | { code: 'reserved_key'; key: string }
  | { code: 'too_deep'; max: number }
  | { code: 'too_many_columns'; max: number }
  | { code: 'unknown_row'; key: string; where: string }
  | { code: 'unknown_column'; key: string; where: string }
  /** Columns or totals that follow from each other in a circle. */
  | { code: 'circle'; keys: string[] }
  /** A formula stands where none can: in a column of texts, or for another report. */
  | { code: 'not_computable'; column: string }
  | { code: 'expression'; where: string; text: string; problem: ExpressionProblem };

export type FormResult =
  | { ok: true; form: IndicatorForm }
  /** At least one. */
  | { ok: false; problems: FormProblem[] };

const deepestHeader = 6;
const mostColumns = 100;

/**
 * Makes a form ready for use from parsed JSON, or says everything that is wrong with it. Never
 * throws for what the data hold.
 */
export function loadForm(json: unknown): FormResult {
  const parsed = definitionSchema.safeParse(json);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue): FormProblem => {
      return { code: 'invalid', path: issue.path.join('.'), reason: issue.message };
    });
    return { ok: false, problems };
  }
  const definition = parsed.data;
  const problems: FormProblem[] = [];
  const leaves = leavesOf(definition.columns, [], problems);
  if (leaves.length > mostColumns) problems.push({ code: 'too_many_columns', max: mostColumns });
  checkKeys(definition, leaves, problems);
  if (problems.length > 0) return { ok: false, problems };
  const columns = leaves.map(({ leaf, path }) => columnFrom(leaf, path));
  readFormulas(definition, leaves, columns, problems);
  const checks = (definition.checks ?? []).flatMap(
    (check) => readCheck(check, definition, columns, problems) ?? [],
  );
  if (problems.length > 0) return { ok: false, problems };
  const { code, version, name } = definition;
  return { ok: true, form: { code, version, name, columns, checks, definition } };
}

interface Leaf {
  leaf: LeafDefinition;
  path: string[];
}

function leavesOf(
  columns: readonly ColumnDefinition[],
  above: readonly string[],
  problems: FormProblem[],
): Leaf[] {
  if (above.length >= deepestHeader) {
    problems.push({ code: 'too_deep', max: deepestHeader });
    return [];
  }
  return columns.flatMap((column) => {
    const path = [...above, column.label];
    return isGroup(column) ? leavesOf(column.columns, path, problems) : { leaf: column, path };
  });
}

function checkKeys(definition: FormDefinition, leaves: readonly Leaf[], problems: FormProblem[]) {
  const columnKeys = leaves.map(({ leaf }) => leaf.key);
  const rowKeys = [...rowKeysOf(definition)];
  const rows = definition.rows.kind === 'fixed' ? definition.rows.items : [];
  const checkIds = (definition.checks ?? []).map(({ id }) => id);
  for (const keys of [columnKeys, rows.map(({ key }) => key), checkIds]) {
    for (const key of new Set(keys.filter((one, index) => keys.indexOf(one) !== index))) {
      problems.push({ code: 'duplicate_key', key });
    }
  }
  for (const key of [...columnKeys, ...rowKeys]) {
    if (RESERVED_NAMES.has(key)) problems.push({ code: 'reserved_key', key });
  }
  const sums = new Map<string, readonly string[]>();
  for (const row of rows) {
    if (!Array.isArray(row.sumOf)) continue;
    sums.set(row.key, row.sumOf);
    for (const key of row.sumOf) {
      if (!rowKeys.includes(key)) problems.push({ code: 'unknown_row', key, where: row.key });
    }
  }
  const circle = circleIn(sums);
  if (circle) problems.push({ code: 'circle', keys: circle });
  if (definition.rows.kind === 'free') {
    const { labelColumn } = definition.rows;
    const column = leaves.find(({ leaf }) => leaf.key === labelColumn);
    if (column?.leaf.kind !== 'text') {
      problems.push({ code: 'unknown_column', key: labelColumn, where: 'rows' });
    }
  }
}

function rowKeysOf({ rows }: FormDefinition): Set<string> {
  if (rows.kind === 'fixed') return new Set(rows.items.map(({ key }) => key));
  return new Set(rows.total ? [rows.total.key] : []);
}

function columnFrom(leaf: LeafDefinition, path: readonly string[]): Column {
  const { kind } = leaf;
  const blank = leaf.blank ?? 'unknown';
  return {
    key: leaf.key,
    label: leaf.label,
    path,
    kind,
    unit: leaf.unit ?? null,
    units: leaf.units ?? [],
    decimals: kind === 'decimal' || kind === 'percent' ? (leaf.decimals ?? 2) : 0,
    blank,
    dash: leaf.dash ?? 'blank',
    none: leaf.none ?? 'zero',
    negative: leaf.negative ?? false,
    max: leaf.max ?? null,
    computed: null,
    addUp: addUpOf(leaf),
    note: leaf.note ?? null,
  };
}

function addUpOf({ kind, addUp, computed }: LeafDefinition): Column['addUp'] {
  if (kind === 'integer' || kind === 'decimal') return addUp ?? 'sum';
  return kind === 'percent' && computed !== undefined ? 'recompute' : 'none';
}

function scopeOf(
  each: Scope['each'],
  definition: FormDefinition,
  columns: readonly Column[],
): Scope {
  return {
    each,
    columns: new Map(
      columns.map((column) => [column.key, isNumeric(column) ? 'number' : 'other'] as const),
    ),
    rows: rowKeysOf(definition),
  };
}

/** Fills in `computed`, which needs to know all columns first. */
function readFormulas(
  definition: FormDefinition,
  leaves: readonly Leaf[],
  columns: readonly Column[],
  problems: FormProblem[],
) {
  const scope = scopeOf('row', definition, columns);
  const needs = new Map<string, readonly string[]>();
  for (const [index, column] of columns.entries()) {
    const text = leaves[index]?.leaf.computed;
    if (text === undefined) continue;
    const where = `columns.${column.key}`;
    const reading = parseExpression(text, scope, 'number');
    if (!reading.ok) {
      problems.push({ code: 'expression', where, text, problem: reading.problem });
      continue;
    }
    const references = referencesIn(reading.expression);
    const ownRow = references.every(
      (cell) => cell.type === 'cell' && cell.row === null && cell.period === 'this',
    );
    if (!isNumeric(column) || !ownRow) {
      problems.push({ code: 'not_computable', column: column.key });
      continue;
    }
    column.computed = reading.expression;
    needs.set(
      column.key,
      references.flatMap((cell) => cell.column ?? []),
    );
  }
  const circle = circleIn(needs);
  if (circle) problems.push({ code: 'circle', keys: circle });
}

function readCheck(
  check: CheckDefinition,
  definition: FormDefinition,
  columns: readonly Column[],
  problems: FormProblem[],
): FormCheck | null {
  const { id, severity, expression: text } = check;
  const each = check.each ?? 'row';
  const where = `checks.${id}`;
  const before = problems.length;
  const rowKeys = rowKeysOf(definition);
  for (const key of Array.isArray(check.rows) ? check.rows : []) {
    if (!rowKeys.has(key)) problems.push({ code: 'unknown_row', key, where });
  }
  for (const key of check.columns ?? []) {
    const column = columns.find((candidate) => candidate.key === key);
    if (!column || !isNumeric(column)) problems.push({ code: 'unknown_column', key, where });
  }
  const reading = parseExpression(text, scopeOf(each, definition, columns), 'condition');
  if (!reading.ok) problems.push({ code: 'expression', where, text, problem: reading.problem });
  if (!reading.ok || problems.length > before) return null;
  const integers = columns.filter((column) => column.kind === 'integer').map(({ key }) => key);
  return {
    id,
    severity,
    label: check.label ?? null,
    each,
    rows: check.rows ?? 'all',
    columns: check.columns ?? integers,
    expression: reading.expression,
  };
}

/** Keys that need each other in a circle, or null; `needs` lists what each key rests on. */
function circleIn(needs: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>();
  const visit = (key: string, path: readonly string[]): string[] | null => {
    if (path.includes(key)) return path.slice(path.indexOf(key));
    if (done.has(key)) return null;
    for (const next of needs.get(key) ?? []) {
      const circle = visit(next, [...path, key]);
      if (circle) return circle;
    }
    done.add(key);
    return null;
  };
  for (const key of needs.keys()) {
    const circle = visit(key, []);
    if (circle) return circle;
  }
  return null;
}
