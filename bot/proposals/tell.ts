import type { ProposalView } from '../../db/queries/proposals.ts';
import { outOfReach } from '../../office/out-of-reach.ts';
import {
  answeredForNotice,
  answeredNotice,
  forwardedNotice,
  passedOnNotice,
} from '../../views/proposal.ts';
import type { LinkedContext } from '../context.ts';
import { tellAgency, tellCoordinators } from '../notices.ts';

/** Tells whoever asked, and the coordinators where the answer is not theirs. */
export async function tellAnswered(
  ctx: LinkedContext,
  proposal: ProposalView,
  { answer, as }: { answer: string; as: 'review' | 'respond' },
): Promise<void> {
  const { agencyId, personId } = proposal;
  await tellAgency(ctx, agencyId, (t) => answeredNotice(proposal, answer, t), personId);
  if (as === 'review') return;
  const who = ctx.actor.name;
  await tellCoordinators(ctx, proposal, (t) => answeredForNotice(proposal, { who, answer }, t));
}

/** Tells whoever asked where it went, and the agency it went to. */
export async function tellForwarded(
  ctx: LinkedContext,
  proposal: ProposalView,
  { to, toAgencyId, note }: { to: string; toAgencyId: number | null; note: string },
): Promise<void> {
  const { agencyId, personId } = proposal;
  await tellAgency(ctx, agencyId, (t) => forwardedNotice(proposal, { to, note }, t), personId);
  if (toAgencyId === null) return;
  await tellAgency(ctx, toAgencyId, (t) => passedOnNotice(proposal, note, t));
}

/** Whether anybody of the agency reads what is sent to it. */
export async function reachesAgency(ctx: LinkedContext, agencyId: number): Promise<boolean> {
  return (await outOfReach(ctx.tx, [agencyId])).length === 0;
}
