import { and, desc, inArray, isNotNull } from 'drizzle-orm';
import type { UpdateKind } from '../../core/obligations/obligation.ts';
import { anyOf } from '../any-of.ts';
import type { Queryable } from '../client.ts';
import { updates } from '../schema/index.ts';

/** When the agency itself last said something, and the reason it gave then. */
export interface LastSaid {
  at: Date;
  reason: string | null;
}

const BY_AGENCIES: UpdateKind[] = ['state', 'extension_asked', 'extension_withdrawn'];

/** The agencies' last words on these obligations; none for those never spoken about. */
export async function lastSaid(
  tx: Queryable,
  obligationIds: readonly number[],
): Promise<Map<number, LastSaid>> {
  if (obligationIds.length === 0) return new Map();
  const rows = await tx
    .selectDistinctOn([updates.obligationId], {
      id: updates.obligationId,
      at: updates.at,
      reason: updates.reason,
    })
    .from(updates)
    .where(
      and(
        anyOf(updates.obligationId, obligationIds),
        inArray(updates.kind, BY_AGENCIES),
        isNotNull(updates.personId),
      ),
    )
    .orderBy(updates.obligationId, desc(updates.id));
  return new Map(rows.map(({ id, at, reason }) => [id, { at, reason }]));
}
