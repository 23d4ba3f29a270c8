import type { StoredFile } from '../../core/forms/form.ts';
import { isWithin } from '../../core/scoring/points.ts';
import type { Tx } from '../../db/client.ts';
import { addScore, scoresAt } from '../../db/queries/criteria.ts';
import { lockedObligation, recordStatement } from '../../db/queries/obligations.ts';
import { type EntryScores, entryScores, isWritable } from './state.ts';

/** Who says it, and where. */
export interface Scorer {
  personId: number;
  channel: string;
}

/** What is said of a criterion; what is left out stays as it was. */
export interface SelfScore {
  criterionId: number;
  score?: number;
  reason?: string;
  files?: readonly StoredFile[];
}

export type ScoreResult =
  | 'kept'
  /** It was sent meanwhile, or is no longer asked for. */
  | 'closed'
  /** No such criterion, a heading, points out of range, or words before any points. */
  | 'unfit';

/** Puts on record what an agency says of its criteria, all or nothing. The first makes it begun. */
export async function recordSelf(
  tx: Tx,
  entryId: number,
  said: readonly SelfScore[],
  by: Scorer,
  now: Date,
): Promise<ScoreResult> {
  const state = await lockedEntry(tx, entryId);
  if (!state || !isWritable(state)) return 'closed';
  const before = new Map(
    (await scoresAt(tx, [entryId]))
      .filter(({ kind }) => kind === 'self')
      .map((score) => [score.criterionId, score]),
  );
  const rows = said.flatMap(({ criterionId, score, reason, files }) => {
    const criterion = state.criteria.find(({ id }) => id === criterionId);
    const known = before.get(criterionId);
    const points = score ?? known?.score;
    if (criterion?.maxScore == null || points === undefined) return [];
    if (!isWithin(points, criterion.maxScore)) return [];
    const kept = known?.files ?? [];
    const fresh = (files ?? []).filter(({ hash }) => !kept.some((one) => one.hash === hash));
    const words = reason ?? known?.reason ?? null;
    return [{ criterionId, score: points, reason: words, files: [...kept, ...fresh] }];
  });
  if (rows.length < said.length) return 'unfit';
  for (const { files, ...row } of rows) {
    await addScore(tx, { campaignAgencyId: entryId, kind: 'self', ...row, ...by, at: now }, files);
  }
  if (rows.length > 0 && state.item?.state === 'not_started') {
    const begun = { kind: 'state', state: 'in_progress', ...by } as const;
    await recordStatement(tx, state.item.id, begun, now);
  }
  return 'kept';
}

/**
 * Sends the self-scores: what the agency owes is claimed. Not while a criterion has no score; what
 * only lacks proof is for the sender to decide.
 */
export async function sendSelf(
  tx: Tx,
  entryId: number,
  by: Scorer,
  now: Date,
): Promise<'sent' | 'closed' | 'incomplete'> {
  const state = await lockedEntry(tx, entryId);
  if (!state?.item || !isWritable(state)) return 'closed';
  if (state.self.left.length > 0) return 'incomplete';
  // Without the sum: whoever may look at the work need not see the scores before they are published.
  const claim = { kind: 'state', state: 'done', ...by } as const;
  await recordStatement(tx, state.item.id, claim, now);
  return 'sent';
}

/** The entry, with what it owes locked: a colleague may send it at the same moment. */
async function lockedEntry(tx: Tx, entryId: number): Promise<EntryScores | null> {
  const state = await entryScores(tx, entryId);
  if (!state?.item) return state;
  await lockedObligation(tx, state.item.id);
  return entryScores(tx, entryId);
}
