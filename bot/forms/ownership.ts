import { can } from '../../core/people/can.ts';
import { obligationById } from '../../db/queries/obligations.ts';
import type { LinkedContext } from '../context.ts';

/** The person reports for the obligation's agency, and it is still asked for. */
export async function isOwner(ctx: LinkedContext, obligation: unknown): Promise<boolean> {
  const item = await obligationById(ctx.tx, Number(obligation));
  return item !== null && item.withdrawnAt === null && can(ctx.actor, 'update', item.agencyId);
}

/** The person reviews for the obligation's agency. */
export async function isReviewer(ctx: LinkedContext, obligation: unknown): Promise<boolean> {
  const item = await obligationById(ctx.tx, Number(obligation));
  return item !== null && item.withdrawnAt === null && can(ctx.actor, 'review', item.agencyId);
}
