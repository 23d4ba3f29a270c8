import { answersAs, maySee } from '../../core/proposals/standing.ts';
import {
  lockedProposal,
  type ProposalView,
  proposalById,
  type ReplyView,
  repliesTo,
} from '../../db/queries/proposals.ts';
import type { LinkedContext } from '../context.ts';

/** A proposal with all that became of it, and in what right the person may answer it. */
export interface Matter {
  proposal: ProposalView;
  /** Oldest first. */
  replies: ReplyView[];
  as: 'review' | 'respond' | null;
}

/** The proposal if the person may see it. */
export async function matterOf(
  ctx: LinkedContext,
  id: number | null,
  lock: 'lock' | null = null,
): Promise<Matter | null> {
  const proposal = await (lock ? lockedProposal : proposalById)(ctx.tx, id ?? -1);
  if (!proposal) return null;
  const replies = (await repliesTo(ctx.tx, [proposal.id])).get(proposal.id) ?? [];
  if (!maySee(ctx.actor, proposal, replies)) return null;
  return { proposal, replies, as: answersAs(ctx.actor, proposal, replies) };
}

/** The newest reply somebody has in view while writing theirs; 0 for none. */
export function lastReply({ replies }: Pick<Matter, 'replies'>): number {
  return replies.at(-1)?.id ?? 0;
}

/** Says politely that a button is not for the one who pressed it; nothing of what it is about. */
export async function refuseMatter(ctx: LinkedContext): Promise<void> {
  await ctx.reply({ text: ctx.t('proposal.not_yours') });
}
