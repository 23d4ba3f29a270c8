import { and, asc, desc, eq } from 'drizzle-orm';
import type { LocalDate } from '../../core/time/local-date.ts';
import { anyOf } from '../any-of.ts';
import type { Queryable } from '../client.ts';
import { updates } from '../schema/index.ts';

export interface NamedDocument {
  number: string;
  date: LocalDate | null;
}

/**
 * The document that each of these agencies named in the last thing it said about its obligation, by
 * obligation; those who named none are left out.
 */
export async function documentsOf(
  tx: Queryable,
  obligationIds: readonly number[],
): Promise<Map<number, NamedDocument>> {
  if (obligationIds.length === 0) return new Map();
  const rows = await tx
    .selectDistinctOn([updates.obligationId], {
      id: updates.obligationId,
      number: updates.documentNumber,
      date: updates.documentDate,
    })
    .from(updates)
    .where(and(anyOf(updates.obligationId, obligationIds), eq(updates.kind, 'state')))
    .orderBy(asc(updates.obligationId), desc(updates.id));
  return new Map(rows.flatMap(({ id, number, date }) => (number ? [[id, { number, date }]] : [])));
}
