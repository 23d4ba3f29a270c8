import { GAP, join, type Markup } from '../../core/messages/markup.ts';
import { can } from '../../core/people/can.ts';
import { discardDraft, openDraft } from '../../office/reports/draft.ts';
import type { ReportDuty } from '../../office/reports/duty.ts';
import { loadSending } from '../../office/reports/sending.ts';
import { versionsOf } from '../../office/reports/versions.ts';
import { cardChoices, reportCard } from '../../views/reports/card.ts';
import { versionLine } from '../../views/reports/history.ts';
import { toCard } from '../../views/reports/narrative.ts';
import type { LinkedContext } from '../context.ts';
import { openDesk } from '../forms/stack.ts';
import { REPORT_DESK, reloaded } from './open.ts';

/** The report with its parts; whoever may write to it sits down at it. */
export async function showCard(
  ctx: LinkedContext,
  duty: ReportDuty,
  { above = '', how = 'answer' }: { above?: Markup | ''; how?: 'answer' | 'reply' } = {},
): Promise<void> {
  const { agencyId, id } = duty.obligation;
  const rights = {
    write: can(ctx.actor, 'update', agencyId),
    review: can(ctx.actor, 'review', agencyId),
  };
  if (!rights.write) {
    await ctx.audit({ action: 'saw.obligation', subject: 'obligation', subjectId: id, agencyId });
  }
  if (rights.write) await openDesk(ctx, REPORT_DESK, { obligation: id, on: 'card' });
  const sending = await loadSending(ctx.tx, duty.obligation, ctx.timeZone);
  await ctx[how]({
    text: join([above, above === '' ? '' : GAP, reportCard(duty, sending, ctx, ctx.t)]),
    choices: cardChoices(duty, rights, ctx.t),
  });
}

/** Opens a report that was sent, to send it again or to amend it. */
export async function openAgain(ctx: LinkedContext, duty: ReportDuty): Promise<void> {
  const { id } = duty.obligation;
  await openDraft(ctx.tx, id, ctx.actor, ctx, { again: true });
  await showCard(ctx, await reloaded(ctx, duty), { above: ctx.t('report.opened_again') });
}

/** Throws away what was changed since the report was sent. */
export async function discard(ctx: LinkedContext, duty: ReportDuty): Promise<void> {
  // Before the first sending the draft is all there is: it cannot be thrown away by one tap.
  if (duty.versions.length === 0) return showCard(ctx, duty);
  await discardDraft(ctx.tx, duty.obligation.id, ctx);
  await showCard(ctx, await reloaded(ctx, duty), { above: ctx.t('report.discarded') });
}

/** Every version: who sent it when and why, and what was said about it. */
export async function showHistory(ctx: LinkedContext, duty: ReportDuty): Promise<void> {
  const history = await versionsOf(ctx.tx, duty.obligation.id, ctx);
  const versions = history?.versions ?? [];
  await ctx.answer({
    text: join([
      ctx.t('report.history.title'),
      ...versions.map((version) => versionLine(version, duty, ctx, ctx.t)),
    ]),
    choices: [toCard(duty, ctx.t)],
  });
}
