import { type Cells, cellAt, numberIn } from '../../core/indicators/cells.ts';
import type { Column, IndicatorForm } from '../../core/indicators/form.ts';
import { rowsOf } from '../../core/indicators/rows.ts';
import type { TotalDifference } from '../../core/reports/compare-totals.ts';
import type { Queryable } from '../../db/client.ts';
import { allAgencies } from '../../db/queries/agencies.ts';
import { formsOfRegime } from '../../db/queries/figures.ts';
import type { ReportPeriodRow } from '../../db/queries/reports.ts';
import { aggregateForm, type FormTotals } from './aggregate.ts';
import { rowAgency } from './report.ts';

/** One figure of a form in words: where it stands, and what it is. */
export interface LabelledFigure {
  row: string;
  /** Heading of its column, with those above it. */
  column: string;
  value: number;
}

/** A cell in which a report that sums up others differs from their sum. */
export interface LabelledDifference extends Pick<TotalDifference, 'stated' | 'sum'> {
  /** Whose report it is. */
  agencyId: number;
  obligationId: number;
  formName: string;
  row: string;
  column: string;
}

export interface CollectedForm {
  form: IndicatorForm;
  totals: FormTotals;
  /** The figures by which the form is known at a glance; at most four. */
  key: LabelledFigure[];
}

export interface CollectedFigures {
  /** In the order of the regime. */
  forms: CollectedForm[];
  differences: LabelledDifference[];
  /** Agencies whose figures are still missing in the sums that were compared. */
  sumsLack: number[];
}

/** Adds up every form of a period over an agency's subtree, and holds parents against children. */
export async function loadFigures(
  tx: Queryable,
  period: ReportPeriodRow,
  rootAgencyId: number,
): Promise<CollectedFigures> {
  const asked = await formsOfRegime(tx, period.regimeId);
  const codes = [...new Set(asked.map(({ formCode }) => formCode))];
  const figures: CollectedFigures = { forms: [], differences: [], sumsLack: [] };
  if (codes.length === 0) return figures;
  const lacking = new Set<number>();
  const agencies = (await allAgencies(tx)).map(rowAgency);
  const agencyLabels = new Map(agencies.map(({ key, label }) => [key, label]));
  for (const code of codes) {
    const found = await aggregateForm(tx, code, period.id, rootAgencyId);
    if (!found) continue;
    const { form, totals, comparisons } = found;
    const hasReports = totals.included.length + totals.missing.length > 0;
    if (!hasReports && comparisons.length === 0) continue;
    figures.forms.push({ form, totals, key: keyFigures(form, totals.cells) });
    for (const { agencyId, obligationId, differences, below } of comparisons) {
      const rows = new Map(rowsOf(form, below.cells).map(({ key, label }) => [key, label]));
      if (differences === null || differences.length === 0) continue;
      for (const missing of below.missing) lacking.add(missing.agencyId);
      for (const { row, column, stated, sum } of differences) {
        figures.differences.push({
          agencyId,
          obligationId,
          formName: form.name,
          row: agencyLabels.get(row) ?? rows.get(row) ?? row,
          column: columnLabel(form.columns.find(({ key }) => key === column)),
          stated,
          sum,
        });
      }
    }
  }
  figures.sumsLack = [...lacking];
  return figures;
}

const MOST = 4;

/**
 * What says most about a form: its last total row, in the columns that are worked out from others
 * (the sums of a group); without a total row the first column of each row; of free rows their sum.
 */
export function keyFigures(form: IndicatorForm, cells: Cells): LabelledFigure[] {
  const summed = form.columns.filter(({ addUp }) => addUp === 'sum');
  const computed = summed.filter((column) => column.computed !== null);
  const columns = computed.length > 0 ? computed : summed;
  const rows = rowsOf(form, cells);
  const total = rows.findLast(({ sumOf }) => sumOf !== null);
  const figure = (row: string, key: string, column: Column): LabelledFigure[] => {
    const value = numberIn(cellAt(cells, key, column.key));
    return value === null ? [] : [{ row, column: columnLabel(column), value }];
  };
  if (total) return columns.flatMap((column) => figure('', total.key, column)).slice(0, MOST);
  if (form.definition.rows.kind === 'fixed') {
    const [first] = columns;
    return first ? rows.flatMap(({ key, label }) => figure(label, key, first)).slice(0, MOST) : [];
  }
  return columns
    .flatMap((column) => {
      const values = rows.flatMap(({ key }) => numberIn(cellAt(cells, key, column.key)) ?? []);
      const value = values.reduce((sum, one) => sum + one, 0);
      return values.length === 0 ? [] : [{ row: '', column: columnLabel(column), value }];
    })
    .slice(0, MOST);
}

function columnLabel(column: Column | undefined): string {
  return column?.path.join(' – ') ?? '';
}
