import type { CellPlace, Cells } from './cells.ts';
import type { Finding, FindingCell, LikelySlip } from './finding.ts';
import { type Column, columnOf, type FormRow, type IndicatorForm } from './form.ts';
import { type Explanation, likelySlips } from './likely-slips.ts';
import { type Relation, relationsOf } from './relations.ts';
import type { RowAgency } from './rows.ts';
import { type Sheet, type Sheets, sheetOf } from './sheet.ts';

/** Other reports of the same form by the same agency; a check that needs a missing one is left out. */
export interface CheckContext {
  /** The report whose data window ended where this one's begins. */
  previous?: Cells;
  /** The report before this one in a year-to-date series: its window begins on the same day. */
  earlier?: Cells;
  /** The report of the same period last year. */
  lastYear?: Cells;
  /** The rows of a form with one row per agency, in printed order. */
  rowAgencies?: readonly RowAgency[];
}

/**
 * Everything that is wrong (`error`) or odd (`warning`) in a filled-in form: cells that are missing
 * or of the wrong kind, computed cells and totals that were given and do not agree, and the form's
 * own checks, in the order of the rows and columns. Blank cells that follow from others are worked
 * out first; what rests on something unknown is not judged.
 */
export function checkForm(
  form: IndicatorForm,
  cells: Cells,
  context: CheckContext = {},
): Finding[] {
  const sheets = sheetsOf(form, cells, context);
  const relations = relationsOf(sheets);
  const slips = likelySlips(relations, sheets.this);
  const wrong = relations.filter(({ holds }) => holds === false);
  return [
    ...valueFindings(sheets.this),
    ...wrong.map((relation) => finding(relation, slips.get(relation.id) ?? null, sheets.this)),
  ];
}

function sheetsOf(form: IndicatorForm, cells: Cells, context: CheckContext): Sheets {
  const { previous, earlier, lastYear, rowAgencies: agencies = [] } = context;
  const other = (report: Cells) => sheetOf(form, report, { absent: 'unknown' });
  return {
    this: sheetOf(form, cells, { agencies }),
    ...(previous ? { previous: other(previous) } : {}),
    ...(earlier ? { earlier: other(earlier) } : {}),
    ...(lastYear ? { last_year: other(lastYear) } : {}),
  };
}

/** Cells that hold nothing where they must, or no value of their column's kind. */
function valueFindings(sheet: Sheet): Finding[] {
  return sheet.rows.flatMap(({ key: row, sumOf }) =>
    sheet.form.columns.flatMap((column) => {
      const place = { row, column: column.key };
      const check = valueProblem(place, column, sumOf !== null, sheet);
      if (check === null) return [];
      return {
        id: `${check}@${row}.${column.key}`,
        check,
        severity: 'error' as const,
        label: null,
        relation: check,
        against: 'this' as const,
        cells: [cellFor(place, sheet)],
        stated: sheet.number(place),
        expected: null,
        likelySlip: null,
      };
    }),
  );
}

function valueProblem(
  place: CellPlace,
  column: Column,
  isTotal: boolean,
  sheet: Sheet,
): 'required' | 'kind' | null {
  const value = sheet.cell(place);
  if (!sheet.given(place)) {
    const follows = isTotal || sheet.formula(place) !== null;
    return column.blank === 'required' && !follows ? 'required' : null;
  }
  if (column.kind === 'text') return typeof value === 'string' ? null : 'kind';
  if (column.kind === 'date') {
    return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? null : 'kind';
  }
  const number = typeof value === 'string' ? null : sheet.number(place);
  const wrong =
    number === null ||
    (number < 0 && !column.negative) ||
    (column.max !== null && number > column.max) ||
    (column.kind === 'integer' && !Number.isSafeInteger(number));
  return wrong ? 'kind' : null;
}

function finding(relation: Relation, slip: Explanation | null, sheet: Sheet): Finding {
  const { id, check, severity, label, operator, against, left, right } = relation;
  return {
    id,
    check,
    severity,
    label,
    relation: operator,
    against,
    cells: relation.places.map((place) => cellFor(place, sheet)),
    stated: left,
    expected: right,
    likelySlip: slip && named(slip, sheet),
  };
}

function named(slip: Explanation, sheet: Sheet): LikelySlip {
  const name = (place: CellPlace) => cellFor(place, sheet);
  switch (slip.kind) {
    case 'follows':
    case 'same_difference':
      return slip;
    case 'swapped':
      return { ...slip, cells: [name(slip.cells[0]), name(slip.cells[1])] };
    case 'shifted':
      return { ...slip, from: name(slip.from), to: name(slip.to) };
    case 'left_out':
    case 'counted_twice':
    case 'off_by_cell':
      return { ...slip, cell: name(slip.cell), other: name(slip.other) };
    default:
      return { ...slip, cell: name(slip.cell) };
  }
}

function cellFor(place: CellPlace, sheet: Sheet): FindingCell {
  const row = sheet.rows.find(({ key }) => key === place.row);
  const worked = !sheet.given(place) && sheet.formula(place) !== null;
  const follows = worked ? sheet.number(place) : null;
  return {
    row: place.row,
    column: place.column,
    rowLabel: row ? labelOf(row, sheet) : place.row,
    columnLabel: columnOf(sheet.form, place.column)?.path ?? [place.column],
    value: sheet.cell(place),
    ...(follows === null ? {} : { comesTo: follows }),
  };
}

/** With its number where another row has the same words: "1.2. Cấp xã". */
function labelOf({ key, label, number }: FormRow, { rows }: Sheet): string {
  const bare = number.replace(/[.)\s]+$/, '');
  const shared = rows.some((other) => other.key !== key && other.label === label);
  return shared && bare !== '' ? `${bare}. ${label}` : label;
}
