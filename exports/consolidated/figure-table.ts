import { type CellValue, cellAt } from '../../core/indicators/cells.ts';
import { type ColumnDefinition, isGroup } from '../../core/indicators/definition.ts';
import { type FormRow, isNumeric } from '../../core/indicators/form.ts';
import { rowsOf } from '../../core/indicators/rows.ts';
import { formatNumber } from '../../core/numbers/vietnamese.ts';
import type { Consolidated, ConsolidatedForm } from '../../core/reports/consolidated.ts';
import { localDate } from '../../core/time/local-date.ts';
import type {
  NumberFormat,
  PrintedCell,
  PrintedColumn,
  PrintedRow,
  PrintedTable,
} from '../printed-table.ts';
import type { ReportAppendix } from '../report-document.ts';
import { figureNotes } from './figure-notes.ts';
import { WHY_WORDS } from './missing-words.ts';
import { dayWords, filledTitle } from './words.ts';

/** The forms of the period as appendices, each as printed, with what is missing told below it. */
export function figureAppendices(
  values: Pick<Consolidated, 'forms' | 'period' | 'body'>,
  attached: string,
): ReportAppendix[] {
  return values.forms.map((filled) => {
    const { name, title, subtitle } = filled.form.definition;
    // A form copied from a printed annex may bring that paper's own line of reference.
    const of = coverage(filled);
    const own = subtitle && !/kèm theo/i.test(subtitle) ? [filledTitle(subtitle, values)] : [];
    return {
      label: name,
      // Capitals: Nghị định 30/2020/NĐ-CP, Phụ lục I, on the titles of appendices.
      title: filledTitle(title, values).toLocaleUpperCase('vi'),
      remarks: [attached, ...own, ...(of ? [`(Tổng hợp số liệu của ${of})`] : [])],
      blocks: [{ kind: 'table', table: figureTable(filled, values) }],
    };
  });
}

/** "8/10 đơn vị": how many agencies' figures are in a sum; '' where all are. */
export function coverage({ included, missing, givenBy, rows }: ConsolidatedForm): string {
  if (missing.length === 0) return '';
  const all = givenBy === null ? included.length + missing.length : Math.max(1, rows.length);
  return `${all - missing.length}/${all} đơn vị`;
}

function figureTable(filled: ConsolidatedForm, values: Pick<Consolidated, 'period'>): PrintedTable {
  const { form, cells, rows } = filled;
  const { definition } = form;
  const numbered = definition.numberLabel !== undefined;
  const mainKey = definition.rows.kind === 'free' ? definition.rows.labelColumn : null;
  const labelled = definition.rows.kind !== 'free';
  const missing = new Map(filled.missing.map(({ row, why }) => [row, WHY_WORDS[why]]));
  const label = (row: FormRow) => {
    const note = row.sumOf === null ? missing.get(row.key) : coverage(filled);
    return note ? `${row.label} (${note})` : row.label;
  };
  const lines = rowsOf(form, cells, rows).map(
    (row): PrintedRow => ({
      kind: row.sumOf === null ? 'row' : 'total',
      cells: [
        ...(numbered ? [row.number] : []),
        ...(labelled ? [label(row)] : []),
        ...form.columns.map(({ key }) => printed(cellAt(cells, row.key, key))),
      ],
    }),
  );
  return {
    columns: [
      ...(definition.numberLabel === undefined
        ? []
        : [{ heading: definition.numberLabel, width: 12, align: 'center' as const }]),
      ...(definition.rows.kind === 'free'
        ? []
        : [{ heading: definition.rows.label, width: labelWidth(form.columns.length) }]),
      ...definition.columns.map((column) => printedColumn(column, mainKey)),
    ],
    rows: lines.length > 0 ? lines : [nothingYet(numbered)],
    notes: figureNotes(filled, values),
  };
}

/** A table whose rows nobody has given is no empty table. */
function nothingYet(numbered: boolean): PrintedRow {
  return { cells: [...(numbered ? [null] : []), { open: 'chưa có đơn vị nào gửi' }] };
}

const FORMATS: Readonly<Record<string, NumberFormat>> = {
  integer: 'integer',
  decimal: 'decimal',
  percent: 'percent',
};

/** Criteria of narrow tables are long sentences; wide ones have no room for more than names. */
function labelWidth(columns: number): number {
  return columns <= 8 ? 70 : 42;
}

/** `mainKey`: the column that names the rows of a free table. */
function printedColumn(column: ColumnDefinition, mainKey: string | null): PrintedColumn {
  if (isGroup(column)) {
    const columns = column.columns.map((one) => printedColumn(one, mainKey));
    return { heading: column.label, columns };
  }
  const leaf = { heading: column.label };
  const format = isNumeric(column) ? FORMATS[column.kind] : undefined;
  if (column.kind === 'date') return { ...leaf, width: 28, align: 'center' };
  if (!format) return { ...leaf, width: column.key === mainKey ? 66 : 38 };
  return { ...leaf, width: column.units ? 32 : 13.5, format };
}

/** Days are stored as ISO dates; anything else that looks like one is a text all the same. */
function printed(value: CellValue): PrintedCell {
  if (value === null || typeof value === 'number') return value;
  if (typeof value === 'object') return `${formatNumber(value.number)} ${value.unit}`.trim();
  return /^\d{4}-\d\d-\d\d$/.test(value) ? dayWords(localDate(value)) : value;
}
