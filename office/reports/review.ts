import { sectionsOf } from '../../core/reports/narrative.ts';
import type { Tx } from '../../db/client.ts';
import {
  appendReviews,
  contentOf,
  storeDraft,
  type VersionEntry,
} from '../../db/queries/figures.ts';
import { lockedObligation, recordStatement } from '../../db/queries/obligations.ts';
import { type At, loadReport, type Report } from './report.ts';

/** Who reviews a report. `number` guards against a button under an older version. */
export interface Reviewer {
  personId: number;
  channel: string;
  number?: number;
}

export type ReviewRefusal =
  | { ok: false; why: 'not_a_report' | 'withdrawn' }
  /** Nothing was sent through forms and sections: there is no version to speak of. */
  | { ok: false; why: 'no_version' }
  /** The version was decided on already. */
  | { ok: false; why: 'decided'; number: number }
  /** A newer version has come since. */
  | { ok: false; why: 'newer_version'; number: number };

export type ReportAccepted = { ok: true; number: number } | ReviewRefusal;

/** Accepts the newest version of a report. */
export async function acceptReport(
  tx: Tx,
  obligationId: number,
  reviewer: Reviewer,
  at: At,
): Promise<ReportAccepted> {
  const awaiting = await awaitingReview(tx, obligationId, reviewer, at);
  if (!awaiting.ok) return awaiting;
  const { version } = awaiting;
  const { personId, channel } = reviewer;
  const said = { versionId: version.id, reviewedBy: personId, channel, at: at.now };
  await appendReviews(tx, [{ ...said, verdict: 'accepted', part: null, reason: null }]);
  const statement = { kind: 'review' as const, state: 'accepted' as const, personId, channel };
  await recordStatement(tx, obligationId, statement, at.now);
  return { ok: true, number: version.number };
}

/** What is wrong with a report, and where: a form's code, a section, or null for all of it. */
export interface Remark {
  part: string | null;
  reason: string;
}

export type ReportReturned =
  | { ok: true; number: number; amendment: boolean }
  | ReviewRefusal
  | { ok: false; why: 'reason_needed' }
  | { ok: false; why: 'no_such_part'; part: string };

/**
 * Returns the newest version with at least one remark, and opens it for correction; a draft that is
 * being written stays. A returned amendment leaves the accepted version in force, so the report
 * itself stays accepted.
 */
export async function returnReport(
  tx: Tx,
  obligationId: number,
  remarks: readonly Remark[],
  reviewer: Reviewer,
  at: At,
): Promise<ReportReturned> {
  const awaiting = await awaitingReview(tx, obligationId, reviewer, at);
  if (!awaiting.ok) return awaiting;
  const { report, version } = awaiting;
  const said = remarks.map(({ part, reason }) => {
    return { part, reason: reason.normalize('NFC').trim() };
  });
  if (said.length === 0 || said.some(({ reason }) => reason === '')) {
    return { ok: false, why: 'reason_needed' };
  }
  const parts = new Set<string | null>([null, ...partsOf(report, version)]);
  const unknown = said.find(({ part }) => !parts.has(part));
  if (unknown) return { ok: false, why: 'no_such_part', part: unknown.part ?? '' };
  const { personId, channel } = reviewer;
  const by = { versionId: version.id, reviewedBy: personId, channel, at: at.now };
  await appendReviews(
    tx,
    said.map((remark) => ({ ...by, verdict: 'returned' as const, ...remark })),
  );
  const reason = said.map((remark) => remark.reason).join('; ');
  const amendment = report.versions.some(({ verdict }) => verdict === 'accepted');
  await recordStatement(
    tx,
    obligationId,
    amendment
      ? { kind: 'review', state: 'accepted', note: reason, personId, channel }
      : { kind: 'review', state: 'returned', reason, personId, channel },
    at.now,
  );
  if (!report.draft) {
    await storeDraft(tx, {
      obligationId,
      ...contentOf(version),
      fromVersion: version.number,
      openedAt: at.now,
      updatedAt: version.submittedAt,
      updatedBy: version.submittedBy,
    });
  }
  return { ok: true, number: version.number, amendment };
}

async function awaitingReview(
  tx: Tx,
  obligationId: number,
  { number }: Reviewer,
  at: At,
): Promise<{ ok: true; report: Report; version: VersionEntry } | ReviewRefusal> {
  await lockedObligation(tx, obligationId);
  const report = await loadReport(tx, obligationId, at);
  if (!report) return { ok: false, why: 'not_a_report' };
  if (report.obligation.withdrawnAt) return { ok: false, why: 'withdrawn' };
  const version = report.versions.at(-1);
  if (!version) return { ok: false, why: 'no_version' };
  if (number !== undefined && number !== version.number) {
    return { ok: false, why: 'newer_version', number: version.number };
  }
  if (version.verdict !== null || report.obligation.state !== 'done') {
    return { ok: false, why: 'decided', number: version.number };
  }
  return { ok: true, report, version };
}

function partsOf({ areas }: Report, version: VersionEntry): string[] {
  const sections = sectionsOf(areas).map(({ key }) => key);
  return [...Object.keys(version.forms), ...sections, ...Object.keys(version.narrative)];
}
