import { type Actor, can } from '../people/can.ts';

/** As much of a proposal as rights need to know. */
interface Whose {
  agencyId: number;
}

/** As much of a reply as rights need to know. */
interface Passed {
  toAgencyId: number | null;
}

/** In what right somebody may answer a proposal; null when they may not. */
export function answersAs(
  actor: Actor,
  proposal: Whose,
  replies: readonly Passed[],
): 'review' | 'respond' | null {
  if (can(actor, 'review', proposal.agencyId)) return 'review';
  return mayRespond(actor, replies) ? 'respond' : null;
}

/** Whether somebody may read a proposal: who sees the agency, and whom it was passed on to. */
export function maySee(actor: Actor, proposal: Whose, replies: readonly Passed[]): boolean {
  return can(actor, 'view', proposal.agencyId) || mayRespond(actor, replies);
}

function mayRespond(actor: Actor, replies: readonly Passed[]): boolean {
  return replies.some(({ toAgencyId }) => toAgencyId !== null && can(actor, 'respond', toAgencyId));
}
