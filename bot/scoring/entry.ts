import { can } from '../../core/people/can.ts';
import type { Leaf } from '../../core/scoring/standing.ts';
import { leavesOf } from '../../core/scoring/standing.ts';
import type { ObligationView } from '../../db/queries/obligations.ts';
import type { Scorer } from '../../office/scoring/self-score.ts';
import {
  type EntryCriterion,
  type EntryScores,
  entryScores,
  type ScoringState,
  scoringState,
} from '../../office/scoring/state.ts';
import { type ScoreRights, scoringCard } from '../../views/scoring/card.ts';
import { idArgument } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { openDesk } from '../forms/stack.ts';

/** Name of the desk at which an agency scores itself. */
export const SCORING_DESK = 'scoring';

/** What the person may do with an agency's scores: verifying is the right of who issued the list. */
export function rightsAt(ctx: LinkedContext, { campaign, entry }: EntryScores): ScoreRights {
  return {
    writes: can(ctx.actor, 'update', entry.agencyId),
    verifies: can(ctx.actor, 'verify_scores', campaign.issuerId),
  };
}

/** An agency's scoring, if the person may do this with it; otherwise says so and gives null. */
export async function entryFor(
  ctx: LinkedContext,
  id: string | undefined,
  right: 'view' | 'update' | 'verify_scores',
): Promise<EntryScores | null> {
  const number = idArgument(id);
  const state = number === null ? null : await entryScores(ctx.tx, number);
  const rights = state && rightsAt(ctx, state);
  const may =
    state !== null &&
    rights !== null &&
    (right === 'view'
      ? can(ctx.actor, 'view', state.entry.agencyId) || rights.verifies
      : right === 'update'
        ? rights.writes
        : rights.verifies);
  if (may) return state;
  await refuseScoring(ctx);
  return null;
}

/** A whole scoring, if the person may verify it, or see one of its agencies. */
export async function scoringFor(
  ctx: LinkedContext,
  id: string | undefined,
  right: 'view' | 'verify_scores',
): Promise<{ state: ScoringState; verifies: boolean } | null> {
  const number = idArgument(id);
  const state = number === null ? null : await scoringState(ctx.tx, number);
  if (state) {
    const verifies = can(ctx.actor, 'verify_scores', state.campaign.issuerId);
    const sees = state.entries.some(({ entry }) => can(ctx.actor, 'view', entry.agencyId));
    if (verifies || (right === 'view' && sees)) return { state, verifies };
  }
  await refuseScoring(ctx);
  return null;
}

/** A criterion of the list that is scored; null where it is a heading or of another list. */
export function leafOf(
  { criteria }: EntryScores,
  id: string | undefined,
): Leaf<EntryCriterion> | null {
  const number = idArgument(id);
  return leavesOf(criteria).find((one) => one.id === number) ?? null;
}

/** Refuses what is nobody's business here, without saying whether it exists. */
export async function refuseScoring(ctx: LinkedContext): Promise<void> {
  await ctx.reply({ text: ctx.t('scoring.not_yours') });
}

/** Shows an agency's scoring; whoever scores there has the desk open from now on. */
export async function showEntry(
  ctx: LinkedContext,
  state: EntryScores,
  how: 'reply' | 'answer' = 'reply',
): Promise<void> {
  const rights = rightsAt(ctx, state);
  await noteSeen(ctx, state, rights);
  if (rights.writes) await openDesk(ctx, SCORING_DESK, { entry: state.entry.id, on: 'card' });
  await ctx[how](scoringCard(state, rights, ctx, ctx.t));
}

/** From a reminder or list: the scoring that an obligation stands for. */
export async function showScoringOf(ctx: LinkedContext, item: ObligationView): Promise<void> {
  const state = await entryFor(ctx, String(item.campaignAgencyId ?? ''), 'view');
  if (state) await showEntry(ctx, state);
}

/** Looking at what is another agency's goes on record. */
export async function noteSeen(
  ctx: LinkedContext,
  { entry }: EntryScores,
  { writes }: ScoreRights,
): Promise<void> {
  if (writes) return;
  const seen = { action: 'saw.progress', subject: 'agency', subjectId: entry.agencyId } as const;
  await ctx.audit({
    ...seen,
    agencyId: entry.agencyId,
    details: { view: 'scoring', entry: entry.id },
  });
}

export function speaker(ctx: LinkedContext): Scorer {
  return { personId: ctx.actor.personId, channel: ctx.incoming.channel };
}
