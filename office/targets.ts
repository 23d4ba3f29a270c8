import { z } from 'zod';
import { numberOf } from '../core/indicators/evaluate.ts';
import type { Expression } from '../core/indicators/expression.ts';
import { type IndicatorForm, isNumeric } from '../core/indicators/form.ts';
import { parseExpression } from '../core/indicators/parse-expression.ts';
import { rowsOf } from '../core/indicators/rows.ts';
import { sheetOf, valuesOf } from '../core/indicators/sheet.ts';
import {
  DEFAULT_NEARNESS,
  type Nearness,
  newestValue,
  type Outcome,
  outcomeOf,
  readMeasure,
} from '../core/summary/targets.ts';
import { type LocalDate, partsOf } from '../core/time/local-date.ts';
import type { Queryable } from '../db/client.ts';
import { agencyById } from '../db/queries/agencies.ts';
import { formsOfRegime } from '../db/queries/figures.ts';
import { type ReportPeriodRow, reportPeriods } from '../db/queries/reports.ts';
import { readSetting } from '../db/queries/system.ts';
import {
  type EnteredValue,
  enteredValues,
  type TargetRow,
  targetsSetBy,
} from '../db/queries/targets.ts';
import { aggregateForm } from './reports/aggregate.ts';

/** What was reached, and how that is known. */
export interface Actual {
  value: number;
  from: 'reports' | 'entered';
  /** Last day the figure speaks of. */
  asOf: LocalDate;
  /** Agencies whose reports are not in it yet; 0 for what was entered. */
  lacking: number;
}

export interface JudgedTarget {
  target: TargetRow;
  actual: Actual | null;
  outcome: Outcome;
  /** Everything entered here, oldest first. */
  entered: EnteredValue[];
}

export interface TargetsPage {
  /** Whose figures are held against the targets. */
  agencyId: number;
  /** Who set them. */
  issuer: { id: number; name: string };
  year: number;
  near: Nearness;
  items: JudgedTarget[];
}

const nearness = z
  .object({ share: z.number().min(0).max(1), points: z.number().min(0).max(100) })
  .catch(DEFAULT_NEARNESS);

/** Settings key `targets`: how far a figure may be from its target and still be near. */
export async function targetNearness(tx: Queryable): Promise<Nearness> {
  return nearness.parse((await readSetting(tx, 'targets')) ?? DEFAULT_NEARNESS);
}

/**
 * The targets an agency is measured by, with what it and all below it reached: those of its own
 * committee, otherwise of the nearest one above that has set any; of this year, otherwise of the
 * newest year. Null where nobody has set any.
 */
export async function loadTargets(
  tx: Queryable,
  agencyId: number,
  today: LocalDate,
): Promise<TargetsPage | null> {
  const found = await targetsFor(tx, agencyId, today);
  if (!found) return null;
  const near = await targetNearness(tx);
  const entered = await enteredValues(
    tx,
    found.targets.map(({ id }) => id),
    agencyId,
  );
  const periods = await reportPeriods(tx);
  const items: JudgedTarget[] = [];
  for (const target of found.targets) {
    const its = entered.filter(({ targetId }) => targetId === target.id);
    const actual = (await measured(tx, target, agencyId, periods)) ?? lastEntered(its);
    const outcome = outcomeOf(target, actual?.value ?? null, near);
    items.push({ target, actual, outcome, entered: its });
  }
  const [first] = found.targets;
  return { agencyId, issuer: found.issuer, year: first?.year ?? 0, near, items };
}

/** Whether there are targets to show for an agency. */
export async function hasTargets(
  tx: Queryable,
  agencyId: number,
  today: LocalDate,
): Promise<boolean> {
  return (await targetsFor(tx, agencyId, today)) !== null;
}

async function targetsFor(
  tx: Queryable,
  agencyId: number,
  today: LocalDate,
): Promise<{ issuer: { id: number; name: string }; targets: TargetRow[] } | null> {
  const seen = new Set<number>();
  for (let id: number | null = agencyId; id !== null && !seen.has(id); ) {
    const agency = await agencyById(tx, id);
    const all = await targetsSetBy(tx, [id]);
    if (agency && all.length > 0) {
      const { year } = partsOf(today);
      const has = all.some((target) => target.year === year);
      const chosen = has ? year : Math.max(...all.map((target) => target.year));
      return { issuer: agency, targets: all.filter((target) => target.year === chosen) };
    }
    seen.add(id);
    id = agency?.parentId ?? null;
  }
  return null;
}

function lastEntered(values: readonly EnteredValue[]): Actual | null {
  const newest = newestValue(values);
  return newest && { value: newest.value, from: 'entered', asOf: newest.asOf, lacking: 0 };
}

/**
 * By the reports of the latest period of the target's year that hold the form and were sent; null
 * where the target has no measure, nobody has sent anything, or the formula has no value.
 */
async function measured(
  tx: Queryable,
  { measure, year }: TargetRow,
  agencyId: number,
  periods: readonly ReportPeriodRow[],
): Promise<Actual | null> {
  const wanted = measure === null ? null : readMeasure(measure);
  if (!wanted) return null;
  const latest = periods
    .filter(({ dataTo }) => partsOf(dataTo).year === year)
    .toSorted((a, b) => (a.dataTo < b.dataTo ? 1 : a.dataTo > b.dataTo ? -1 : b.id - a.id));
  for (const period of latest) {
    const forms = await formsOfRegime(tx, period.regimeId);
    if (!forms.some(({ formCode }) => formCode === wanted.formCode)) continue;
    const sum = await aggregateForm(tx, wanted.formCode, period.id, agencyId);
    if (!sum || sum.totals.included.length === 0) continue;
    const expression = formulaOver(sum.form, wanted.formula);
    const sheets = { this: sheetOf(sum.form, sum.totals.cells) };
    const value = expression && numberOf(expression, valuesOf(sheets, { row: null, column: null }));
    if (value === null) continue;
    const lacking = sum.totals.missing.length;
    return { value, from: 'reports', asOf: period.dataTo, lacking };
  }
  return null;
}

/** A formula over the cells of a form, written `row.column`; null when it does not fit the form. */
export function formulaOver(form: IndicatorForm, formula: string): Expression | null {
  const reading = parseExpression(
    formula,
    {
      each: 'form',
      columns: new Map(
        form.columns.map((column) => [column.key, isNumeric(column) ? 'number' : 'other']),
      ),
      rows: new Set(rowsOf(form, {}).map(({ key }) => key)),
    },
    'number',
  );
  return reading.ok ? reading.expression : null;
}
