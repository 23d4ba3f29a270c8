import { type CellPlace, type Cells, placeKey } from '../indicators/cells.ts';
import { checkForm } from '../indicators/check-form.ts';
import type { Finding } from '../indicators/finding.ts';
import type { IndicatorForm } from '../indicators/form.ts';
import type { CellProblem } from '../indicators/read-cell.ts';
import { type Explanation, entryOf, type FormCells, valuesIn } from './content.ts';
import type { Neighbours } from './neighbours.ts';
import { type OwedForm, owedRows } from './owed-form.ts';

/** Words in a cell that cannot be read. */
export interface UnreadableCell extends CellPlace {
  text: string;
  problem: CellProblem;
}

export interface JudgedFinding extends Finding {
  /** Of a warning: why the figure is right all the same. */
  explanation: Explanation | null;
  /** What was explained before the figures changed; it has to be said again. */
  outdated: Explanation | null;
}

export interface FormCheckResult {
  unreadable: UnreadableCell[];
  findings: JudgedFinding[];
  errors: number;
  warnings: number;
  /** Warnings that still need an explanation. */
  unexplained: number;
}

/**
 * Checks one form of a report. What rests on a cell that cannot be read is not judged before it is
 * corrected; the cell itself is reported once, as unreadable.
 */
export function checkOwedForm(
  owed: OwedForm,
  cells: FormCells,
  explanations: Readonly<Record<string, Explanation>>,
  neighbours: Neighbours<Cells>,
): FormCheckResult {
  const { form, agencies } = owed;
  const rows = new Set(owedRows(owed, cells).map(({ key }) => key));
  const unreadable = unreadableCells(cells);
  const open = new Set(unreadable.map(placeKey));
  const found = checkForm(withUnknown(form, unreadable), valuesIn(cells), {
    rowAgencies: agencies,
    ...(neighbours.previous ? { previous: neighbours.previous } : {}),
    ...(neighbours.earlier ? { earlier: neighbours.earlier } : {}),
    ...(neighbours.lastYear ? { lastYear: neighbours.lastYear } : {}),
  });
  const findings = found
    .filter(({ cells: about }) => about.every((cell) => rows.has(cell.row)))
    .filter(({ cells: about }) => !about.some((cell) => open.has(placeKey(cell))))
    .map((finding) => judged(finding, entryOf(explanations, finding.id)));
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  return {
    unreadable,
    findings,
    errors: findings.length - warnings.length,
    warnings: warnings.length,
    unexplained: warnings.filter(({ explanation }) => explanation === null).length,
  };
}

/** The figures of a finding as one string: an explanation holds as long as they stay the same. */
export function figuresOf({ stated, expected, cells }: Finding): string {
  return JSON.stringify([
    stated,
    expected,
    cells.map(({ row, column, value }) => [row, column, value]),
  ]);
}

function judged(finding: Finding, explained: Explanation | undefined): JudgedFinding {
  const given = finding.severity === 'warning' ? (explained ?? null) : null;
  const holds = given?.about === figuresOf(finding);
  return { ...finding, explanation: holds ? given : null, outdated: holds ? null : given };
}

function unreadableCells(cells: FormCells): UnreadableCell[] {
  return Object.entries(cells).flatMap(([row, line]) =>
    Object.entries(line).flatMap(([column, { text, problem }]) =>
      problem ? { row, column, text, problem } : [],
    ),
  );
}

/** In a column with an unreadable cell a blank is not known to be zero. */
function withUnknown(form: IndicatorForm, unreadable: readonly UnreadableCell[]): IndicatorForm {
  const columns = new Set(unreadable.map(({ column }) => column));
  if (columns.size === 0) return form;
  return {
    ...form,
    columns: form.columns.map((column) =>
      columns.has(column.key) && column.blank === 'zero' ? { ...column, blank: 'unknown' } : column,
    ),
  };
}
