import type { ReportDuty } from '../../office/reports/duty.ts';
import { toCard } from '../../views/reports/narrative.ts';
import type { LinkedContext } from '../context.ts';

/** Says that nothing can be written to a report as it is now, and the way on. */
export async function refuseWriting(ctx: LinkedContext, duty: ReportDuty): Promise<void> {
  const { state } = duty.obligation;
  const why = state === 'accepted' ? 'accepted' : 'submitted';
  await ctx.reply({
    text: ctx.t(`report.refused.${why}`),
    choices: [toCard(duty, ctx.t)],
  });
}
