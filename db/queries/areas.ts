import { and, asc, eq, isNull } from 'drizzle-orm';
import { anyOf } from '../any-of.ts';
import type { Queryable } from '../client.ts';
import { obligations } from '../schema/index.ts';

/** The areas of reform in which these agencies owe plan work, in the plans' order. */
export async function areasOf(
  tx: Queryable,
  agencyIds: Iterable<number>,
): Promise<{ no: string; name: string }[]> {
  return tx
    .selectDistinct({ no: obligations.areaNo, name: obligations.area })
    .from(obligations)
    .where(
      and(
        anyOf(obligations.agencyId, agencyIds),
        eq(obligations.sourceKind, 'plan'),
        isNull(obligations.withdrawnAt),
      ),
    )
    .orderBy(asc(obligations.areaNo), asc(obligations.area));
}
