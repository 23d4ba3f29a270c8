import {
  type CellPlace,
  type Cells,
  type CellValue,
  cellAt,
  cellsOf,
  numberIn,
  placeKey,
} from './cells.ts';
import { derivedRates, isShare, withRates } from './derived-rates.ts';
import { fillComputed } from './fill.ts';
import type { Column, IndicatorForm } from './form.ts';
import { freeRowKey, type RowAgency, rowsOf } from './rows.ts';

/** One agency's figures. */
export interface AgencyReport<Id> {
  agencyId: Id;
  cells: Cells;
}

export interface Aggregate<Id> {
  /** Sums, with percentages and other computed cells worked out anew. */
  cells: Cells;
  /** Whose figures are in it, and whose are missing (never taken as zero). */
  included: Id[];
  missing: Id[];
  /** Cells whose sum leaves out agencies that gave no figure where a blank is not a zero. */
  incomplete: (CellPlace & { agencyIds: Id[] })[];
  /** Rows that several agencies gave; in a form with one row per agency only the first counts. */
  repeatedRows: { row: string; agencyIds: Id[] }[];
}

/**
 * Adds up reports. Fixed rows: whole numbers and decimals are summed cell by cell as given;
 * percentages are never averaged but computed anew from the summed parts, and stay blank where the
 * form does not say how, neither as a column nor as a row its checks work out; texts and days are
 * not added. Rows of agencies and free rows are put one
 * below the other instead (free rows get new numbers), with the total row summed.
 */
export function aggregate<Id extends string | number>(
  form: IndicatorForm,
  reports: readonly AgencyReport<Id>[],
  expected: readonly Id[] = reports.map(({ agencyId }) => agencyId),
  rowAgencies: readonly RowAgency[] = [],
): Aggregate<Id> {
  const included = reports.map(({ agencyId }) => agencyId);
  const there = new Set(included);
  if (there.size !== included.length) {
    throw new RangeError('two reports of one agency cannot be added up');
  }
  const missing = expected.filter((id) => !there.has(id));
  const { kind } = form.definition.rows;
  const merged = kind === 'fixed' ? addFixed(form, reports) : stack(form, reports);
  const cells = fillComputed(form, merged.cells, rowAgencies);
  return { included, missing, ...merged, cells };
}

type Merged<Id> = Pick<Aggregate<Id>, 'cells' | 'incomplete' | 'repeatedRows'>;

function addFixed<Id>(form: IndicatorForm, reports: readonly AgencyReport<Id>[]): Merged<Id> {
  const filled = reports.map(({ agencyId, cells }) => {
    return { agencyId, cells: fillComputed(form, cells) };
  });
  const incomplete: Merged<Id>['incomplete'] = [];
  const rates = derivedRates(form);
  const units = new Map<string, string>();
  const entries = rowsOf(form, {}).flatMap(({ key: row }) =>
    form.columns.map((column) => {
      const place = { row, column: column.key };
      const values = filled.map(({ cells }) => cellAt(cells, row, column.key));
      const shared = values.length > 1 && values.some(isShare);
      if (rates.has(placeKey(place)) || shared) {
        if (values.some(isShare)) units.set(placeKey(place), '%');
        return { ...place, value: null };
      }
      if (column.addUp === 'sum' && column.blank !== 'zero') {
        const agencyIds = filled.flatMap(({ agencyId }, i) =>
          numberIn(values[i] ?? null) === null ? [agencyId] : [],
        );
        if (agencyIds.length > 0) incomplete.push({ ...place, agencyIds });
      }
      return { ...place, value: column.addUp === 'sum' ? sumOf(values, column) : null };
    }),
  );
  const cells = withRates(form, withoutTotals(form, cellsOf(entries)), rates, units);
  return { cells, incomplete, repeatedRows: [] };
}

/**
 * Total rows left blank wherever a part of them was given: worked out from the summed rows they
 * agree with them, also when an agency's own total lacks a part or does not add up.
 */
function withoutTotals(form: IndicatorForm, cells: Cells): Cells {
  const entries = rowsOf(form, {}).flatMap(({ key: row, sumOf: parts }) =>
    form.columns.map(({ key: column }) => {
      const known = parts?.some((part) => cellAt(cells, part, column) !== null);
      return { row, column, value: known ? null : cellAt(cells, row, column) };
    }),
  );
  return cellsOf(entries);
}

/** Null when nobody gave a figure; a unit is kept when all have the same. */
function sumOf(values: readonly CellValue[], column: Column): CellValue {
  const given = values.filter((value) => numberIn(value) !== null);
  if (given.length === 0) return null;
  const sum = given.reduce<number>((total, value) => total + (numberIn(value) ?? 0), 0);
  const number = column.kind === 'integer' ? sum : Number(sum.toFixed(10));
  const units = new Set(given.map((value) => (isQuantity(value) ? value.unit : '')));
  const [unit = ''] = units;
  return units.size === 1 && unit !== '' ? { number, unit } : number;
}

function isQuantity(value: CellValue): value is { number: number; unit: string } {
  return typeof value === 'object' && value !== null;
}

/** Total rows are left blank: they are worked out over all rows afterwards. */
function stack<Id>(form: IndicatorForm, reports: readonly AgencyReport<Id>[]): Merged<Id> {
  const free = form.definition.rows.kind === 'free';
  const rows: [string, Cells[string]][] = [];
  const from = new Map<string, Id[]>();
  for (const { agencyId, cells } of reports) {
    for (const { key, sumOf: parts } of rowsOf(form, cells)) {
      const line = cells[key];
      if (parts !== null || !line) continue;
      const row = free ? freeRowKey(rows.length + 1) : key;
      const givers = from.get(row) ?? [];
      if (givers.length === 0) rows.push([row, line]);
      from.set(row, [...givers, agencyId]);
    }
  }
  const repeatedRows = [...from]
    .filter(([, agencyIds]) => agencyIds.length > 1)
    .map(([row, agencyIds]) => ({ row, agencyIds }));
  return { cells: Object.fromEntries(rows), incomplete: [], repeatedRows };
}
