import type { WorkCalendar } from '../core/calendar/work-calendar.ts';
import { dutyFrom } from '../core/reports/duty.ts';
import {
  periodsOf,
  type RegimeRule,
  type RulePeriod,
  regimeRule,
} from '../core/reports/regime-rule.ts';
import { partsOf as dateParts, type LocalDate } from '../core/time/local-date.ts';
import { localDateAt } from '../core/time/zone.ts';
import type { Queryable, Tx } from '../db/client.ts';
import { subtreeIds } from '../db/queries/agencies.ts';
import { allRegimes, lockRegime, markRegimeEnded } from '../db/queries/regimes.ts';
import {
  periodsOfRegime,
  type ReportPeriodRow,
  type ReportRegimeRow,
  regimeOfDocument,
  upsertPeriod,
  upsertRegime,
} from '../db/queries/reports.ts';
import { obligationsOfSource } from '../db/queries/sources.ts';
import { isAdHocCode } from './ad-hoc-report.ts';
import type { MovedDue } from './apply-due-rules.ts';
import { loadCalendar } from './calendar.ts';
import { noChanges } from './changes.ts';
import { syncObligations } from './sync-obligations.ts';
import { regimeKey, type TakenPeriods, takePeriods } from './take-periods.ts';
import { wantedReport } from './wanted-report.ts';

/** From the first of this month on the periods of the next year are made. */
const NEXT_YEAR_FROM_MONTH = 11;

/** A regime with its rule read, and its own periods (not those asked for once). */
export interface RegimeView extends ReportRegimeRow {
  parsed: RegimeRule | null;
  periods: ReportPeriodRow[];
}

/** The periodic regimes of these committees; `null` in `issuers` lets those without one in. */
export async function loadRegimes(
  tx: Queryable,
  issuers: ReadonlySet<number | null>,
): Promise<RegimeView[]> {
  const views: RegimeView[] = [];
  for (const row of await allRegimes(tx)) {
    if (!issuers.has(row.issuerId)) continue;
    const all = await periodsOfRegime(tx, row.id);
    const periods = all.filter(({ code }) => !isAdHocCode(code));
    // What was asked for once only is no regime.
    if (row.rule === null && periods.length === 0) continue;
    views.push({ ...row, parsed: regimeRule.safeParse(row.rule).data ?? null, periods });
  }
  return views;
}

/** A regime by rule, as the office gives it. */
export interface NewRegime {
  document: string;
  name: string;
  issuerId: number;
  whoReports: readonly string[];
  rule: RegimeRule;
}

export type AddedRegime =
  | ({ ok: true; regimeId: number; periods: RulePeriod[] } & TakenPeriods)
  | { ok: false; why: 'known'; name: string };

/**
 * Takes a regime by rule into the books, with the periods of its first year (and of the next one,
 * late in the year) that are not over. A document whose regime is known already is refused.
 */
export async function addRegime(
  tx: Tx,
  given: NewRegime,
  at: { now: Date; timeZone: string },
): Promise<AddedRegime> {
  const document = await regimeKey(tx, given.document, given.issuerId);
  const known = await regimeOfDocument(tx, document);
  if (known) return { ok: false, why: 'known', name: known.name };
  const { name, issuerId, whoReports, rule } = given;
  const regimeId = await upsertRegime(tx, {
    document,
    name,
    issuerId,
    whoReports: [...whoReports],
    rule,
  });
  const row = await lockRegime(tx, regimeId);
  if (!row) throw new Error('regime was not stored');
  return { ok: true, regimeId, ...(await makePeriods(tx, row, rule, at)) };
}

/** The periods a rule gives on a day: of this year and, from November on, of the next. */
export function periodsToMake(
  rule: RegimeRule,
  today: LocalDate,
  calendar: WorkCalendar,
): RulePeriod[] {
  const { year, month } = dateParts(today);
  const years = month >= NEXT_YEAR_FROM_MONTH ? [year, year + 1] : [year];
  // A first year that has not come yet is shown and made at once.
  if (rule.firstYear > Math.max(...years)) years.push(rule.firstYear);
  return years.flatMap((one) => periodsOf(rule, one, calendar)).filter(({ due }) => due >= today);
}

/** Makes the periods a regime's rule gives and the books do not have; those there are left alone. */
async function makePeriods(
  tx: Tx,
  row: ReportRegimeRow,
  rule: RegimeRule,
  at: { now: Date; timeZone: string },
): Promise<TakenPeriods & { periods: RulePeriod[] }> {
  const today = localDateAt(at.now, at.timeZone);
  const known = new Set((await periodsOfRegime(tx, row.id)).map(({ code }) => code));
  const fresh = periodsToMake(rule, today, await loadCalendar(tx)).filter(
    ({ code }) => !known.has(code),
  );
  if (row.issuerId === null || fresh.length === 0) {
    return { periods: [], obligations: noChanges(), questions: [] };
  }
  const { issuerId, whoReports } = row;
  const { leading, dueWords } = rule;
  // A set may have members of a sibling district; they are not this committee's to ask.
  const below = (await subtreeIds(tx, issuerId)).filter((id) => id !== issuerId);
  const duties = {
    issuerId,
    day: today,
    whoReports,
    leading,
    dueWords,
    askable: new Set(below),
  };
  const taken = await takePeriods(tx, row.id, duties, fresh, { ...at, complete: false });
  return { periods: fresh, ...taken };
}

/** Makes what all regimes by rule have coming; safe to run any number of times. */
export async function makeComingPeriods(
  tx: Tx,
  at: { now: Date; timeZone: string },
): Promise<{ regime: ReportRegimeRow; periods: RulePeriod[]; questions: number }[]> {
  const made: { regime: ReportRegimeRow; periods: RulePeriod[]; questions: number }[] = [];
  for (const { id } of await allRegimes(tx)) {
    const regime = await lockRegime(tx, id);
    const rule = regimeRule.safeParse(regime?.rule).data;
    if (!regime || !rule || regime.endedAt) continue;
    const { periods, questions } = await makePeriods(tx, regime, rule, at);
    if (periods.length > 0) made.push({ regime, periods, questions: questions.length });
  }
  return made;
}

/**
 * Counts again the due days of coming periods that are so many working days after their figures:
 * another calendar gives other days. What is asked of whom stays as it is. Gives what moved.
 */
export async function recountWorkingDays(
  tx: Tx,
  at: { now: Date; timeZone: string },
): Promise<MovedDue[]> {
  const moved: MovedDue[] = [];
  const today = localDateAt(at.now, at.timeZone);
  for (const { period, rule, due } of await recountedBy(tx, await loadCalendar(tx), today)) {
    const { id: _, ...fields } = period;
    await upsertPeriod(tx, { ...fields, dueOn: due });
    const asked = { periodId: period.id, name: period.name, dueOn: due };
    const source = { kind: 'report' as const, ids: [period.id] };
    const owed = (await obligationsOfSource(tx, source)).filter((one) => !one.withdrawnAt);
    const wanted = owed.flatMap(({ agencyId, occurrence }) => {
      const duty = dutyFrom(occurrence);
      return duty ? [wantedReport({ ...asked, deadlineWords: rule.dueWords }, agencyId, duty)] : [];
    });
    await syncObligations(tx, source, wanted, at);
    const before = new Map(owed.map(({ id, dueOn }) => [id, dueOn]));
    for (const { id, agencyId, dueOn: to } of await obligationsOfSource(tx, source)) {
      const from = before.get(id);
      if (from === undefined || from === to) continue;
      moved.push({ id, agencyId, from, to, counted: true });
    }
  }
  return moved;
}

/** Coming periods whose due day, so many working days after their figures, a calendar has elsewhere. */
export async function recountedBy(
  tx: Queryable,
  calendar: WorkCalendar,
  today: LocalDate,
): Promise<{ period: ReportPeriodRow; rule: RegimeRule; due: LocalDate }[]> {
  const found: { period: ReportPeriodRow; rule: RegimeRule; due: LocalDate }[] = [];
  for (const regime of await allRegimes(tx)) {
    const rule = regimeRule.safeParse(regime.rule).data;
    if (!rule?.parts.some(({ due }) => due.kind === 'working_days')) continue;
    for (const period of await periodsOfRegime(tx, regime.id)) {
      const year = Number(period.code.slice(0, 4));
      const now = periodsOf(rule, year, calendar).find(({ code }) => code === period.code);
      if (!now || period.dueOn < today || now.due === period.dueOn) continue;
      found.push({ period, rule, due: now.due });
    }
  }
  return found;
}

/**
 * Ends a regime: no more periods are made, and reports of periods whose figures have not begun to
 * run are withdrawn. Those in hand stay due. Gives how many were withdrawn; null when it is over
 * already.
 */
export async function endRegime(
  tx: Tx,
  regimeId: number,
  at: { now: Date; timeZone: string },
): Promise<{ regime: ReportRegimeRow; withdrawn: number } | null> {
  const regime = await lockRegime(tx, regimeId);
  if (!regime || regime.endedAt) return null;
  const today = localDateAt(at.now, at.timeZone);
  await markRegimeEnded(tx, regimeId, at.now);
  const coming = (await periodsOfRegime(tx, regimeId)).filter(
    ({ code, dataFrom }) => !isAdHocCode(code) && dataFrom > today,
  );
  const ids = coming.map(({ id }) => id);
  const { removed } = await syncObligations(tx, { kind: 'report', ids }, [], at);
  return { regime, withdrawn: removed };
}
