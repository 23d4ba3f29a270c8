import { and, asc, eq, isNull } from 'drizzle-orm';
import type { SendingEntry } from '../../core/reports/sending.ts';
import { anyOf } from '../any-of.ts';
import type { Queryable } from '../client.ts';
import { obligations, updates } from '../schema/index.ts';

/** What was ever said of the obligations in force of these agencies, oldest first, by obligation. */
export async function historiesOf(
  tx: Queryable,
  agencyIds: Iterable<number>,
): Promise<Map<number, SendingEntry[]>> {
  const rows = await tx
    .select({
      obligationId: updates.obligationId,
      kind: updates.kind,
      state: updates.state,
      at: updates.at,
      dueBefore: updates.dueBefore,
      dueAfter: updates.dueAfter,
    })
    .from(updates)
    .innerJoin(obligations, eq(obligations.id, updates.obligationId))
    .where(and(anyOf(obligations.agencyId, agencyIds), isNull(obligations.withdrawnAt)))
    .orderBy(asc(updates.id));
  const histories = new Map<number, SendingEntry[]>();
  for (const { obligationId, ...entry } of rows) {
    const entries = histories.get(obligationId);
    if (entries) entries.push(entry);
    else histories.set(obligationId, [entry]);
  }
  return histories;
}
