import { and, asc, eq, inArray, isNull, min, sql } from 'drizzle-orm';
import type { SourceKind } from '../../core/obligations/obligation.ts';
import { anyOf } from '../any-of.ts';
import type { Queryable } from '../client.ts';
import { obligations, updates } from '../schema/index.ts';

/** Work that has a title of its own; reports are called by their periods. */
const TITLED: SourceKind[] = ['plan', 'inspection', 'scoring'];

const isShown = (agencyIds: ReadonlySet<number>) =>
  and(
    anyOf(obligations.agencyId, [...agencyIds]),
    inArray(obligations.sourceKind, TITLED),
    isNull(obligations.withdrawnAt),
  );

/** What the agencies owe, each title and product once, with the id of one of its obligations. */
export async function worksOf(
  tx: Queryable,
  agencyIds: ReadonlySet<number>,
): Promise<{ id: number; title: string; product: string | null }[]> {
  const rows = await tx
    .select({ id: min(obligations.id), title: obligations.title, product: obligations.product })
    .from(obligations)
    .where(isShown(agencyIds))
    .groupBy(obligations.title, obligations.product)
    .orderBy(min(obligations.id));
  return rows.flatMap(({ id, ...names }) => (id === null ? [] : [{ id, ...names }]));
}

/** Ids of everything the agencies owe that has the title and product of one obligation, by due day. */
export async function sameWork(
  tx: Queryable,
  id: number,
  agencyIds: ReadonlySet<number>,
): Promise<number[]> {
  const like = tx
    .select({ title: obligations.title })
    .from(obligations)
    .where(eq(obligations.id, id));
  const product = tx
    .select({ product: obligations.product })
    .from(obligations)
    .where(eq(obligations.id, id));
  const rows = await tx
    .select({ id: obligations.id })
    .from(obligations)
    .where(
      and(
        isShown(agencyIds),
        eq(obligations.title, sql`(${like})`),
        sql`${obligations.product} is not distinct from (${product})`,
      ),
    )
    .orderBy(asc(obligations.dueOn), asc(obligations.id));
  return rows.map((row) => row.id);
}

/** When each agency itself last said something about anything it owes; none for those that never did. */
export async function lastHeard(
  tx: Queryable,
  agencyIds: readonly number[],
): Promise<Map<number, Date>> {
  if (agencyIds.length === 0) return new Map();
  const rows = await tx
    .select({
      id: obligations.agencyId,
      at: sql<string>`max(${updates.at})`,
    })
    .from(updates)
    .innerJoin(obligations, eq(obligations.id, updates.obligationId))
    .where(
      and(
        anyOf(obligations.agencyId, agencyIds),
        inArray(updates.kind, ['state', 'extension_asked', 'extension_withdrawn']),
        sql`${updates.personId} is not null`,
      ),
    )
    .groupBy(obligations.agencyId);
  return new Map(rows.map(({ id, at }) => [id, new Date(at)]));
}
