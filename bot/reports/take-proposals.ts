import { GAP, join } from '../../core/messages/markup.ts';
import type { ReportDuty } from '../../office/reports/duty.ts';
import {
  fittingIn,
  type OwnProposal,
  ownProposals,
  takeProposals,
} from '../../office/reports/own-proposals.ts';
import { reportHeading } from '../../views/reports/heading.ts';
import type { LinkedContext } from '../context.ts';
import { isWritable } from './figures.ts';
import { showAreas, showSection } from './narrative.ts';
import { reloaded } from './open.ts';
import { offer } from './proposals.ts';
import { refuseWriting } from './refused.ts';

/**
 * `np:all` shows all with the section each belongs to; with a count behind (`np:all:2`, `np:5:2`)
 * they are taken in, unless there are others than those that were shown.
 */
export async function takeOwnProposals(
  ctx: LinkedContext,
  duty: ReportDuty,
  which: string | undefined,
  count: number | null,
): Promise<void> {
  if (!isWritable(ctx, duty)) return refuseWriting(ctx, duty);
  const section = which === 'all' ? null : duty.sections[Number(which)];
  if (section === undefined) return ctx.reply({ text: ctx.t('refused.old_button') });
  const all = await ownProposals(ctx.tx, duty, ctx.timeZone);
  const found = section ? fittingIn(section, all) : all;
  if (found.length === 0 || found.length !== count) {
    return section ? showSection(ctx, duty, section) : preview(ctx, duty, found);
  }
  const into = section ? found.map((one) => ({ ...one, section: section.key })) : found;
  const refused = await takeProposals(ctx.tx, duty.obligation.id, into, ctx.actor, ctx);
  if (refused?.why === 'too_long') return ctx.reply({ text: ctx.t('report.section.too_long') });
  if (refused) return refuseWriting(ctx, duty);
  const after = await reloaded(ctx, duty);
  await (section ? showSection(ctx, after, section) : showAreas(ctx, after));
}

async function preview(
  ctx: LinkedContext,
  duty: ReportDuty,
  found: readonly OwnProposal[],
): Promise<void> {
  if (found.length === 0) return showAreas(ctx, duty);
  const { text, choices } = offer(ctx, duty, found, 'all');
  const back = { id: `bc:${duty.obligation.id}:n`, label: ctx.t.plain('report.button.areas') };
  await ctx.answer({
    text: join([reportHeading(duty, ctx, ctx.t), GAP, text]),
    choices: [...choices, [back]],
  });
}
