import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { StoredFile } from '../../core/forms/form.ts';
import { anyOf } from '../any-of.ts';
import type { Queryable } from '../client.ts';
import { campaigns, criteria, criterionScores, scoreFiles } from '../schema/index.ts';

export type CriterionRow = typeof criteria.$inferSelect;
export type ScoreRow = typeof criterionScores.$inferSelect;

/** Every criterion a campaign has or once had, in the order of its list. */
export async function allCriteria(tx: Queryable, campaignId: number): Promise<CriterionRow[]> {
  return tx
    .select()
    .from(criteria)
    .where(eq(criteria.campaignId, campaignId))
    .orderBy(asc(criteria.position), asc(criteria.id));
}

/** Those the list has now. */
export async function criteriaOf(tx: Queryable, campaignId: number): Promise<CriterionRow[]> {
  return tx
    .select()
    .from(criteria)
    .where(and(eq(criteria.campaignId, campaignId), isNull(criteria.removedAt)))
    .orderBy(asc(criteria.position), asc(criteria.id));
}

export async function addCriteria(
  tx: Queryable,
  rows: readonly (typeof criteria.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0) await tx.insert(criteria).values([...rows]);
}

export async function changeCriterion(
  tx: Queryable,
  id: number,
  change: Partial<typeof criteria.$inferInsert>,
): Promise<void> {
  await tx.update(criteria).set(change).where(eq(criteria.id, id));
}

/** A score with its files; the newest one of its kind for a criterion at an agency. */
export interface ScoreView extends ScoreRow {
  files: StoredFile[];
}

/** The scores that count at these entries: the newest of each kind for each criterion. */
export async function scoresAt(
  tx: Queryable,
  entryIds: readonly number[],
  criterionId?: number,
): Promise<ScoreView[]> {
  if (entryIds.length === 0) return [];
  const { campaignAgencyId, id, kind } = criterionScores;
  const rows = await tx
    .selectDistinctOn([campaignAgencyId, criterionScores.criterionId, kind])
    .from(criterionScores)
    .where(
      and(
        anyOf(campaignAgencyId, entryIds),
        criterionId === undefined ? undefined : eq(criterionScores.criterionId, criterionId),
      ),
    )
    .orderBy(campaignAgencyId, criterionScores.criterionId, kind, sql`${id} desc`);
  const files = await tx
    .select()
    .from(scoreFiles)
    .where(
      anyOf(
        scoreFiles.scoreId,
        rows.map((row) => row.id),
      ),
    )
    .orderBy(asc(scoreFiles.id));
  return rows.map((row) => ({
    ...row,
    files: files.flatMap(({ scoreId, hash, name, mime, size }) =>
      scoreId === row.id ? [{ hash, name, mime, size }] : [],
    ),
  }));
}

/** Puts a score on record; the newest one counts. */
export async function addScore(
  tx: Queryable,
  score: Omit<typeof criterionScores.$inferInsert, 'id'>,
  files: readonly StoredFile[] = [],
): Promise<void> {
  const [row] = await tx
    .insert(criterionScores)
    .values(score)
    .returning({ id: criterionScores.id });
  if (!row) throw new Error('score was not stored');
  if (files.length === 0) return;
  await tx.insert(scoreFiles).values(files.map((file) => ({ scoreId: row.id, ...file })));
}

/** Takes back the closing of an agency, once, because it asks to look again; keeps why. */
export async function reopenEntry(
  tx: Queryable,
  entry: { id: number; campaignId: number },
  asked: { personId: number; channel: string; words: string },
  now: Date,
): Promise<void> {
  const { personId: by, channel, words } = asked;
  const again = { [entry.id]: { at: now.toISOString(), by, channel, words } };
  await tx
    .update(campaigns)
    .set({
      details: sql`${campaigns.details} || jsonb_build_object(
        'closings', coalesce(${campaigns.details} -> 'closings', '{}'::jsonb)
          - (${entry.id}::int)::text,
        'again', coalesce(${campaigns.details} -> 'again', '{}'::jsonb)
          || ${JSON.stringify(again)}::text::jsonb)`,
    })
    .where(eq(campaigns.id, entry.campaignId));
}
