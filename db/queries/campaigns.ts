import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import { anyOf } from '../any-of.ts';
import type { Queryable } from '../client.ts';
import { agencies, campaignAgencies, campaigns, findings, persons } from '../schema/index.ts';

export type CampaignRow = typeof campaigns.$inferSelect;
export type CampaignEntryRow = typeof campaignAgencies.$inferSelect;
export type FindingRow = typeof findings.$inferSelect;

/** An agency in a campaign, with its names and when the campaign ended for it. */
export interface CampaignEntry extends CampaignEntryRow {
  agencyName: string;
  agencyShortName: string;
  /** The team's last word about this agency. */
  closedAt: Date | null;
}

/** Stores a campaign under its document, or finds it and brings it up to date; closings, and who asked to look again, are kept. */
export async function upsertCampaign(
  tx: Queryable,
  campaign: Omit<typeof campaigns.$inferInsert, 'id' | 'closedAt' | 'importedAt'>,
  now: Date,
): Promise<CampaignRow> {
  const { kind, document, details, ...fields } = campaign;
  const kept = sql`${JSON.stringify(details)}::text::jsonb || jsonb_build_object('closings',
    coalesce(${campaigns.details} -> 'closings', '{}'::jsonb), 'again',
    coalesce(${campaigns.details} -> 'again', '{}'::jsonb))`;
  const [row] = await tx
    .insert(campaigns)
    .values({
      ...campaign,
      details: { ...Object(details), closings: {}, again: {} },
      importedAt: now,
    })
    .onConflictDoUpdate({
      target: [campaigns.kind, campaigns.document],
      set: { ...fields, details: kept },
    })
    .returning();
  if (!row) throw new Error('campaign was not stored');
  return row;
}

export async function campaignById(tx: Queryable, id: number): Promise<CampaignRow | null> {
  const [row] = await tx.select().from(campaigns).where(eq(campaigns.id, id));
  return row ?? null;
}

/** All campaigns of a kind, the newest first. */
export async function allCampaigns(
  tx: Queryable,
  kind: CampaignRow['kind'],
): Promise<CampaignRow[]> {
  return tx
    .select()
    .from(campaigns)
    .where(eq(campaigns.kind, kind))
    .orderBy(desc(campaigns.year), desc(campaigns.issuedOn), desc(campaigns.id));
}

/** Every agency a campaign lists or once listed, in the order they came into the books. */
export async function allEntries(tx: Queryable, campaignId: number): Promise<CampaignEntryRow[]> {
  return tx
    .select()
    .from(campaignAgencies)
    .where(eq(campaignAgencies.campaignId, campaignId))
    .orderBy(asc(campaignAgencies.id));
}

/** Entries that are listed now; of `agencyIds` only, where they are given. */
export async function entriesOf(
  tx: Queryable,
  of: { campaignId?: number; entryId?: number; kind?: CampaignRow['kind'] },
  agencyIds?: Iterable<number>,
): Promise<CampaignEntry[]> {
  // A closing has no column of its own: it is kept in the campaign's details by the entry's id.
  const closed = sql<string | null>`${campaigns.details} -> 'closings'
    -> (${campaignAgencies.id})::text ->> 'at'`;
  const rows = await tx
    .select({
      entry: campaignAgencies,
      agencyName: agencies.name,
      agencyShortName: agencies.shortName,
      closed,
    })
    .from(campaignAgencies)
    .innerJoin(campaigns, eq(campaigns.id, campaignAgencies.campaignId))
    .innerJoin(agencies, eq(agencies.id, campaignAgencies.agencyId))
    .where(
      and(
        isNull(campaignAgencies.removedAt),
        of.campaignId === undefined ? undefined : eq(campaigns.id, of.campaignId),
        of.entryId === undefined ? undefined : eq(campaignAgencies.id, of.entryId),
        of.kind === undefined ? undefined : eq(campaigns.kind, of.kind),
        agencyIds === undefined ? undefined : anyOf(campaignAgencies.agencyId, agencyIds),
      ),
    )
    .orderBy(asc(campaignAgencies.id));
  return rows.map(({ entry, closed: at, ...names }) => ({
    ...entry,
    ...names,
    closedAt: at === null ? null : new Date(at),
  }));
}

export async function addEntry(
  tx: Queryable,
  entry: Omit<typeof campaignAgencies.$inferInsert, 'id'>,
): Promise<number> {
  const [row] = await tx.insert(campaignAgencies).values(entry).returning({
    id: campaignAgencies.id,
  });
  if (!row) throw new Error('campaign entry was not stored');
  return row.id;
}

export async function changeEntry(
  tx: Queryable,
  id: number,
  change: Partial<typeof campaignAgencies.$inferInsert>,
): Promise<void> {
  await tx.update(campaignAgencies).set(change).where(eq(campaignAgencies.id, id));
}

/** Locks a campaign until the transaction ends: findings and closings of it come one after the other. */
export async function lockCampaign(tx: Queryable, id: number): Promise<CampaignRow | null> {
  const [row] = await tx.select().from(campaigns).where(eq(campaigns.id, id)).for('update');
  return row ?? null;
}

/** Ends a campaign for one of its agencies. */
export async function closeEntry(
  tx: Queryable,
  entry: { id: number; campaignId: number },
  by: { personId: number; channel: string },
  now: Date,
): Promise<void> {
  const closing = { [entry.id]: { at: now.toISOString(), by: by.personId, channel: by.channel } };
  await tx
    .update(campaigns)
    .set({
      details: sql`${campaigns.details} || jsonb_build_object('closings',
        coalesce(${campaigns.details} -> 'closings', '{}'::jsonb)
        || ${JSON.stringify(closing)}::text::jsonb)`,
    })
    .where(eq(campaigns.id, entry.campaignId));
}

/** Ends a campaign as a whole. */
export async function closeCampaign(tx: Queryable, id: number, now: Date): Promise<void> {
  await tx.update(campaigns).set({ closedAt: now }).where(eq(campaigns.id, id));
}

/** A finding with who recorded it. */
export interface FindingView extends FindingRow {
  raisedByName: string | null;
}

/** What was found at these entries, in the order it was recorded. */
export async function findingsOf(
  tx: Queryable,
  entryIds: readonly number[],
): Promise<FindingView[]> {
  if (entryIds.length === 0) return [];
  const rows = await tx
    .select({ finding: findings, raisedByName: persons.name })
    .from(findings)
    .leftJoin(persons, eq(persons.id, findings.raisedBy))
    .where(anyOf(findings.campaignAgencyId, entryIds))
    .orderBy(asc(findings.id));
  return rows.map(({ finding, raisedByName }) => ({ ...finding, raisedByName }));
}

/** One finding, locked until the transaction ends. */
export async function lockFinding(tx: Queryable, id: number): Promise<FindingRow | null> {
  const [row] = await tx.select().from(findings).where(eq(findings.id, id)).for('update');
  return row ?? null;
}

export async function addFinding(
  tx: Queryable,
  finding: Omit<typeof findings.$inferInsert, 'id' | 'closedAt' | 'closedBy'>,
): Promise<number> {
  const [row] = await tx.insert(findings).values(finding).returning({ id: findings.id });
  if (!row) throw new Error('finding was not stored');
  return row.id;
}

export async function closeFinding(
  tx: Queryable,
  id: number,
  personId: number,
  now: Date,
): Promise<void> {
  await tx.update(findings).set({ closedAt: now, closedBy: personId }).where(eq(findings.id, id));
}
