import { fillComputed } from '../../core/indicators/fill.ts';
import type { ConsolidatedForm } from '../../core/reports/consolidated.ts';
import { formCells, valuesIn } from '../../core/reports/content.ts';
import { localDateAt } from '../../core/time/zone.ts';
import type { Tx } from '../../db/client.ts';
import type { AgencyRow } from '../../db/queries/agencies.ts';
import { formsOfRegime } from '../../db/queries/figures.ts';
import type { ReportPeriodRow } from '../../db/queries/reports.ts';
import { aggregateForm, type FormAggregate } from '../reports/aggregate.ts';
import { type At, loadReport, rowAgency } from '../reports/report.ts';
import type { OwedReport } from './sent.ts';

interface Known {
  period: ReportPeriodRow;
  rootAgencyId: number;
  owed: readonly OwedReport[];
  agencies: readonly AgencyRow[];
}

/**
 * Every form of the period over the subtree: added up, or as given where one report holds it for
 * the whole. Forms nobody there is asked for are left out.
 */
export async function loadFigures(tx: Tx, known: Known, at: At): Promise<ConsolidatedForm[]> {
  const asked = await formsOfRegime(tx, known.period.regimeId);
  const forms: ConsolidatedForm[] = [];
  for (const code of new Set(asked.map(({ formCode }) => formCode))) {
    const sum = await aggregateForm(tx, code, known.period.id, known.rootAgencyId);
    const expected = sum ? sum.totals.included.length + sum.totals.missing.length : 0;
    if (!sum || expected === 0) continue;
    const added = addedUp(sum, known, at);
    forms.push(expected === 1 ? await asGiven(tx, added, sum, known, at) : added);
  }
  return forms;
}

function addedUp(
  { form, totals, comparisons }: FormAggregate,
  { agencies, owed }: Known,
  at: At,
): ConsolidatedForm {
  const byId = new Map(agencies.map((agency) => [agency.id, agency]));
  const named = (ids: readonly number[]) => ids.flatMap((id) => byId.get(id)?.name ?? []);
  const perAgency = form.definition.rows.kind === 'per_agency';
  const missing = new Set(totals.missing.map(({ agencyId }) => agencyId));
  return {
    form,
    cells: totals.cells,
    rows: perAgency
      ? agencies
          .filter(({ id, code }) => missing.has(id) || Object.hasOwn(totals.cells, code))
          .map(rowAgency)
      : [],
    givenBy: null,
    included: named(totals.included),
    missing: totals.missing.map(({ agencyId, why }) => {
      const agency = byId.get(agencyId);
      return { agency: agency?.name ?? '', row: agency?.code ?? '', why };
    }),
    incomplete: totals.incomplete.map(({ agencyIds, ...place }) => {
      return { ...place, agencies: named(agencyIds) };
    }),
    repeatedRows: totals.repeatedRows.map(({ row, agencyIds }) => {
      return { row, agencies: named(agencyIds) };
    }),
    differences: comparisons.flatMap(({ agencyId, differences }) =>
      (differences ?? []).map((difference) => {
        return { ...difference, agency: byId.get(agencyId)?.name ?? '' };
      }),
    ),
    belated: belatedIn(form.code, new Set(totals.included), owed, at),
  };
}

/** What the one report says, its own totals included; rows it leaves out are missing agencies. */
async function asGiven(
  tx: Tx,
  added: ConsolidatedForm,
  { form, totals }: FormAggregate,
  { owed, agencies }: Known,
  at: At,
): Promise<ConsolidatedForm> {
  const [agencyId] = [...totals.included, ...totals.missing.map((one) => one.agencyId)];
  const givenBy = agencies.find(({ id }) => id === agencyId)?.name ?? null;
  const [sent, ...others] = owed.filter(
    ({ agency, version }) =>
      agency.id === agencyId && version && Object.hasOwn(version.forms, form.code),
  );
  if (others.length > 0) return { ...added, givenBy };
  const obligationId = sent?.obligation.id ?? totals.missing[0]?.obligationId ?? -1;
  const report = await loadReport(tx, obligationId, at);
  const rows = [...(report?.forms.find((owes) => owes.form.code === form.code)?.agencies ?? [])];
  if (!sent?.version) return { ...added, givenBy, rows };
  const given = valuesIn(formCells(sent.version, form.code));
  const has = ({ key }: { key: string }) => Object.hasOwn(given, key);
  return {
    ...added,
    givenBy,
    rows,
    cells: fillComputed(form, given, rows.filter(has)),
    missing: rows
      .filter((row) => !has(row))
      .map(({ key, label }) => ({ agency: label, row: key, why: 'without_figures' })),
  };
}

/** By the version whose figures stand: an early one replaced after the window is told as well. */
function belatedIn(
  code: string,
  included: ReadonlySet<number>,
  owed: readonly OwedReport[],
  at: At,
): ConsolidatedForm['belated'] {
  return owed.flatMap(({ agency, version, sending }) => {
    if (!version || !included.has(agency.id) || !Object.hasOwn(version.forms, code)) return [];
    const { afterWindow, submittedAt } = version;
    const late = sending?.late ?? false;
    if (!afterWindow && !late) return [];
    const on = localDateAt(submittedAt, at.timeZone);
    return [{ agency: agency.name, on, afterWindow, late }];
  });
}
