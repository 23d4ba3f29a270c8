import type { ObligationView } from '../db/queries/obligations.ts';
import { dutyOf, type ReportDuty } from '../office/reports/duty.ts';
import type { LinkedContext } from './context.ts';
import { startForm } from './forms/session.ts';
import { updateContext } from './forms/update.ts';
import { showCard } from './reports/card.ts';
import { showScoringOf } from './scoring/entry.ts';

/**
 * Goes on with what somebody began to say about an obligation: to the report where it is one with
 * figures, otherwise to the form with what is known filled in.
 */
export async function openUpdate(
  ctx: LinkedContext,
  item: ObligationView,
  answers: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (item.sourceKind === 'input') {
    const words = typeof answers.note === 'string' ? { words: answers.note } : {};
    return startForm(ctx, 'input', { context: { obligation: item.id }, answers: words });
  }
  // Scores are sent, not claimed.
  if (item.sourceKind === 'scoring' && claimsDone(answers.state)) return showScoringOf(ctx, item);
  const duty = await reportToSend(ctx, item, answers.state);
  if (duty) return showReport(ctx, duty, answers.state);
  await startForm(ctx, 'update', { context: updateContext(item), answers });
}

/** The report that is sent instead of claimed; null where saying so is enough. */
export async function reportToSend(
  ctx: LinkedContext,
  item: ObligationView,
  state: unknown,
): Promise<ReportDuty | null> {
  if (state !== 'done' && item.state !== 'returned') return null;
  const duty = await dutyOf(ctx.tx, item.id, ctx);
  // Figures are sent, not claimed; what was returned is corrected where it was written.
  return duty && (duty.forms.length > 0 || duty.versions.length > 0) ? duty : null;
}

/** Being done, or nothing said yet: anything else is said in the form. */
function claimsDone(state: unknown): boolean {
  return state !== 'in_progress' && state !== 'blocked' && state !== 'not_started';
}

async function showReport(ctx: LinkedContext, duty: ReportDuty, state: unknown): Promise<void> {
  const first = state === 'done' && duty.versions.length === 0;
  const above = first ? ctx.t('report.figures_first') : '';
  // The reminder that was answered stays.
  await showCard(ctx, duty, { above, how: 'reply' });
}
