import { isClaimed } from '../../core/obligations/obligation.ts';
import { emptyContent, type ReportContent } from '../../core/reports/content.ts';
import type { OwedForm } from '../../core/reports/owed-form.ts';
import type { Tx } from '../../db/client.ts';
import { contentOf, type ReportDraftRow, storeDraft } from '../../db/queries/figures.ts';
import { lockedObligation } from '../../db/queries/obligations.ts';
import { type At, loadReport, type Report } from './report.ts';

/** Why nothing can be written. */
export type DraftRefusal =
  /** No such obligation, or no periodic report. */
  | 'not_a_report'
  /** Its source no longer asks for it. */
  | 'withdrawn'
  /** It was sent, and not returned: opening it again has to be asked for. */
  | 'submitted'
  | 'accepted';

export type Refused<Code> = { ok: false; why: Code };

export interface Writer {
  personId: number;
}

export type WritingOpened =
  | { ok: true; report: Report; draft: ReportDraftRow; created: boolean }
  | Refused<DraftRefusal>;

/**
 * The draft to write to, not yet stored if it is new. Locks the obligation, so that two people
 * writing at once do not lose each other's words.
 */
export async function draftForWriting(
  tx: Tx,
  obligationId: number,
  writer: Writer,
  at: At,
  again = false,
): Promise<WritingOpened> {
  await lockedObligation(tx, obligationId);
  const report = await loadReport(tx, obligationId, at);
  if (!report) return { ok: false, why: 'not_a_report' };
  const { obligation } = report;
  if (obligation.withdrawnAt) return { ok: false, why: 'withdrawn' };
  if (report.draft) return { ok: true, report, draft: report.draft, created: false };
  if (isClaimed(obligation.state) && !again) {
    return { ok: false, why: obligation.state === 'accepted' ? 'accepted' : 'submitted' };
  }
  const last = report.versions.at(-1) ?? null;
  const draft: ReportDraftRow = {
    obligationId,
    ...(last ? contentOf(last) : emptyContent()),
    fromVersion: last?.number ?? null,
    openedAt: at.now,
    updatedAt: at.now,
    updatedBy: writer.personId,
  };
  return { ok: true, report, draft, created: true };
}

export async function write(
  tx: Tx,
  draft: ReportDraftRow,
  writer: Writer,
  at: At,
  change: Partial<ReportContent>,
): Promise<void> {
  await storeDraft(tx, {
    ...draft,
    ...change,
    updatedAt: at.now,
    updatedBy: writer.personId,
  });
}

export function formOf(report: Report, code: string): OwedForm | null {
  return report.forms.find(({ form }) => form.code === code) ?? null;
}
