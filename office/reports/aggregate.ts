import { type Aggregate, aggregate } from '../../core/indicators/aggregate.ts';
import type { IndicatorForm } from '../../core/indicators/form.ts';
import { isClaimed } from '../../core/obligations/obligation.ts';
import { compareTotals, type TotalDifference } from '../../core/reports/compare-totals.ts';
import { formCells, valuesIn } from '../../core/reports/content.ts';
import { dutyFrom } from '../../core/reports/duty.ts';
import { standingVersion } from '../../core/reports/standing-version.ts';
import { addingUp } from '../../core/reports/totals-tree.ts';
import type { Queryable } from '../../db/client.ts';
import { type AgencyRow, allAgencies, subtreeIds } from '../../db/queries/agencies.ts';
import {
  formsOfRegime,
  periodById,
  reportsOfPeriod,
  type VersionEntry,
  versionsOfReports,
} from '../../db/queries/figures.ts';
import type { ObligationRow } from '../../db/queries/obligations.ts';
import type { ReportPeriodRow } from '../../db/queries/reports.ts';
import { loadFormVersion, loadNewestForms } from './forms.ts';
import { asksOf, rowAgency } from './report.ts';

/** An agency whose figures are not in a sum. */
export interface MissingFigures {
  agencyId: number;
  obligationId: number;
  /** `without_figures`: it said it is done, but sent no such form. */
  why: 'not_sent' | 'returned' | 'without_figures';
}

/** Added up figures; ids are those of agencies. */
export interface FormTotals extends Omit<Aggregate<number>, 'missing'> {
  missing: MissingFigures[];
}

/** A report that sums up others, held against their sum. */
export interface TotalsComparison {
  agencyId: number;
  obligationId: number;
  /** Null while the parent has sent nothing. */
  differences: TotalDifference[] | null;
  below: FormTotals;
}

export interface FormAggregate {
  form: IndicatorForm;
  period: ReportPeriodRow;
  totals: FormTotals;
  comparisons: TotalsComparison[];
}

/**
 * Adds up a form over an agency's subtree from the versions that stand (sent and not returned).
 * Each figure counts once: see `addingUp`. Null when there is no such period, or its reports do not
 * hold the form.
 */
export async function aggregateForm(
  tx: Queryable,
  formCode: string,
  periodId: number,
  rootAgencyId: number,
): Promise<FormAggregate | null> {
  const period = await periodById(tx, periodId);
  if (!period) return null;
  const asked = (await formsOfRegime(tx, period.regimeId)).filter(
    (form) => form.formCode === formCode,
  );
  const agencies = await allAgencies(tx);
  const byId = new Map(agencies.map((agency) => [agency.id, agency]));
  const obligations = await reportsOfPeriod(tx, periodId, await subtreeIds(tx, rootAgencyId));
  const versions = await versionsOfReports(
    tx,
    obligations.map(({ id }) => id),
  );
  const reports = obligations.flatMap((obligation) => {
    const duty = dutyFrom(obligation.occurrence);
    const agency = byId.get(obligation.agencyId);
    const rule = agency && duty && asked.find((form) => asksOf(form, duty, agency));
    const version = standingVersion(versions.get(obligation.id) ?? [], obligation.state);
    const has = version !== null && Object.hasOwn(version.forms, formCode);
    if (!agency || (!rule && !has)) return [];
    const { id, agencyId } = obligation;
    return {
      id,
      agencyId,
      whole: rule?.whole ?? false,
      agency,
      obligation,
      version: has ? version : null,
    };
  });
  const form = await formUsed(tx, formCode, reports);
  if (!form || (asked.length === 0 && reports.length === 0)) return null;
  const { added, compared } = addingUp(agencies, rootAgencyId, reports);
  return {
    form,
    period,
    totals: totalsOf(form, added, agencies),
    comparisons: compared.map(({ report, below }) => {
      const totals = totalsOf(form, below, agencies);
      const stated = report.version && valuesIn(formCells(report.version, formCode));
      return {
        agencyId: report.agencyId,
        obligationId: report.id,
        differences: stated && compareTotals(form, stated, totals.cells),
        below: totals,
      };
    }),
  };
}

interface SentForm {
  id: number;
  agencyId: number;
  agency: AgencyRow;
  obligation: ObligationRow;
  version: VersionEntry | null;
}

/** The newest of the versions the reports were made with; the newest of all where none is. */
async function formUsed(
  tx: Queryable,
  code: string,
  reports: readonly SentForm[],
): Promise<IndicatorForm | null> {
  const used = reports.flatMap(({ version }) => version?.forms[code] ?? []);
  if (used.length > 0) return loadFormVersion(tx, code, Math.max(...used));
  return (await loadNewestForms(tx, [code])).get(code) ?? null;
}

function totalsOf(
  form: IndicatorForm,
  reports: readonly SentForm[],
  agencies: readonly AgencyRow[],
): FormTotals {
  const agencyOf = new Map(reports.map(({ id, agencyId }) => [id, agencyId]));
  const named = (ids: readonly number[]) => [
    ...new Set(ids.flatMap((id) => agencyOf.get(id) ?? [])),
  ];
  const sent = reports.flatMap(({ id, version }) =>
    version ? [{ agencyId: id, cells: valuesIn(formCells(version, form.code)) }] : [],
  );
  // Only rows that were given: an agency that is missing must not count as zero in a total row.
  const rows = new Set(sent.flatMap(({ cells }) => Object.keys(cells)));
  const rowAgencies = agencies.filter(({ code }) => rows.has(code)).map(rowAgency);
  const sum = aggregate(
    form,
    sent,
    reports.map(({ id }) => id),
    form.definition.rows.kind === 'per_agency' ? rowAgencies : [],
  );
  return {
    cells: sum.cells,
    included: named(sum.included),
    missing: reports.flatMap((report) => (report.version ? [] : [missingOf(report)])),
    incomplete: sum.incomplete.map((cell) => ({ ...cell, agencyIds: named(cell.agencyIds) })),
    repeatedRows: sum.repeatedRows.map((row) => ({ ...row, agencyIds: named(row.agencyIds) })),
  };
}

function missingOf({ id, agencyId, obligation: { state } }: SentForm): MissingFigures {
  const why = state === 'returned' ? 'returned' : isClaimed(state) ? 'without_figures' : 'not_sent';
  return { agencyId, obligationId: id, why };
}
