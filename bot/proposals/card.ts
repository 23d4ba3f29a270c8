import type { Choice } from '../../core/messages/message.ts';
import { can } from '../../core/people/can.ts';
import { obligationById } from '../../db/queries/obligations.ts';
import { answerChoice, followChoice, forwardChoice, proposalCard } from '../../views/proposal.ts';
import type { LinkedContext } from '../context.ts';
import { firstList } from './list.ts';
import { type Matter, matterOf, refuseMatter } from './matter.ts';

/** A proposal with all that became of it, and what the person may do about it. */
export async function showProposal(ctx: LinkedContext, id: number | null): Promise<void> {
  const matter = await matterOf(ctx, id);
  if (!matter) return refuseMatter(ctx);
  const { proposal, replies } = matter;
  const work =
    proposal.obligationId === null ? null : await obligationById(ctx.tx, proposal.obligationId);
  await ctx.reply({
    text: proposalCard(proposal, { replies, work }, ctx, ctx.t),
    choices: choicesFor(ctx, matter),
  });
}

function choicesFor(ctx: LinkedContext, { proposal, as }: Matter): Choice[][] {
  const { t, actor } = ctx;
  const { agencyId, obligationId } = proposal;
  const rows: Choice[][] = [];
  if (as === 'review') rows.push([answerChoice(proposal, t), forwardChoice(proposal, t)]);
  if (as === 'respond') rows.push([answerChoice(proposal, t)]);
  const own = can(actor, 'propose', agencyId);
  if (own && proposal.state !== 'open') rows.push([followChoice(proposal, t)]);
  if (obligationId !== null && can(actor, 'view', agencyId)) {
    rows.push([{ id: `ob:${obligationId}`, label: t.plain('proposal.button.work') }]);
  }
  const list = as === 'respond' && !own ? 'f' : firstList(ctx);
  if (list) rows.push([{ id: `kn:l:${list}`, label: t.plain('proposal.button.list') }]);
  return rows;
}
