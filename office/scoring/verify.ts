import { isSettled } from '../../core/obligations/obligation.ts';
import { isWithin } from '../../core/scoring/points.ts';
import { leavesOf } from '../../core/scoring/standing.ts';
import type { Tx } from '../../db/client.ts';
import { closeCampaign, closeEntry, lockCampaign } from '../../db/queries/campaigns.ts';
import { addScore, reopenEntry } from '../../db/queries/criteria.ts';
import { withdrawInputs } from '../../db/queries/inputs.ts';
import { recordStatement } from '../../db/queries/obligations.ts';
import type { Scorer } from './self-score.ts';
import {
  type EntryScores,
  entryScores,
  isVerifiable,
  type ScoringState,
  scoringState,
} from './state.ts';

export type VerifyResult =
  | 'kept'
  /** Closed, returned or published meanwhile. */
  | 'closed'
  /** No such criterion, or points out of range. */
  | 'unfit'
  /** It differs from the agency's score, and nothing says why. */
  | 'no_reason';

/** Gives one criterion its verified score; one that differs from the agency's needs a reason. */
export async function verifyOne(
  tx: Tx,
  entryId: number,
  given: { criterionId: number; score: number; reason: string | null },
  by: Scorer,
  now: Date,
): Promise<VerifyResult> {
  const state = await lockedEntry(tx, entryId);
  if (!state || !isVerifiable(state)) return 'closed';
  const criterion = leavesOf(state.criteria).find(({ id }) => id === given.criterionId);
  if (!criterion || !isWithin(given.score, criterion.maxScore)) return 'unfit';
  const isSame = criterion.self?.score === given.score;
  const reason = given.reason?.trim() || null;
  if (!isSame && reason === null) return 'no_reason';
  const row = { campaignAgencyId: entryId, kind: 'verified' as const, ...by, at: now };
  await addScore(tx, { ...row, ...given, reason: isSame ? null : reason });
  return 'kept';
}

/**
 * Takes over every score that is not verified yet, or was scored anew since without a word why it
 * differs; gives how many, null where it is closed.
 */
export async function verifyRest(
  tx: Tx,
  entryId: number,
  by: Scorer,
  now: Date,
): Promise<number | null> {
  const state = await lockedEntry(tx, entryId);
  if (!state || !isVerifiable(state)) return null;
  const { left: without, unreasoned } = state.verified;
  const left = [...without, ...unreasoned].flatMap(({ id, self }) =>
    self ? [{ id, score: self.score }] : [],
  );
  for (const { id: criterionId, score } of left) {
    const row = { campaignAgencyId: entryId, kind: 'verified' as const, criterionId };
    await addScore(tx, { ...row, score, reason: null, ...by, at: now });
  }
  return left.length;
}

/**
 * Ends the verification of an agency; what it owes is accepted. Not while a criterion is not
 * verified, or a score differs from the agency's without a reason.
 */
export async function closeVerification(
  tx: Tx,
  entryId: number,
  by: Scorer,
  now: Date,
): Promise<'closed' | 'closed_before' | 'incomplete'> {
  const state = await lockedEntry(tx, entryId);
  if (!state || !isVerifiable(state)) return 'closed_before';
  const { left, unreasoned } = state.verified;
  if (left.length > 0 || unreasoned.length > 0) return 'incomplete';
  await closeEntry(tx, state.entry, by, now);
  if (state.item?.state === 'done') {
    const verdict = { kind: 'review', state: 'accepted', ...by } as const;
    await recordStatement(tx, state.item.id, verdict, now);
  }
  return 'closed';
}

/** An agency may ask once, before the result is published, to look at its verified scores again. */
export function mayAskAgain({ campaign, phase, askedAgain }: EntryScores): boolean {
  return campaign.closedAt === null && phase === 'verified' && askedAgain === null;
}

/** Opens the verification of an agency again because it asks so. */
export async function askAgain(
  tx: Tx,
  entryId: number,
  words: string,
  by: Scorer,
  now: Date,
): Promise<boolean> {
  const state = await lockedEntry(tx, entryId);
  if (!state || !mayAskAgain(state)) return false;
  await reopenEntry(tx, state.entry, { ...by, words }, now);
  return true;
}

/**
 * Publishes the result: who may see it sees the ranking from now on, and nothing changes any more.
 * What agencies have not sent is no longer asked for. Not before one agency is verified.
 */
export async function publish(
  tx: Tx,
  campaignId: number,
  by: Scorer,
  now: Date,
): Promise<{ done: 'published'; state: ScoringState } | { done: 'published_before' | 'nobody' }> {
  const campaign = await lockCampaign(tx, campaignId);
  if (!campaign || campaign.closedAt) return { done: 'published_before' };
  const state = await scoringState(tx, campaignId);
  if (!state?.entries.some(({ phase }) => phase === 'verified')) return { done: 'nobody' };
  const open = state.entries.flatMap(({ item }) =>
    item && !isSettled(item.state) ? [item.id] : [],
  );
  await withdrawInputs(tx, open, { personId: by.personId, channel: by.channel }, now);
  await closeCampaign(tx, campaignId, now);
  const after = await scoringState(tx, campaignId);
  return after ? { done: 'published', state: after } : { done: 'published_before' };
}

/** The entry, with its scoring locked: verifying, closing and publishing come one after the other. */
async function lockedEntry(tx: Tx, entryId: number): Promise<EntryScores | null> {
  const state = await entryScores(tx, entryId);
  if (!state) return null;
  await lockCampaign(tx, state.campaign.id);
  return entryScores(tx, entryId);
}
