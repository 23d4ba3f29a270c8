import { asc, eq, sql } from 'drizzle-orm';
import { anyOf } from '../any-of.ts';
import type { Queryable } from '../client.ts';
import { agencies, agencySetMembers, agencySets } from '../schema/index.ts';

export type AgencyRow = typeof agencies.$inferSelect;

export interface AgencySetRow {
  id: number;
  code: string;
  name: string;
  aliases: string[];
  memberIds: number[];
}

export async function allAgencies(tx: Queryable): Promise<AgencyRow[]> {
  return tx.select().from(agencies).orderBy(asc(agencies.id));
}

export async function agencyById(tx: Queryable, id: number): Promise<AgencyRow | null> {
  const [row] = await tx.select().from(agencies).where(eq(agencies.id, id));
  return row ?? null;
}

export async function agenciesById(
  tx: Queryable,
  ids: Iterable<number>,
): Promise<Map<number, AgencyRow>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await tx.select().from(agencies).where(anyOf(agencies.id, wanted));
  return new Map(rows.map((row) => [row.id, row]));
}

/** Sets with their members in the order of the organisation file. */
export async function allAgencySets(tx: Queryable): Promise<AgencySetRow[]> {
  const sets = await tx.select().from(agencySets).orderBy(asc(agencySets.id));
  const members = await tx.select().from(agencySetMembers).orderBy(asc(agencySetMembers.agencyId));
  return sets.map((set) => ({
    ...set,
    memberIds: members.flatMap((member) => (member.setId === set.id ? [member.agencyId] : [])),
  }));
}

/** Ids of an agency and all below it, whatever the depth. */
export async function subtreeIds(tx: Queryable, rootId: number): Promise<number[]> {
  const rows = await tx.execute<{ id: number }>(sql`
    with recursive below as (
      select id from agencies where id = ${rootId}
      union
      select a.id from agencies a join below on a.parent_id = below.id
    ) select id from below order by id`);
  return rows.map((row) => row.id);
}

/** Stores an agency under its code; gives its id. */
export async function upsertAgency(
  tx: Queryable,
  agency: Omit<typeof agencies.$inferInsert, 'id'>,
): Promise<number> {
  const { code: _, ...fields } = agency;
  const [row] = await tx
    .insert(agencies)
    .values(agency)
    .onConflictDoUpdate({ target: agencies.code, set: fields })
    .returning({ id: agencies.id });
  if (!row) throw new Error('agency was not stored');
  return row.id;
}

/** Stores a set under its code; gives its id. */
export async function upsertSet(
  tx: Queryable,
  set: Omit<typeof agencySets.$inferInsert, 'id'>,
): Promise<number> {
  const { code: _, ...fields } = set;
  const [row] = await tx
    .insert(agencySets)
    .values(set)
    .onConflictDoUpdate({ target: agencySets.code, set: fields })
    .returning({ id: agencySets.id });
  if (!row) throw new Error('set was not stored');
  return row.id;
}

/** Makes these the members of a set. */
export async function setMembers(
  tx: Queryable,
  setId: number,
  agencyIds: readonly number[],
): Promise<void> {
  await tx.delete(agencySetMembers).where(eq(agencySetMembers.setId, setId));
  if (agencyIds.length === 0) return;
  await tx.insert(agencySetMembers).values(agencyIds.map((agencyId) => ({ setId, agencyId })));
}
