import { join } from '../../core/messages/markup.ts';
import type { ReportDuty } from '../../office/reports/duty.ts';
import { toCard } from '../../views/reports/narrative.ts';
import type { LinkedContext } from '../context.ts';
import { whatHappened } from '../since.ts';

/** Says that nothing can be written to a report as it is now, and the way on. */
export async function refuseWriting(ctx: LinkedContext, duty: ReportDuty): Promise<void> {
  const { state } = duty.obligation;
  const why = state === 'accepted' ? 'accepted' : 'submitted';
  await ctx.reply({
    text: join([await whatHappened(ctx, duty.obligation), ctx.t(`report.refused.${why}`)]),
    choices: [toCard(duty, ctx.t)],
  });
}

/** A button that no longer fits the report: says so, with the way to the report as it is now. */
export async function oldButton(ctx: LinkedContext, duty: ReportDuty): Promise<void> {
  await ctx.reply({
    text: join([ctx.t('report.refused.old_button'), await whatHappened(ctx, duty.obligation)]),
    choices: [toCard(duty, ctx.t)],
  });
}
