import type { Cells } from '../../core/indicators/cells.ts';
import { type CellPlace, placeKey } from '../../core/indicators/cells.ts';
import { divides, type Expression, referencesIn } from '../../core/indicators/expression.ts';
import { type Column, columnOf, type FormRow } from '../../core/indicators/form.ts';
import { relationsOf } from '../../core/indicators/relations.ts';
import { freeRowKey } from '../../core/indicators/rows.ts';
import { type Sheet, type Sheets, sheetOf } from '../../core/indicators/sheet.ts';
import { formCells, type ReportContent, valuesIn } from '../../core/reports/content.ts';
import type { Neighbours } from '../../core/reports/neighbours.ts';
import type { FormDuty } from '../../office/reports/duty.ts';

/** Rows of a form with free rows that are handed out empty. */
const EMPTY_ROWS = 15;
/** As many as the draft takes. */
const MOST_FREE_ROWS = 500;

/** What stands where in a template, and what is known besides. */
export interface FormGrid {
  owed: FormDuty;
  /** With the empty ones of a form with free rows. */
  rows: readonly FormRow[];
  /** What the draft says, and what other reports say. */
  sheets: Sheets;
  /** How a cell is worked out in the workbook; null for cells to fill in. */
  formula(place: CellPlace): LiveFormula | null;
  /** What a figure that was given follows from, where it does not agree with it. */
  disputed(place: CellPlace): LiveFormula[];
  /** An empty cell counts as a number, so that what rests on it is always known. */
  certain(place: CellPlace): boolean;
}

export type LiveFormula =
  | { kind: 'row'; expression: Expression }
  | { kind: 'sum'; rows: readonly string[] };

export function formGrid(
  owed: FormDuty,
  content: ReportContent,
  neighbours: Neighbours<Cells>,
): FormGrid {
  const { form } = owed;
  const rows = gridRows(owed);
  const sheet = sheetOf(form, valuesIn(formCells(content, form.code)), { agencies: owed.agencies });
  const disputed = disputedCells(sheet);
  const follows = (place: CellPlace) => formulasOf(place, rows, owed);
  const sure = certainColumns(owed);
  const formula = (place: CellPlace) =>
    disputed.has(placeKey(place)) ? null : (follows(place)[0] ?? null);
  return {
    owed,
    rows,
    sheets: { this: sheet, ...sheetsOf(owed, neighbours) },
    formula,
    disputed: (place) => (disputed.has(placeKey(place)) ? follows(place) : []),
    certain: (place) => sure.has(place.column) && !disputed.has(placeKey(place)),
  };
}

function gridRows({ form, rows }: FormDuty): FormRow[] {
  const { rows: definition } = form.definition;
  if (definition.kind !== 'free') return [...rows];
  const items = rows.filter(({ sumOf }) => sumOf === null);
  const last = Math.max(0, ...items.map(({ key }) => Number(key.slice(1))));
  const empty = Array.from({ length: Math.min(EMPTY_ROWS, MOST_FREE_ROWS - last) }, (_, index) => ({
    key: freeRowKey(last + index + 1),
    number: String(items.length + index + 1),
    label: '',
    sumOf: null,
  }));
  const all = [...items, ...empty];
  const totals = rows
    .filter(({ sumOf }) => sumOf !== null)
    .map((row) => ({ ...row, sumOf: all.map(({ key }) => key) }));
  const first = definition.total?.place === 'first';
  return first ? [...totals, ...all] : [...all, ...totals];
}

/** The one that counts first; a total of a computed column has two. */
function formulasOf(
  { row, column }: CellPlace,
  rows: readonly FormRow[],
  { form }: FormDuty,
): LiveFormula[] {
  const definition = columnOf(form, column);
  const line = rows.find(({ key }) => key === row);
  if (!definition || !line) return [];
  const { computed, addUp } = definition;
  const { sumOf } = line;
  return [
    ...(sumOf !== null && addUp === 'sum' ? [{ kind: 'sum' as const, rows: sumOf }] : []),
    ...(computed ? [{ kind: 'row' as const, expression: computed }] : []),
  ];
}

/** A figure that does not follow must be seen and may be changed, so it is no formula. */
function disputedCells(sheet: Sheet): Set<string> {
  const wrong = relationsOf({ this: sheet }).filter(
    ({ check, holds }) => /^(?:computed|sum)\./.test(check) && holds !== true,
  );
  return new Set(wrong.flatMap(({ places: [stated] }) => (stated ? placeKey(stated) : [])));
}

/** Columns whose blanks are zero, and those that rest on nothing else. */
function certainColumns({ form }: FormDuty): Set<string> {
  const sure = new Set<string>();
  const isSure = (column: Column): boolean => {
    if (!column.computed) return column.blank === 'zero' && column.units.length === 0;
    const parts = referencesIn(column.computed).map((reference) => reference.column ?? '');
    return !divides(column.computed) && parts.every((part) => sure.has(part));
  };
  for (let before = -1; before < sure.size; ) {
    before = sure.size;
    for (const column of form.columns) if (isSure(column)) sure.add(column.key);
  }
  return sure;
}

function sheetsOf({ form }: FormDuty, neighbours: Neighbours<Cells>): Omit<Sheets, 'this'> {
  const other = (cells: Cells) => sheetOf(form, cells, { absent: 'unknown' });
  const { previous, earlier, lastYear } = neighbours;
  return {
    ...(previous ? { previous: other(previous) } : {}),
    ...(earlier ? { earlier: other(earlier) } : {}),
    ...(lastYear ? { last_year: other(lastYear) } : {}),
  };
}
