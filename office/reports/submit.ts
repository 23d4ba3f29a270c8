import { isDeepStrictEqual } from 'node:util';
import type { StoredFile } from '../../core/forms/form.ts';
import {
  type FormCells,
  formCells,
  givenAt,
  type ReportContent,
} from '../../core/reports/content.ts';
import { type OwedForm, owedCells } from '../../core/reports/owed-form.ts';
import type { Sending } from '../../core/reports/sending.ts';
import type { ReportStatus } from '../../core/reports/status.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import type { Tx } from '../../db/client.ts';
import { appendVersion, contentOf, removeDraft } from '../../db/queries/figures.ts';
import { lockedObligation, recordStatement } from '../../db/queries/obligations.ts';
import { statusOf } from './duty.ts';
import { type At, loadReport, type Report } from './report.ts';
import { loadSending } from './sending.ts';

/** Who sends a report, and how. */
export interface Submission {
  personId: number;
  channel: string;
  /** Why it is sent again; needed unless it was returned, which tells by itself. */
  why?: string | null;
  /** The signed paper that goes with it. */
  documentNumber?: string | null;
  documentDate?: LocalDate | null;
  note?: string | null;
  files?: readonly StoredFile[];
}

export type SubmitResult =
  | {
      ok: true;
      number: number;
      /** Sent after the last day of the data window. */
      afterWindow: boolean;
      /** The report as a whole: on time or late by its first sending. */
      sending: Sending;
      sectionsMissing: string[];
    }
  | {
      ok: false;
      why:
        | 'not_a_report'
        | 'withdrawn'
        /** Nothing is being written. */
        | 'no_draft'
        /** It was accepted: only an amendment can follow. */
        | 'accepted'
        /** There is nothing accepted to amend. */
        | 'not_accepted'
        /** Neither figures nor words. */
        | 'empty'
        /** It was sent before and nothing changed. */
        | 'unchanged'
        | 'why_needed';
    }
  /** Forms without a figure, cells that cannot be read, errors, or warnings without explanation. */
  | { ok: false; why: 'not_ready'; status: ReportStatus };

/** Sends a report: for the first time, corrected after a return, or again before it was reviewed. */
export async function submitReport(
  tx: Tx,
  obligationId: number,
  submission: Submission,
  at: At,
): Promise<SubmitResult> {
  return submit(tx, obligationId, submission, at, false);
}

/** Sends an amendment of an accepted report, which waits to be accepted in its turn. */
export async function amendReport(
  tx: Tx,
  obligationId: number,
  submission: Submission & { why: string },
  at: At,
): Promise<SubmitResult> {
  return submit(tx, obligationId, submission, at, true);
}

async function submit(
  tx: Tx,
  obligationId: number,
  submission: Submission,
  at: At,
  amends: boolean,
): Promise<SubmitResult> {
  await lockedObligation(tx, obligationId);
  const report = await loadReport(tx, obligationId, at);
  if (!report) return { ok: false, why: 'not_a_report' };
  const { obligation, draft, versions, windowClosesAt } = report;
  if (obligation.withdrawnAt) return { ok: false, why: 'withdrawn' };
  const isAccepted = versions.at(-1)?.verdict === 'accepted' || obligation.state === 'accepted';
  if (amends !== isAccepted) return { ok: false, why: amends ? 'not_accepted' : 'accepted' };
  if (!draft) return { ok: false, why: 'no_draft' };
  const content = contentOf(draft);
  const status = statusOf(report, content);
  if (status.empty) return { ok: false, why: 'empty' };
  if (!status.ready) return { ok: false, why: 'not_ready', status };
  const why = whyOf(report, submission);
  const last = versions.at(-1);
  if (last && why === null) return { ok: false, why: 'why_needed' };
  const complete = completed(report, content, submission.personId, at.now);
  if (last?.verdict !== 'returned' && last && isDeepStrictEqual(contentOf(last), complete)) {
    return { ok: false, why: 'unchanged' };
  }
  const number = (last?.number ?? 0) + 1;
  const afterWindow = at.now >= windowClosesAt;
  await appendVersion(tx, {
    obligationId,
    number,
    forms: Object.fromEntries(report.forms.map(({ form }) => [form.code, form.version])),
    ...complete,
    submittedAt: at.now,
    submittedBy: submission.personId,
    channel: submission.channel,
    why,
    dueAt: obligation.dueAt,
    afterWindow,
  });
  await removeDraft(tx, obligationId);
  const { personId, channel, documentNumber, documentDate, note, files } = submission;
  await recordStatement(
    tx,
    obligationId,
    {
      kind: 'state',
      state: 'done',
      documentNumber: documentNumber ?? null,
      documentDate: documentDate ?? null,
      note: note ?? why,
      files: files ?? [],
      personId,
      channel,
    },
    at.now,
  );
  const sending = await loadSending(tx, obligation, at.timeZone);
  return { ok: true, number, afterWindow, sending, sectionsMissing: status.sectionsMissing };
}

/** Null for the first version, and where a reason has to be given and is not. */
function whyOf({ versions, obligation }: Report, { why }: Submission): string | null {
  const last = versions.at(-1);
  if (!last) return null;
  const said = why?.normalize('NFC').trim() ?? '';
  if (said !== '') return said;
  const reasons = last.reviews.flatMap(({ verdict, reason }) =>
    verdict === 'returned' && reason !== null ? [reason] : [],
  );
  if (last.verdict === 'returned') return reasons.join('; ');
  return obligation.state === 'returned' ? obligation.reason : null;
}

/**
 * A form that is sent has an entry in every cell the agency owes: what it left blank it has sent
 * as blank. Words from before that no longer belong to the report are left behind.
 */
function completed(report: Report, content: ReportContent, by: number, now: Date): ReportContent {
  const codes = new Set(report.forms.map(({ form }) => form.code));
  const kept = <T>(record: Record<string, T>) =>
    Object.fromEntries(Object.entries(record).filter(([code]) => codes.has(code)));
  return {
    cells: Object.fromEntries(
      report.forms.map((owed) => [
        owed.form.code,
        withBlanks(owed, formCells(content, owed.form.code), by, now),
      ]),
    ),
    nothing: content.nothing.filter((code) => codes.has(code)),
    explanations: kept(content.explanations),
    narrative: content.narrative,
  };
}

function withBlanks(owed: OwedForm, given: FormCells, by: number, now: Date): FormCells {
  const cells = structuredClone(given);
  const forOthers = owed.agencies.length > 0 && !owed.ownRowOnly;
  for (const { row, column } of owedCells(owed, given)) {
    if (givenAt(given, row, column)) continue;
    // In a table filled in for others an empty row is an agency that is missing, not one with zeros.
    if (forOthers && !Object.hasOwn(given, row)) continue;
    cells[row] = { ...cells[row], [column]: { text: '', value: null, by, at: now.toISOString() } };
  }
  return cells;
}
