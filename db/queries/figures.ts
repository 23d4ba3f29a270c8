import { and, asc, desc, eq, inArray, isNull, ne } from 'drizzle-orm';
import { groupBy } from '../../core/collections/group-by.ts';
import type { FormDefinition } from '../../core/indicators/definition.ts';
import type { ReportContent } from '../../core/reports/content.ts';
import type { Duty } from '../../core/reports/duty.ts';
import type { ReviewedVersion, Verdict } from '../../core/reports/standing-version.ts';
import type { Queryable, Tx } from '../client.ts';
import {
  indicatorForms,
  obligations,
  persons,
  plans,
  planTasks,
  regimeForms,
  reportDrafts,
  reportPeriods,
  reportReviews,
  reportVersions,
} from '../schema/index.ts';
import { appendAudit } from './audit.ts';
import type { ObligationRow } from './obligations.ts';
import type { ReportPeriodRow } from './reports.ts';

export type IndicatorFormRow = typeof indicatorForms.$inferSelect;
export type RegimeFormRow = typeof regimeForms.$inferSelect;
export type ReportDraftRow = typeof reportDrafts.$inferSelect;
export type ReportVersionRow = typeof reportVersions.$inferSelect;
export type ReportReviewRow = typeof reportReviews.$inferSelect;

/** All versions of a form, the newest first. */
export async function versionsOfForm(tx: Queryable, code: string): Promise<IndicatorFormRow[]> {
  return tx
    .select()
    .from(indicatorForms)
    .where(eq(indicatorForms.code, code))
    .orderBy(desc(indicatorForms.version));
}

/** The newest version of each form. */
export async function newestForms(
  tx: Queryable,
  codes?: readonly string[],
): Promise<IndicatorFormRow[]> {
  if (codes?.length === 0) return [];
  return tx
    .selectDistinctOn([indicatorForms.code])
    .from(indicatorForms)
    .where(codes && inArray(indicatorForms.code, [...codes]))
    .orderBy(asc(indicatorForms.code), desc(indicatorForms.version));
}

export async function formVersion(
  tx: Queryable,
  code: string,
  version: number,
): Promise<IndicatorFormRow | null> {
  const [row] = await tx
    .select()
    .from(indicatorForms)
    .where(and(eq(indicatorForms.code, code), eq(indicatorForms.version, version)));
  return row ?? null;
}

export async function storeForm(
  tx: Tx,
  definition: FormDefinition,
  by: number | null,
  now: Date,
): Promise<void> {
  const { code, version, title } = definition;
  const insert = tx
    .insert(indicatorForms)
    .values({ code, version, title, definition, createdAt: now, createdBy: by });
  // Two replicas that start at once both bring the forms of the program along.
  await (by === null ? insert.onConflictDoNothing() : insert);
  if (by === null) return;
  const details = { code, version };
  await appendAudit(tx, { action: 'form.changed', subject: 'form', personId: by, details }, now);
}

/** Forms of a regime's reports in their order. */
export async function formsOfRegime(tx: Queryable, regimeId: number): Promise<RegimeFormRow[]> {
  return tx
    .select()
    .from(regimeForms)
    .where(eq(regimeForms.regimeId, regimeId))
    .orderBy(asc(regimeForms.position), asc(regimeForms.formCode));
}

/** Makes these the forms of a regime's reports. */
export async function replaceRegimeForms(
  tx: Tx,
  regimeId: number,
  forms: readonly Omit<typeof regimeForms.$inferInsert, 'regimeId'>[],
): Promise<void> {
  await tx.delete(regimeForms).where(eq(regimeForms.regimeId, regimeId));
  if (forms.length === 0) return;
  await tx.insert(regimeForms).values(forms.map((form) => ({ ...form, regimeId })));
}

export async function periodById(tx: Queryable, id: number): Promise<ReportPeriodRow | null> {
  const [row] = await tx.select().from(reportPeriods).where(eq(reportPeriods.id, id));
  return row ?? null;
}

export async function draftOf(tx: Queryable, obligationId: number): Promise<ReportDraftRow | null> {
  const [row] = await tx
    .select()
    .from(reportDrafts)
    .where(eq(reportDrafts.obligationId, obligationId));
  return row ?? null;
}

export async function storeDraft(tx: Tx, draft: ReportDraftRow): Promise<void> {
  const { obligationId: _, openedAt: _o, fromVersion: _f, ...change } = draft;
  await tx
    .insert(reportDrafts)
    .values(draft)
    .onConflictDoUpdate({ target: reportDrafts.obligationId, set: change });
}

export async function removeDraft(tx: Tx, obligationId: number): Promise<void> {
  await tx.delete(reportDrafts).where(eq(reportDrafts.obligationId, obligationId));
}

export async function appendVersion(
  tx: Tx,
  version: Omit<typeof reportVersions.$inferInsert, 'id'>,
): Promise<void> {
  await tx.insert(reportVersions).values(version);
}

export async function appendReviews(
  tx: Tx,
  reviews: readonly Omit<typeof reportReviews.$inferInsert, 'id'>[],
): Promise<void> {
  await tx.insert(reportReviews).values([...reviews]);
}

/** What the coordinator said about a version, with their name. */
export interface ReviewEntry extends ReportReviewRow {
  reviewerName: string;
}

export interface VersionEntry extends ReportVersionRow, ReviewedVersion {
  senderName: string;
  /** Oldest first. */
  reviews: ReviewEntry[];
}

/** Every version of these reports, oldest first, by obligation. */
export async function versionsOfReports(
  tx: Queryable,
  obligationIds: readonly number[],
): Promise<Map<number, VersionEntry[]>> {
  const byObligation = new Map<number, VersionEntry[]>();
  if (obligationIds.length === 0) return byObligation;
  const wanted = inArray(reportVersions.obligationId, [...obligationIds]);
  const rows = await tx
    .select({ version: reportVersions, senderName: persons.name })
    .from(reportVersions)
    .innerJoin(persons, eq(persons.id, reportVersions.submittedBy))
    .where(wanted)
    .orderBy(asc(reportVersions.obligationId), asc(reportVersions.number));
  const said = await tx
    .select({ review: reportReviews, reviewerName: persons.name })
    .from(reportReviews)
    .innerJoin(reportVersions, eq(reportVersions.id, reportReviews.versionId))
    .innerJoin(persons, eq(persons.id, reportReviews.reviewedBy))
    .where(wanted)
    .orderBy(asc(reportReviews.id));
  const reviewsOf = groupBy(said, ({ review }) => review.versionId);
  for (const { version, senderName } of rows) {
    const reviews = (reviewsOf.get(version.id) ?? []).map(({ review, reviewerName }) => {
      return { ...review, reviewerName };
    });
    const verdict: Verdict | null = reviews.at(-1)?.verdict ?? null;
    const versions = byObligation.get(version.obligationId) ?? [];
    versions.push({ ...version, senderName, verdict, reviews });
    byObligation.set(version.obligationId, versions);
  }
  return byObligation;
}

/** Which of these obligations were sent through forms and sections. */
export async function reportsWithVersions(
  tx: Queryable,
  obligationIds: readonly number[],
): Promise<Set<number>> {
  if (obligationIds.length === 0) return new Set();
  const rows = await tx
    .selectDistinct({ id: reportVersions.obligationId })
    .from(reportVersions)
    .where(inArray(reportVersions.obligationId, [...obligationIds]));
  return new Set(rows.map(({ id }) => id));
}

/** All reports an agency owes of one duty, withdrawn ones left out, with their periods. */
export async function reportsOfAgency(
  tx: Queryable,
  agencyId: number,
  duty: Duty,
): Promise<{ obligation: ObligationRow; period: ReportPeriodRow }[]> {
  return tx
    .select({ obligation: obligations, period: reportPeriods })
    .from(obligations)
    .innerJoin(reportPeriods, eq(reportPeriods.id, obligations.periodId))
    .where(
      and(
        eq(obligations.agencyId, agencyId),
        eq(obligations.sourceKind, 'report'),
        eq(obligations.occurrence, duty),
        isNull(obligations.withdrawnAt),
      ),
    )
    .orderBy(asc(reportPeriods.dataTo), asc(obligations.id));
}

/** The reports these agencies are expected to send for a period. */
export async function reportsOfPeriod(
  tx: Queryable,
  periodId: number,
  agencyIds: readonly number[],
): Promise<ObligationRow[]> {
  if (agencyIds.length === 0) return [];
  return tx
    .select()
    .from(obligations)
    .where(
      and(
        eq(obligations.periodId, periodId),
        eq(obligations.sourceKind, 'report'),
        inArray(obligations.agencyId, [...agencyIds]),
        isNull(obligations.withdrawnAt),
        ne(obligations.state, 'not_applicable'),
      ),
    )
    .orderBy(asc(obligations.id));
}

/** One task of a year's plans, with the agencies that owe it. */
export interface LedTask {
  area: string;
  agencyIds: number[];
}

/** Tasks of all plans of a year in the plans' order. */
export async function tasksOfYear(tx: Queryable, year: number): Promise<LedTask[]> {
  const rows = await tx
    .selectDistinct({ id: planTasks.id, area: planTasks.area, agencyId: obligations.agencyId })
    .from(planTasks)
    .innerJoin(plans, eq(plans.id, planTasks.planId))
    .leftJoin(
      obligations,
      and(eq(obligations.taskId, planTasks.id), isNull(obligations.withdrawnAt)),
    )
    .where(and(eq(plans.year, year), isNull(planTasks.removedAt)))
    .orderBy(asc(planTasks.id));
  const tasks = new Map<number, LedTask>();
  for (const { id, area, agencyId } of rows) {
    const task = tasks.get(id) ?? { area, agencyIds: [] };
    if (agencyId !== null) task.agencyIds.push(agencyId);
    tasks.set(id, task);
  }
  return [...tasks.values()];
}

/** Only the content of a draft or version. */
export function contentOf(row: ReportContent): ReportContent {
  const { cells, nothing, explanations, narrative } = row;
  return { cells, nothing, explanations, narrative };
}
